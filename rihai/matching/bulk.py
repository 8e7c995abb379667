"""Two whole registers at once: the same loops as for one question, run over all of them on every core.

A pair is a proposal with a weight, never a merge: whoever reads pairs decides nothing by them alone.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import calibration
from rihai.matching import layout as at
from rihai.matching.answer import FieldReason
from rihai.matching.batch import Questions, batch_of
from rihai.matching.explain import reasons_for
from rihai.matching.folding import Folder
from rihai.matching.index import Index, work_for
from rihai.matching.kernels_score import Batch, Columns, Tables, Work
from rihai.matching.kernels_search import WORTH_NOMINATING, search
from rihai.matching.model import Model
from rihai.matching.packing import packed, unpacked
from rihai.matching.records import Kind, Record

BUDGET = 6_000  # postings that one question may visit
KEEP = 120  # records that one question scores exactly
STEP = 2_000  # questions that a thread takes at a time


@dataclass(frozen=True)
class Pairs:
    """Proposed pairs: for each found record its best missing ones, in order."""

    index: Index
    batch: Batch
    texts: list[bytes]
    found_ids: list[str]
    missing: NDArray[np.int32]  # row of the index
    found: NDArray[np.int32]
    weight: NDArray[np.float64]
    probability: NDArray[np.float64]
    rank: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.weight)

    def missing_id(self, k: int) -> str:
        return self.index.record_at(int(self.missing[k])).id

    def band(self, k: int) -> str:
        return calibration.band(float(self.probability[k]))

    def reasons(self, k: int) -> tuple[FieldReason, ...]:
        """Why this pair weighs what it weighs; worked out when asked for."""
        question = int(self.found[k])
        (pair,) = self.index.explained(unpacked(self.texts[question]), self.batch, [int(self.missing[k])], question)
        index = self.index
        return reasons_for(pair, self.batch, question, index.census, index.direction, index.model.damping)


def link(
    missing: Iterable[Record] | Index,
    found: Iterable[Record],
    *,
    model: Model,
    top: int = 10,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Pairs:
    """Find for each found record the missing ones it could be."""
    index = missing if isinstance(missing, Index) else Index.build(missing, kind=Kind.MISSING, model=model)
    return compare(index, asked(found), top, threads, progress)


@dataclass
class Asked:
    """The found of a whole register, folded; so far nothing was compared."""

    questions: Questions
    texts: list[bytes]
    ids: list[str]


def asked(found: Iterable[Record]) -> Asked:
    """Fold the found: no index is needed, so another process may do it."""
    made = Asked(Questions(Folder()), [], [])
    for record in found:
        made.questions.add(record)
        made.texts.append(packed(record))
        made.ids.append(record.id)
    return made


def compare(
    index: Index, found: Asked, top: int, threads: int | None = None, progress: Callable[[int], None] | None = None
) -> Pairs:
    """Find for each found record the missing ones it could be."""
    threads = threads or os.cpu_count() or 1
    batch = batch_of(found.questions, index.lexicon, index.census, index.model, threads)
    rows, weights, counts = search_all(index, batch, max(top, calibration.RIVALS), threads, progress)
    return _pairs(index, batch, found.texts, found.ids, rows, weights, counts, top)


def search_all(
    index: Index, batch: Batch, top: int, threads: int, progress: Callable[[int], None] | None
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Rows and weights of the best of each question, and how many there are."""
    count = len(batch.rows)
    # Neighbours ask for the same words, so what one looked at is still at hand for the next.
    order = np.lexsort((batch.rows[:, at.Q_DISTRICT], batch.rows[:, at.Q_NAME]))
    batch = batch._replace(rows=batch.rows[order], words=batch.words[order], shared=batch.shared[order])
    rows = np.zeros((count, top), np.int32)
    weights = np.zeros((count, top), np.float64)
    counts = np.zeros(count, np.int64)
    tables = index.tables()
    for first_row, columns in index.parts():
        work = [
            work_for(index.lexicon, len(columns.rows), max(KEEP, top) if len(columns.records) else len(columns.rows))
            for _ in range(threads)
        ]

        def step(first: int, columns: Columns = columns, work: list[Work] = work, first_row: int = first_row) -> int:
            own = work.pop()
            last = min(first + STEP, count)
            here = np.zeros((last - first, top), np.int32), np.zeros((last - first, top)), counts[first:last].copy()
            budget = BUDGET if len(columns.records) else -1
            search(batch, first, last, columns, tables, own, budget, *here)
            _merge(rows[first:last], weights[first:last], counts[first:last], here, first_row)
            work.append(own)
            return last

        with ThreadPoolExecutor(threads) as pool:
            for last in pool.map(step, range(0, count, STEP)):
                if progress is not None:
                    progress(last)
    back = np.argsort(order)
    return rows[back], weights[back], counts[back]


