"""Questions made ready for the loops: folded, other readings of the name added, each word compared with the index's.

A batch of one is a query; a batch of many is bulk. What is done with a batch is in `kernels_search`.
"""

from array import array
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at
from rihai.matching.census import Census
from rihai.matching.folding import Folder
from rihai.matching.kernels_score import Batch
from rihai.matching.kernels_similar import AT_ONCE, Runs, similar_words
from rihai.matching.kernels_words import WordTable, count_holders
from rihai.matching.lexicon import Lexicon, encode
from rihai.matching.model import Model
from rihai.matching.readings import read_otherwise
from rihai.matching.records import Record
from rihai.matching.vocabulary import Vocabulary
from rihai.matching.weights import weights_of_words

ROOM = 1 << 16
STEP = 512  # words compared by one thread at a time
Similar = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


class Questions:
    """Records as questions: rows whose words are numbered in a lexicon of their own."""

    def __init__(self, folder: Folder | None = None) -> None:
        self.own = Lexicon(folder)
        self._rows = array("i")
        self._words = array("i")
        self._shared = array("b")
        self.count = 0

    def add(self, record: Record) -> None:
        """Append one question."""
        held, words = encode(record, self.own)
        row = [at.NONE] * at.Q_COLUMNS
        row[at.Q_NAME : at.Q_JOINED] = held[at.NAME : at.GUARDIAN]
        row[at.Q_GUARDIAN : at.Q_VILLAGE] = held[at.GUARDIAN : at.VILLAGE]
        row[at.Q_VILLAGE : at.Q_DISTRICT] = held[at.VILLAGE : at.WORDS]
        row[at.Q_DISTRICT] = held[at.DISTRICT]
        row[at.Q_SEX : at.Q_DATE + 1] = held[at.SEX : at.DATE + 1]
        row[at.Q_VAGUE] = held[at.VAGUE]
        row[at.Q_STATE], row[at.Q_COUNTRY] = held[at.STATE], held[at.COUNTRY]
        row[at.Q_MARK : at.Q_MARK + at.MARKS] = held[at.MARK :]
        texts = [at.NONE] * at.TOKENS
        texts[at.Q_NAME : at.Q_JOINED] = words[at.NAME : at.GUARDIAN]
        texts[at.Q_GUARDIAN : at.Q_DISTRICT] = words[at.GUARDIAN : at.WORDS]
        self._rows.extend(row)
        self._words.extend(texts)
        self._shared.extend(self._repeated(row))
        self.count += 1

    def _repeated(self, row: list[int]) -> list[int]:
        """For each word of the guardian the word of the name it repeats."""
        own = self.own.persons
        skeletons = [own.tokens[form].skeleton if form >= 0 else "" for form in row[at.Q_NAME : at.Q_JOINED]]
        repeated = []
        for form in row[at.Q_GUARDIAN : at.Q_VILLAGE]:
            skeleton = own.tokens[form].skeleton if form >= 0 else ""
            repeated.append(skeletons.index(skeleton) if skeleton and skeleton in skeletons else at.NONE)
        return repeated

    def rows(self, index: Lexicon, census: Census) -> NDArray[Any]:
        """Rows with words numbered through all vocabularies, and facts with the index's numbers."""
        rows = np.frombuffer(self._rows, np.int32).reshape(-1, at.Q_COLUMNS).copy()
        held = sum(census.holding(field, len(index.persons)) for field in (at.FIELD_NAME, at.FIELD_GUARDIAN))
        read_otherwise(rows, self.own.persons, index.persons, np.asarray(held) > 0)
        persons, places = len(self.own.persons), len(self.own.places)
        for columns, offset in ((slice(at.Q_VILLAGE, at.Q_DISTRICT), persons), (at.Q_DISTRICT, persons + places)):
            part = rows[:, columns]
            part[part >= 0] += offset
        for columns, own, theirs in (
            (at.Q_STATE, self.own.states, index.states),
            (at.Q_COUNTRY, self.own.countries, index.countries),
            (slice(at.Q_MARK, at.Q_MARK + at.MARKS), self.own.marks, index.marks),
        ):
            numbers = np.array([*(theirs.get(key, at.FOREIGN) for key in own), at.NONE], np.int32)
            rows[:, columns] = numbers[rows[:, columns]]
        return rows

    def words(self, index: Lexicon) -> NDArray[Any]:
        """The numbers that the index gives to the same texts."""
        words = np.frombuffer(self._words, np.int32).reshape(-1, at.TOKENS).copy()
        for columns, own, theirs in (
            (slice(0, at.Q_VILLAGE), self.own.persons, index.persons),
            (slice(at.Q_VILLAGE, at.Q_DISTRICT), self.own.places, index.places),
        ):
            known = [theirs.words[text][0] if text in theirs.words else at.FOREIGN for text in own.words]
            words[:, columns] = np.array([*known, at.FOREIGN], np.int32)[words[:, columns]]
        return words

    def shared(self) -> NDArray[Any]:
        return np.frombuffer(self._shared, np.int8).reshape(-1, at.NAME_WORDS)


