"""Sums of money as they may be shown to whoever sees figures only. Pure.

A sum is of few, or nearly all of one, and it moves by exactly one person's money from one day to the next: so it is
hidden or coarse. Not here: counts (`suppression`), the numbers of the policy (`policy`).
"""

from collections.abc import Sequence

from rihai.disclosure.policy import LARGEST_SHARE, MONEY_STEP, is_small, rounded


def shown_sum(amounts: Sequence[int]) -> int | None:
    """To the nearest step; None where few stand behind it, or one of them for too much of it.

    None too where it would be rounded to nothing: nothing is what it is not.
    """
    total = sum(amounts)
    if is_small(len(amounts)) or max(amounts) > LARGEST_SHARE * total:
        return None
    return rounded(total, step_of(amounts)) or None


def step_of(amounts: Sequence[int]) -> int:
    """No amount is larger than a step: one more of them moves the sum by one step or not at all."""
    step = MONEY_STEP
    while step < max(amounts, default=0):
        step *= 10
    return step
