"""Planted on either side: who asks, and who invents people found. An honest record accuses nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.people.search_entries import EntryFields
from rihai.tracing.actions.asking import plant_record
from rihai.tracing.models import PlantedHit, PlantedRecord, PotentialMatch
from tests import factories
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.matching import NAME, compared
from tests.tracing.test_asking import a_search

FOUND, MISSING = PlantedRecord.Side.FOUND, PlantedRecord.Side.MISSING
CHANCE = "it says nothing about whoever wrote it"


@pytest.fixture
def guard(other_organisation: Agency) -> User:
    return factories.a_user("guard", Role.DATA_OFFICER, organisation=other_organisation)


def planted(by: User, side: PlantedRecord.Side, name: str = NAME) -> PlantedRecord:
    return plant_record(fields=EntryFields(names=(name,), sex="F", age=14.0), side=side, by=by)


def test_whoever_claims_to_hold_an_invented_missing_girl_is_seen_and_shown_nothing(
    guard: User, kiran: User, signed_in: SignedIn
) -> None:
    planted(guard, MISSING)
    builders.a_found(kiran)

    compared()

    hit = PlantedHit.objects.get()
    assert (hit.asking_id, hit.organisation_id) == (kiran.organisation_id, guard.organisation_id)
    assert not PotentialMatch.objects.exists()
    assert not Duty.objects.filter(organisation=kiran.organisation_id, rule__startswith="planted").exists()
    assert CHANCE in signed_in(guard).get("/planted/").text


@pytest.mark.parametrize("side", [FOUND, MISSING])
def test_an_honest_record_that_is_alike_names_nobody_and_says_what_it_is(
    guard: User, kiran: User, side: PlantedRecord.Side, signed_in: SignedIn
) -> None:
    planted(guard, side)
    if side == FOUND:
        builders.a_report(kiran)
    else:
        builders.a_found(kiran)

    compared()

    page = signed_in(guard).get("/planted/").text
    assert PlantedHit.objects.get().asked_by is None
    assert Duty.objects.get(rule__startswith="planted").rule == "planted.alike"
    assert CHANCE in page
    assert kiran.display_name not in page


def test_whoever_asks_is_named_and_asked_why(guard: User, ravi: User, signed_in: SignedIn) -> None:
    planted(guard, FOUND)
    a_search(ravi)

    compared()

    page = signed_in(guard).get("/planted/").text
    assert PlantedHit.objects.get().asked_by == ravi
    assert Duty.objects.get(rule__startswith="planted").rule == "planted.look"
    assert CHANCE not in page


def test_a_record_that_is_only_somewhat_alike_is_no_hit(guard: User, kiran: User) -> None:
    planted(guard, FOUND, "Zarina Otherwise")
    builders.a_report(kiran)

    compared()

    assert not PlantedHit.objects.exists()


def test_what_was_there_before_it_was_planted_is_no_hit(guard: User, kiran: User, ravi: User) -> None:
    builders.a_report(kiran)
    a_search(ravi)
    record = planted(guard, FOUND)
    PlantedRecord.objects.filter(pk=record.pk).update(planted_at=timezone.now() + timedelta(seconds=1))

    compared()

    assert not PlantedHit.objects.exists()


def test_two_that_were_planted_do_not_ask_for_each_other(guard: User) -> None:
    planted(guard, FOUND)
    planted(guard, MISSING)

    compared()

    assert not PlantedHit.objects.exists()
    assert not PotentialMatch.objects.exists()
