"""The reference lists: loaded once, complete, and never over what somebody corrected since."""

import pytest

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.directory.actions import edit_agency, load_reference, mark_distinct, verify_agency
from rihai.directory.facts import AgencyFacts
from rihai.directory.models import Agency, Completeness, Place
from rihai.directory.rules import agency_kinds, completeness, load_towns
from rihai.lib.csvfile import load_csv
from rihai.lib.geo import load_countries, load_districts, load_regions


def test_the_lists_are_loaded_whole(db: None) -> None:
    load_reference(by=None)

    assert Agency.objects.filter(ref__startswith="PS").count() == 34
    assert Agency.objects.filter(ref__startswith="ORG").count() == 37
    places = [load_countries(), load_regions(), load_districts("rihai.directory"), load_towns()]
    assert Place.objects.count() == sum(len(rows) for rows in places)


def test_loading_twice_adds_nothing_and_leaves_one_event(db: None) -> None:
    added = load_reference(by=None)

    assert added > 1000
    assert load_reference(by=None) == 0
    assert AuditEvent.objects.filter(verb="directory.reference_loaded").count() == 1


def test_other_names_learned_later_reach_an_older_installation(db: None) -> None:
    load_reference(by=None)
    Place.objects.filter(code="IN-MH/thane").update(other_names="", name="Thane")

    load_reference(by=None)

    assert ";ठाणे;" in Place.objects.get(code="IN-MH/thane").other_names


def test_a_later_correction_survives_another_loading(kiran: User) -> None:
    load_reference(by=None)
    agency = Agency.objects.get(ref="PS17")
    edit_agency(agency, facts=facts_of(agency, pin_code="444303"), by=kiran)
    verify_agency(agency, by=kiran)

    load_reference(by=None)

    agency.refresh_from_db()
    assert agency.pin_code == "444303"
    assert agency.last_verified_on is not None


def test_a_decision_that_two_entries_differ_survives_another_loading(kiran: User) -> None:
    load_reference(by=None)

    mark_distinct(Agency.objects.get(ref="PS05"), by=kiran)
    load_reference(by=None)

    assert Agency.objects.get(ref="PS05").possible_duplicate_of is None


def test_possible_doubles_point_at_each_other_as_in_the_list(db: None) -> None:
    load_reference(by=None)

    pairs = set(Agency.objects.exclude(possible_duplicate_of=None).values_list("ref", "possible_duplicate_of__ref"))
    assert pairs == {("PS05", "PS03"), ("PS11", "PS23"), ("PS23", "PS11")}


def test_nothing_was_ever_checked_by_us_when_it_comes_from_a_list(db: None) -> None:
    load_reference(by=None)

    assert not Agency.objects.exclude(last_verified_on=None).exists()
    assert not Agency.objects.filter(source="").exists()


def test_the_stated_completeness_is_that_of_the_rule(db: None) -> None:
    load_reference(by=None)

    for agency in Agency.objects.exclude(ref=None):
        if agency.is_police and (agency.kind_basis != "stated" or str(agency.ref).startswith("ORG")):
            continue  # the list of stations also asks whether the kind was stated; that of organisations does not
        assert (agency.ref, completeness(agency)) == (agency.ref, agency.completeness)


def test_every_town_lies_in_a_district_that_exists() -> None:
    known = {(district.region, district.name) for district in load_districts("rihai.directory")}

    for town in load_towns():
        assert {(town.region, district) for district in town.districts} <= known


def test_every_kind_of_the_lists_is_a_known_kind() -> None:
    rows = [*load_csv("rihai.directory", "agencies_police.csv")]
    rows += load_csv("rihai.directory", "agencies_organisations.csv")

    assert {row["kind"] for row in rows} <= set(agency_kinds())


@pytest.mark.parametrize("field", ["name", "source"])
def test_an_entry_without_name_or_source_is_refused(field: str) -> None:
    told = {"name": "Police station", "kind": "police_station", "source": "letter", field: ""}

    with pytest.raises(ValueError, match="a name and a source"):
        AgencyFacts(**told)


def test_a_kind_outside_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="agency_kinds"):
        AgencyFacts(name="x", kind="bakery", source="letter")


def facts_of(agency: Agency, **changes: str) -> AgencyFacts:
    names = [name for name in AgencyFacts.__dataclass_fields__ if name != "source"]
    told = {name: getattr(agency, name) for name in names}
    return AgencyFacts(**{**told, "source": "letter of the unit", **changes})


def test_a_correction_completes_the_entry_and_is_stated_now(kiran: User) -> None:
    load_reference(by=None)
    agency = Agency.objects.get(ref="PS04")
    assert agency.state_basis == "inferred"

    edit_agency(agency, facts=facts_of(agency, pin_code="400069"), by=kiran)

    agency.refresh_from_db()
    assert agency.completeness == Completeness.COMPLETE
    assert agency.pin_basis == "stated"
    assert agency.state_basis == "inferred"
    event = AuditEvent.objects.get(verb="agency.edited")
    assert '"pin_code"' in event.facts
    assert "400069" not in event.facts


def test_the_same_correction_twice_is_one(kiran: User) -> None:
    load_reference(by=None)
    agency = Agency.objects.get(ref="PS04")

    for _each in range(2):
        edit_agency(agency, facts=facts_of(agency, pin_code="400069"), by=kiran)
        verify_agency(agency, by=kiran)

    assert AuditEvent.objects.filter(verb="agency.edited").count() == 1
    assert AuditEvent.objects.filter(verb="agency.verified").count() == 1
