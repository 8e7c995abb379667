"""The two registers that the matcher compares: those reported missing, and those found or known.

Here: which record stands where, under which names, and the bytes they are kept in. A record with several names
stands once for each; the best of them counts. No Django, no files: `snapshot` seals and keeps the bytes.
"""

import json
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Protocol
from uuid import UUID

from rihai.matching.records import Record
from rihai.people.search_entries import EntryFields
from rihai.tracing.matcher.background import PREFIX

LENGTH: Final = struct.Struct(">Q")
# Widened until the least of the answer is unlikely: somebody's twentieth report must not push out the first.
ASKED: Final = (40, 160, 640)
SHOWN: Final = frozenset({"show", "review"})
# What one record of a small register may count before anything is compared: one in some thousand.
MOST_LIKELY_BEFORE: Final = 0.0004


class OtherVersion(ValueError):
    """What was kept was made by rules for names, or by weights, that are not those of today."""


class Candidate(Protocol):
    """What the engine says of one record."""

    @property
    def id(self) -> str: ...
    @property
    def weight(self) -> float: ...
    @property
    def reasons(self) -> Iterable[Any]: ...
    @property
    def would_change(self) -> Iterable[Any]: ...


class Answer(Protocol):
    @property
    def candidates(self) -> Iterable[Candidate]: ...


