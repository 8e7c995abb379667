"""How soon what one writer saves is compared: whatever tries one thing after the other counts, named or not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.actions import open_case
from rihai.people import pace
from rihai.people.actions import add_name
from rihai.people.facts import NameFacts
from rihai.people.models import SearchEntry
from rihai.people.pace import compared_from
from rihai.tracing import actions
from tests import factories
from tests.people.conftest import a_person_of
from tests.tracing import builders


def waits() -> list[timedelta]:
    return [one.made_at - timezone.now() for one in SearchEntry.objects.in_force()]


def nameless(by: User, village: str) -> None:
    facts = builders.found_facts()
    facts = replace(facts, person=replace(facts.person, names=()), guardian="Abdul Testwali", village=village)
    actions.record_found_person(organisation=by.organisation, by=by, facts=facts)


def test_people_found_without_a_name_count_like_others(matron: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "UNSLOWED", 5)

    for number in range(4):
        nameless(matron, f"Village {number}")

    assert compared_from(matron) is not None
    assert max(waits()) > timedelta(minutes=1)


def test_a_record_taken_back_counts_once_more(matron: User, monkeypatch: pytest.MonkeyPatch) -> None:
    found = builders.a_found(matron)
    monkeypatch.setattr(pace, "UNSLOWED", 3)
    before = compared_from(matron)

    actions.withdraw_found(found, reason="A mistake", by=matron)

    assert before is None
    assert compared_from(matron) is not None


def test_thirty_people_found_in_a_night_wait_for_nothing(matron: User) -> None:
    for _ in range(30):
        builders.a_found(matron)

    assert compared_from(matron) is None
    assert max(waits()) <= timedelta(0)


def test_opening_a_case_brings_nobody_forward(matron: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "UNSLOWED", 0)
    found = builders.a_found(matron)
    before = min(waits())

    open_case(found.person, by=matron, case_owner=matron)

    assert timedelta(minutes=1) < before
    assert min(waits()) > before - timedelta(seconds=30)


def test_whoever_is_held_by_a_new_case_waits_as_a_new_record_does(
    matron: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = builders.a_found(matron)
    monkeypatch.setattr(pace, "UNSLOWED", 0)

    open_case(found.person, by=matron, case_owner=matron)

    assert min(waits()) > timedelta(minutes=1)


def test_whoever_adds_to_the_file_brings_nobody_forward(asha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "UNSLOWED", 1)
    person = a_person_of(asha, "Sunita Devi")
    add_name(person, facts=NameFacts("Sunita Kumari"), by=asha)
    before = min(waits())
    monkeypatch.setattr(pace, "UNSLOWED", 150)

    add_name(person, facts=NameFacts("Suni"), by=asha)

    assert timedelta(minutes=1) < before
    assert min(waits()) > timedelta(minutes=1)


@pytest.fixture
def colleague_of_hers(matron: User) -> User:
    return factories.a_user("matron_2", Role.HOME_SUPERINTENDENT, organisation=matron.organisation)


def test_ten_accounts_of_one_house_are_counted_as_one_house(
    matron: User, colleague_of_hers: User, ravi: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "OF_ORGANISATION", 6)
    monkeypatch.setattr(pace, "HER_FIRST", 3)
    for writer in (matron, colleague_of_hers, ravi):
        for number in range(2):
            nameless(writer, f"Village {number}")

    waits_for = [compared_from(writer) is not None for writer in (matron, colleague_of_hers, ravi)]

    assert waits_for == [True, True, False]


def test_nobody_who_writes_little_waits_for_what_her_colleagues_wrote(
    matron: User, colleague_of_hers: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "OF_ORGANISATION", 3)
    for number in range(4):
        nameless(matron, f"Village {number}")

    builders.a_found(colleague_of_hers)

    assert compared_from(colleague_of_hers) is None