def _merge(
    rows: NDArray[Any], weights: NDArray[Any], counts: NDArray[Any], found: tuple[Any, Any, Any], first_row: int
) -> None:
    """Put what one part of the index found beside what earlier parts found."""
    new_rows, new_weights, new_counts = found
    top = rows.shape[1]
    if not counts.any():
        rows[:], weights[:], counts[:] = new_rows + first_row, new_weights, new_counts
        return
    for q in np.flatnonzero(new_counts):
        have, more = int(counts[q]), int(new_counts[q])
        both = np.concatenate([weights[q, :have], new_weights[q, :more]])
        order = np.argsort(-both, kind="stable")[:top]
        ids = np.concatenate([rows[q, :have], new_rows[q, :more] + first_row])
        counts[q] = len(order)
        rows[q, : len(order)], weights[q, : len(order)] = ids[order], both[order]


def _pairs(
    index: Index,
    batch: Batch,
    texts: list[bytes],
    found_ids: list[str],
    rows: NDArray[Any],
    weights: NDArray[Any],
    counts: NDArray[Any],
    top: int,
) -> Pairs:
    width = rows.shape[1]
    # Beyond those asked for stand rivals; one that takes nothing from the others need not be carried along.
    least = np.log2(calibration.NEGLIGIBLE / calibration.prior_odds(len(index), index.model.expected))
    is_filled = np.arange(width)[None, :] < counts[:, None]
    is_filled[:, top:] &= weights[:, top:] * index.model.damping > least
    found = np.repeat(np.arange(len(counts), dtype=np.int32), is_filled.sum(axis=1))
    missing, weight = rows[is_filled], weights[is_filled]
    chances = calibration.two_way(
        found, missing, weight, records=len(index), expected=index.model.expected, damping=index.model.damping
    )
    chances = calibration.held_back(chances, has_telling_words(batch, index.tables())[found])
    rank = np.broadcast_to(np.arange(1, width + 1, dtype=np.int16), rows.shape)[is_filled]
    told = rank <= top
    return Pairs(index, batch, texts, found_ids, missing[told], found[told], weight[told], chances[told], rank[told])


def has_telling_words(batch: Batch, tables: Tables) -> NDArray[np.bool_]:
    """Of each question whether a word or a mark nominates; the others are compared by sex, age and date alone."""
    levels = slice(at.STRICT, at.INITIAL)
    tells = ((batch.cost[..., levels] > 0) & (batch.weight[..., levels] >= WORTH_NOMINATING)).any(axis=2)
    words, marks = batch.rows[:, : at.TOKENS], batch.rows[:, at.Q_MARK : at.Q_MARK + at.MARKS]
    has_word = np.zeros(len(words), np.bool_)
    for token in range(at.TOKENS):
        side, word = int(token >= at.Q_GUARDIAN), words[:, token]
        asked = np.flatnonzero(word >= 0)
        has_word[asked] |= tells[side, word[asked]]
    worth, known = np.full(marks.shape, -np.inf), marks >= 0
    worth[known] = tables.mark[marks[known]]
    return np.asarray(has_word | (worth >= WORTH_NOMINATING).any(axis=1), np.bool_)
