"""The impact report: three figures that are never mixed, as known on a day.

Operations, people located, people freed: each with what counts and what does not. Our own work and
each published collection are counted apart. As of a day means: from what had been recorded by the
end of that day; later records and corrections do not change it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from rihai.directory.models import Agency
from rihai.lib.codelists import load_list
from rihai.people.models import Provenance
from rihai.rescue.models import FoundFinding, FoundPerson, Operation
from rihai.rescue.rules.outcomes import is_freed, is_located, was_found_in_operation
from rihai.research.models import DeclaredFigure, PublishedStory

OUTCOMES: Final = tuple(entry.code for entry in load_list("rihai.rescue", "outcomes.yaml", "resolutions"))


@dataclass(frozen=True)
class Known:
    """What was known of one found person at the end of the day."""

    person: UUID
    operation: UUID | None
    outcome: str
    exploitation: str
    is_decided: bool
    year: int | None

    @property
    def is_freed(self) -> bool:
        return is_freed(self.outcome, self.exploitation, is_decided=self.is_decided)


@dataclass(frozen=True)
class Figures:
    """Counts of distinct operations and distinct people."""

    operations: int
    people_found_in_operations: int
    people_located: int
    people_located_otherwise: int
    people_freed: int
    people_freed_not_stated: int
    people: int
    by_outcome: dict[str, int]
    people_by_year: dict[str, int]
    operations_by_year: dict[str, int]

    @property
    def is_empty(self) -> bool:
        return not (self.operations or self.people)


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
    own: Figures
    collections: tuple[Collection, ...]


def impact_report(as_of: date, organisation: Agency | None = None) -> ImpactReport:
    """The whole report; `organisation` limits our own work to one organisation (None = all here)."""
    until = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
    own = Operation.objects.filter(provenance=Provenance.OWN)
    found = FoundPerson.objects.filter(provenance=Provenance.OWN)
    if organisation is not None:
        own, found = own.filter(organisation=organisation), found.filter(organisation=organisation)
    return ImpactReport(as_of, organisation, _figures(own, found, until), _collections(until))


def _collections(until: datetime) -> tuple[Collection, ...]:
    stories = PublishedStory.objects.filter(loaded_at__lt=until).select_related("publisher")
    publishers = {story.publisher_id: story.publisher for story in stories}
    return tuple(
        _collection(publisher, [story for story in stories if story.publisher_id == publisher.uid], until)
        for publisher in sorted(publishers.values(), key=lambda one: one.name)
    )


def _collection(publisher: Agency, stories: list[PublishedStory], until: datetime) -> Collection:
    published = {"organisation": publisher, "provenance": Provenance.PUBLISHED}
    # A story's people carry the month printed beside it; the text does not say what the month means.
    years = {story.alert_id: story.month.year for story in stories}
    figures = _figures(Operation.objects.filter(**published), FoundPerson.objects.filter(**published), until, years)
    declared = DeclaredFigure.objects.filter(publisher=publisher, declared_at__lt=until).order_by("measure")
    return Collection(
        publisher, len(stories), _by_year(story.month.year for story in stories), figures, tuple(declared)
    )


def _figures(
    operations: QuerySet[Operation],
    found: QuerySet[FoundPerson],
    until: datetime,
    story_years: dict[UUID, int] | None = None,
) -> Figures:
    carried_out = operations.filter(recorded_at__lt=until, started_at__lt=until) | operations.filter(
        recorded_at__lt=until, kind=Operation.Kind.RECORDED_AFTERWARDS
    )
    counted = list(carried_out.values_list("uid", "occurred_on", "started_at"))
    known = _known(found, until, story_years or {})
    latest = {one.person: one for one in known}
    in_operation = {one.person for one in known if was_found_in_operation(one.outcome)}
    located = {one.person for one in known if is_located(one.outcome)}
    freed = {one.person for one in known if one.is_freed}
    return Figures(
        operations=len(counted),
        people_found_in_operations=len(in_operation),
        people_located=len(located),
        people_located_otherwise=len(located - in_operation),
        people_freed=len(freed),
        people_freed_not_stated=len(in_operation - freed),
        people=len(latest),
        by_outcome={code: sum(one.outcome == code for one in latest.values()) for code in OUTCOMES},
        people_by_year=_by_year(one.year for one in latest.values()),
        operations_by_year=_by_year((on or started).year if on or started else None for _uid, on, started in counted),
    )


def _known(found: QuerySet[FoundPerson], until: datetime, story_years: dict[UUID, int]) -> list[Known]:
    """Everybody found, with the latest finding recorded by then; several findings of one person stay apart."""
    latest = FoundFinding.objects.filter(found=OuterRef("pk"), recorded_at__lt=until).order_by("-recorded_at")
    rows = found.filter(recorded_at__lt=until).annotate(
        outcome=Subquery(latest.values("outcome")[:1]),
        exploitation=Subquery(latest.values("exploitation")[:1]),
        is_decided=Subquery(latest.values("is_freed_by_decision")[:1]),
    )
    values = rows.order_by("recorded_at").values_list(
        "person_id", "operation_id", "outcome", "exploitation", "is_decided", "found_on", "inquiry__origin_uid"
    )
    return [
        Known(person, operation, outcome, exploitation, bool(decided), _year(on, origin, story_years))
        for person, operation, outcome, exploitation, decided, on, origin in values
        if outcome is not None
    ]


def _year(on: date | None, origin: UUID | None, story_years: dict[UUID, int]) -> int | None:
    if on is not None:
        return on.year
    return story_years.get(origin) if origin is not None else None


def _by_year(years: Iterable[int | None]) -> dict[str, int]:
    """Counts by year, the unknown last and named so."""
    counted = Counter("not stated" if year is None else str(year) for year in years)
    return dict(sorted(counted.items()))
