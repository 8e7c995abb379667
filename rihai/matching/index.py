"""The register of one kind that answers: who could this be? Records come, change and go without a rebuild.

Big parts are sealed and never change; new records go to a small living part that is searched in full. Nothing here
decides anything: an answer is a list for a person to look at, with reasons.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import calibration
from rihai.matching import layout as at
from rihai.matching.answer import Answer, Candidate
from rihai.matching.batch import Questions, batch_of
from rihai.matching.census import WEEKS, Census
from rihai.matching.changing import Changes, Held
from rihai.matching.explain import Pair, has_words, reasons_for
from rihai.matching.growing import Growing
from rihai.matching.kernels_score import Batch, Columns, Tables, Work
from rihai.matching.kernels_search import TALLY, search, weigh_again
from rihai.matching.lexicon import Lexicon, encode
from rihai.matching.model import Model
from rihai.matching.packing import id_of, packed, unpacked
from rihai.matching.records import Kind, Record
from rihai.matching.segment import GONE, Segment, facts_of, joined
from rihai.matching.weights import tables_of

LIVING = 2_048  # so many new records are searched in full before they are sealed
FEW = 32_768  # sealed parts up to this size are put together at once; bigger ones in `compact`
BUDGET = 3_000_000
KEEP = 2_000
PROGRESS_STEP = 10_000
DIRECTION = {Kind.MISSING: 1, Kind.FOUND: -1, Kind.KNOWN: 0}


class DuplicateRecord(ValueError):
    """Two records with one id."""


def work_for(lexicon: Lexicon, records: int, keep: int) -> Work:
    """Room for one thread to search parts of up to so many records, scoring so many exactly."""
    words = max(len(vocabulary) for vocabulary in lexicon.vocabularies)
    return Work(
        level=np.full((at.TOKENS, max(words, 1)), at.DIFFERENT, np.uint8),
        score=np.zeros(records, np.float32),
        touched=np.zeros(records, np.int32),
        quick=np.zeros(records, np.float32),
        group=np.zeros((at.TOKENS * at.LEVELS + at.MARKS, 4), np.float64),
        tally=np.zeros(TALLY, np.int64),
        tokens=np.zeros(at.NAME_WORDS + 2, np.int64),
        chosen=np.zeros(keep, np.int32),
        points=np.zeros((at.COMPARISONS, keep), np.float32),
        met=np.zeros((at.TOKENS, keep), np.int16),
        met_level=np.zeros((at.TOKENS, keep), np.int16),
        met_points=np.zeros((at.TOKENS, keep), np.float32),
        trial=np.zeros(keep, np.float32),
        total=np.zeros(keep, np.float64),
        by_birth=np.zeros(1 + at.BIRTH_BINS, np.float32),
        by_week=np.zeros(1 + WEEKS, np.float32),
    )


@dataclass(frozen=True)
class Hit:
    """A record of the index and the weight of the pair, before competition."""

    row: int
    weight: float


class Index:
    """Records of one kind, and how common everything in them is."""

    def __init__(self, kind: Kind, model: Model, lexicon: Lexicon | None = None) -> None:
        self.kind = kind
        self.model = model
        self.lexicon = lexicon or Lexicon()
        self.census = Census()
        self.segments = [Segment()]
        self.texts: list[bytes] = []  # the records as they came, by row
        self.places: dict[str, int] = {}  # id -> row
        self._tables: tuple[int, Tables] | None = None
        self._work: Work | None = None

    @classmethod
    def build(
        cls,
        records: Iterable[Record],
        *,
        kind: Kind,
        model: Model,
        progress: Callable[[int], None] | None = None,
    ) -> "Index":
        """Make an index of many records at once."""
        index = cls(kind, model)
        rows, words = array("i"), array("i")
        for count, record in enumerate(records, 1):
            if record.id in index.places:
                raise DuplicateRecord(record.id)
            row, texts = encode(record, index.lexicon)
            rows.extend(row)
            words.extend(texts)
            index.places[record.id] = len(index.texts)
            index.texts.append(packed(record))
            if progress is not None and count % PROGRESS_STEP == 0:
                progress(count)
        index._hold(
            np.frombuffer(rows, np.int32).reshape(-1, at.COLUMNS), np.frombuffer(words, np.int32).reshape(-1, at.WORDS)
        )
        return index

    def _hold(self, rows: NDArray[Any], words: NDArray[Any]) -> None:
        """Have these rows as the one sealed part, beside an empty living one."""
        segment = Segment(Growing.holding(rows), Growing.holding(words), Growing.holding(facts_of(rows)))
        segment.seal()
        self.segments = [segment, Segment()]
        self.census = Census()
        self.census.add(rows)
        self._tables = self._work = None

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def ids(self) -> Iterator[str]:
        return iter(self.places)

    def record(self, key: str) -> Record:
        """The record as it was given."""
        return unpacked(self.texts[self.places[key]])

    def record_at(self, row: int) -> Record:
        return unpacked(self.texts[row])

    def add(self, record: Record) -> None:
        """Take a record in; it can be found at once."""
        if record.id in self.places:
            raise DuplicateRecord(record.id)
        self._append(record, *encode(record, self.lexicon))

    def replace(self, record: Record) -> None:
        """Take the newest version of a record, whether or not there was one."""
        row, words = encode(record, self.lexicon)  # a record that cannot be read must not cost the one that is there
        self.remove(record.id)
        self._append(record, row, words)

    def remove(self, key: str) -> None:
        """Forget a record; `compact` also forgets the words only it had. Nothing happens when it is not there."""
        row = self.places.pop(key, None)
        if row is None:
            return
        self.texts[row] = b""
        segment, local = self._place_of(row)
        segment.facts.view[local] = GONE
        self.census.add(segment.rows.view[local : local + 1], -1)

    def _append(self, record: Record, row: list[int], words: list[int]) -> None:
        living = self.segments[-1]
        living.append(row, words)
        self.places[record.id] = len(self.texts)
        self.texts.append(packed(record))
        self.census.add(living.rows.view[-1:])
        if len(living) >= LIVING:
            self._seal_living()

    def take_over(self, lexicon: Lexicon, rows: NDArray[Any], words: NDArray[Any], texts: list[bytes]) -> None:
        """Hold these rows instead, as one sealed part; numbered in this lexicon."""
        self.lexicon = lexicon
        self.texts = texts
        self.places = {id_of(text): row for row, text in enumerate(texts)}
        self._hold(rows, words)

    def to_bytes(self) -> bytes:
        """The index as bytes that hold names: to be sealed before they are written anywhere."""
        from rihai.matching.snapshot import to_bytes  # it makes an index, and so knows this module

        return to_bytes(self)

    @staticmethod
    def from_bytes(data: bytes) -> "Index":
        from rihai.matching.snapshot import from_bytes

        return from_bytes(data)

    def _row(self, row: int) -> NDArray[Any]:
        segment, local = self._place_of(row)
        return np.asarray(segment.rows.view[local])

    def _place_of(self, row: int) -> tuple[Segment, int]:
        for segment in self.segments:
            if row < len(segment):
                return segment, row
            row -= len(segment)
        raise IndexError(row)

    def _seal_living(self) -> None:
        """Put the living part away, together with sealed parts no bigger than itself."""
        last = self.segments.pop()
        while self.segments and len(self.segments[-1]) <= len(last) and len(self.segments[-1]) + len(last) <= FEW:
            last = joined(self.segments.pop(), last)
        last.seal()
        self.segments += [last, Segment()]

    @property
    def direction(self) -> int:
        return DIRECTION[self.kind]

    def tables(self) -> Tables:
        """What single facts are worth now."""
        if self._tables is None or self._tables[0] != self.census.changes:
            self._tables = (self.census.changes, tables_of(self.census, self.model, self.direction))
        return self._tables[1]

    def work(self) -> Work:
        widest = max(len(vocabulary) for vocabulary in self.lexicon.vocabularies)
        longest = max(len(segment) for segment in self.segments)
        if self._work is None or self._work.level.shape[1] < widest or len(self._work.score) < longest:
            self._work = work_for(self.lexicon, longest + LIVING, max(KEEP, LIVING))
        return self._work

    def parts(self) -> Iterator[tuple[int, Columns]]:
        """Each part with the row its records begin at."""
        first = 0
        for segment in self.segments:
            if len(segment):
                yield first, segment.columns()
            first += len(segment)

    def hits(self, batch: Batch, top: int, budget: int = BUDGET) -> list[Hit]:
        """The best records for a batch of one question, the heaviest first."""
        rows = np.zeros((1, top), np.int32)
        weights = np.zeros((1, top), np.float64)
        count = np.zeros(1, np.int64)
        tables, work = self.tables(), self.work()
        found = []
        for first, columns in self.parts():
            whole = -1 if not len(columns.records) else budget
            search(batch, 0, 1, columns, tables, work, whole, rows, weights, count)
            found += [Hit(first + int(rows[0, k]), float(weights[0, k])) for k in range(int(count[0]))]
        return sorted(found, key=lambda hit: -hit.weight)[:top]

    def ask(self, record: Record) -> Batch:
        """A batch of one question."""
        questions = Questions(self.lexicon.folder)
        questions.add(record)
        return batch_of(questions, self.lexicon, self.census, self.model)

    def query(self, record: Record, *, top: int = 10, expected: float | None = None) -> Answer:
        """Who of this register the record could be, with reasons; an empty answer when nobody is like them."""
        if not self.places:
            return Answer((), 0)
        batch = self.ask(record)
        # As many compete whatever is asked for: whom one does not want to see is a rival all the same.
        hits = self.hits(batch, max(top, calibration.RIVALS))
        weights = np.array([hit.weight for hit in hits])
        damping = self.model.damping * calibration.ALONE
        alone = calibration.chances(
            weights,
            records=len(self),
            expected=self.model.expected if expected is None else expected,
            damping=damping,
        )[:top]
        pairs = self.explained(record, batch, [hit.row for hit in hits[:top]])
        agree = np.array([has_words(pair, batch, 0) for pair in pairs], np.bool_)
        chances = calibration.held_back(alone, agree)
        changes = Changes(batch, self.tables(), self.census, self.model, damping)
        return Answer(
            tuple(
                Candidate(
                    id=pair.held.id,
                    rank=rank,
                    weight=hit.weight * damping,
                    probability=float(chance),
                    band=calibration.band(float(chance)),
                    reasons=reasons_for(pair, batch, 0, self.census, self.direction, damping),
                    would_change=changes.of(Held(pair, self._row(hit.row), float(before), bool(has_word))),
                )
                for rank, (hit, chance, pair, before, has_word) in enumerate(
                    zip(hits[:top], chances, pairs, alone, agree, strict=True), 1
                )
            ),
            len(self),
        )

    def explained(self, record: Record, batch: Batch, rows: list[int], q: int = 0) -> list[Pair]:
        """What each comparison said of some pairs, in the order asked."""
        made: dict[int, Pair] = {}
        work = self.work()
        for first, columns in self.parts():
            here = [row for row in rows if first <= row < first + len(columns.rows)]
            work.chosen[: len(here)] = np.array(here, np.int64) - first
            if here:
                weigh_again(batch, q, columns, len(here), self.tables(), work)
            for k, row in enumerate(here):
                parts = work.points[:, k], work.met[:, k], work.met_level[:, k], work.met_points[:, k]
                made[row] = Pair(record, self.record_at(row), *(part.copy() for part in parts))
        return [made[row] for row in rows]