def similar_in(own: Vocabulary, index: Vocabulary, threads: int) -> Similar:
    """For each word of the questions the words of the index that agree at some level."""
    table, words, runs = own.table_for(index), index.table(), index.runs()
    same = np.array([index.find(token)[1] for token in own.tokens], np.int32)
    steps = range(0, len(own), STEP)
    if threads == 1 or len(steps) == 1:
        parts = [_similar_part(table, words, runs, same, first) for first in steps]
    else:
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(lambda first: _similar_part(table, words, runs, same, first), steps))
    counts = np.concatenate([np.zeros(1, np.int64), *(part[0] for part in parts)])
    forms = np.concatenate([np.zeros(0, np.int32), *(part[1] for part in parts)])
    levels = np.concatenate([np.zeros(0, np.uint8), *(part[2] for part in parts)])
    return np.cumsum(counts), forms, levels


def _similar_part(table: WordTable, words: WordTable, runs: Runs, same: NDArray[Any], first: int) -> Similar:
    """Counts, words and levels for one step of the words."""
    last = min(first + STEP, len(same))
    counts: list[NDArray[Any]] = []
    forms: list[NDArray[Any]] = []
    levels: list[NDArray[Any]] = []
    room = max(ROOM, len(words.length))
    flags = np.zeros(-(-len(words.length) // AT_ONCE) * AT_ONCE, np.uint8)
    while first < last:
        form, level = np.empty(room, np.int32), np.empty(room, np.uint8)
        start = np.zeros(last + 1, np.int64)
        upto = similar_words(table, same, first, last, words, runs, flags, start, form, level)
        counts.append(np.diff(start[first : upto + 1]))
        forms.append(form[: start[upto]].copy())
        levels.append(level[: start[upto]].copy())
        first = upto
    return np.concatenate(counts), np.concatenate(forms), np.concatenate(levels)


def holders_by_level(start: NDArray[Any], form: NDArray[Any], level: NDArray[Any], held: NDArray[Any]) -> NDArray[Any]:
    """How many records hold words at each level from each word of the questions."""
    counted = np.zeros((len(start) - 1, at.LEVELS), np.int64)
    count_holders(start, form, level, held, counted)
    return counted


def batch_of(questions: Questions, lexicon: Lexicon, census: Census, model: Model, threads: int = 1) -> Batch:
    """Compare, count and weigh each different word once."""
    own, index = questions.own, lexicon
    rows = questions.rows(lexicon, census)  # first: other readings of a name are words too
    starts: list[NDArray[Any]] = [np.zeros(1, np.int64)]
    forms: list[NDArray[Any]] = []
    levels: list[NDArray[Any]] = []
    weight, cost = [], []
    for mine, theirs, fields in (
        (own.persons, index.persons, ((at.FIELD_NAME, model.name), (at.FIELD_GUARDIAN, model.guardian))),
        (own.places, index.places, ((at.FIELD_VILLAGE, model.village),) * 2),
        (own.districts, index.districts, ((at.FIELD_DISTRICT, model.district),) * 2),
    ):
        start, form, level = similar_in(mine, theirs, threads)
        starts.append(start[1:] + sum(len(part) for part in forms))
        forms.append(form)
        levels.append(level)
        both = []
        for field, words in fields:
            held = holders_by_level(start, form, level, census.holding(field, len(theirs)))
            present = max(int(census.present[field]), 1)
            both.append((weights_of_words(words, held / present, mine.is_generic, present), held))
        weight.append(np.stack([bits for bits, _ in both]))
        cost.append(np.stack([held for _, held in both]))
    return Batch(
        rows,
        questions.words(lexicon),
        questions.shared(),
        np.concatenate(starts),
        np.concatenate(forms),
        np.concatenate(levels),
        np.concatenate(weight, axis=1),
        np.concatenate(cost, axis=1),
    )
