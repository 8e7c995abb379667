"""Other readings of a name: Ram Krishna may be held as Ramkrishna, and the other way round.

Each different pair of words and each different word is looked up once, for one question and for a million alike.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at
from rihai.matching.vocabulary import Vocabulary

SHORTEST_HALF = 3
HALF = 32  # bits: two numbers in one


def read_otherwise(rows: NDArray[Any], own: Vocabulary, index: Vocabulary) -> None:
    """Fill in the joined and the split words of questions, where the index holds such words."""
    for k in (0, 1):
        whole = np.flatnonzero(rows[:, k + 1] >= 0)
        keys = rows[whole, k].astype(np.int64) << HALF | rows[whole, k + 1]
        pairs, where = np.unique(keys, return_inverse=True)
        joined = [_joined(pair >> HALF, pair & (1 << HALF) - 1, own, index) for pair in pairs.tolist()]
        rows[whole, at.Q_JOINED + k] = np.array(joined, np.int32)[where]
    names = rows[:, : at.NAME_WORDS]
    halves = np.full((len(own) + 1, 2), at.NONE, np.int32)
    for form in np.unique(names[names >= 0]).tolist():
        halves[form] = _halves(form, own, index)
    for k in reversed(range(at.NAME_WORDS)):  # the first that can be split is
        split = halves[names[:, k]]
        found = np.flatnonzero(split[:, 0] >= 0)
        rows[found, at.Q_SPLIT : at.Q_SPLIT + 2] = split[found]
        rows[found, at.Q_SPLIT_AT] = k


def _joined(one: int, other: int, own: Vocabulary, index: Vocabulary) -> int:
    form = index.by_strict.get(own.tokens[one].strict + own.tokens[other].strict)
    return own.add(index.tokens[form])[1] if form is not None else at.NONE


def _halves(form: int, own: Vocabulary, index: Vocabulary) -> tuple[int, int]:
    known = index.by_strict
    letters = own.tokens[form].strict
    if letters in known or len(letters) < 2 * SHORTEST_HALF:
        return at.NONE, at.NONE  # a name of its own, or too short to be two
    for cut in sorted(range(SHORTEST_HALF, len(letters) - SHORTEST_HALF + 1), key=lambda k: abs(2 * k - len(letters))):
        one, other = known.get(letters[:cut]), known.get(letters[cut:])
        if one is not None and other is not None:
            return own.add(index.tokens[one])[1], own.add(index.tokens[other])[1]
    return at.NONE, at.NONE
