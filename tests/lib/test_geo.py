"""Distances and administrative places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.lib.geo import EARTH_RADIUS_KM, haversine_km, load_countries, load_districts, load_regions

LATITUDE, LONGITUDE = st.floats(-90, 90), st.floats(-180, 180)
MUMBAI, KOLKATA, KATHMANDU = (18.94, 72.84), (22.57, 88.36), (27.71, 85.32)
PI = 3.141592653589793


@pytest.mark.parametrize(
    ("one", "other", "kilometres"), [(MUMBAI, KOLKATA, 1665), (KOLKATA, KATHMANDU, 647), (MUMBAI, MUMBAI, 0)]
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], kilometres: float) -> None:
    assert haversine_km(*one, *other) == pytest.approx(kilometres, rel=0.01, abs=0.001)


def test_opposite_points_are_half_the_earth_apart() -> None:
    assert haversine_km(0, 0, 0, 180) == pytest.approx(PI * EARTH_RADIUS_KM)
    assert haversine_km(90, 0, -90, 0) == pytest.approx(PI * EARTH_RADIUS_KM)


@given(LATITUDE, LONGITUDE, LATITUDE, LONGITUDE)
def test_a_distance_is_the_same_both_ways_and_never_too_long(a: float, b: float, c: float, d: float) -> None:
    distance = haversine_km(a, b, c, d)

    assert 0 <= distance <= PI * EARTH_RADIUS_KM + 0.001
    assert distance == pytest.approx(haversine_km(c, d, a, b), abs=1e-6)


@pytest.mark.parametrize("place", [(91, 0), (0, 181), (-90.1, 0), (0, -180.1), (float("nan"), 0)])
def test_a_place_off_the_globe_is_refused(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="between -90 and 90"):
        haversine_km(*place, 0, 0)
    with pytest.raises(ValueError, match="between -90 and 90"):
        haversine_km(0, 0, *place)


def test_namibia_is_not_lost() -> None:
    names = {country.code: country.name for country in load_countries()}

    assert names["NA"] == "Namibia"
    assert len(names) == 249


@pytest.mark.parametrize(
    ("country", "kinds"),
    [("IN", {"state": 28, "union_territory": 8}), ("NP", {"province": 7}), ("BD", {"division": 8})],
)
def test_the_regions_of_a_country_are_complete(country: str, kinds: dict[str, int]) -> None:
    regions = load_regions(country)

    assert {kind: sum(region.kind == kind for region in regions) for kind in kinds} == kinds
    assert len(regions) == sum(kinds.values())


def test_all_regions_are_those_of_the_three_countries() -> None:
    assert set(load_regions()) == {*load_regions("IN"), *load_regions("NP"), *load_regions("BD")}


def test_the_merged_and_the_new_union_territory_are_there() -> None:
    names = {region.code: region.name for region in load_regions("IN")}

    assert names["IN-DH"] == "Dadra and Nagar Haveli and Daman and Diu"
    assert names["IN-LA"] == "Ladakh"
    assert not {"IN-DN", "IN-DD"} & names.keys()


@pytest.mark.parametrize(("region", "count"), [("IN-MH", 36), ("IN-WB", 23), ("IN-BR", 38), ("IN-UP", 75)])
def test_the_districts_of_a_state_are_complete(region: str, count: int) -> None:
    assert len(load_districts("rihai.directory", region)) == count


@pytest.mark.parametrize(("country", "count"), [("NP", 77), ("BD", 64)])
def test_the_districts_of_the_neighbours_are_complete(country: str, count: int) -> None:
    assert sum(district.country == country for district in load_districts("rihai.directory")) == count


def test_a_renamed_district_is_found_by_its_old_name() -> None:
    old = {name: district.name for district in load_districts("rihai.directory") for name in district.other_names}

    assert (old["Osmanabad"], old["Jessore"], old["Allahabad"]) == ("Dharashiv", "Jashore", "Prayagraj")
