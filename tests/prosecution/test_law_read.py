"""Whose confirmations count: those of this installation, and an invented lawyer's in a demonstration alone."""

import logging
from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import Settings

from rihai.accounts.models import Installation, User
from rihai.law.confirmations import Reviewed, add_reviewed
from rihai.law.loading import law_of
from rihai.law.sourcing import Decision
from rihai.prosecution.law.checks import confirmations_can_be_read
from rihai.prosecution.law.findings import find
from rihai.prosecution.law.law_read import kept_in, law_read
from rihai.prosecution.models import LegalCase
from tests.conftest import SignedIn
from tests.prosecution.builders import text_of

SECTION = law_of().provisions["bns-143-4"]
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def no_file_of_another_test() -> Iterator[None]:
    yield
    kept_in().unlink(missing_ok=True)


@pytest.fixture
def demonstration(db: None, settings: Settings) -> None:
    settings.DEMO = True
    Installation.objects.update_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})


def say(decision: Decision = Decision.CONFIRMED, lawyer: str = "Adv. Rao", *, is_demonstration: bool = False) -> None:
    said = Reviewed(SECTION.id, "provision", SECTION.digest, decision, lawyer, DAY, is_demonstration=is_demonstration)
    add_reviewed(kept_in(), [said])


def test_without_a_file_nothing_is_confirmed() -> None:
    read = law_read()

    assert (read.sourcing_of(SECTION).is_confirmed, read.may_quote(SECTION), read.problem) == (False, False, "")


def test_what_a_lawyer_confirmed_counts_from_the_moment_it_is_read_back() -> None:
    assert not law_read().may_quote(SECTION)

    say()
    assert law_read().may_quote(SECTION)
    say(Decision.REJECTED)

    assert not law_read().may_quote(SECTION)


def test_an_invented_lawyer_counts_for_nothing_outside_a_demonstration() -> None:
    say(lawyer="Adv. Meera Invented", is_demonstration=True)

    sourcing = law_read().sourcing_of(SECTION)

    assert (sourcing.confirmed, law_read().may_quote(SECTION)) == (None, False)


def test_in_a_demonstration_she_counts_and_a_real_one_outweighs_her(demonstration: None) -> None:
    invented = law_read().sourcing_of(SECTION)
    assert invented.confirmed is not None
    assert (invented.confirmed.is_demonstration, law_read().may_quote(SECTION)) == (True, True)

    say()

    real = law_read().sourcing_of(SECTION).confirmed
    assert real is not None
    assert (real.lawyer, real.is_demonstration) == ("Adv. Rao", False)


@pytest.mark.django_db
def test_the_environment_alone_makes_no_demonstration(settings: Settings) -> None:
    settings.DEMO = True

    assert law_read().confirmations == {}


def test_a_broken_file_counts_for_nothing_and_is_loud(caplog: pytest.LogCaptureFixture) -> None:
    kept_in().write_text("{}")

    with caplog.at_level(logging.ERROR):
        read = law_read()

    assert (read.confirmations, bool(read.problem)) == ({}, True)
    assert "counts for nothing" in caplog.text
    assert [one.id for one in confirmations_can_be_read(app_configs=None)] == ["prosecution.W001"]


def test_a_check_keeps_who_confirmed_what_on_which_day() -> None:
    say()

    found = find({"offence.date_from": "2025-06-01", "victim.age_years": 15, "acts": ["recruit", "unknown"]}, [])

    told = {
        one["id"]: one["source"] for part in found.values() if isinstance(part, list) for one in part if "id" in one
    }
    assert (told["bns-143-4"]["lawyer"], told["bns-143-4"]["on"]) == ("Adv. Rao", "2026-11-20")
    assert all(one["lawyer"] == "" for key, one in told.items() if key != "bns-143-4")


def test_the_page_of_a_legal_case_says_who_confirmed_a_section(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    say()

    assert "Confirmed by Adv. Rao on" in text_of(signed_in(lata), "legal_case_detail", legal_case.uid)
