"""The pages of how somebody may be reached: the answer first, the number only after a tap or a reason."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.people.actions import confirm_number, set_contact_safety
from rihai.people.facts import ContactFacts
from rihai.people.models import ContactSafety, Person, YesNoUnknown
from tests.conftest import SignedIn
from tests.people.conftest import a_person_of, let_work
from tests.people.pages import readings, sent, url

NUMBER = "+919820012345"


@pytest.fixture
def person(asha: User) -> Person:
    return a_person_of(asha, "Zubaida Planted")


def test_the_contact_page_says_no_in_words_as_long_as_nobody_asked_her(
    signed_in: SignedIn, asha: User, person: Person
) -> None:
    response = signed_in(asha).get(url("contact_detail", person))

    assert "Do not call or write now." in response.text
    assert "Nobody has asked this person yet about being reached." in response.text


def a_reachable(person: Person, by: User) -> ContactSafety:
    facts = ContactFacts(
        YesNoUnknown.YES,
        by_call=True,
        hours_from=(timezone.localtime() - timedelta(hours=1)).time(),
        hours_until=(timezone.localtime() + timedelta(hours=1)).time(),
        number=NUMBER,
        code_word="mangoplanted",
        if_another_answers="Ask for the tailor",
    )
    set_contact_safety(person, facts=facts, by=by)
    return confirm_number(person, by=by)


def test_the_contact_page_says_yes_for_the_channel_she_chose(signed_in: SignedIn, asha: User, person: Person) -> None:
    a_reachable(person, asha)

    response = signed_in(asha).get(url("contact_detail", person))

    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.text))
    assert "Call This is allowed now. Yes" in words
    assert "Text message This person did not choose this way. No" in words
    assert NUMBER not in response.text


def test_opening_the_contact_page_shows_the_number_and_what_to_say(
    signed_in: SignedIn, asha: User, person: Person
) -> None:
    a_reachable(person, asha)

    response = signed_in(asha).post(url("contact_open", person))

    for words in (NUMBER, "mangoplanted", "Ask for the tailor"):
        assert words in response.text
    assert readings() == 1


def test_whoever_sees_her_by_code_sees_the_answer_but_never_the_number(
    signed_in: SignedIn, asha: User, bina: User, person: Person
) -> None:
    a_reachable(person, asha)
    client = signed_in(bina)

    page, opened = client.get(url("contact_detail", person)), client.post(url("contact_open", person))

    assert "Nobody has asked" not in page.text
    assert NUMBER not in page.text + opened.text
    assert opened.status_code == 403


def test_outside_ones_own_work_the_number_asks_for_a_reason(
    signed_in: SignedIn, asha: User, bina: User, person: Person
) -> None:
    a_reachable(person, asha)
    let_work(person, bina, basis=Grant.Basis.SUPERVISES)
    client = signed_in(bina)

    too_short = client.post(url("contact_open", person), {"reason": "so"})
    opened = client.post(url("contact_open", person), {"reason": "Asha is ill and the hearing is today"})

    assert too_short.status_code == 422
    assert NUMBER not in too_short.text
    assert NUMBER in opened.text


def test_opening_where_nothing_is_recorded_opens_nothing(signed_in: SignedIn, asha: User, person: Person) -> None:
    response = signed_in(asha).post(url("contact_open", person))

    assert "Nobody has asked yet" in response.text
    assert readings() == 0


def test_her_wishes_are_written_down_and_confirmed(signed_in: SignedIn, asha: User, person: Person) -> None:
    client = signed_in(asha)
    data: dict[str, str | list[str]] = {
        "wants_contact": "yes",
        "channels": ["call", "sms"],
        "hours_from": "22:00",
        "hours_until": "06:00",
        "number": "9820012345",
    }

    sent(client, url("contact_edit", person), **data)
    sent(client, url("contact_confirm", person))

    safety = ContactSafety.objects.get(person=person)
    assert (safety.by_call, safety.by_sms, safety.by_chat) == (True, True, False)
    assert safety.confirmed_by == asha
    assert "22:00–06:00" in client.get(url("contact_detail", person)).text


def test_confirming_without_a_number_says_what_to_do(signed_in: SignedIn, asha: User, person: Person) -> None:
    response = signed_in(asha).post(url("contact_confirm", person), {"form_token": str(uuid.uuid4())}, follow=True)

    assert "Write down the number first" in response.text
    assert not ContactSafety.objects.filter(confirmed_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"wants_contact": "yes"}, "at least one way"),
        ({"wants_contact": "no", "hours_from": "10:00"}, "both hours"),
        ({"wants_contact": "no", "hours_from": "10:00", "hours_until": "10:00"}, "are the same"),
        ({"wants_contact": "no", "number": "12"}, "short number"),
        ({}, "required"),
    ],
)
def test_wishes_that_cannot_be_are_refused_in_words(
    signed_in: SignedIn, asha: User, person: Person, data: dict[str, str], words: str
) -> None:
    response = signed_in(asha).post(url("contact_edit", person), {"form_token": str(uuid.uuid4()), **data})

    assert response.status_code == 422
    assert words in response.text
    assert not ContactSafety.objects.exists()


def test_a_number_is_removed_or_changed_but_not_both(signed_in: SignedIn, asha: User, person: Person) -> None:
    a_reachable(person, asha)
    client = signed_in(asha)
    both = {"wants_contact": "no", "number": "9820012345", "remove_number": "on"}

    refused = client.post(url("contact_edit", person), {"form_token": str(uuid.uuid4()), **both})
    sent(client, url("contact_edit", person), wants_contact="no", remove_number="on")

    assert refused.status_code == 422
    assert "not both" in refused.text
    assert ContactSafety.objects.get(person=person).number is None
