"""What an action of rescue is told: frozen, named, with codes checked against their lists.

None of these prints what it holds: the place of an operation in a traceback is an operation given away.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rihai.accounts.models import User
from rihai.cases.models import MovementStage
from rihai.directory.models import Agency, Place
from rihai.lib.precision import ImpreciseDate
from rihai.offences.models import Premises
from rihai.people.facts import PersonFacts
from rihai.people.models import Person, Source, YesNoUnknown
from rihai.rescue.models import Inquiry, Lead, NeedToKnow, Operation, UnitAnswer, UnitContact
from rihai.rescue.rules.outcomes import is_known

RELIABILITY: Final = tuple("ABCDEF")
CREDIBILITY: Final = tuple("123456")


@dataclass(frozen=True, repr=False)
class LeadFacts:
    """One fact: what, when as far as known, where, from whom. Source and information are graded apart."""

    kind: Lead.Kind
    text: str
    on: ImpreciseDate | None = None
    where: str = ""
    place: Place | None = None
    movement: MovementStage = MovementStage.NONE
    source: Source | None = None
    reliability: str = "F"
    credibility: str = "6"

    def __post_init__(self) -> None:
        if self.reliability not in RELIABILITY or self.credibility not in CREDIBILITY:
            raise ValueError("A source is graded A to F, a piece of information 1 to 6")


@dataclass(frozen=True, repr=False)
class DecoyFacts:
    """The request of the police for a decoy, and how everybody stays safe."""

    agency: Agency
    officer: str
    requested_on: date
    safety_plan: str
    goes_accompanied: bool


@dataclass(frozen=True)
class Circumstances:
    """What decides which questions of the risk check are asked. Unknown asks them."""

    child_possible: YesNoUnknown = YesNoUnknown.UNKNOWN
    without_warrant: YesNoUnknown = YesNoUnknown.UNKNOWN
    other_language: YesNoUnknown = YesNoUnknown.UNKNOWN
    interstate: YesNoUnknown = YesNoUnknown.UNKNOWN


@dataclass(frozen=True, repr=False)
class Listed:
    """Somebody who needs to know, and why."""

    user: User
    why: NeedToKnow.Why


@dataclass(frozen=True, repr=False)
class OperationFacts:
    """A planned operation. Whoever plans it is on the list; `others` names at least one more."""

    others: tuple[Listed, ...]
    part: Operation.Part
    circumstances: Circumstances = Circumstances()
    premises: Premises | None = None
    plan: str = ""


@dataclass(frozen=True, repr=False)
class PastOperationFacts:
    """An operation that ended before it was recorded here: only what is known, nothing filled in."""

    occurred: ImpreciseDate | None = None
    part: Operation.Part = Operation.Part.NOT_STATED
    premises: Premises | None = None
    inquiry: Inquiry | None = None
    result: Operation.Result | None = None
    note: str = ""


@dataclass(frozen=True, repr=False)
class AnswerFacts:
    """What a unit answered, who said it, in which words, when."""

    answer: UnitContact.Answer
    at: datetime
    officer_role: UnitAnswer.OfficerRole = UnitAnswer.OfficerRole.NOT_STATED
    officer: str = ""
    words: str = ""


@dataclass(frozen=True, repr=False)
class FoundFacts:
    """Somebody found: known already, or recorded now. Month and year stay month and year."""

    person: Person | PersonFacts
    outcome: str
    exploitation: str = "not_stated"
    found: ImpreciseDate | None = None
    operation: Operation | None = None
    inquiry: Inquiry | None = None
    wish: str = ""
    may_call: YesNoUnknown = YesNoUnknown.UNKNOWN
    case_owner: User | None = None
    basis: str = ""
    is_freed_by_decision: bool = False

    def __post_init__(self) -> None:
        check_finding(self.outcome, self.exploitation)


def check_finding(outcome: str, exploitation: str) -> None:
    if not is_known(outcome, exploitation):
        raise ValueError("Outcome and exploitation are codes of rihai/rescue/data/outcomes.yaml")
