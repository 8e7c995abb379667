"""Whoever took a colleague off a case by a slip brings her back, with all that her part opens."""

import pytest
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.cases import actions
from rihai.cases.models import Case, Participant
from tests.cases.builders import opens, token
from tests.conftest import SignedIn
from tests.undo import undo


@pytest.fixture
def part(case: Case, asha: User, lena: User) -> Participant:
    return actions.add_participant(case, part=Participant.Part.COUNSELLOR, user=lena, by=asha)


def end(client: Client, part: Participant) -> str:
    address = reverse("cases:case_participant_end", args=[part.uid])
    return str(client.post(address, token(), follow=True).content.decode())


def test_the_message_after_an_ending_brings_the_colleague_back(
    part: Participant, case: Case, asha: User, lena: User, signed_in: SignedIn
) -> None:
    client, had = signed_in(asha), opens(lena, case)
    page = end(client, part)
    assert not opens(lena, case)

    after = undo(client, page)

    assert "Works on this case again." in after
    assert opens(lena, case) == had
    rows = case.participants.filter(user=lena).order_by("added_at")
    assert [row.left_at is None for row in rows] == [False, True], "the time between stays readable"


def test_whoever_left_herself_is_told_whom_to_ask(case: Case, asha: User, bina: User, signed_in: SignedIn) -> None:
    part = actions.add_participant(case, part=Participant.Part.SUPERVISOR, user=bina, by=asha)

    page = end(signed_in(bina), part)

    assert "ask those who work on it" in page
    assert ">Undo<" not in page


def test_a_colleague_who_may_not_come_back_is_named_in_words(
    part: Participant, case: Case, asha: User, lena: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    end(client, part)
    User.objects.filter(pk=lena.pk).update(is_active=False)

    back = client.post(reverse("cases:participant_return", args=[part.uid]), token(), follow=True)

    assert "cannot take this part" in back.content.decode()
    assert not case.participants.filter(user=lena, left_at=None).exists()


def test_a_stranger_brings_nobody_back(part: Participant, chand: User, signed_in: SignedIn) -> None:
    assert signed_in(chand).post(reverse("cases:participant_return", args=[part.uid]), token()).status_code == 404
