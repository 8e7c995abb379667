"""The impact report: three figures that are never mixed, as known on a day.

Operations, people located, people freed: each with what counts and what does not. Our own work and
each published collection are counted apart. As of a day means: from what had been recorded by the
end of that day; later records and corrections do not change it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Generic, TypeAlias, TypeVar
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from rihai.directory.models import Agency
from rihai.lib.codelists import load_list
from rihai.people.models import Provenance
from rihai.rescue.models import FoundFinding, FoundPerson, Operation
from rihai.rescue.rules.outcomes import is_freed, is_located, was_found_in_operation
from rihai.research.models import DeclaredFigure, PublishedStory
from rihai.research.since import base_year_of, counted_since

OUTCOMES: Final = tuple(entry.code for entry in load_list("rihai.rescue", "outcomes.yaml", "resolutions"))
NOT_STATED: Final = "not_stated"
YEAR_NOT_STATED: Final = "not stated"


@dataclass(frozen=True)
class Known:
    """What was known at the end of the day of one finding of a person."""

    person: UUID
    outcome: str
    exploitation: str
    is_decided: bool
    year: int | None

    @property
    def is_freed(self) -> bool:
        return is_freed(self.outcome, self.exploitation, is_decided=self.is_decided)

    @property
    def was_in_operation(self) -> bool:
        return was_found_in_operation(self.outcome)


N = TypeVar("N")


@dataclass(frozen=True)
class FiguresOf(Generic[N]):
    """Counts of distinct operations and distinct people; None where a count is hidden (`protection`)."""

    operations: N
    people_found_in_operations: N
    people_located: N
    people_located_in_operations: N
    people_located_otherwise: N
    people_freed: N
    people_freed_not_stated: N
    people_other_finding: N
    people: N
    by_outcome: dict[str, N]
    people_by_year: dict[str, N]
    operations_by_year: dict[str, N]

    @property
    def is_empty(self) -> bool:
        return self.operations == 0 and self.people == 0


Figures: TypeAlias = FiguresOf[int]
ShownFigures: TypeAlias = FiguresOf[int | None]


@dataclass(frozen=True)
class Collection:
    """Published stories of one publisher, run through the same counting: not our cases, not endorsed."""

    publisher: Agency
    stories: int
    stories_by_year: dict[str, int]
    figures: Figures
    declared: tuple[DeclaredFigure, ...]


@dataclass(frozen=True)
class ImpactReport:
    as_of: date
    organisation: Agency | None
    # The first year of our own work that counts; 0 says from the first record on.
    base_year: int
    own: Figures
    collections: tuple[Collection, ...]

    @property
    def stories(self) -> int:
        """Published stories of all collections."""
        return sum(one.stories for one in self.collections)

    @property
    def people(self) -> int:
        """People of all published collections; our own people are never among them."""
        return sum(one.figures.people for one in self.collections)


def impact_report(as_of: date, organisation: Agency | None = None) -> ImpactReport:
    """The whole report; `organisation` limits our own work to one organisation (None = all here)."""
    until = end_of(as_of)
    year = base_year_of(organisation.uid if organisation else None, until)
    return ImpactReport(as_of, organisation, year, own_figures(as_of, organisation, year), _collections(until))


def known_today(by: date, organisation: Agency | None = None, base_year: int = 0) -> Figures:
    """What is known today about the time until the end of a day: by when it happened, not by when it was written.

    What has a month or a year only counts from its first day. What has no date counts if it was written down by
    that day, because it had happened then; written down later it is in no such figure.
    """
    own, found = _own(organisation, base_year)
    was_written = Q(recorded_at__lt=end_of(by))
    happened = Q(occurred_on__lte=by) | (Q(occurred_on=None) & was_written)
    met = Q(found_on__lte=by) | (Q(found_on=None) & (Q(operation__occurred_on__lte=by) | was_written))
    return _figures(own.filter(happened), found.filter(met), end_of(timezone.localdate()))


def own_figures(as_of: date, organisation: Agency | None = None, base_year: int = 0) -> Figures:
    """Our own work alone, as known at the end of a day."""
    return _figures(*_own(organisation, base_year), end_of(as_of))


def end_of(day: date) -> datetime:
    """The first moment that is later than the day, in the time of the office."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _own(organisation: Agency | None, base_year: int) -> tuple[QuerySet[Operation], QuerySet[FoundPerson]]:
    mine = Q(provenance=Provenance.OWN) & (Q(organisation=organisation) if organisation else Q())
    operations = counted_since(base_year, "recorded_at", "occurred_on")
    found = counted_since(base_year, "recorded_at", "found_on", "operation__occurred_on")
    return Operation.objects.filter(mine, operations), FoundPerson.objects.filter(mine, found)


