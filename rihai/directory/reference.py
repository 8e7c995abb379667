"""The reference lists of the package as rows: places, and the agencies named in public documents.

Here: turning a line of a data file into an unsaved row. Not here: writing it (`actions.load_reference`).
"""

from collections.abc import Iterator
from typing import Final

from django.utils.text import slugify

from rihai.directory.models import Agency, Place
from rihai.directory.rules import PACKAGE, load_towns
from rihai.lib.csvfile import load_csv
from rihai.lib.geo import load_countries, load_districts, load_regions

POLICE: Final = "agencies_police.csv"
ORGANISATIONS: Final = "agencies_organisations.csv"
HOME_COUNTRY: Final = "India"


def countries() -> Iterator[Place]:
    for country in load_countries():
        yield Place(kind=Place.Kind.COUNTRY, code=country.code, name=country.name, country_code=country.code)


def states(known: dict[str, Place]) -> Iterator[Place]:
    for region in load_regions():
        yield Place(
            kind=Place.Kind.STATE,
            code=region.code,
            name=region.name,
            parent=known[region.country],
            country_code=region.country,
        )


def districts(known: dict[str, Place]) -> Iterator[Place]:
    for district in load_districts(PACKAGE):
        yield Place(
            kind=Place.Kind.DISTRICT,
            code=f"{district.region}/{slugify(district.name)}",
            name=district.name,
            other_names=_between_semicolons(district.other_names),
            parent=known[district.region],
            state_name=known[district.region].name,
            country_code=district.country,
        )


def towns(known: dict[str, Place]) -> Iterator[Place]:
    """A town of one district hangs on it; a larger one on the state."""
    for town in load_towns():
        in_one = f"{town.region}/{slugify(town.districts[0])}" if len(town.districts) == 1 else town.region
        yield Place(
            kind=Place.Kind.LOCALITY,
            code=f"{town.region}/town/{slugify(town.name)}",
            name=town.name,
            other_names=_between_semicolons(town.other_names),
            parent=known[in_one],
            state_name=known[town.region].name,
            country_code=town.country,
        )


def police() -> Iterator[tuple[Agency, str]]:
    """Each unit, with the ref of the entry it may be a double of."""
    for row in load_csv(PACKAGE, POLICE):
        agency = Agency(
            ref=row["id"],
            name=row["name"],
            kind=row["kind"],
            kind_basis=row["kind_basis"],
            address=row["address"],
            locality=row["locality"],
            district=row["district_or_city"],
            state=row["state"],
            state_basis=row["state_basis"],
            country=HOME_COUNTRY,
            pin_code=row["pin_code"],
            pin_basis=row["pin_basis"],
            plus_code=row["plus_code"],
            note=row["note"],
            completeness=row["completeness"],
            source=row["source"],
        )
        yield agency, row["possible_duplicate_of"]


def organisations() -> Iterator[tuple[Agency, str]]:
    regions = {region.name for region in load_regions()}
    for row in load_csv(PACKAGE, ORGANISATIONS):
        is_region = row["place"] in regions
        agency = Agency(
            ref=row["id"],
            name=row["name"],
            kind=row["kind"],
            kind_basis=row["kind_basis"],
            role=row["role"],
            relation=row["relation"],
            locality="" if is_region else row["place"],
            state=row["place"] if is_region else "",
            state_basis="stated" if is_region else "",
            country=row["country"],
            website=row["website"],
            completeness=row["completeness"],
            source=row["source"],
        )
        yield agency, ""


def _between_semicolons(names: tuple[str, ...]) -> str:
    return f";{';'.join(names)};" if names else ""
