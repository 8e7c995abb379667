"""A part of the register: rows, and for each word who holds it. A sealed part never changes but for who left it;
the living part takes new records and is searched in full until it is sealed. No weights here.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at
from rihai.matching.census import WEEKS, WORD_FIELDS
from rihai.matching.growing import Growing
from rihai.matching.kernels_score import Columns

Postings = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]
NO_POSTINGS: Postings = (np.zeros(1, np.int64), *(np.zeros(at.FIELDS, np.int64),) * 2, np.zeros(0, np.int32))


GONE = np.int32(-1)


def fact_of(row: list[int]) -> int:
    """Sex, quarter of birth and week in one number, so that a first look at a record is a single read."""
    week = row[at.DATE] // at.DAYS_PER_BIN + 1 if row[at.DATE] >= 0 else 0
    return row[at.SEX] << 29 | (row[at.BIRTH] + 1) << 16 | min(week, WEEKS)


def facts_of(rows: NDArray[Any]) -> NDArray[np.int32]:
    """The same for many rows."""
    days = rows[:, at.DATE]
    weeks = np.minimum(np.where(days >= 0, days // at.DAYS_PER_BIN + 1, 0), WEEKS)
    return np.asarray(rows[:, at.SEX] << 29 | (rows[:, at.BIRTH] + 1) << 16 | weeks, np.int32)


@dataclass
class Segment:
    """Some records in the order they came."""

    rows: Growing = field(default_factory=lambda: Growing((at.COLUMNS,), np.int32))
    words: Growing = field(default_factory=lambda: Growing((at.WORDS,), np.int32))
    facts: Growing = field(default_factory=lambda: Growing((), np.int32))
    postings: Postings | None = None

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_sealed(self) -> bool:
        return self.postings is not None

    def append(self, row: list[int], words: list[int]) -> int:
        self.rows.append(row)
        self.words.append(words)
        self.facts.append(fact_of(row))
        return len(self.rows) - 1

    def seal(self) -> None:
        """Write down who holds which word: from now on only those who share something are looked at."""
        self.postings = postings_of(self.rows.view)

    def columns(self) -> Columns:
        start, base, size, records = self.postings or NO_POSTINGS
        return Columns(self.rows.view, self.words.view, self.facts.view, start, base, size, records)


def postings_of(rows: NDArray[Any]) -> Postings:
    """For each field the records of each word, in order, as one run of numbers with the places where a word begins."""
    starts: list[NDArray[Any]] = []
    records: list[NDArray[Any]] = []
    base = np.zeros(at.FIELDS, np.int64)
    size = np.zeros(at.FIELDS, np.int64)
    so_far = 0
    for which, first, count in WORD_FIELDS:
        held = rows[:, first : first + count].ravel()
        holders = np.flatnonzero(held >= 0)
        values = held[holders]
        order = np.argsort(values, kind="stable")
        size[which] = int(values.max()) + 1 if len(values) else 0
        counts = np.bincount(values, minlength=int(size[which]))
        base[which] = sum(len(part) for part in starts)
        starts.append(np.concatenate([[0], np.cumsum(counts)]) + so_far)
        records.append((holders[order] // count).astype(np.int32))
        so_far += len(values)
    return np.concatenate(starts).astype(np.int64), base, size, np.concatenate(records)


def joined(one: Segment, other: Segment) -> Segment:
    """Two parts as one, the records in the same order; to be sealed anew."""
    return Segment(
        rows=Growing.holding(np.concatenate([one.rows.view, other.rows.view])),
        words=Growing.holding(np.concatenate([one.words.view, other.words.view])),
        facts=Growing.holding(np.concatenate([one.facts.view, other.facts.view])),
    )
