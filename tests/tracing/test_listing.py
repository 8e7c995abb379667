"""Lists of tracing by district: last seen or found there, or from there."""

from dataclasses import replace

import pytest
from django.urls import reverse

from rihai.accounts.models import User
from rihai.directory.models import Place
from rihai.tracing import actions
from rihai.tracing.models import FoundRecord, MissingReport
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.builders import text_of
from tests.tracing.matching import compared


def a_district(name: str) -> Place:
    return Place.objects.create(
        kind=Place.Kind.DISTRICT, code=name.lower(), name=name, state_name="Maharashtra", country_code="IN"
    )


@pytest.fixture
def thane(db: None) -> Place:
    return a_district("Thane")


@pytest.fixture
def pune(db: None) -> Place:
    return a_district("Pune")


def from_(by: User, seen: Place | None, home: Place | None = None) -> MissingReport:
    facts = builders.report_facts()
    person = replace(builders.somebody(14), home_district=home)
    told = replace(facts, person=person, details=replace(facts.details, place=seen))
    return actions.file_report(organisation=by.organisation, by=by, facts=told)


def test_reports_are_listed_by_where_somebody_was_seen_or_comes_from(
    ravi: User, thane: Place, pune: Place, signed_in: SignedIn
) -> None:
    street = Place.objects.create(
        kind=Place.Kind.LOCALITY, code="kalwa", name="Kalwa", parent=thane, state_name="Maharashtra", country_code="IN"
    )
    here = [from_(ravi, thane), from_(ravi, pune, home=thane), from_(ravi, street)]
    elsewhere, nowhere = from_(ravi, pune), from_(ravi, None)
    client, address = signed_in(ravi), reverse("tracing:report_list")

    page = client.get(address, {"district": str(thane.pk)}).text
    everything = client.get(address, {"district": "no such district"}).text

    assert all(one.reference in page for one in here)
    assert elsewhere.reference not in page
    assert all(one.reference in everything for one in (*here, elsewhere, nowhere))


def test_the_choice_names_only_districts_of_what_she_sees(
    ravi: User, chand: User, thane: Place, pune: Place, signed_in: SignedIn
) -> None:
    for seen in (thane, pune):
        from_(ravi, seen)
    from_(chand, a_district("Nashik"))

    page = text_of(signed_in(ravi), "report_list")

    assert "Thane" in page
    assert "Nashik" not in page


def test_people_found_and_matches_are_listed_by_district_too(
    matron: User, ravi: User, thane: Place, pune: Place, signed_in: SignedIn
) -> None:
    def held(home: Place) -> FoundRecord:
        return builders.a_found(matron, person=replace(builders.somebody(14), home_district=home))

    of_thane, of_pune = held(thane), held(pune)
    builders.a_report(ravi)
    compared()
    client = signed_in(matron)
    for page, one, other in (
        ("found_list", of_thane.reference, of_pune.reference),
        ("match_list", of_thane.person.code, of_pune.person.code),
    ):
        text = client.get(reverse(f"tracing:{page}"), {"district": str(thane.pk)}).text

        assert one in text
        assert other not in text
