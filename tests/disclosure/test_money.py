"""Sums of money: few, one for nearly all, and what one person more changes."""

from hypothesis import given
from hypothesis import strategies as st

from rihai.disclosure.money import shown_sum, step_of
from rihai.disclosure.policy import LARGEST_SHARE, MONEY_STEP, SUPPRESSION_THRESHOLD

AMOUNTS = st.lists(st.integers(min_value=1, max_value=30_000_000), min_size=1, max_size=40)


@given(AMOUNTS, st.integers(min_value=1, max_value=MONEY_STEP))
def test_one_amount_more_moves_a_shown_sum_by_one_step_or_not_at_all(amounts: list[int], one_more: int) -> None:
    before, after = shown_sum(amounts), shown_sum([*amounts, one_more])

    if before is not None and after is not None:
        assert after - before in (0, step_of(amounts))


@given(AMOUNTS)
def test_a_shown_sum_is_of_enough_people_none_of_whom_makes_most_of_it(amounts: list[int]) -> None:
    shown = shown_sum(amounts)

    if shown is not None:
        assert len(amounts) >= SUPPRESSION_THRESHOLD
        assert max(amounts) <= LARGEST_SHARE * sum(amounts)
        assert abs(shown - sum(amounts)) <= step_of(amounts) / 2
        assert shown % MONEY_STEP == 0


def test_a_step_is_no_smaller_than_the_largest_amount() -> None:
    assert [step_of([one]) for one in (1, 1_000_000, 1_000_001, 30_000_000)] == [10**6, 10**6, 10**7, 10**8]


def test_what_would_be_rounded_to_nothing_is_hidden() -> None:
    assert shown_sum([20_000] * 12) is None
    assert shown_sum([50_000] * 12) == MONEY_STEP
