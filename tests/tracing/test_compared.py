"""What a proposal counts, and of which state of both sides it speaks."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from rihai.accounts.models import User
from rihai.people import pace
from rihai.people.actions import add_name
from rihai.people.facts import NameFacts
from rihai.people.models import Person
from rihai.tracing.actions.proposing import POSSIBLE
from rihai.tracing.models import MatchDecision, PotentialMatch
from rihai.tracing.workflow import MatchStatus
from tests.tracing import builders
from tests.tracing.matching import compared
from tests.tracing.test_deciding import said

SAME = MatchDecision.Says.SAME


def a_girl_only_somewhat_alike(by: User) -> Person:
    facts = builders.found_facts().person
    return builders.a_found(by, person=replace(facts, names=(NameFacts("Zarina Otherwise"),))).person


def test_files_of_other_missing_girls_of_her_name_push_nobody_out_of_the_ten(
    matron: User, ravi: User, kiran: User
) -> None:
    girl = a_girl_only_somewhat_alike(matron)
    taker = compared()
    for _ in range(POSSIBLE + 1):
        builders.a_report(ravi)
        taker.take()

    last = builders.a_report(kiran)
    taker.take()

    assert PotentialMatch.objects.get(missing_entry__subject_uid=last.pk).person == girl


def slowed_correction(person: Person, by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """She is put right, but what is compared of her stays what it was for hours."""
    with monkeypatch.context() as slow:
        slow.setattr(pace, "UNSLOWED", -1000)
        add_name(person, facts=NameFacts("Quite Different"), by=by)


def test_after_a_restart_whoever_waits_to_be_put_right_is_found_by_what_was_said_before(
    kiran: User, chand: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = builders.a_found(kiran)
    taker = compared()
    slowed_correction(found.person, kiran, monkeypatch)

    taker.catch_up()
    builders.a_report(chand)
    taker.take()

    match = PotentialMatch.objects.get()
    assert match.person == found.person
    assert match.held_version < match.held_entry.version


@pytest.fixture
def match(kiran: User, bina: User, chand: User, monkeypatch: pytest.MonkeyPatch) -> PotentialMatch:
    """Of a report that was put right before it was compared, and is found by what it said at first."""
    report = builders.a_report(chand)
    taker = compared()
    slowed_correction(report.person, chand, monkeypatch)
    found = builders.a_found(kiran)
    taker.take()
    return PotentialMatch.objects.get(person=found.person)


def test_a_proposal_speaks_of_the_state_that_was_compared(match: PotentialMatch) -> None:
    assert match.missing_version < match.missing_entry.version
    assert match.has_newer_facts


def test_whoever_spoke_of_the_older_state_is_asked_again_once_the_newer_is_compared(
    match: PotentialMatch, kiran: User, bina: User
) -> None:
    said(match, SAME, kiran, "The scar on her hand")
    before = list(match.standing_voices().values_list("said_by", flat=True))

    with time_machine.travel(timezone.now() + timedelta(hours=7)):
        compared()
    now = PotentialMatch.objects.get(pk=match.pk)

    assert before == [kiran.pk]
    assert not now.has_newer_facts
    assert not now.standing_voices().exists()
    assert said(now, SAME, bina).status == MatchStatus.UNDER_REVIEW
