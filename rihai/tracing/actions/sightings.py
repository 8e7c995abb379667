"""Somebody says that the person was seen."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.precision import Precision
from rihai.lib.text import normalise, normalise_lines
from rihai.people.actions import record_source
from rihai.tracing.facts import SightingFacts
from rihai.tracing.grants import let_into_source
from rihai.tracing.locks import lock_open_report, needed
from rihai.tracing.models import MissingReport, Sighting
from rihai.tracing.permissions import check_can_work_report
from rihai.tracing.reminders import FOLLOW, remind


@transaction.atomic
def record_sighting(report: MissingReport, *, facts: SightingFacts, by: User) -> Sighting:
    """Keep it whatever its certainty; where it leads somewhere, somebody owes the next step."""
    report = lock_open_report(report, by, "report.work")
    check_can_work_report(by, report)
    text = needed(normalise_lines(facts.text), _("Write down what was seen, if only in a few words."))
    source = record_source(organisation=report.organisation, by=by, facts=facts.source) if facts.source else None
    sighting = Sighting(
        report=report,
        data_key=report.data_key,
        certainty=facts.certainty,
        seen_on=facts.seen.value if facts.seen else None,
        precision=str(facts.seen.precision if facts.seen else Precision.UNKNOWN),
        place=facts.place,
        where=normalise(facts.where),
        text=text,
        source=source,
        recorded_by=by,
    )
    sighting.save()
    if source is not None:
        let_into_source(report, source, by=by)
    if facts.is_to_follow:
        remind(report, FOLLOW, event=sighting, by=by)
    audit.record("sighting.recorded", by=by, subject=report, sighting=sighting.uid, certainty=str(facts.certainty))
    return sighting
