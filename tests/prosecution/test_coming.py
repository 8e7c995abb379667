"""What a legal case says first: threat, default bail, day in court, appeal; all of them before paper."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import HearingFacts
from rihai.prosecution.models import Hearing, LegalCase, Threat
from rihai.prosecution.owing.court_duties import APPEAL
from rihai.prosecution.owing.reminders import remind
from tests.conftest import SignedIn
from tests.prosecution.builders import text_of
from tests.prosecution.test_accused import accuse, remanded
from tests.prosecution.test_protection import a_threat

PAPER = "Ask for the copy of the FIR."


def a_hearing(legal_case: LegalCase, by: User, days: int) -> Hearing:
    at = timezone.now() + timedelta(days=days)
    return actions.plan_hearing(legal_case, facts=HearingFacts(at, Hearing.Purpose.BAIL), by=by)


def held_since(legal_case: LegalCase, by: User, days: int) -> None:
    remanded(accuse(legal_case, by), by, timezone.localdate() - timedelta(days=days))


def test_threat_then_bail_then_hearing_then_appeal_then_paper(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    a_hearing(legal_case, asha, 2)
    a_threat(legal_case, asha, Threat.Severity.CRISIS)
    remind(legal_case, APPEAL, by=asha)
    held_since(legal_case, asha, 58)

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    said = [
        "Somebody may be harmed today.",
        "Default bail may accrue after ",
        "In court: ",
        " whether to appeal.",
        PAPER,
    ]
    places = [page.index(one) for one in said]
    assert places == sorted(places)


def test_what_is_answered_or_far_away_is_not_urgent(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    a_hearing(legal_case, asha, 16)
    actions.answer_threat(a_threat(legal_case, asha), done=["safe_now"], text="", by=asha)

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    assert "In court: " not in page
    assert "A threat has no answer yet." not in page
    assert PAPER in page


@pytest.mark.parametrize("days", [0, 14])
def test_a_day_in_court_within_two_weeks_is_said(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, days: int
) -> None:
    a_hearing(legal_case, asha, days)

    assert "In court: " in text_of(signed_in(asha), "legal_case_detail", legal_case.uid)


@pytest.mark.parametrize(
    ("days", "words"),
    [(58, "Default bail may accrue after "), (70, "Default bail may have accrued after ")],
)
def test_default_bail_is_said_when_it_is_near_and_when_it_may_have_come(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, days: int, words: str
) -> None:
    held_since(legal_case, asha, days)

    assert words in text_of(signed_in(asha), "legal_case_detail", legal_case.uid).split(PAPER)[0]


def test_default_bail_that_is_far_away_is_not_urgent(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    held_since(legal_case, asha, 5)

    assert "Default bail" not in text_of(signed_in(asha), "legal_case_detail", legal_case.uid).split(PAPER)[0]
