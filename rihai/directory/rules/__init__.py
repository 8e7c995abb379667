"""Small facts about agencies and places, read from the data files: kinds, completeness, which town lies where.

Here: rules as data and pure functions. Not here: rows of the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Protocol

from django.utils.translation import gettext as _

from rihai.lib.codelists import Entry, load_list
from rihai.lib.csvfile import load_csv
from rihai.lib.text import fold

PACKAGE: Final = "rihai.directory"
KINDS_FILE: Final = "agency_kinds.yaml"
ROLES_FILE: Final = "contact_roles.yaml"
# Whom to ask first: trained units, then those who can register a report, then the rest of the police.
RANK: Final = MappingProxyType({"ahtu": 0, "womens_police_station": 1, "police_station": 2, "cyber_police": 3})
LAST_RANK: Final = 4


@cache
def agency_kinds() -> Mapping[str, Entry]:
    return MappingProxyType({entry.code: entry for entry in load_list(PACKAGE, KINDS_FILE, "kinds")})


def kind_label(kind: str) -> str:
    entry = agency_kinds().get(kind)
    return _(entry.label) if entry else kind


def kind_does(kind: str) -> str:
    """What bodies of this kind do for the path of a person, in one sentence."""
    entry = agency_kinds().get(kind)
    return _(entry.fields["does"]) if entry else ""


@cache
def contact_roles() -> Mapping[str, Entry]:
    return MappingProxyType({entry.code: entry for entry in load_list(PACKAGE, ROLES_FILE, "roles")})


def contact_role_label(role: str) -> str:
    entry = contact_roles().get(role)
    return _(entry.label) if entry else role


def is_police(kind: str) -> bool:
    return kind in police_kinds()


@cache
def police_kinds() -> frozenset[str]:
    return frozenset(code for code, entry in agency_kinds().items() if entry.fields["is_police"])


@cache
def hidden_kinds() -> frozenset[str]:
    """Kinds whose address is known only to those entitled: homes and transit homes."""
    return frozenset(code for code, entry in agency_kinds().items() if entry.fields.get("compartment"))


def hides_address(kind: str) -> bool:
    return kind in hidden_kinds()


class Stated(Protocol):
    """What an entry says, as far as it matters for how complete it is; `Agency` has it."""

    kind: str
    address: str
    locality: str
    district: str
    state: str
    country: str
    pin_code: str
    website: str


def completeness(entry: Stated) -> str:
    """How much an entry says, by the rules printed on top of the two lists of agencies."""
    return _of_police(entry) if is_police(entry.kind) else _of_others(entry)


def _of_police(entry: Stated) -> str:
    if entry.address and entry.locality and entry.district and entry.state and entry.pin_code:
        return "complete"
    # An address that only repeats the place leads nobody to the door.
    leads_there = entry.address and entry.address not in (entry.locality, entry.district)
    return "partial" if entry.pin_code or leads_there else "name_only"


def _of_others(entry: Stated) -> str:
    place = entry.locality or entry.district or entry.state
    if place and entry.country and entry.website:
        return "complete"
    return "partial" if place or entry.website else "name_only"


@dataclass(frozen=True)
class Town:
    """A town or area people name instead of its district; a large one lies in several."""

    name: str
    country: str
    region: str
    districts: tuple[str, ...]
    other_names: tuple[str, ...]


@cache
def load_towns() -> tuple[Town, ...]:
    return tuple(_town(row) for row in load_csv(PACKAGE, "towns.csv"))


def towns_of(region: str, district: str) -> tuple[Town, ...]:
    return tuple(town for town in load_towns() if town.region == region and district in town.districts)


def same_place(one: str, other: str) -> bool:
    return bool(one) and fold(one) == fold(other)


def police_rank(kind: str) -> int:
    return RANK.get(kind, LAST_RANK)


def _town(row: dict[str, str]) -> Town:
    districts = tuple(row["districts"].split(";"))
    others = tuple(name for name in row["other_names"].split(";") if name)
    return Town(row["name"], row["country"], row["region"], districts, others)
