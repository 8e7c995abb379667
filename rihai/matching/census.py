"""How common each value is in a register: what turns an agreement into evidence. Counts only, no weights.

Kept up to date as records come and go, so that every question meets the register as it is.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at

WORD_FIELDS = (
    (at.FIELD_NAME, at.NAME, at.NAME_WORDS),
    (at.FIELD_GUARDIAN, at.GUARDIAN, at.NAME_WORDS),
    (at.FIELD_VILLAGE, at.VILLAGE, at.VILLAGE_WORDS),
    (at.FIELD_DISTRICT, at.DISTRICT, 1),
    (at.FIELD_MARK, at.MARK, at.MARKS),
)
FACTS = ((at.SEX, 4), (at.BIRTH, at.BIRTH_BINS), (at.AGE, at.AGE_BINS), (at.STATE, 0), (at.COUNTRY, 0))
WEEKS = 14_000  # from the first year to beyond 2100


class Census:
    """Holders of each word by field, and of each value of the single facts."""

    def __init__(self) -> None:
        self.records = 0
        self.holders = [np.zeros(0, np.int64) for _ in range(at.FIELDS)]
        self.present = np.zeros(at.FIELDS, np.int64)
        self.facts = {column: np.zeros(size, np.int64) for column, size in FACTS}
        self.weeks = np.zeros(WEEKS, np.int64)
        self.changes = 0

    def add(self, rows: NDArray[Any], sign: int = 1) -> None:
        """Count some rows in, or with a sign of -1 out again."""
        self.changes += 1
        self.records += sign * len(rows)
        for field, first, count in WORD_FIELDS:
            held = rows[:, first : first + count]
            self.holders[field] = _counted(self.holders[field], held[held >= 0], sign)
            self.present[field] += sign * int(np.count_nonzero(held[:, 0] >= 0))
        for column in self.facts:
            values = rows[:, column]
            self.facts[column] = _counted(self.facts[column], values[values >= 0], sign)
        days = rows[:, at.DATE]
        self.weeks = _counted(self.weeks, np.minimum(days[days >= 0] // at.DAYS_PER_BIN, WEEKS - 1), sign)

    def holding(self, field: int, size: int) -> NDArray[Any]:
        """Holders of each word of a field, with noughts for words nobody holds there."""
        have = self.holders[field]
        return have[:size] if len(have) >= size else np.concatenate([have, np.zeros(size - len(have), np.int64)])


def _counted(counts: NDArray[Any], values: NDArray[Any], sign: int) -> NDArray[Any]:
    if not len(values):
        return counts
    most = int(values.max()) + 1
    if most > len(counts):
        counts = np.concatenate([counts, np.zeros(max(most, 2 * len(counts)) - len(counts), np.int64)])
    if len(values) < 64:
        np.add.at(counts, values, sign)
    else:
        counts[:most] += sign * np.bincount(values, minlength=most)
    return counts
