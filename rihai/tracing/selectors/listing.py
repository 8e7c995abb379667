"""Lists by district: where somebody was last seen or found, or comes from."""

from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from rihai.directory.models import Place

M = TypeVar("M", bound=Model)

PLACES: Final = ("place", "place__parent", "person__home_district")
OF_PERSON: Final = ("person__home_district",)


def districts_in(rows: QuerySet[M], paths: tuple[str, ...] = PLACES) -> QuerySet[Place]:
    """Those that occur among rows which she may see: the choice tells nothing else."""
    plain = rows.order_by()
    named = Q(*(("pk__in", plain.values(path)) for path in paths), _connector=Q.OR)
    return Place.objects.filter(named, kind=Place.Kind.DISTRICT).order_by("state_name", "name")


def in_district(rows: QuerySet[M], district: UUID | None, paths: tuple[str, ...] = PLACES) -> QuerySet[M]:
    if district is None:
        return rows
    return rows.filter(Q(*((path, district) for path in paths), _connector=Q.OR))
