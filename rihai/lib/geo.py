"""Places: distance, countries, regions and districts.

Here: facts about administrative places, from data files. Not here: any place of a person, home or premises.
"""

from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from rihai.lib.csvfile import load_csv

EARTH_RADIUS_KM: Final = 6371.0088  # mean radius of the WGS 84 ellipsoid


@dataclass(frozen=True)
class Country:
    """Code by ISO 3166-1 alpha-2."""

    code: str
    name: str


@dataclass(frozen=True)
class Region:
    """State, union territory, province or division; code by ISO 3166-2, such as IN-MH."""

    code: str
    country: str
    name: str
    kind: str


@dataclass(frozen=True)
class District:
    """`region` is the ISO 3166-2 code; names are unique within a region, not within a country."""

    country: str
    region: str
    name: str
    other_names: tuple[str, ...]


def haversine_km(latitude_1: float, longitude_1: float, latitude_2: float, longitude_2: float) -> float:
    """Distance as the crow flies in kilometres, from degrees; off by up to 0.5 % (the earth is no sphere)."""
    if not (abs(latitude_1) <= 90 and abs(latitude_2) <= 90 and abs(longitude_1) <= 180 and abs(longitude_2) <= 180):
        raise ValueError("A latitude lies between -90 and 90 degrees, a longitude between -180 and 180")
    phi_1, phi_2 = radians(latitude_1), radians(latitude_2)
    half_chord = (
        sin((phi_2 - phi_1) / 2) ** 2 + cos(phi_1) * cos(phi_2) * sin(radians(longitude_2 - longitude_1) / 2) ** 2
    )
    # Rounding can push the value of two opposite points just above 1.
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half_chord)))


@cache
def load_countries() -> tuple[Country, ...]:
    return tuple(Country(**row) for row in load_csv("rihai.lib", "countries.csv"))


@cache
def load_regions(country: str | None = None) -> tuple[Region, ...]:
    """Regions of India, Nepal and Bangladesh, or of one of them."""
    regions = (Region(**row) for row in load_csv("rihai.lib", "regions.csv"))
    return tuple(region for region in regions if country in (None, region.country))


@cache
def load_districts(package: str, region: str | None = None) -> tuple[District, ...]:
    """Districts from `data/districts.csv` of the package (ours lie in rihai.directory), or those of one region."""
    districts = (_district(row) for row in load_csv(package, "districts.csv"))
    return tuple(district for district in districts if region in (None, district.region))


def _district(row: dict[str, str]) -> District:
    others = tuple(name for name in row["other_names"].split(";") if name)
    return District(row["country"], row["region"], row["name"], others)
