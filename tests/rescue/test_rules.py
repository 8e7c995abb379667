"""The small rules of rescue: independent facts, the ladder, acknowledgements, outcomes."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.rescue.rules import outcomes, police
from rihai.rescue.rules.ladder import due_after, load_rungs, rung, rung_after
from rihai.rescue.rules.leads import count_independent

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OUTCOMES = [code for code, _label in outcomes.outcome_choices()]
FINDINGS = [code for code, _label in outcomes.exploitation_choices()]
UNIT_ANSWERS = [answer for answer, _state in police.BY_WEIGHT]


@dataclass(frozen=True)
class Told:
    kind: str = "information"
    source_id: UUID | None = None


def test_two_facts_from_one_source_are_one_independent_fact() -> None:
    source = uuid4()

    assert count_independent([Told(source_id=source), Told(source_id=source)]) == 1
    assert count_independent([Told(source_id=source), Told(source_id=uuid4())]) == 2


def test_what_our_own_people_saw_is_one_source_beside_others() -> None:
    own = [Told("observation"), Told("discreet_visit"), Told("decoy")]

    assert count_independent(own) == 1
    assert count_independent([*own, Told(source_id=uuid4())]) == 2


def test_facts_whose_source_nobody_recorded_may_come_from_one_mouth() -> None:
    assert count_independent([Told(), Told("question")]) == 1


@given(st.lists(st.sampled_from(UNIT_ANSWERS)))
def test_one_acknowledgement_is_enough_and_a_refusal_counts_last(answers: list[str]) -> None:
    state = police.acknowledgement_of(answers)

    assert (state == police.GIVEN) is ("acknowledged" in answers)
    assert (state == police.REFUSED) is (bool(answers) and set(answers) == {"refused"})
    assert (state == police.NONE) is (not answers)


def test_the_ladder_is_climbed_from_the_lowest_rung_to_the_highest() -> None:
    climbed, taken = [], None
    while (following := rung_after(taken)) is not None:
        climbed.append(following.code)
        taken = following

    assert climbed == ["record_refusal", "senior_officer", "commission", "magistrate", "high_court"]
    assert climbed == [one.code for one in load_rungs()]


def test_the_first_rung_is_due_at_once_and_the_next_after_the_promised_days() -> None:
    letter = rung("senior_officer")

    assert letter is not None
    assert due_after(None, since=NOW, child_possible=False) == NOW
    assert due_after(letter, since=NOW, child_possible=False) == NOW + timedelta(days=letter.days_until_next)


@pytest.mark.parametrize("taken", [None, *load_rungs()])
def test_where_a_child_is_concerned_no_rung_waits(taken: object) -> None:
    assert due_after(taken, since=NOW, child_possible=True) == NOW  # type: ignore[arg-type]


@pytest.mark.parametrize(("outcome", "finding"), list(product(OUTCOMES, FINDINGS)))
def test_nobody_is_freed_without_exploitation_found(outcome: str, finding: str) -> None:
    counts = finding in {"sexual_exploitation_stated", "exploitation_stated_kind_open"}

    for is_decided in (True, False):
        if outcomes.is_freed(outcome, finding, is_decided=is_decided):
            assert counts
            assert is_decided or outcomes.was_found_in_operation(outcome)


def test_whoever_left_by_her_own_choice_is_never_counted_as_freed() -> None:
    assert not any(outcomes.is_freed(outcomes.VOLUNTARY, finding, is_decided=True) for finding in FINDINGS)
    assert not any(outcomes.may_be_decided_freed(outcomes.VOLUNTARY, finding) for finding in FINDINGS)


def test_an_escape_is_counted_as_freed_only_if_a_person_decides_so() -> None:
    case = "escaped_by_self", "exploitation_stated_kind_open"

    assert not outcomes.is_freed(*case, is_decided=False)
    assert outcomes.is_freed(*case, is_decided=True)
    assert outcomes.may_be_decided_freed(*case)


def test_being_found_in_an_operation_does_not_by_itself_show_exploitation() -> None:
    assert not outcomes.is_freed("rescued_in_operation", "not_stated", is_decided=False)
    assert outcomes.is_freed("rescued_in_operation", "sexual_exploitation_stated", is_decided=False)


@pytest.mark.parametrize(
    ("outcome", "located"),
    [("rescued_in_operation", True), ("located", True), ("located_in_government_shelter", True),
     ("voluntary_disappearance", False), ("escaped_by_self", False), ("left_abusive_shelter", False)],
)  # fmt: skip
def test_each_outcome_says_whether_the_search_found_her(outcome: str, located: bool) -> None:
    assert outcomes.is_located(outcome) is located


def test_an_unknown_code_is_noticed() -> None:
    assert outcomes.is_known("located", "not_stated")
    assert not outcomes.is_known("rescued", "not_stated")
    assert not outcomes.is_known("located", "none")
