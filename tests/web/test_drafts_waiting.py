"""A draft that waits for a choice, what is typed beside it, and leaving in a rush."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from rihai.access.models import Draft
from rihai.accounts.models import User
from tests.cases.builders import a_case, token
from tests.conftest import SignedIn
from tests.web.test_drafts import later, save, throw_away


@pytest.fixture
def page(asha: User) -> str:
    return reverse("cases:case_note_new", args=[a_case(asha).uid])


def test_what_was_typed_beside_a_draft_stays_when_that_is_thrown_away(
    signed_in: SignedIn, asha: User, page: str
) -> None:
    client = signed_in(asha)
    uid = save(client, page)["X-Draft-Of"]

    answer = throw_away(client, page, uid, body="typed beside it")

    assertContains(answer, "typed beside it")
    assertNotContains(answer, "govuk-error")
    assertNotContains(answer, "You have a draft")


def test_throwing_away_sent_once_more_spares_the_draft_that_came_after(
    signed_in: SignedIn, asha: User, page: str
) -> None:
    client = signed_in(asha)
    uid = save(client, page)["X-Draft-Of"]
    throw_away(client, page, uid)
    save(client, page)

    throw_away(client, page, uid)

    assert Draft.objects.count() == 1


def test_beside_a_draft_that_waits_a_new_page_takes_no_typing_and_one_with_mistakes_does(
    signed_in: SignedIn, asha: User, page: str
) -> None:
    client = signed_in(asha)
    save(client, page)

    assertContains(client.get(page), 'data-draft-waits="first"')
    assertContains(client.post(page, {"body": "", **token()}), 'data-draft-waits=""', status_code=422)


def test_whoever_leaves_in_a_rush_loses_no_words_and_gets_no_more_savings(
    signed_in: SignedIn, asha: User, page: str
) -> None:
    client, leaving = signed_in(asha), {"X-Draft": "leaving"}
    told = {"draft": "save", "draft_of": save(client, page)["X-Draft-Of"]}

    codes = [
        client.post(page, {**told, "body": f"last words {n}", **token()}, headers=leaving).status_code
        for n in range(1, 5)
    ]

    assert codes == [200, 200, 200, 429]
    assertContains(client.post(page, {"draft": "continue", **token()}), "last words 3")
    with later(9):
        assert save(client, page, draft_of=told["draft_of"]).status_code == 429


def test_sending_one_form_spares_the_draft_of_another_that_it_names(signed_in: SignedIn, asha: User, page: str) -> None:
    client = signed_in(asha)
    uid = save(client, page)["X-Draft-Of"]
    elsewhere = reverse("cases:case_note_new", args=[a_case(asha).uid])

    sent = client.post(elsewhere, {"body": "other words", "compartment": "record", "draft_of": uid, **token()})

    assert sent.status_code == 302
    assert str(Draft.objects.get().pk) == uid
