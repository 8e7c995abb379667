"""Records that the matcher was never told of, because they were saved before it knew of their kind.

Here: finding them, as few at a time as are asked for. Each kind has only those that saving would tell of today:
nobody out of a published story, no search that ended, no record that was withdrawn, nobody erased.
"""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rihai.cases.models import Case
from rihai.people.models import Person, Provenance, SearchEntry
from rihai.tracing.models import FoundRecord, MissingReport
from rihai.tracing.workflow import FoundStatus, ReportStatus

Record = Person | MissingReport | FoundRecord


def next_unknown(kind: str, after: UUID | None, *, most: int) -> Sequence[Record]:
    rows = unknown(kind) if after is None else unknown(kind).filter(pk__gt=after)
    return list(rows.order_by("pk")[:most])


def unknown(kind: str) -> "QuerySet[Person] | QuerySet[MissingReport] | QuerySet[FoundRecord]":
    known = SearchEntry.objects.filter(subject_label=kind, subject_uid=OuterRef("pk"))
    return KINDS[kind]().filter(~Exists(known), data_key__destroyed_at=None)


def _people() -> QuerySet[Person]:
    own = Person.objects.filter(provenance=Provenance.OWN).select_related("home_district__parent", "data_key")
    found = FoundRecord.objects.filter(person=OuterRef("pk"))
    is_otherwise_on_file = (
        Exists(found.filter(status=FoundStatus.STANDS))
        | Exists(Case.objects.filter(person=OuterRef("pk")))
        | Exists(MissingReport.objects.filter(person=OuterRef("pk")))
    )
    return own.filter(~Q(Exists(found)) | Q(is_otherwise_on_file))


def _reports() -> QuerySet[MissingReport]:
    searched = MissingReport.objects.filter(status=ReportStatus.OPEN, person__data_key__destroyed_at=None)
    return searched.select_related("person__home_district__parent", "place__parent", "data_key")


def _found() -> QuerySet[FoundRecord]:
    standing = FoundRecord.objects.filter(status=FoundStatus.STANDS, person__data_key__destroyed_at=None)
    return standing.select_related("person__home_district__parent", "data_key")


# People first: what a report adds is read with what is known of her.
KINDS: Final[dict[str, Callable[[], "QuerySet[Person] | QuerySet[MissingReport] | QuerySet[FoundRecord]"]]] = {
    "people.person": _people,
    "tracing.missingreport": _reports,
    "tracing.foundrecord": _found,
}
