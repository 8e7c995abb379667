"""Who is competent for a place and a kind: stated areas first, with the reason, and nobody who is marked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rihai.accounts.models import User
from rihai.directory import actions
from rihai.directory.fields import find_place
from rihai.directory.models import Agency, Place
from rihai.directory.selectors import Near, competent_units
from tests.directory.test_marks import facts
from tests.factories import an_agency

pytestmark = pytest.mark.usefixtures("reference", "db")


@pytest.fixture
def far_unit(kiran: User) -> Agency:
    """Its office stands in another State; its area is stated."""
    unit = an_agency("Border unit", kind="ahtu", state="Gujarat", is_member=False)
    actions.add_area(unit, place=find_place("Palghar, Maharashtra"), area="", source="order of 2024", by=kiran)
    return unit


def test_a_stated_area_comes_before_every_address(far_unit: Agency) -> None:
    first = competent_units(find_place("Palghar, Maharashtra"))[0]

    assert (first.agency, first.near) == (far_unit, Near.AREA)
    assert "Palghar" in first.reason


def test_the_area_of_a_district_holds_for_its_towns(far_unit: Agency) -> None:
    assert competent_units(find_place("Nalasopara"))[0].agency == far_unit


def test_an_area_that_ended_counts_no_more(far_unit: Agency, kiran: User) -> None:
    actions.end_area(far_unit.areas.get(), by=kiran)

    assert far_unit not in [unit.agency for unit in competent_units(find_place("Palghar, Maharashtra"))]


def test_an_area_of_a_whole_state_comes_after_the_district(kiran: User) -> None:
    bureau = an_agency("State bureau", kind="state_bureau", state="Maharashtra", is_member=False)
    actions.add_area(bureau, place=Place.objects.get(code="IN-MH"), area="", source="order", by=kiran)

    units = competent_units(find_place("Palghar, Maharashtra"))

    found = next(unit for unit in units if unit.agency == bureau)
    assert found.near is Near.STATE
    assert "Maharashtra" in found.reason
    assert units.index(found) > max(n for n, unit in enumerate(units) if unit.near is Near.DISTRICT)


def test_other_kinds_are_asked_for_by_name(kiran: User) -> None:
    committee = an_agency(
        "Committee Thane", kind="child_welfare_committee", state="Maharashtra", district="Thane", is_member=False
    )

    units = competent_units(find_place("Thane"), kinds=["child_welfare_committee"])

    assert [(unit.agency, unit.near) for unit in units] == [(committee, Near.DISTRICT)]
    assert units[0].reason


def test_merged_and_marked_units_are_left_out(far_unit: Agency, kiran: User, dolly: User) -> None:
    place = find_place("Palghar, Maharashtra")
    mark = actions.propose_mark(far_unit, facts=facts(), by=kiran)
    actions.confirm_mark(mark, by=dolly)
    actions.merge_agency(Agency.objects.get(ref="PS05"), into=Agency.objects.get(ref="PS03"), by=kiran)

    found = [
        unit.agency.ref or unit.agency.name for unit in competent_units(place, organisation_uid=kiran.organisation_id)
    ]
    elsewhere = [unit.agency.name for unit in competent_units(place)]

    assert far_unit.name not in found
    assert far_unit.name in elsewhere
    assert "PS05" not in found


def test_the_number_of_queries_does_not_grow_with_the_units(kiran: User) -> None:
    place = find_place("Thane")
    with CaptureQueriesContext(connection) as few:
        competent_units(find_place("Thane"))
    for number in range(5):
        unit = an_agency(f"Unit {number}", kind="ahtu", state="Maharashtra", is_member=False)
        actions.add_area(unit, place=place, area="", source="order", by=kiran)
    with CaptureQueriesContext(connection) as many:
        competent_units(find_place("Thane"))

    assert len(many) == len(few)
