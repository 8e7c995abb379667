"""Ticking off and handing over on the screen, and the list for whoever leads."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.duties.models import Duty
from rihai.people.models import Person
from tests.conftest import SignedIn
from tests.duties.conftest import a_duty
from tests.people.conftest import let_work


def token() -> dict[str, str]:
    return {"form_token": str(uuid.uuid4())}


def address(name: str, duty: Duty) -> str:
    return reverse(f"duties:{name}", args=[duty.uid])


def test_a_duty_is_ticked_off(signed_in: SignedIn, asha: User, person: Person) -> None:
    duty = a_duty(person, owner=asha)

    response = signed_in(asha).post(address("duty_complete", duty), token())

    assert response.status_code == 302
    duty.refresh_from_db()
    assert duty.done_by == asha


def test_a_double_tap_is_answered_as_if_it_were_one(signed_in: SignedIn, asha: User, person: Person) -> None:
    duty, client, form = a_duty(person, owner=asha), signed_in(asha), token()

    answers = [client.post(address("duty_complete", duty), form) for _each in range(2)]

    # The second is a resend of something that is done: whoever sent it is told where the answer is.
    assert answers[0].status_code == 302
    assert answers[1].status_code == 302
    assert answers[1].headers["Location"] == answers[0].headers["Location"]


@pytest.mark.parametrize("name", ["duty_complete", "duty_reassign"])
def test_a_stranger_is_told_that_there_is_nothing(
    signed_in: SignedIn, asha: User, chand: User, ravi: User, person: Person, name: str
) -> None:
    duty = a_duty(person, owner=asha)

    for user in (chand, ravi):
        assert signed_in(user).post(address(name, duty), token()).status_code == 404
    assert signed_in(asha).post(reverse(f"duties:{name}", args=[uuid.uuid4()]), token()).status_code == 404


@pytest.mark.parametrize("name", ["duty_complete", "duty_reassign", "duty_list"])
def test_whoever_is_signed_out_is_sent_away(client: Client, asha: User, person: Person, name: str) -> None:
    duty = a_duty(person, owner=asha)
    where = reverse("duties:duty_list") if name == "duty_list" else address(name, duty)

    assert client.post(where).status_code == 302
    duty.refresh_from_db()
    assert duty.is_open


def test_a_supervisor_hands_it_over(signed_in: SignedIn, asha: User, bina: User, ravi: User, person: Person) -> None:
    duty = a_duty(person, owner=asha)
    let_work(person, ravi)
    client = signed_in(bina)

    page = client.get(address("duty_reassign", duty))
    response = client.post(address("duty_reassign", duty), {**token(), "to": str(ravi.uid)})

    assert person.code in page.text
    assert ravi.display_name in page.text
    assert response.status_code == 302
    duty.refresh_from_db()
    assert duty.owner == ravi


def test_handing_it_to_somebody_who_may_not_open_the_record_is_explained(
    signed_in: SignedIn, asha: User, bina: User, ravi: User, person: Person
) -> None:
    duty = a_duty(person, owner=asha)

    response = signed_in(bina).post(address("duty_reassign", duty), {**token(), "to": str(ravi.uid)})

    assert response.status_code == 422
    assert "may not open the record" in response.text
    duty.refresh_from_db()
    assert duty.owner == asha


def test_somebody_at_the_desk_is_offered_only_herself(
    signed_in: SignedIn, asha: User, bina: User, person: Person, casework_desk: Desk
) -> None:
    duty = a_duty(person, desk=casework_desk)
    client = signed_in(asha)

    page = client.get(address("duty_reassign", duty))
    to_another = client.post(address("duty_reassign", duty), {**token(), "to": str(bina.uid)})
    taken = client.post(address("duty_reassign", duty), {**token(), "to": str(asha.uid)})

    assert bina.display_name not in page.text
    assert to_another.status_code == 422
    assert taken.status_code == 302


def test_the_list_is_for_those_who_lead(signed_in: SignedIn, asha: User, bina: User, person: Person) -> None:
    a_duty(person, owner=asha, due_at=timezone.now() - timedelta(hours=2))

    assert signed_in(asha).get(reverse("duties:duty_list")).status_code == 403
    page = signed_in(bina).get(reverse("duties:duty_list"))
    assert person.code in page.text
    assert asha.display_name in page.text
    assert "Overdue by" in page.text
