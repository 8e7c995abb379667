"""Handing over on the screen: choose the colleague, see, choose, look, confirm, give back."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import Desk, RoleAssignment, User
from rihai.accounts.roles import Role
from rihai.duties.models import HandOver
from rihai.web.handover.workers import bring_work_back
from tests import factories
from tests.cases.builders import a_case
from tests.conftest import SignedIn
from tests.web.handing_over import away, leaving, until

LIST = reverse("web:handover_list")


def typed(**more: object) -> dict[str, object]:
    return {"why": "away", "until": until().isoformat(), "form_token": str(uuid.uuid4()), **more}


def page_of(worker: User) -> str:
    return reverse("web:handover_new", args=[worker.uid])


def test_on_the_screen_one_sees_chooses_looks_and_confirms(
    signed_in: SignedIn, asha: User, bina: User, esha: User
) -> None:
    case, client = a_case(asha), signed_in(bina)

    shown = client.get(page_of(asha))
    looked = client.post(page_of(asha), typed(cases=str(esha.uid)))
    case.refresh_from_db()
    before = case.case_owner
    done = client.post(page_of(asha), typed(cases=str(esha.uid), confirmed="yes"))

    case.refresh_from_db()
    assert case.person.code in shown.text
    assert "To Esha" in looked.text
    assert (before, case.case_owner) == (asha, esha)
    assert done.status_code == 302
    assert "Rani" not in shown.text + looked.text


def test_the_list_offers_to_give_the_work_back(signed_in: SignedIn, asha: User, bina: User, esha: User) -> None:
    case, client = a_case(asha), signed_in(bina)
    outcome = away(asha, bina, cases=esha)
    address = reverse("web:handover_undo", args=[outcome.hand_over.uid])

    page = client.get(LIST).text
    client.post(address, {"form_token": str(uuid.uuid4())})

    case.refresh_from_db()
    assert "give the work back" in page
    assert case.case_owner == asha


@pytest.mark.parametrize(
    "flaw", [{"until": ""}, {"until": "2020-01-01"}, {"why": "leaves"}, {"why": ""}, {"cases": "x"}]
)
def test_what_is_not_whole_is_said_and_changes_nothing(
    signed_in: SignedIn, asha: User, bina: User, flaw: dict[str, str]
) -> None:
    a_case(asha)

    response = signed_in(bina).post(page_of(asha), typed(confirmed="yes", **flaw))

    assert response.status_code == 422
    assert not HandOver.objects.exists()


def test_nothing_is_confirmed_for_a_leaver_while_something_is_left(
    signed_in: SignedIn, asha: User, dolly: User
) -> None:
    a_case(asha)

    response = signed_in(dolly).post(page_of(asha), typed(why="leaves", until="", confirmed="yes"))

    assert "Something would be left without anybody" in response.text
    assert not HandOver.objects.exists()


def test_whoever_does_not_lead_is_refused_and_a_stranger_finds_nothing(
    signed_in: SignedIn, asha: User, bina: User, chand: User, esha: User
) -> None:
    outcome = away(asha, bina)

    def answers(client: Client) -> list[int]:
        undo = reverse("web:handover_undo", args=[outcome.hand_over.uid])
        return [
            client.get(LIST).status_code,
            client.get(page_of(asha)).status_code,
            client.post(undo, {"form_token": str(uuid.uuid4())}).status_code,
        ]

    assert answers(signed_in(esha)) == [403, 403, 403]
    stranger = factories.a_user("tara", Role.SUPERVISOR, organisation=chand.organisation)
    assert answers(signed_in(stranger)) == [200, 404, 404]


def test_letting_somebody_go_and_undoing_it_asks_for_the_second_factor_again(
    signed_in: SignedIn, asha: User, bina: User, dolly: User, esha: User
) -> None:
    kept, client = leaving(esha, dolly).hand_over, signed_in(dolly)
    undo = reverse("web:handover_undo", args=[kept.uid])

    with time_machine.travel(timezone.now() + timedelta(minutes=21), tick=False):
        answers = [
            client.post(page_of(asha), typed(why="leaves", until="", confirmed="yes")),
            client.post(undo, {"form_token": str(uuid.uuid4())}),
        ]

    asha.refresh_from_db()
    esha.refresh_from_db()
    assert ["next=" in answer.headers["Location"] for answer in answers] == [True, True]
    assert (asha.is_active, esha.is_active) == (True, False)
    assert client.get(undo).headers["Location"] == LIST


def test_a_second_time_away_is_refused_with_the_day_and_what_was_typed_stays(
    signed_in: SignedIn, asha: User, bina: User, esha: User
) -> None:
    away(asha, bina, cases=esha)
    case, client = a_case(asha), signed_in(bina)

    answers = [client.post(page_of(asha), typed(cases=str(esha.uid), **more)) for more in ({}, {"confirmed": "yes"})]

    case.refresh_from_db()
    assert [answer.status_code for answer in answers] == [422, 422]
    assert "This work is with others until" in answers[0].text
    assert case.case_owner == asha


def test_the_direction_finds_what_did_not_come_back(
    signed_in: SignedIn, asha: User, bina: User, dolly: User, esha: User
) -> None:
    a_case(asha)
    factories.a_desk(asha.organisation, Desk.Purpose.DIRECTION)
    away(asha, bina, cases=esha)
    RoleAssignment.objects.filter(user=asha).update(ended_at=timezone.now(), ended_by=dolly)

    with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
        bring_work_back()
        client = signed_in(dolly)
        pages = [client.get(address).text for address in (reverse("duties:duty_list"), LIST)]

    assert "Give back work that did not come back" in pages[0]
    assert "Not everything came back" in pages[1]
    assert "Back again" not in pages[1]
