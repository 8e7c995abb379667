"""From weights to chances: the prior of a register of this size, and competition for the one true partner.

One place for a question and for bulk. No answer is a decision: bands say what to show a person first.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

BANDS = ("unlikely", "review", "show")
REVIEW = 0.02
SHOW = 0.5
MOST = 60.0  # bits: beyond it nothing is surer
ROUNDS = 12
NEGLIGIBLE = 1e-3  # odds: such a pair takes nothing from another
RIVALS = 32  # so many candidates of a question compete, however few are asked for
LIKELIEST_BEFORE = 0.0004  # of one pair before anything is compared: in a register of a few most are of nobody here
# In bulk each pair is held to what others claim of it. Nobody contests one question, so its bits are worth less: with
# this share of them, of what is said to be likely by .85 to .95 .955, .894 and .848 are true in 10,000, 100,000 and a
# million invented records; with all of them .883, .860 and .770, and below .85 far too little.
ALONE = 0.95
WITHOUT_WORDS = 0.49  # sex, age and date fit many: without a word or a mark in common nobody is to be shown


def bits(chance: NDArray[Any]) -> NDArray[np.float64]:
    """The logarithm of the odds of each chance, as Splink's match weight."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.clip(np.log2(chance) - np.log1p(-chance) / np.log(2.0), -MOST, MOST), np.float64)


def band(probability: float) -> str:
    """What to do with a pair first; never what it is."""
    return BANDS[(probability >= REVIEW) + (probability >= SHOW)]


def bands(chance: NDArray[Any]) -> NDArray[np.uint8]:
    return np.asarray((chance >= REVIEW).astype(np.uint8) + (chance >= SHOW), np.uint8)


def chances(weights: NDArray[Any], *, records: int, expected: float, damping: float) -> NDArray[np.float64]:
    """The chance of each candidate of one question; at most one of them is the person."""
    odds = _odds(weights, records, expected, damping)
    return np.asarray(odds / (1.0 + odds.sum()), np.float64)


def _odds(weights: NDArray[Any], records: int, expected: float, damping: float) -> NDArray[np.float64]:
    """Of each pair against there being no partner at all, before any competition."""
    return np.asarray(np.exp2(np.minimum(weights * damping, 200.0)) * prior_odds(records, expected))


def prior_odds(records: int, expected: float) -> float:
    """Of a pair before anything is compared, where so many partners are expected in a register of this size."""
    records = max(records, 1)
    expected = min(expected, 0.99, records * LIKELIEST_BEFORE)
    return expected / (1.0 - expected) / records


def held_back(chance: NDArray[Any], has_words: NDArray[Any]) -> NDArray[np.float64]:
    """The chances, those where no word and no mark agrees kept below what is shown."""
    return np.where(has_words, chance, np.minimum(chance, WITHOUT_WORDS))


def two_way(
    query: NDArray[Any], row: NDArray[Any], weights: NDArray[Any], *, records: int, expected: float, damping: float
) -> NDArray[np.float64]:
    """The chance of each pair of a bulk run, where everybody is at most one of the others on either side.

    Each pair is told how strongly its two ends are claimed elsewhere, and claims less in turn; after some rounds that
    settles (the Bethe approximation of a matching). Pairs of one query stand in a row.
    """
    odds = _odds(weights, records, expected, damping)
    counts = np.flatnonzero(odds > NEGLIGIBLE)
    queries, rows, odds_here = _Ends(query[counts]), _Ends(row[counts]), odds[counts]
    by_row = odds_here
    by_query = odds_here
    for _ in range(ROUNDS):
        by_query = odds_here / (1.0 + queries.others(by_row))
        by_row = odds_here / (1.0 + rows.others(by_query))
    claimed = np.bincount(query[counts], weights=by_row, minlength=int(query.max(initial=-1)) + 1)
    left = odds / (1.0 + claimed[query])
    left[counts] = by_query * (by_row / odds_here)
    return np.asarray(left / (1.0 + left), np.float64)


class _Ends:
    """The pairs of each end, to tell a pair what all others there claim."""

    def __init__(self, ends: NDArray[Any]) -> None:
        self._order = np.argsort(ends, kind="stable")
        in_order = ends[self._order]
        self._start = np.flatnonzero(np.append(True, in_order[1:] != in_order[:-1])) if len(ends) else np.zeros(0, int)
        self._end = np.repeat(np.arange(len(self._start)), np.diff(np.append(self._start, len(ends))))

    def others(self, values: NDArray[Any]) -> NDArray[Any]:
        """For each pair the sum over the others; the greatest is kept apart, lest it swallow the rest."""
        if not len(values):
            return values
        here = values[self._order]
        most = np.maximum.reduceat(here, self._start)[self._end]
        is_most = here == most
        rest = np.where(is_most, 0.0, here)
        several = np.add.reduceat(is_most.astype(np.float64), self._start)[self._end]
        below = np.add.reduceat(rest, self._start)[self._end]
        others = np.empty_like(here)
        others[self._order] = np.where(is_most, most * (several - 1.0) + below, most * several + below - rest)
        return others
