"""What an action about a legal case is told: frozen, named. None of these prints what it holds."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rihai.directory.models import Agency
from rihai.lib.precision import ImpreciseDate
from rihai.prosecution.models import Accused, Hearing, LegalCase, LegalCaseSurvivor, Refusal


@dataclass(frozen=True, repr=False)
class PaperFacts:
    """What the paper says; everything may still be unknown. `sections`: ids of the law's data."""

    kind: LegalCase.Kind
    station: Agency | None = None
    number: str = ""
    cnr: str = ""
    filed_on: date | None = None
    sections: tuple[str, ...] = ()
    other_sections: str = ""


@dataclass(frozen=True, repr=False)
class RefusalFacts:
    """Who refused is told by role, never by name."""

    on: date
    ground: Refusal.Ground
    officer: Refusal.Officer = Refusal.Officer.UNKNOWN
    text: str = ""


@dataclass(frozen=True, repr=False)
class StepFacts:
    """`rung`: a code of the ladder."""

    rung: str
    on: date
    agency: Agency | None = None
    text: str = ""


@dataclass(frozen=True, repr=False)
class AccusedFacts:
    """Somebody new by name, or somebody known. `role`: a code of the roles of suspects."""

    role: str
    name: str = ""
    known: Accused | None = None


@dataclass(frozen=True, repr=False)
class StateFacts:
    """`state`: a code of the states of suspects. For custody the day of the first remand."""

    state: str
    since: ImpreciseDate | None = None
    note: str = ""


@dataclass(frozen=True, repr=False)
class HearingFacts:
    at: datetime
    purpose: Hearing.Purpose
    court: Agency | None = None
    survivor: LegalCaseSurvivor | None = None


@dataclass(frozen=True, repr=False)
class OutcomeFacts:
    """`reason`: why it was adjourned, "" otherwise. `next_at`: the next date that the court gave.

    `fell_with`: uid of the court paper with which it was cancelled; None where somebody tells of it by hand.
    """

    outcome: Hearing.Outcome
    reason: Hearing.Reason | str = ""
    note: str = ""
    next_at: datetime | None = None
    fell_with: UUID | None = None
