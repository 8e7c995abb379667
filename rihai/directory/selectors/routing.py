"""Which units are competent for a place and a kind, with the reason for each; and which are left out for whom.

The order is a proposal: a person chooses. What an agency states as its area counts more than its address.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rihai.directory.models import Agency, Jurisdiction, Place, RouteMark
from rihai.directory.rules import load_towns, police_kinds, police_rank, same_place, towns_of
from rihai.directory.staff import Staff


class Near(StrEnum):
    """How a unit lies to a place. The first is stated, the others are guessed from names."""

    AREA = "area"
    DISTRICT = "district"
    STATE = "state"


@dataclass(frozen=True)
class Unit:
    """A unit to ask, nearest and most competent first."""

    agency: Agency
    near: Near
    area: str = ""

    @property
    def reason(self) -> str:
        if self.area:
            return _("Responsible for %(area)s, as its entry states") % {"area": self.area}
        if self.near is Near.DISTRICT:
            return _("Lies in the district, by its address; its area is not stated")
        return _("Lies in the same State; its area is not stated")


def competent_units(
    place: Place, *, kinds: Collection[str] | None = None, organisation_uid: UUID | None = None
) -> list[Unit]:
    """Units that state the place as their area, then those of the place, its district, its State.

    Police unless other kinds are asked for; in each group anti-trafficking units first. What the organisation
    marked "do not route" is left out.
    """
    own, around = set(_names(place.name, place.other_names)), set(_names_around(place))
    state = place.name if place.kind == Place.Kind.STATE else place.state_name
    wider = _places_around(place)
    asked = Q(areas__place__in=wider, areas__ended_at=None)
    if state:
        asked |= Q(state__iexact=state)
    areas = Jurisdiction.objects.filter(ended_at=None, place__in=wider).select_related("place")
    agencies = (
        Agency.objects.routable(organisation_uid)
        .filter(kind__in=police_kinds() if kinds is None else kinds)
        .filter(pk__in=Agency.objects.filter(asked).values("pk"))
        .prefetch_related(Prefetch("areas", queryset=areas, to_attr="areas_here"))
    )
    units = [_unit(agency, own | around) for agency in agencies]
    return sorted(
        units,
        key=lambda unit: (
            unit.near is not Near.AREA,
            not _lies_in(unit.agency, own),
            unit.near is Near.STATE,
            police_rank(unit.agency.kind),
            unit.agency.name,
        ),
    )


def marks_on_lists(user: Staff) -> list[RouteMark]:
    """What is left out of every list of hers, for whoever may know of it; nothing for all others."""
    return list(RouteMark.objects.visible_to(user).in_force().select_related("agency"))


def words_on_left_out(user: Staff) -> str:
    """One sentence for the help of a field, or nothing."""
    names = ", ".join(mark.agency.name for mark in marks_on_lists(user))
    return _('Not offered, because it is marked "do not route": %(names)s.') % {"names": names} if names else ""


def _unit(agency: Agency, around: Collection[str]) -> Unit:
    stated: list[Jurisdiction] = agency.areas_here  # type: ignore[attr-defined]  # prefetched above
    narrow = [area for area in stated if area.place and area.place.kind not in _WIDE]
    if narrow:
        return Unit(agency, Near.AREA, narrow[0].label)
    near = Near.DISTRICT if _lies_in(agency, around) else Near.STATE
    return Unit(agency, near, stated[0].label if stated else "")


_WIDE = (Place.Kind.STATE, Place.Kind.COUNTRY)


def _places_around(place: Place) -> set[UUID]:
    """The place, what it lies in, and the districts of a large town."""
    found = {place.pk}
    codes = {f"{place.code.split('/')[0]}/{slugify(name)}" for name in _names_of_districts(place)}
    found |= set(Place.objects.filter(code__in=codes).values_list("pk", flat=True)) if codes else set()
    holder = place.parent
    while holder is not None:
        found.add(holder.pk)
        holder = holder.parent
    return found


def _names_of_districts(place: Place) -> set[str]:
    if place.kind != Place.Kind.LOCALITY:
        return set()
    return set(_districts_of(place, place.code.split("/")[0]))


def _lies_in(agency: Agency, names: Collection[str]) -> bool:
    return any(same_place(part, name) for part in (agency.locality, agency.district) for name in names)


def _names_around(place: Place) -> Iterator[str]:
    """The district around a place, or the districts of a large town, each with its towns."""
    if place.kind not in (Place.Kind.DISTRICT, Place.Kind.LOCALITY):
        return
    region = place.code.split("/")[0]
    districts = {place.name} if place.kind == Place.Kind.DISTRICT else set(_districts_of(place, region))
    for district in districts:
        yield district
        for town in towns_of(region, district):
            yield town.name
            yield from town.other_names


def _districts_of(place: Place, region: str) -> Iterator[str]:
    if place.parent is not None and place.parent.kind == Place.Kind.DISTRICT:
        yield place.parent.name
    for town in load_towns():
        if town.region == region and same_place(town.name, place.name):
            yield from town.districts


def _names(name: str, other_names: str) -> Iterator[str]:
    yield name
    yield from (other for other in other_names.split(";") if other)
