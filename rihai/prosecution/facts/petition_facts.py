"""What an action about a closure report or a petition is told: frozen, named. None of these prints what it holds."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rihai.directory.models import Agency
from rihai.prosecution.models import ClosureReport, Petition, PetitionStep
from rihai.prosecution.petition_workflow import PetitionStatus


@dataclass(frozen=True, repr=False)
class ClosureFacts:
    """`hearing_on`: the day for which the notice calls the informant. `against`: uids of the links of the accused.

    `cancels`: uids of hearings that fall away.
    """

    filed_on: date
    ground: ClosureReport.Ground
    court: Agency | None = None
    notice_on: date | None = None
    copy_on: date | None = None
    hearing_on: date | None = None
    text: str = ""
    number: str = ""
    against: tuple[UUID, ...] = ()
    cancels: tuple[UUID, ...] = ()


@dataclass(frozen=True, repr=False)
class PetitionFacts:
    """Written or filed already. `closure`: uid of the report against which a protest petition is."""

    kind: Petition.Kind
    status: PetitionStatus = PetitionStatus.DRAFTED
    court: Agency | None = None
    number: str = ""
    filed_on: date | None = None
    next_on: date | None = None
    text: str = ""
    closure: UUID | None = None


@dataclass(frozen=True, repr=False)
class PetitionStepFacts:
    """`result`: what came of a protest petition that was allowed; "" otherwise."""

    to: PetitionStatus
    on: date
    number: str = ""
    next_on: date | None = None
    result: PetitionStep.Result | str = ""
    text: str = ""
