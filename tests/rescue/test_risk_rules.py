"""The risk check: what is asked, what counts as met, what blocks the start."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.rescue.rules.risk import (
    CONFIRMED_BY_RECORDS,
    LIST_CHECK,
    SHOWN_BY_RECORDS,
    Evidence,
    Given,
    RiskCheck,
    RiskItem,
    load_risk_items,
    risk_item,
)
from tests.rescue.builders import ANSWERS

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CONDITIONS = sorted({item.condition for item in load_risk_items()} - {"always"})
NOTHING_SPECIAL = dict.fromkeys(CONDITIONS, "no")
EVERYTHING_SPECIAL = dict.fromkeys(CONDITIONS, "yes")
ALL_SHOWN = Evidence(leads_acknowledged=2, lead_officer_named=True, decoy_requested=True)
GATE = [item for item in load_risk_items() if item.is_gate]


def good_answer(item: RiskItem) -> str:
    return ANSWERS.get(item.code) or (str(item.minimum) if item.kind == "number" else "yes")


def complete(circumstances: dict[str, str], evidence: Evidence = ALL_SHOWN, without: str = "") -> RiskCheck:
    answers = {item.code: Given(good_answer(item), NOW) for item in GATE if item.code != without}
    return RiskCheck(circumstances, answers, evidence, NOW)


def missing(check: RiskCheck) -> list[str]:
    return [item.code for item in check.missing_for_start()]


def test_a_complete_check_of_the_most_difficult_operation_misses_nothing() -> None:
    assert missing(complete(EVERYTHING_SPECIAL)) == []


def test_nothing_answered_misses_the_whole_gate() -> None:
    check = RiskCheck(EVERYTHING_SPECIAL, {}, Evidence(), NOW)

    assert missing(check) == [item.code for item in GATE]


@pytest.mark.parametrize("item", [item for item in GATE if item.code not in SHOWN_BY_RECORDS], ids=lambda i: i.code)
def test_each_unanswered_gate_item_alone_blocks_the_start(item: RiskItem) -> None:
    assert missing(complete(EVERYTHING_SPECIAL, without=item.code)) == [item.code]


@pytest.mark.parametrize("item", [item for item in GATE if item.code not in SHOWN_BY_RECORDS], ids=lambda i: i.code)
def test_each_badly_answered_gate_item_alone_blocks_the_start(item: RiskItem) -> None:
    bad = str(item.minimum - 1) if item.kind == "number" else "no"
    if item.options:
        bad = next(code for code, _label in item.options if code not in item.meets)
    check = complete(EVERYTHING_SPECIAL)

    check = RiskCheck(check.circumstances, {**check.answers, item.code: Given(bad, NOW)}, ALL_SHOWN, NOW)

    assert missing(check) == [item.code]


def test_the_law_s_numbers_are_two_women_officers_two_witnesses_one_of_them_a_woman() -> None:
    minima = {code: item.minimum for code in ("women_officers", "witnesses", "women_among_witnesses")
              if (item := risk_item(code))}  # fmt: skip

    assert minima == {"women_officers": 2, "witnesses": 2, "women_among_witnesses": 1}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_is_not_known_is_asked_as_if_it_were_so(condition: str) -> None:
    unknown = RiskCheck({**NOTHING_SPECIAL, condition: "unknown"}, {}, Evidence(), NOW)
    stated = RiskCheck({**NOTHING_SPECIAL, condition: "yes"}, {}, Evidence(), NOW)

    assert unknown.asked() == stated.asked()


def test_a_condition_that_nobody_mentioned_is_asked_too() -> None:
    assert RiskCheck({}, {}, Evidence(), NOW).asked() == list(load_risk_items())


def test_an_acknowledgement_is_read_from_records_and_never_from_a_tick() -> None:
    check = complete(NOTHING_SPECIAL, Evidence(leads_acknowledged=0))

    assert missing(check) == ["police_acknowledged"]


def test_across_states_two_leading_units_acknowledge() -> None:
    one = Evidence(leads_acknowledged=1, decoy_requested=True)

    assert missing(complete({**NOTHING_SPECIAL, "interstate": "yes"}, one)) == ["both_police_leads_named"]
    assert missing(complete(NOTHING_SPECIAL, one)) == []


def test_a_decoy_counts_only_with_the_recorded_request() -> None:
    answers = {**complete(NOTHING_SPECIAL).answers, "decoy_by_police_request": Given("recorded_request", NOW)}

    without = RiskCheck(NOTHING_SPECIAL, answers, Evidence(leads_acknowledged=1), NOW)
    recorded = RiskCheck(NOTHING_SPECIAL, answers, ALL_SHOWN, NOW)

    assert missing(without) == ["decoy_by_police_request"]
    assert missing(recorded) == []


def test_the_check_of_the_list_runs_out_at_midnight() -> None:
    yesterday = {**complete(NOTHING_SPECIAL).answers, LIST_CHECK: Given("yes", NOW - timedelta(days=1))}
    check = RiskCheck(NOTHING_SPECIAL, yesterday, ALL_SHOWN, NOW)

    assert missing(check) == [LIST_CHECK]
    assert check.valid_answer(LIST_CHECK) is None


def test_the_check_of_the_list_runs_out_when_the_list_changes() -> None:
    changed = Evidence(leads_acknowledged=1, list_changed_at=NOW + timedelta(seconds=1))

    assert missing(complete(NOTHING_SPECIAL, changed)) == [LIST_CHECK]


def test_what_records_show_or_confirm_is_part_of_the_file() -> None:
    codes = {item.code for item in load_risk_items()}

    assert {*SHOWN_BY_RECORDS, *CONFIRMED_BY_RECORDS} <= codes


@given(st.text(max_size=6), st.sampled_from(load_risk_items()))
def test_an_answer_that_is_none_meets_nothing(answer: str, item: RiskItem) -> None:
    if not item.accepts(answer):
        assert not item.is_met_by(answer)


@given(st.integers(min_value=0, max_value=600))
def test_a_count_is_met_from_its_minimum_on(count: int) -> None:
    item = risk_item("women_officers")

    assert item is not None
    assert item.is_met_by(str(count)) is (2 <= count <= 500)


@pytest.mark.parametrize("answer", ["-1", "2.0", "२", "", " 2", "1e1", "501"])
def test_only_plain_whole_numbers_are_counts(answer: str) -> None:
    item = risk_item("witnesses")

    assert item is not None
    assert not item.accepts(answer)
