"""What an action of tracing is told: frozen, named, with codes checked against their lists.

None of these prints what it holds: a name in a traceback or a log is a name given away.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from rihai.directory.models import Agency, Place
from rihai.lib.precision import ImpreciseDate
from rihai.people.facts import PersonFacts, SourceFacts, check_code
from rihai.people.models import Person, Source
from rihai.tracing.models import FoundRecord, RequestAnswer, RequestAsked, Sighting
from rihai.tracing.rules import check_sheet_codes


@dataclass(frozen=True, repr=False)
class ReportDetails:
    """What is known of the disappearance; all of it may be corrected later."""

    circumstances: str
    last_seen: ImpreciseDate | None = None
    place: Place | None = None
    where: str = ""
    clothing: str = ""
    marks: str = ""
    companions: str = ""
    phone: str = ""
    guardian: str = ""
    village: str = ""


@dataclass(frozen=True, repr=False)
class ReportFacts:
    """Somebody is missing: known already, or recorded now. Who says so is a source, until verified."""

    person: Person | PersonFacts
    details: ReportDetails
    reporter: Source | SourceFacts | None = None
    relation: str = "not_stated"
    reported_at: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        check_code(self.relation, "relations.yaml", "relations")


@dataclass(frozen=True, repr=False)
class FoundFacts:
    """Somebody was brought here. Only sex, age, where and when are asked of a tired colleague."""

    person: PersonFacts
    kind: FoundRecord.Kind
    found_at: datetime
    place: Place | None = None
    where: str = ""
    estimated_by: str = ""
    cannot_say_name: bool = False
    description: str = ""
    guardian: str = ""
    village: str = ""
    marks: str = ""
    clothing: str = ""


@dataclass(frozen=True, repr=False)
class SheetFacts:
    """What a sheet says of the one sought. A name needs a reason."""

    says: tuple[str, ...]
    note: str = ""
    name_reason: str = ""

    def __post_init__(self) -> None:
        check_sheet_codes(self.says)


@dataclass(frozen=True, repr=False)
class AskedFacts:
    agency: Agency
    way: RequestAsked.Way


@dataclass(frozen=True, repr=False)
class AnswerFacts:
    answer: RequestAnswer.Answer
    answered_on: date
    text: str = ""


@dataclass(frozen=True, repr=False)
class SightingFacts:
    certainty: Sighting.Certainty
    text: str
    seen: ImpreciseDate | None = None
    place: Place | None = None
    where: str = ""
    source: SourceFacts | None = None
    is_to_follow: bool = True
