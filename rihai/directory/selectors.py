"""Reads of the directory for one page or one decision: which units are competent where, and the search."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rihai.directory.models import Agency, AgencyQuerySet, Place
from rihai.directory.rules import load_towns, police_rank, same_place, towns_of


class Near(StrEnum):
    """How a unit lies to a place; a guess from names, so a person chooses."""

    DISTRICT = "district"
    STATE = "state"


@dataclass(frozen=True)
class Unit:
    """A police unit to ask, nearest and most competent first."""

    agency: Agency
    near: Near


@dataclass(frozen=True)
class Entry:
    """An agency as a page shows it; where girls are sheltered only to those entitled."""

    agency: Agency
    shows_address: bool

    @property
    def place(self) -> str:
        return self.agency.place_label if self.shows_address else self.agency.region_label

    @property
    def completeness_kind(self) -> str:
        return {"complete": "good", "partial": "warn"}.get(self.agency.completeness, "neutral")

    @property
    def rows(self) -> list[tuple[Promise, str]]:
        """The entry in pairs. Where it is, is said even if it is not known; the rest only if there is something."""
        agency = self.agency
        other = [
            (_("Plus code"), agency.plus_code if self.shows_address else ""),
            (_("What it does"), agency.role),
            (_("Website"), agency.website),
            (_("Note"), agency.note),
        ]
        return [
            (_("Kind"), _with_basis(agency.kind_label, agency.kind_basis)),
            *(self._where() if self.shows_address else []),
            (_("State or province"), _with_basis(agency.state, agency.state_basis)),
            (_("Country"), agency.country),
            *((label, value) for label, value in other if value),
            (_("Source"), agency.source),
        ]

    def _where(self) -> list[tuple[Promise, str]]:
        agency = self.agency
        return [
            (_("Address"), agency.address),
            (_("Town or area"), agency.locality),
            (_("District or city"), agency.district),
            (_("PIN code"), _with_basis(agency.pin_code, agency.pin_basis)),
        ]


def _with_basis(value: str, basis: str) -> str:
    """What nobody stated but we concluded is marked as such."""
    return gettext("%(value)s (concluded, not stated)") % {"value": value} if value and basis == "inferred" else value


def search(text: str = "", kind: str = "") -> AgencyQuerySet:
    """Agencies by words of name, place or PIN code, of one kind or group of kinds."""
    found = Agency.objects.matching(text)
    if kind == "police":
        return found.police()
    return found.filter(kind=kind) if kind else found


def competent_units(place: Place) -> list[Unit]:
    """Police units of the place, then of its district, then of its State; in each, anti-trafficking units first."""
    own, around = set(_names(place.name, place.other_names)), set(_names_around(place))
    state = place.name if place.kind == Place.Kind.STATE else place.state_name
    if not state:
        return []
    units = [
        Unit(agency, Near.DISTRICT if _lies_in(agency, own | around) else Near.STATE)
        for agency in Agency.objects.police().filter(state__iexact=state)
    ]
    return sorted(
        units,
        key=lambda unit: (
            not _lies_in(unit.agency, own),
            unit.near != Near.DISTRICT,
            police_rank(unit.agency.kind),
            unit.agency.name,
        ),
    )


def _lies_in(agency: Agency, names: set[str]) -> bool:
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