class Index(Protocol):
    """The engine's index, as far as the matcher uses it."""

    def add(self, record: Record) -> None: ...
    def remove(self, key: str) -> None: ...
    def query(self, record: Record, *, top: int, expected: float) -> Answer: ...
    def to_bytes(self) -> bytes: ...
    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """How an index of each side is made, read again, and freed of the words of those who were removed.

    `alone` gives the chance and the band of a candidate by itself, whoever else is alike: another record of the same
    human is no competitor of the first. `made_by` changes with everything that words and weights are made by: bytes
    of another one would hold codes that mean something else.
    """

    new: Callable[[str], Any]
    read: Callable[[bytes], Any]
    compact: Callable[[Any], None]
    alone: Callable[["Candidate", int, float], tuple[float, str]]
    model: str
    expected: float = 1.0
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Of one entry: which state of it is in memory, on which side, under how many names."""

    version: int
    is_missing: bool
    records: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another entry that may be the same human, with the reasons of the best pair of names.

    `version` is of the state in memory, which was compared: the row may say something newer by now.
    """

    entry: UUID
    version: int
    weight: float
    probability: float
    band: str
    reasons: tuple[Any, ...]
    would_change: tuple[Any, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Alike:
    """All who are likely, the likeliest first. `is_whole` unless so many are that some could not be looked at."""

    likely: list[Likeness]
    is_whole: bool


class Registers:
    def __init__(self, engine: Engine, missing: Index | None = None, held: Index | None = None) -> None:
        self._missing = missing if missing is not None else engine.new("missing")
        self._held = held if held is not None else engine.new("found")
        self.known: dict[UUID, Known] = {}
        self._engine = engine
        self._has_removed = False

    def put(self, uid: UUID, fields: EntryFields, *, version: int, is_missing: bool, today: date) -> None:
        """Let it be found from now on; what stood there under this uid goes."""
        self.drop(uid)
        records = list(records_of(uid, fields, today))
        for record in records:
            self._side(is_missing=is_missing).add(record)
        self.known[uid] = Known(version, is_missing, len(records))

    def drop(self, uid: UUID) -> bool:
        """Whether there was something to let go."""
        known = self.known.pop(uid, None)
        if known is None:
            return False
        for number in range(known.records):
            self._side(is_missing=known.is_missing).remove(_id(uid, number))
        self._has_removed = True
        return True

    def alike(self, uid: UUID, fields: EntryFields, *, is_missing: bool, today: date) -> Alike:
        """The likely ones of the other side, each once; each by its own weight, whoever else is alike."""
        other, best, is_whole = self._side(is_missing=not is_missing), dict[UUID, Likeness](), True
        for record in records_of(uid, fields, today):
            found, has_all = self._likely(other, record)
            is_whole = is_whole and has_all
            for one in found:
                if one.entry not in best or best[one.entry].weight < one.weight:
                    best[one.entry] = one
        return Alike(sorted(best.values(), key=lambda one: -one.weight), is_whole)

    def _likely(self, other: Index, record: Record) -> tuple[list[Likeness], bool]:
        """The answer for one name, and whether nobody likely can be missing from it."""
        expected = min(self._engine.expected, len(other) * MOST_LIKELY_BEFORE)
        has_all, judged = False, list[tuple[Candidate, float, str]]()
        for top in ASKED:
            found = list(other.query(record, top=top, expected=expected).candidates)
            judged = [(one, *self._engine.alone(one, len(other), expected)) for one in found]
            has_all = len(found) < top or judged[-1][2] not in SHOWN
            if has_all:
                break
        shown = [one for one in judged if one[2] in SHOWN and not one[0].id.startswith(PREFIX)]
        return [self._likeness(*one) for one in shown], has_all

    def _likeness(self, found: Candidate, probability: float, band: str) -> Likeness:
        uid = UUID(found.id.partition(".")[0])
        return Likeness(
            uid,
            self.known[uid].version,
            float(found.weight),
            probability,
            band,
            tuple(found.reasons),
            tuple(found.would_change),
            self._engine.model,
        )

    @property
    def sizes(self) -> tuple[int, int]:
        """How many records are missing and held; a record with two names counts twice."""
        missing = sum(one.records for one in self.known.values() if one.is_missing)
        return missing, sum(one.records for one in self.known.values()) - missing

    def to_pieces(self) -> list[bytes]:
        """Everything, for the snapshot: the list of entries, then both indexes, each with its length."""
        if self._has_removed:
            # The words of those who are gone leave the index only now, and must not reach the disk.
            self._engine.compact(self._missing)
            self._engine.compact(self._held)
            self._has_removed = False
        entries = {uid.hex: list(asdict(one).values()) for uid, one in self.known.items()}
        listed = json.dumps({"made_by": self._engine.made_by, "entries": entries}).encode()
        return [part for piece in (listed, self._missing.to_bytes(), self._held.to_bytes()) for part in _framed(piece)]

    @classmethod
    def from_bytes(cls, data: bytes | bytearray, engine: Engine) -> "Registers":
        """What `to_pieces` gave. Raises ValueError if it is something else, or was made by another version."""
        first, missing, held = _unframed(memoryview(data))
        listed = json.loads(bytes(first))
        # One from before it said so is of another version too.
        if not isinstance(listed, dict) or listed.get("made_by") != engine.made_by:
            raise OtherVersion("The snapshot was made by another version of names and weights.")
        registers = cls(engine, engine.read(bytes(missing)), engine.read(bytes(held)))
        registers.known = {UUID(uid): Known(*one) for uid, one in listed["entries"].items()}
        return registers

    def _side(self, *, is_missing: bool) -> Index:
        return self._missing if is_missing else self._held


def records_of(uid: UUID, fields: EntryFields, today: date) -> Iterator[Record]:
    """One record for each name; one without a name for somebody who has none."""
    age = fields.age
    if age is None and fields.birth_year is not None:
        age = float((fields.on or today).year - fields.birth_year)
    for number, name in enumerate(fields.names or ("",)):
        yield Record(
            id=_id(uid, number),
            name=name,
            guardian=fields.guardian,
            sex=fields.sex,
            age=age,
            date=fields.on,
            country=fields.country,
            state=fields.state,
            district=fields.district,
            village=fields.village,
            marks=fields.marks,
        )


def _id(uid: UUID, number: int) -> str:
    return f"{uid.hex}.{number}"


def _framed(piece: bytes) -> tuple[bytes, bytes]:
    return LENGTH.pack(len(piece)), piece


def _unframed(data: memoryview) -> list[memoryview]:
    pieces = []
    for _ in range(3):
        if len(data) < LENGTH.size or LENGTH.unpack_from(data)[0] > len(data) - LENGTH.size:
            raise ValueError("The snapshot is not of the expected form.")
        end = LENGTH.size + LENGTH.unpack_from(data)[0]
        pieces.append(data[LENGTH.size : end])
        data = data[end:]
    return pieces
