"""Planted on either side: who asks, and who invents people found. Whoever plants never hears who holds or seeks."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.people.actions import add_identity_item
from rihai.people.facts import ItemFacts
from rihai.people.models import IdentityItem, SearchEntry
from rihai.tracing import workers
from rihai.tracing.actions.noting import SEVERAL
from rihai.tracing.actions.passing_on import pass_on_hit
from rihai.tracing.actions.planting import end_planted
from rihai.tracing.models import PlantedHit, PlantedRecord, PotentialMatch
from tests import factories
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.matching import compared
from tests.tracing.planting import planted
from tests.tracing.test_asking import a_search, bare

FOUND, MISSING = PlantedRecord.Side.FOUND, PlantedRecord.Side.MISSING
CHANCE = "it says nothing about whoever wrote it"
ALIKE_ONLY = "Zarina Otherwise"


@pytest.fixture
def guard(other_organisation: Agency) -> User:
    return factories.a_user("guard", Role.DATA_OFFICER, organisation=other_organisation)


@pytest.fixture
def officer(organisation: Agency) -> User:
    """Protects the data where people are found and reported here."""
    return factories.a_user("officer", Role.DATA_OFFICER, organisation=organisation)


@pytest.mark.parametrize("side", [FOUND, MISSING])
def test_a_record_that_is_alike_is_told_where_it_was_written_and_never_to_whoever_planted(
    guard: User, kiran: User, officer: User, side: PlantedRecord.Side, signed_in: SignedIn
) -> None:
    planted(guard, side)
    client = signed_in(guard)
    before = bare(client.get("/planted/").text, PlantedRecord.objects.get())  # type: ignore[arg-type]
    written = builders.a_report(kiran) if side == FOUND else builders.a_found(kiran)

    compared()

    duty = Duty.objects.get(rule="planted.alike")
    assert not PotentialMatch.objects.exists()
    assert bare(client.get("/planted/").text, PlantedRecord.objects.get()) == before  # type: ignore[arg-type]
    assert not PlantedHit.objects.visible_to(guard).exists()
    assert (duty.organisation_id, duty.owner, duty.desk) == (kiran.organisation_id, officer, None)
    page = signed_in(officer).get("/planted/").text
    assert CHANCE in page
    assert written.reference in page
    assert all(name not in page for name in (kiran.display_name, guard.display_name, guard.organisation.name))


def test_a_real_name_does_not_tell_who_holds_her_when_her_file_grows(guard: User, kiran: User) -> None:
    found = builders.a_found(kiran)
    compared()
    planted(guard, MISSING)

    add_identity_item(found.person, facts=ItemFacts(IdentityItem.Kind.PHONE, "9876500000"), by=kiran)
    compared()

    assert not PlantedHit.objects.exists()


def test_a_mark_that_is_new_is_told_to_her_own_house_alone(guard: User, kiran: User) -> None:
    found = builders.a_found(kiran)
    planted(guard, MISSING)

    add_identity_item(found.person, facts=ItemFacts(IdentityItem.Kind.MARK, "A burn"), by=kiran)
    compared()

    assert {hit.organisation_id for hit in PlantedHit.objects.all()} == {kiran.organisation_id}


def test_whoever_only_seeks_claims_nothing(guard: User, kiran: User) -> None:
    planted(guard, MISSING)
    builders.a_report(kiran)

    compared()

    assert not PlantedHit.objects.exists()


def test_what_is_told_to_the_matcher_afterwards_is_no_hit(
    guard: User, kiran: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.a_found(kiran)
    SearchEntry.objects.all().delete()
    planted(guard, MISSING)
    monkeypatch.setattr(workers, "PAUSE_SECONDS", 0.0)

    workers.tell_of_earlier_records()
    compared()

    assert SearchEntry.objects.count() == 3
    assert not PlantedHit.objects.exists()


def test_the_records_of_one_s_own_house_are_not_looked_up_by_planting(officer: User, kiran: User) -> None:
    planted(officer, MISSING)
    builders.a_found(kiran)

    compared()

    assert not PlantedHit.objects.exists()


def test_where_nobody_protects_the_data_nobody_else_is_told(guard: User, kiran: User) -> None:
    planted(guard, MISSING)
    builders.a_found(kiran)

    compared()

    assert PlantedHit.objects.get().told_at is not None
    assert not Duty.objects.filter(rule="planted.alike").exists()


def test_what_is_only_somewhat_alike_is_told_once_it_is_like_several(
    guard: User, kiran: User, officer: User, signed_in: SignedIn
) -> None:
    for number in range(SEVERAL - 1):
        planted(guard, FOUND, f"{ALIKE_ONLY} {number}")
    builders.a_report(kiran)
    compared()
    silent = list(PlantedHit.objects.values_list("told_at", flat=True))
    client = signed_in(officer)
    before = client.get("/planted/").text

    planted(guard, FOUND, ALIKE_ONLY)
    builders.a_report(kiran)
    compared()

    assert silent == [None] * (SEVERAL - 1)
    assert CHANCE not in before
    assert Duty.objects.filter(rule="planted.alike").count() == 1
    told = PlantedHit.objects.exclude(told_at=None)
    assert told.values("planted").distinct().count() == SEVERAL
    assert CHANCE in client.get("/planted/").text


def test_months_apart_they_are_chance(guard: User, kiran: User, officer: User) -> None:
    for number in range(SEVERAL):
        with time_machine.travel(timezone.now() + timedelta(days=31 * number)):
            one = planted(guard, FOUND, f"{ALIKE_ONLY} {number}")
            builders.a_report(kiran)
            compared()
            end_planted(one, by=guard)

    assert PlantedHit.objects.count() == SEVERAL
    assert not PlantedHit.objects.exclude(told_at=None).exists()


def test_whoever_asks_is_named_where_she_works_and_never_to_whoever_planted(
    guard: User, ravi: User, officer: User, signed_in: SignedIn
) -> None:
    planted(guard, FOUND)
    client = signed_in(guard)
    before = bare(client.get("/planted/").text, PlantedRecord.objects.get())  # type: ignore[arg-type]
    search = a_search(ravi)

    compared()

    duty = Duty.objects.get(rule="planted.look")
    page = signed_in(officer).get("/planted/").text
    assert bare(client.get("/planted/").text, PlantedRecord.objects.get()) == before  # type: ignore[arg-type]
    assert (duty.organisation_id, duty.owner) == (ravi.organisation_id, officer)
    assert CHANCE not in page
    assert ravi.display_name in page
    assert search.reference in page
    assert not PotentialMatch.objects.exists()
    assert not PlantedHit.objects.visible_to(ravi).exists()


def test_whoever_planted_hears_which_house_asked_once_it_says_so(
    guard: User, ravi: User, officer: User, signed_in: SignedIn
) -> None:
    planted(guard, FOUND)
    a_search(ravi)
    compared()
    hit = PlantedHit.objects.get()

    sent = [builders.send(signed_in(officer), "planted_pass_on", hit.uid).status_code for _ in range(2)]

    page = signed_in(guard).get("/planted/").text
    owed = Duty.objects.open().filter(rule="planted.look")
    assert sent == [302, 404]
    assert [one.organisation_id for one in owed] == [guard.organisation_id]
    assert ravi.organisation.name in page
    assert ravi.display_name not in page


def test_a_house_without_anybody_who_protects_its_data_is_named_to_whoever_planted_and_nobody_in_it(
    guard: User, ravi: User, signed_in: SignedIn
) -> None:
    planted(guard, FOUND)
    a_search(ravi)

    compared()

    page = signed_in(guard).get("/planted/").text
    assert Duty.objects.get(rule="planted.look").organisation_id == guard.organisation_id
    assert ravi.organisation.name in page
    assert ravi.display_name not in page


def test_a_question_that_shares_one_word_with_somebody_planted_is_told_to_nobody(
    guard: User, ravi: User, officer: User
) -> None:
    planted(guard, FOUND, ALIKE_ONLY)
    a_search(ravi)

    compared()

    assert not PlantedHit.objects.exists()


def test_whoever_asked_does_not_hear_of_it_because_she_protects_the_data_too(
    guard: User, officer: User, organisation: Agency, signed_in: SignedIn
) -> None:
    both = factories.a_user("both", Role.RESCUE_COORDINATOR, Role.DATA_OFFICER, organisation=organisation)
    planted(guard, FOUND)
    a_search(both)
    compared()
    hit = PlantedHit.objects.get()

    page = signed_in(both).get("/planted/").text

    assert both.display_name not in page.partition("<main")[2]
    assert not Duty.objects.filter(rule="planted.look", owner=both).exists()
    with pytest.raises(Refused):
        pass_on_hit(hit, by=both)


def test_the_asker_of_a_planted_record_sees_the_same_page(guard: User, ravi: User, signed_in: SignedIn) -> None:
    planted(guard, FOUND)
    client = signed_in(ravi)
    with time_machine.travel(timezone.now(), tick=False):
        alike, nobody = a_search(ravi), a_search(ravi, "Nobody Atall")
        compared()
        pages = [client.get(one.get_absolute_url()).text for one in (alike, nobody)]

    assert PlantedHit.objects.count() == 1
    assert bare(pages[0], alike) == bare(pages[1], nobody)


def test_a_planted_record_that_was_taken_out_is_asked_for_by_nobody(guard: User, ravi: User) -> None:
    end_planted(planted(guard, FOUND), by=guard)
    a_search(ravi)

    compared()

    assert not PlantedHit.objects.exists()


def test_what_was_there_before_it_was_planted_is_no_hit(guard: User, kiran: User, ravi: User) -> None:
    builders.a_report(kiran)
    a_search(ravi)
    planted(guard, FOUND)

    compared()

    assert not PlantedHit.objects.exists()


def test_two_that_were_planted_do_not_ask_for_each_other(guard: User) -> None:
    planted(guard, FOUND)
    planted(guard, MISSING)

    compared()

    assert not PlantedHit.objects.exists()
    assert not PotentialMatch.objects.exists()
