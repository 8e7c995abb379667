"""What every engine gives back: lines of a file of pairs, made as they are written, and counts of them.

A pair holds ids, numbers and levels of agreement, never a name.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from rihai.matching.model import Model
from rihai.matching.records import Record


@dataclass(frozen=True)
class Proposals:
    """Proposed pairs: how many there are in each band, and the lines that tell them."""

    bands: dict[str, int]
    blocks: Iterator[bytes]
    without: int | None = None  # found records without any candidate, where the engine tells


class Engine(Protocol):
    """Links two registers."""

    def __call__(
        self,
        missing: Iterable[Record],
        found: Iterable[Record],
        *,
        model: Model,
        top: int,
        progress: Callable[[int], None] | None,
    ) -> Proposals: ...
