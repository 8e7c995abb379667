"""Old names, other languages and spellings of a place meet; different places do not."""

from collections import defaultdict
from typing import Any

import pytest

from rihai.lib.geo import load_countries, load_districts, load_regions
from rihai.lib.yamlfile import load_yaml
from rihai.matching.folding import Folder
from rihai.matching.folding.places import PACKAGE, districts

TABLES = load_yaml(PACKAGE, "places.yaml")
# Spelt alike by another district; the State or country tells the two apart.
SAME_KEY = ["Banke", "Deogarh", "Gazipur"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bombay", "मुंबई"),
        ("Calcutta", "কলকাতা"),
        ("North 24 Parganas", "24 Pgs (N)"),
        ("North 24 Parganas", "Uttar 24 Pargana"),
        ("North 24 Parganas", "উত্তর চব্বিশ পরগণা"),
        ("South 24 Parganas", "দক্ষিণ ২৪ পরগনা"),
        ("Dist. Murshidabad", "মুর্শিদাবাদ"),
        ("Murshidabad", "Mursidabd"),
        ("Paschim Medinipur", "Midnapore West"),
        ("Purbi Singhbhum", "East Singhbhum"),
        ("Cooch Behar", "Koch Bihar"),
        ("Jessore", "যশোর"),
        ("Sindhupalchowk", "सिन्धुपाल्चोक"),
        ("Sunsari", "सुनसरी जिल्ला"),
        ("Burdwan", "Purba Bardhaman"),
        ("Ballari", "बलरी"),
        ("Dhar", "धर"),
        ("South24Parganas", "S 24 Pgs"),
    ],
)
def test_two_names_of_a_district_meet(one: str, other: str) -> None:
    folder = Folder()

    assert folder.district(one) == folder.district(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North 24 Parganas", "South 24 Parganas"),
        ("East Singhbhum", "West Singhbhum"),
        ("Mumbai City", "Mumbai Suburban"),
        ("Delhi", "Dailekh"),
        ("Gaya", "Goa"),
    ],
)
def test_two_districts_stay_apart(one: str, other: str) -> None:
    folder = Folder()

    assert folder.district(one) != folder.district(other)


@pytest.mark.parametrize("text", ["", "-", "District", "জেলা"])
def test_a_district_that_is_not_named_is_unknown(text: str) -> None:
    assert Folder().district(text) == ""


def test_a_place_nobody_knows_keeps_its_folded_name() -> None:
    folder = Folder()

    assert folder.district("Zanadupur") == folder.district("District: Janadupur") == "janadupur"


def test_every_official_district_finds_itself() -> None:
    folder = Folder()
    lost = [d.name for d in load_districts("rihai.directory") if folder.district(d.name) != d.name.lower()]

    assert sorted(lost) == SAME_KEY


def test_every_other_name_of_a_district_leads_to_a_district_that_bears_it() -> None:
    folder = Folder()
    bearers = defaultdict(set)
    for district in load_districts("rihai.directory"):
        for name in (district.name, *district.other_names):
            bearers[districts().keys(name)[0]].add(district.name.lower())

    lost = [d for d in load_districts("rihai.directory") for name in d.other_names if not _finds(folder, name, bearers)]

    assert lost == []


def _finds(folder: Folder, name: str, bearers: dict[str, set[str]]) -> bool:
    return folder.district(name) in bearers[districts().keys(name)[0]]


@pytest.mark.parametrize("row", TABLES["districts"], ids=lambda row: row["name"])
def test_a_row_of_districts_holds(row: dict[str, list[str]]) -> None:
    folder = Folder()

    assert {folder.district(form) for form in row["also"]} == {str(row["name"]).lower()}


@pytest.mark.parametrize("row", TABLES["states"], ids=lambda row: row["name"])
def test_a_row_of_states_holds(row: dict[str, Any]) -> None:
    folder = Folder()

    assert {folder.state(form) for form in row["also"]} == {row["name"]}


@pytest.mark.parametrize("row", TABLES["countries"], ids=lambda row: row["name"])
def test_a_row_of_countries_holds(row: dict[str, Any]) -> None:
    folder = Folder()

    assert {folder.country(form) for form in row["also"]} == {row["name"]}


def test_every_state_and_country_finds_itself_by_name_and_code() -> None:
    folder = Folder()

    assert [r.name for r in load_regions() if folder.state(r.name) != r.code] == []
    assert [r.code for r in load_regions() if folder.state(r.code) != r.code] == []
    assert [c.code for c in load_countries() if folder.country(c.code) != c.code] == []


def test_a_village_is_folded_without_the_words_of_its_address() -> None:
    folder = Folder()

    (first,) = folder.place("Village Rampur, P.O.")
    (second,) = folder.place("গ্রাম - রামপুর")

    assert first.strict == second.strict


def test_a_state_written_as_one_word_is_known() -> None:
    folder = Folder()

    assert folder.state("Uttarpradesh") == folder.state("Uttar Pradesh") == "IN-UP"


def test_every_row_says_why() -> None:
    reasons = {row["why"] for table in ("countries", "states", "districts") for row in TABLES[table]}

    assert reasons == {"renamed", "language", "short", "part"}
