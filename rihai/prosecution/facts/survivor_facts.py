"""What an action about steps around a survivor, or about custody, is told: frozen, named, silent when printed."""

from dataclasses import dataclass
from datetime import date, datetime

from rihai.directory.models import Agency
from rihai.people.models import YesNoUnknown
from rihai.prosecution.models import Detention, SurvivorStep


@dataclass(frozen=True, repr=False)
class SurvivorStepFacts:
    """A step as it stands today. What belongs to another kind of step stays empty."""

    state: SurvivorStep.State
    asked_on: date
    at: datetime | None = None
    place: Agency | None = None
    reason: SurvivorStep.Reason | str = ""
    by_woman: str = YesNoUnknown.UNKNOWN
    support_person: str = YesNoUnknown.UNKNOWN
    interpreter: str = YesNoUnknown.UNKNOWN
    consent: SurvivorStep.Consent | str = ""
    ordered_by: SurvivorStep.OrderedBy | str = ""
    basis: SurvivorStep.Basis | str = ""
    result: SurvivorStep.Result | str = ""
    paper_on: date | None = None
    note: str = ""


@dataclass(frozen=True, repr=False)
class DetentionFacts:
    """Custody as it stands today; how it ended is told apart."""

    basis: Detention.Basis
    began_on: date
    court: Agency | None = None
    until: date | None = None
    report: Detention.Report = Detention.Report.NOT_ASKED
    wish: Detention.Wish = Detention.Wish.NOT_ASKED
    wish_on: date | None = None
    review_on: date | None = None
    note: str = ""
