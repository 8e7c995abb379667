"""The directory's entries and the pseudonyms: as printed, complete by the stated rule, and neutral."""

import re
from collections import Counter
from typing import Final

import pytest

from rihai.lib.codelists import by_code
from rihai.lib.csvfile import load_csv
from rihai.lib.geo import load_districts, load_regions
from rihai.lib.pseudonyms import load_pseudonyms
from rihai.lib.text import fold

BASES: Final = {"", "stated", "inferred", "expanded"}


@pytest.mark.parametrize(
    ("file", "count", "prefix"), [("agencies_police.csv", 34, "PS"), ("agencies_organisations.csv", 37, "ORG")]
)
def test_the_agencies_of_the_documents_are_all_there(file: str, count: int, prefix: str) -> None:
    rows = load_csv("rihai.directory", file)
    kinds = set(by_code("rihai.directory", "agency_kinds.yaml", "kinds"))

    assert [row["id"] for row in rows] == [f"{prefix}{number:02}" for number in range(1, count + 1)]
    assert {row["kind"] for row in rows} <= kinds
    assert {row["completeness"] for row in rows} <= {"complete", "partial", "name_only"}
    assert all(row["name"] and row["source"] and not row["last_verified"] for row in rows)
    assert {value for row in rows for key, value in row.items() if key.endswith("_basis")} <= BASES


def test_the_completeness_of_a_police_entry_follows_the_stated_rule() -> None:
    for row in load_csv("rihai.directory", "agencies_police.csv"):
        has_address = row["address"] not in ("", row["locality"])
        is_whole = has_address and all(row[key] for key in ("locality", "district_or_city", "state", "pin_code"))
        if is_whole and row["kind_basis"] == "stated":
            assert row["completeness"] == "complete", row["id"]
        else:
            assert row["completeness"] == ("partial" if has_address or row["pin_code"] else "name_only"), row["id"]


def test_police_entries_are_police_with_real_states_and_pins() -> None:
    rows = load_csv("rihai.directory", "agencies_police.csv")
    kinds = by_code("rihai.directory", "agency_kinds.yaml", "kinds")
    ids = {row["id"] for row in rows}

    assert all(kinds[row["kind"]].fields["is_police"] for row in rows)
    assert {row["state"] for row in rows} <= {region.name for region in load_regions("IN")}
    assert all(re.fullmatch(r"([1-9]\d{5})?", row["pin_code"]) for row in rows)
    assert {row["possible_duplicate_of"] for row in rows} - {""} <= ids
    assert all(bool(row["pin_code"]) == bool(row["pin_basis"]) for row in rows)


def test_a_district_lies_in_a_region_of_its_country_and_is_named_once_there() -> None:
    regions = {region.code: region.country for region in load_regions()}
    districts = load_districts("rihai.directory")

    assert {district.region for district in districts} == regions.keys()
    assert all(regions[district.region] == district.country for district in districts)
    assert Counter((district.region, fold(district.name)) for district in districts).most_common(1)[0][1] == 1


def test_the_pseudonyms_are_many_single_plain_words() -> None:
    words = load_pseudonyms("rihai.people")

    assert len(words) >= 400
    assert all(re.fullmatch(r"[A-Z][a-z]{3,}", word) for word in words)
    assert len({fold(word) for word in words}) == len(words)
    assert list(words) == sorted(words)


def test_no_pseudonym_is_a_name_printed_in_the_documents() -> None:
    printed = {"deepti", "rani", "riya", "amita", "jamima", "salma", "marala", "naisha", "kavita", "arya", "rupali"}
    printed |= {"vinita", "lavanya", "darsha", "nisha", "umarani", "sani"}

    assert not printed & {fold(word) for word in load_pseudonyms("rihai.people")}