def _collections(until: datetime) -> tuple[Collection, ...]:
    loaded = PublishedStory.objects.filter(loaded_at__lt=until)
    publishers = Agency.objects.filter(pk__in=loaded.values("publisher")).order_by("name")
    return tuple(_collection(publisher, loaded.filter(publisher=publisher), until) for publisher in publishers)


def _collection(publisher: Agency, stories: QuerySet[PublishedStory], until: datetime) -> Collection:
    # Through the story, so that one whose loading ran over midnight is counted whole or not at all.
    published = Q(provenance=Provenance.PUBLISHED, inquiry__origin_uid__in=stories.values("alert"))
    # A story's people carry the month printed beside it; the text does not say what the month means.
    years = {alert: month.year for alert, month in stories.values_list("alert_id", "month")}
    figures = _figures(Operation.objects.filter(published), FoundPerson.objects.filter(published), until, years)
    declared = DeclaredFigure.objects.filter(publisher=publisher, declared_at__lt=until).order_by("measure", "as_of")
    return Collection(publisher, len(years), _by_year(years.values()), figures, tuple(declared))


def _figures(
    operations: QuerySet[Operation],
    found: QuerySet[FoundPerson],
    until: datetime,
    story_years: dict[UUID, int] | None = None,
) -> Figures:
    days = list(carried_out(operations, until).values_list("occurred_on", flat=True))
    known = _known(found, until, story_years or {})
    last = {one.person: one for one in known}
    in_operation = {one.person for one in known if one.was_in_operation}
    located = {one.person for one in known if is_located(one.outcome)}
    freed = {one.person for one in known if one.is_freed}
    unstated = {one.person for one in known if one.was_in_operation and one.exploitation == NOT_STATED} - freed
    return Figures(
        operations=len(days),
        people_found_in_operations=len(in_operation),
        people_located=len(located),
        people_located_in_operations=len(located & in_operation),
        people_located_otherwise=len(located - in_operation),
        people_freed=len(freed),
        people_freed_not_stated=len(unstated),
        people_other_finding=len(in_operation - freed - unstated),
        people=len(last),
        by_outcome={code: sum(one.outcome == code for one in last.values()) for code in OUTCOMES},
        people_by_year=_by_year(one.year for one in last.values()),
        operations_by_year=_by_year(day.year if day else None for day in days),
    )


def carried_out(operations: QuerySet[Operation], until: datetime) -> QuerySet[Operation]:
    """Started, also if called off later, or recorded afterwards. What counts is when that was written down."""
    return operations.filter(
        Q(started_at__isnull=False, start_recorded_at__lt=until)
        | Q(kind=Operation.Kind.RECORDED_AFTERWARDS, recorded_at__lt=until)
    )


def _known(found: QuerySet[FoundPerson], until: datetime, story_years: dict[UUID, int]) -> list[Known]:
    """Every finding of a person with what was known of it by then, the one recorded last at the end."""
    latest = FoundFinding.objects.filter(found=OuterRef("pk"), recorded_at__lt=until).order_by("-recorded_at", "-pk")
    rows = found.filter(recorded_at__lt=until).annotate(
        outcome=Subquery(latest.values("outcome")[:1]),
        exploitation=Subquery(latest.values("exploitation")[:1]),
        is_decided=Subquery(latest.values("is_freed_by_decision")[:1]),
    )
    values = rows.order_by("recorded_at", "pk").values_list(
        "person_id", "outcome", "exploitation", "is_decided", "found_on", "inquiry__origin_uid"
    )
    return [
        Known(person, outcome, exploitation, bool(decided), _year(on, origin, story_years))
        for person, outcome, exploitation, decided, on, origin in values
        if outcome is not None
    ]


def _year(on: date | None, origin: UUID | None, story_years: dict[UUID, int]) -> int | None:
    if on is not None:
        return on.year
    return story_years.get(origin) if origin is not None else None


def _by_year(years: Iterable[int | None]) -> dict[str, int]:
    """Counts by year, the unknown last and named so."""
    counted = Counter(YEAR_NOT_STATED if year is None else str(year) for year in years)
    return dict(sorted(counted.items()))
