"""Other readings of a name: Ram Krishna may be held as Ramkrishna, and the other way round.

Each different pair of words and each different word is looked up once, for one question and for a million alike.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at
from rihai.matching.vocabulary import Vocabulary

SHORTEST_HALF = 3
HALF = 32  # bits: two numbers in one
Held = Callable[[str], int]  # the form of these letters that some record has, or NONE


def read_otherwise(rows: NDArray[Any], own: Vocabulary, index: Vocabulary, is_held: NDArray[np.bool_]) -> None:
    """Fill in the joined and the split words of questions, where somebody of the index is called so.

    is_held: by form, whether any record has it. A word outlives the last record that had it until the index is
    compacted, and no answer may depend on who was there once.
    """

    def held(strict: str) -> int:
        form = index.by_strict.get(strict, at.NONE)
        return form if form >= 0 and is_held[form] else at.NONE

    for k in (0, 1):
        whole = np.flatnonzero(rows[:, k + 1] >= 0)
        keys = rows[whole, k].astype(np.int64) << HALF | rows[whole, k + 1]
        pairs, where = np.unique(keys, return_inverse=True)
        joined = [_joined(pair >> HALF, pair & (1 << HALF) - 1, own, index, held) for pair in pairs.tolist()]
        rows[whole, at.Q_JOINED + k] = np.array(joined, np.int32)[where]
    names = rows[:, : at.NAME_WORDS]
    halves = np.full((len(own) + 1, 2), at.NONE, np.int32)
    for form in np.unique(names[names >= 0]).tolist():
        halves[form] = _halves(form, own, index, held)
    for k in reversed(range(at.NAME_WORDS)):  # the first that can be split is
        split = halves[names[:, k]]
        found = np.flatnonzero(split[:, 0] >= 0)
        rows[found, at.Q_SPLIT : at.Q_SPLIT + 2] = split[found]
        rows[found, at.Q_SPLIT_AT] = k


def _joined(one: int, other: int, own: Vocabulary, index: Vocabulary, held: Held) -> int:
    form = held(own.tokens[one].strict + own.tokens[other].strict)
    return own.add(index.tokens[form])[1] if form >= 0 else at.NONE


def _halves(form: int, own: Vocabulary, index: Vocabulary, held: Held) -> tuple[int, int]:
    letters = own.tokens[form].strict
    if len(letters) < 2 * SHORTEST_HALF or held(letters) >= 0:
        return at.NONE, at.NONE  # too short to be two, or a name of its own
    for cut in sorted(range(SHORTEST_HALF, len(letters) - SHORTEST_HALF + 1), key=lambda k: abs(2 * k - len(letters))):
        one, other = held(letters[:cut]), held(letters[cut:])
        if one >= 0 and other >= 0:
            return own.add(index.tokens[one])[1], own.add(index.tokens[other])[1]
    return at.NONE, at.NONE
