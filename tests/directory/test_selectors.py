"""Finding an agency, and the police units that are competent for a place."""

import pytest

from rihai.directory.fields import find_place
from rihai.directory.models import Agency, Place
from rihai.directory.selectors import Near, competent_units, search

pytestmark = pytest.mark.usefixtures("reference", "db")


def refs(text: str = "", kind: str = "") -> set[str]:
    return {agency.ref or "" for agency in search(text, kind)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("achole", {"PS01"}),
        ("400614", {"PS06"}),
        ("PS09", {"PS09"}),
        ("commissioner mumbai", {"PS23"}),
        ("Nalasopara 401209", {"PS03", "PS31"}),
        ("chhori", {"ORG03"}),
        ("Satkhira", {"ORG05"}),
        ("nothing like this", set()),
    ],
)
def test_an_agency_is_found_by_name_place_or_pin(text: str, expected: set[str]) -> None:
    assert refs(text) == expected


def test_the_kind_narrows_the_search() -> None:
    assert refs(kind="ahtu") == {"PS02", "PS03", "PS05", "PS06"}
    assert len(refs(kind="police")) == 34 + 2  # a district police and a national agency among the organisations
    assert refs("belapur", "ahtu") == {"PS06"}


def test_an_empty_search_shows_everything() -> None:
    assert len(refs()) == 71


def test_a_home_is_not_found_by_its_address() -> None:
    home = Agency.objects.create(
        name="Open Sky", kind="home", address="Hidden Lane 5", locality="Plantedgaon", pin_code="400001", source="x"
    )

    assert list(search("Open Sky")) == [home]
    assert not search("Plantedgaon")
    assert not search("Hidden Lane")
    assert home not in search("400001")


@pytest.mark.parametrize("text", ["नालासोपारा", "নালাসোপারা", "nallasopara", "नालासोपारा ४०१२०९"])
def test_an_agency_is_found_in_another_script_or_spelling(text: str) -> None:
    assert "PS03" in refs(text.split()[0])


def test_an_entry_in_devanagari_is_found_in_latin_letters() -> None:
    office = Agency.objects.create(name="पालघर पोलीस ठाणे", kind="police_station", source="sign on the door")

    assert list(search("पालघर पोलीस")) == [office]
    assert office in search("palghar polis thane")


def test_digits_of_another_script_find_a_pin_code() -> None:
    assert refs("४००६१४") == {"PS06"}


def test_a_changed_entry_is_found_by_its_new_words_only() -> None:
    agency = Agency.objects.get(ref="PS17")
    agency.name = "Khamgaon Town Station"
    agency.save()

    assert refs("khamgaon town") == {"PS17"}
    assert refs("khamgaon police") == set()


def units(place: str) -> list[tuple[str, Near]]:
    return [(unit.agency.ref or "", unit.near) for unit in competent_units(find_place(place))]


def test_a_town_knows_the_units_of_its_district() -> None:
    assert ("PS01", Near.DISTRICT) in units("Virar")
    assert ("PS02", Near.DISTRICT) in units("Navi Mumbai")


def test_units_of_the_district_come_before_those_of_the_state() -> None:
    found = units("Palghar, Maharashtra")

    near = [ref for ref, near in found if near == Near.DISTRICT]
    assert near[:2] == ["PS03", "PS05"]  # anti-trafficking units first
    assert set(near) == {"PS01", "PS03", "PS05", "PS25", "PS31", "PS33"}
    assert [near for _ref, near in found] == sorted((near for _ref, near in found), key=list(Near).index)
    assert len(found) == 32  # all of Maharashtra


@pytest.mark.parametrize(("place", "first"), [("Thane", "PS02"), ("Nalasopara", "PS03"), ("Navi Mumbai", "PS06")])
def test_a_place_leads_to_its_own_unit_first(place: str, first: str) -> None:
    assert units(place)[0] == (first, Near.DISTRICT)


def test_both_districts_of_mumbai_know_the_units_of_mumbai() -> None:
    for place in ("Mumbai", "Bombay", "Mumbai City", "Mumbai Suburban"):
        assert ("PS21", Near.DISTRICT) in units(place)


def test_a_state_has_only_units_of_the_state() -> None:
    assert {near for _ref, near in units("Maharashtra")} == {Near.STATE}


def test_a_place_without_units_has_none() -> None:
    assert units("Satkhira") == []
    assert competent_units(Place.objects.get(code="NP")) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Thane", "IN-MH/thane"),
        ("thane, maharashtra", "IN-MH/thane"),
        ("Ahmednagar", "IN-MH/ahilyanagar"),
        ("Mumbai", "IN-MH/town/mumbai"),
        ("Nuwakot", "NP-P3/nuwakot"),
        ("Maharashtra", "IN-MH"),
    ],
)
def test_a_place_is_found_by_its_names(typed: str, code: str) -> None:
    assert find_place(typed).code == code


def test_an_older_name_that_is_only_part_of_another_is_not_taken() -> None:
    assert not Place.objects.filter(other_names__icontains=";Ahmed;").exists()
    assert Place.objects.get(code="IN-MH/town/mumbai").parent == Place.objects.get(code="IN-MH")
    assert Place.objects.get(code="IN-MH/town/nalasopara").parent == Place.objects.get(code="IN-MH/palghar")
