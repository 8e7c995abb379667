"""Forms of an alert: what came in, whom it is about, and the decision on it. They give facts, never records."""

from rihai.intake.forms.alerts import AlertForm
from rihai.intake.forms.people import AlertPeople, people_form, with_another_person
from rihai.intake.forms.triage import TriageForm

__all__ = ["AlertForm", "AlertPeople", "TriageForm", "people_form", "with_another_person"]
