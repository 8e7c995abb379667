"""A paper that was withdrawn counts nowhere; who tried to open it stays in the trail for whoever works on the case."""

import pytest
from django.urls import reverse

from rihai.access.trail import events_of, lines_of
from rihai.accounts.models import User
from rihai.prosecution import actions
from rihai.prosecution.models import Judgment, LegalCase
from tests.conftest import SignedIn
from tests.prosecution.test_court import a_judgment, an_accused


@pytest.fixture
def tried(legal_case: LegalCase, asha: User, lata: User, bina: User, signed_in: SignedIn) -> Judgment:
    """Somebody of the house who does not work on the legal case tried to open it before it was withdrawn."""
    judgment = a_judgment(legal_case, lata, an_accused(legal_case, asha))
    signed_in(bina).get(reverse("prosecution:paper_withdraw", args=["judgment", judgment.pk]))
    actions.withdraw_judgment(judgment, reason="Written down for another matter", by=lata)
    return judgment


def test_who_tried_to_open_a_paper_is_told_though_it_was_withdrawn(tried: Judgment, lata: User) -> None:
    [line] = lines_of(events_of(lata, about=tried.pk), by=lata)

    assert (line.who, line.uid, line.was_refused) == ("Bina", tried.pk, True)


def test_who_does_not_know_of_the_case_learns_nothing_of_it(tried: Judgment, bina: User) -> None:
    assert not events_of(bina, about=tried.pk).exists()
