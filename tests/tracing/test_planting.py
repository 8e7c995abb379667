"""Planting: a reason, a budget, and a second colleague before anybody is compared with an invented person."""

import re

import pytest
from django.urls import reverse

from rihai.access.models import Reason
from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Hidden, Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.people.models import SearchEntry
from rihai.tracing.actions.planting import confirm_planted, end_planted
from rihai.tracing.budgets import OF_PLANTED
from rihai.tracing.models import PlantedHit, PlantedRecord
from tests import factories
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.matching import NAME, compared
from tests.tracing.planting import WHY, proposed, second_of
from tests.tracing.test_asking import a_search

FORM = re.compile(r'<form action="([^"]+)" method="post"(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'name="(\w+)" value="([^"]*)"')
FOUND, MISSING = PlantedRecord.Side.FOUND, PlantedRecord.Side.MISSING


@pytest.fixture
def guard(other_organisation: Agency) -> User:
    return factories.a_user("guard", Role.DATA_OFFICER, organisation=other_organisation)


@pytest.fixture
def second(guard: User) -> User:
    return second_of(guard)


def test_nobody_is_compared_with_her_before_a_second_colleague_has_looked(
    guard: User, second: User, ravi: User
) -> None:
    waiting = proposed(guard, FOUND)
    a_search(ravi)
    compared()
    before = SearchEntry.objects.filter(subject_uid=waiting.uid).exists(), PlantedHit.objects.exists()

    confirm_planted(waiting, by=second)
    a_search(ravi)
    compared()

    assert before == (False, False)
    assert PlantedHit.objects.count() == 1


def test_whoever_planted_does_not_confirm_it(guard: User, second: User) -> None:
    waiting = proposed(guard, MISSING)

    with pytest.raises(Refused):
        confirm_planted(waiting, by=guard)

    assert not SearchEntry.objects.exists()


def test_nor_does_anybody_of_another_organisation(guard: User, organisation: Agency) -> None:
    officer = factories.a_user("officer", Role.DATA_OFFICER, organisation=organisation)
    waiting = proposed(guard, MISSING)

    with pytest.raises(Hidden):
        confirm_planted(waiting, by=officer)


def test_it_is_confirmed_once_and_not_after_it_was_taken_out(guard: User, second: User) -> None:
    confirmed, ended = proposed(guard, FOUND), proposed(guard, MISSING)
    confirm_planted(confirmed, by=second)
    end_planted(ended, by=guard)

    for one in (confirmed, ended):
        with pytest.raises(NotPossible):
            confirm_planted(one, by=second)


def test_the_second_colleague_is_asked_and_reads_the_name_and_the_reason(
    guard: User, second: User, signed_in: SignedIn
) -> None:
    waiting = proposed(guard, MISSING)
    duty = Duty.objects.get(rule="planted.confirm")

    pages = {user: signed_in(user).get("/planted/").text for user in (guard, second)}
    confirmed = builders.send(signed_in(second), "planted_confirm", waiting.uid)

    assert duty.owner == second
    assert all(NAME in page and WHY in page for page in pages.values())
    assert [f"/planted/{waiting.uid}/confirm/" in page for page in pages.values()] == [False, True]
    assert confirmed.status_code == 302
    waiting.refresh_from_db()
    duty.refresh_from_db()
    assert waiting.confirmed_by == second
    assert duty.done_at is not None
    assert NAME not in signed_in(second).get("/planted/").text


def test_taking_it_out_ends_what_the_second_colleague_owes(guard: User, second: User) -> None:
    waiting = proposed(guard, MISSING)

    end_planted(waiting, by=guard)

    assert not Duty.objects.open().exists()


def test_a_month_allows_few_even_if_they_are_taken_out_again(guard: User, second: User) -> None:
    for number in range(OF_PLANTED):
        end_planted(proposed(guard, MISSING, f"Guess {number}"), by=guard)

    with pytest.raises(NotPossible):
        proposed(second, FOUND, "One more")


def test_why_she_is_planted_is_reviewed(guard: User, second: User) -> None:
    waiting = proposed(guard, MISSING)

    reason = Reason.objects.get(subject_uid=waiting.uid)

    assert reason.written_by == guard
    assert read((waiting, ["why"]), by=second, why=OwnWork(), within_action=True)(waiting).why == WHY


def test_only_whoever_protects_the_data_plants(ravi: User, guard: User, signed_in: SignedIn) -> None:
    with pytest.raises(Refused):
        proposed(ravi, FOUND)

    assert signed_in(ravi).get("/planted/").status_code == 403
    typed = {"name": "Invented Girl", "sex": "female", "age": "15", "side": "missing"}
    without = builders.send(signed_in(guard), "planted_list", **typed)
    page = builders.send(signed_in(guard), "planted_list", **typed, why=WHY)
    assert without.status_code == 422
    assert page.status_code == 302
    assert PlantedRecord.objects.get().side == MISSING
    assert not SearchEntry.objects.exists()


def test_the_buttons_of_the_page_work_as_they_stand_there(guard: User, second: User, signed_in: SignedIn) -> None:
    """Sent with what is in their forms and nothing else, as a browser does."""
    waiting, client = proposed(guard, FOUND), signed_in(second)
    forms = FORM.findall(builders.text_of(client, "planted_list"))
    hidden = {action: dict(HIDDEN.findall(fields)) for action, fields in forms}
    addresses = [reverse(f"tracing:{page}", args=[waiting.uid]) for page in ("planted_confirm", "planted_end")]

    sent = [client.post(address, hidden[address]) for address in addresses]

    waiting.refresh_from_db()
    assert [answer.status_code for answer in sent] == [302, 302]
    assert waiting.confirmed_by == second
    assert waiting.ended_at is not None
