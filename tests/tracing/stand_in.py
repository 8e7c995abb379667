"""A tiny engine with the face of the real one: equal words of a name agree, nothing else counts.

For tests of the process around the engine, which must hold whatever the engine is. Not here: matching.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from rihai.matching.records import Record
from rihai.tracing.matcher.registers import Engine

EACH = 6.0


@dataclass(frozen=True)
class Reason:
    field: str
    asked: str
    held: str
    level: str
    share: float | None
    points: float


@dataclass(frozen=True)
class Swing:
    points: float


@dataclass(frozen=True)
class Unknown:
    field: str
    is_asked: bool
    is_held: bool
    if_same: Swing | None = None
    if_different: Swing | None = None


@dataclass(frozen=True)
class Candidate:
    id: str
    weight: float
    reasons: tuple[Reason, ...]
    would_change: tuple[Unknown, ...] = ()


@dataclass(frozen=True)
class Answer:
    candidates: tuple[Candidate, ...]


class Index:
    def __init__(self, rows: Iterable[tuple[str, str]] = ()) -> None:
        self.rows = dict(rows)

    def add(self, record: Record) -> None:
        self.rows[record.id] = record.name

    def remove(self, key: str) -> None:
        del self.rows[key]

    def query(self, record: Record, *, top: int, expected: float) -> Answer:
        found = []
        for uid, name in self.rows.items():
            shared = words(name) & words(record.name)
            if shared:
                reason = Reason("name", record.name, name, "same", 0.001, EACH * len(shared))
                unknown = (
                    Unknown("guardian", is_asked=False, is_held=True, if_same=Swing(4.24), if_different=Swing(-2.0)),
                )
                found.append(Candidate(uid, EACH * len(shared), (reason,), unknown))
        return Answer(tuple(sorted(found, key=lambda one: -one.weight)[:top]))

    def to_bytes(self) -> bytes:
        return json.dumps(self.rows).encode()

    def __len__(self) -> int:
        return len(self.rows)


def words(name: str) -> set[str]:
    return set(name.casefold().split())


ENGINE = Engine(
    new=lambda _kind: Index(),
    read=lambda data: Index(json.loads(data).items()),
    compact=lambda _index: None,  # nothing is kept of what was removed
    alone=lambda found, _records, _expected: (0.9, "show" if found.weight > EACH else "review"),
    model="stand-in",
)
