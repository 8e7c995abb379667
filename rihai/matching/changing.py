"""What a fact that is not known yet would change: the points it would bring if it agreed or not, and the chance then.

Worked out from how rare the side that is known is; where neither is known, from what such facts bring on average.
So it says which question is worth asking, not what the answer will be.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import calibration
from rihai.matching import layout as at
from rihai.matching.answer import Swing, Unknown
from rihai.matching.census import Census
from rihai.matching.explain import Pair, would_change
from rihai.matching.kernels_score import EXCLUDED, Batch, Tables
from rihai.matching.model import Model, Words
from rihai.matching.weights import LEAST_AGREEMENT

Points = tuple[float, float]  # if it agrees, if it does not
NOTHING: Points = (0.0, 0.0)
SUREST = 1.0 - 1e-12
# By field: its comparison, where it stands in a question and in a record, and whose counts it has.
WORDS = {
    "name": (at.P_NAME, slice(at.Q_NAME, at.Q_JOINED), slice(at.NAME, at.GUARDIAN), at.FIELD_NAME),
    "guardian": (at.P_GUARDIAN, slice(at.Q_GUARDIAN, at.Q_VILLAGE), slice(at.GUARDIAN, at.VILLAGE), at.FIELD_GUARDIAN),
    "village": (at.P_VILLAGE, slice(at.Q_VILLAGE, at.Q_DISTRICT), slice(at.VILLAGE, at.WORDS), at.FIELD_VILLAGE),
    "district": (
        at.P_DISTRICT, slice(at.Q_DISTRICT, at.TOKENS), slice(at.DISTRICT, at.DISTRICT + 1), at.FIELD_DISTRICT,
    ),
}  # fmt: skip
COMPARISON = {field: words[0] for field, words in WORDS.items()} | {
    "sex": at.P_SEX,
    "age": at.P_AGE,
    "date": at.P_DATE,
    "marks": at.P_MARKS,
}
TELLING = frozenset({"name", "guardian", "village", "district", "marks"})


@dataclass(frozen=True)
class Held:
    """A candidate: the scored pair, its row, and its chance before those without a word are held back."""

    pair: Pair
    row: NDArray[Any]
    chance: float
    has_words: bool


@dataclass(frozen=True)
class Changes:
    """For one question against one register."""

    batch: Batch
    tables: Tables
    census: Census
    model: Model
    damping: float

    def of(self, held: Held) -> tuple[Unknown, ...]:
        """What is not known of the pair, whatever would change most first."""
        found = [self._with_swings(one, held) for one in would_change(held.pair.asked, held.pair.held)]
        return tuple(sorted(found, key=lambda one: -(one.if_same.points if one.if_same else 0.0)))

    def _with_swings(self, unknown: Unknown, held: Held) -> Unknown:
        same, different = self._points(unknown.field, held)
        if (same, different) == NOTHING:
            return unknown
        now = float(held.pair.points[COMPARISON[unknown.field]])
        has_words = held.has_words or unknown.field in TELLING
        return replace(
            unknown,
            if_same=self._swing(same - now, held.chance, has_words=has_words),
            if_different=self._swing(different - now, held.chance, has_words=held.has_words),
        )

    def _swing(self, points: float, chance: float, *, has_words: bool) -> Swing:
        """The other candidates stay what they are, so the odds change by the points alone."""
        points *= self.damping
        times, chance = 2.0 ** min(points, calibration.MOST), min(chance, SUREST)
        after = chance * times / (1.0 - chance + chance * times)
        after = float(calibration.held_back(np.array(after), np.array(has_words)))
        return Swing(points, after, calibration.band(after))

    def _points(self, field: str, held: Held) -> Points:
        if field in WORDS:
            return self._words(field, held)
        return {"sex": self._sex, "age": self._age, "date": self._date, "marks": self._marks}[field](held.row)

    @property
    def question(self) -> NDArray[Any]:
        return np.asarray(self.batch.rows[0])

    def _words(self, field: str, held: Held) -> Points:
        comparison, asked, slots, counted = WORDS[field]
        tokens = self.question[asked]
        tokens = tokens[tokens >= 0]
        forms = held.row[slots]
        forms = forms[forms >= 0]
        if len(tokens):
            bits = self.batch.weight[0 if field == "name" else 1, tokens]
            same, different = float(bits[:, at.STRICT].sum()), float(bits[:, at.DIFFERENT].sum())
        else:
            words: Words = getattr(self.model, field)
            same, different = self._counted(words, counted, forms)
        same = min(same, float(self.tables.cap[comparison]))
        # A village that lies in the same district tells little more.
        beside = {"village": at.P_DISTRICT, "district": at.P_VILLAGE}.get(field)
        other = max(float(held.pair.points[beside]), 0.0) if beside is not None else 0.0
        return same - (1.0 - self.tables.village_guard) * min(same, other), different

    def _counted(self, words: Words, counted: int, forms: NDArray[Any]) -> Points:
        """Of these words of the index; of one that two people have by chance, as many times as a record has words."""
        holders, present = self.census.holders[counted], max(int(self.census.present[counted]), 1)
        times = 1.0
        if len(forms):
            shares = holders[forms] / present
        elif holders.any():
            times = float(holders.sum()) / present
            shares = np.array([float(holders @ holders) / float(holders.sum()) / present])
        else:
            return NOTHING
        same = np.maximum(np.log2((1.0 - words.m[at.DIFFERENT]) / (shares + 1.0 / (present + 1.0))), LEAST_AGREEMENT)
        different = np.minimum(np.log2(words.m[at.DIFFERENT] / (1.0 - np.minimum(shares, 0.5))), 0.0)
        return times * float(same.sum()), times * float(different.sum())

    def _sex(self, row: NDArray[Any]) -> Points:
        known = max(int(self.question[at.Q_SEX]), int(row[at.SEX]))
        counts = self.census.facts[at.SEX][1:4] + 1.0
        of_all = self.tables.sex[1:, 1:]
        if known:
            return float(self.tables.sex[known, known]), float(of_all[known - 1].min())
        return float((np.diag(of_all) * counts).sum() / counts.sum()), float(of_all.min())

    def _age(self, row: NDArray[Any]) -> Points:
        """Of the same age, or of any other that people of this register have."""
        tables, question = self.tables, self.question
        is_dated = max(question[at.Q_DATE], question[at.Q_VAGUE]) >= 0 and max(row[at.DATE], row[at.VAGUE]) >= 0
        asked, column, close = (at.Q_BIRTH, at.BIRTH, at.CLOSE) if is_dated else (at.Q_AGE, at.AGE, at.CLOSE_YEARS)
        m, u = (tables.birth_m, tables.birth_u) if is_dated else (tables.age_m, tables.age_u)
        counts = self.census.facts[column].astype(np.float64)
        value = max(int(question[asked]), int(row[column]))
        if value < 0 and counts.any():
            value = int(np.argmax(counts))
        if value < 0 or not counts.any():
            return NOTHING
        apart = np.arange(len(counts)) - value
        middle, cap = len(m) // 2, float(tables.cap[at.P_AGE])
        bits = np.minimum(m[np.clip(apart + middle, 0, len(m) - 1)] - u, cap)
        counts[np.abs(apart) <= close] = 0.0
        others = float((bits * counts).sum() / counts.sum()) if counts.any() else 0.0
        return min(max(float(m[middle] - u[value]), 0.0), cap), min(others, 0.0)

    def _date(self, row: NDArray[Any]) -> Points:
        """As long after as is usual, or before: then it cannot be her."""
        if self.tables.direction == 0:
            return NOTHING
        lag = min(int(self.model.lag_median), len(self.tables.lag_m) - 1)
        asked, day = int(self.question[at.Q_DATE]), int(row[at.DATE])
        if day < 0 and asked >= 0:
            day = max(asked - lag * self.tables.direction, 0)
        usual = self._usual_week if day < 0 else min(day // at.DAYS_PER_BIN, len(self.tables.date_u) - 1)
        return min(
            float(self.tables.lag_m[lag] - self.tables.date_u[usual]), float(self.tables.cap[at.P_DATE])
        ), EXCLUDED

    @cached_property
    def _usual_week(self) -> int:
        return int(np.argmax(self.census.weeks))

    def _marks(self, row: NDArray[Any]) -> Points:
        asked, mine = self.question[at.Q_MARK : at.Q_MARK + at.MARKS], row[at.MARK : at.MARK + at.MARKS]
        worth = self.tables.mark
        known = asked[asked != at.NONE] if (asked != at.NONE).any() else mine[mine >= 0]
        if len(known):
            best = np.sort(worth[np.where(known < 0, len(worth) - 1, known)])[::-1]
        else:
            holders = self.census.holders[at.FIELD_MARK]
            if not holders.any():
                return NOTHING
            best = np.array([float((worth[:-1] * holders).sum() / holders.sum())])
        same = float(best[0] + self.tables.further_mark * best[1:].sum())
        return min(same, float(self.tables.cap[at.P_MARKS])), self.tables.marks_differ
