"""Columns of one's own, carried from the registers to the pairs: `missing_case_no`, `found_shelter`.

They stand after the fixed columns, which never change. Nothing here is compared, encoded or told in words.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import StringIO

import click

from rihai.matching.csvfiles import PAIR_COLUMNS
from rihai.matching.index import Index
from rihai.matching.records import Kind, Record


@dataclass
class Side:
    """The cells of one register by id, and the names of their columns."""

    names: tuple[str, ...] = ()
    cells: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def taken(self, record: Record) -> Record:
        """The record without its cells, which are kept here."""
        self.names = tuple(record.extra)
        self.cells[record.id] = record.extra
        return replace(record, extra={})

    def of(self, key: str) -> tuple[str, ...]:
        cells = self.cells.get(key, {})
        return tuple(cells.get(name, "") for name in self.names)

    def take_over(self, other: "Side") -> None:
        self.names, self.cells = other.names, other.cells


class Held(Side):
    """The cells of an index, which keeps them with its records."""

    index: Index | None = None

    def taken(self, record: Record) -> Record:
        return record

    def read_from(self, index: Index) -> None:
        self.index = index
        self.names = tuple(next((index.record(key).extra for key in index.ids()), {}))

    def of(self, key: str) -> tuple[str, ...]:
        cells = self.index.record(key).extra if self.index and self.names else {}
        return tuple(cells.get(name, "") for name in self.names)


Sides = Mapping[Kind, Side]


def columns(sides: Sides) -> tuple[str, ...]:
    """The columns of the pairs: the fixed ones first."""
    return (*PAIR_COLUMNS, *(f"{kind}_{name}" for kind, side in sides.items() for name in side.names))


def beside(sides: Sides, rows: Iterable[Iterable[object]]) -> Iterator[tuple[object, ...]]:
    """Lines of pairs, each with the cells of its two records."""
    for row in rows:
        cells = tuple(row)
        yield *cells, *(cell for key, side in zip(cells, sides.values(), strict=False) for cell in side.of(str(key)))


def blocks_beside(sides: Sides, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same for written lines; as they are where nothing is carried."""
    if not any(side.names for side in sides.values()):
        yield from blocks
        return
    for block in blocks:
        text = StringIO(newline="")
        rows = csv.reader(StringIO(block.decode(), newline=""))
        csv.writer(text, lineterminator="\n").writerows(beside(sides, rows))
        yield text.getvalue().encode()


def tell(sides: Sides) -> None:
    """Somebody may have forgotten that a telephone number stands in the register."""
    if own := columns(sides)[len(PAIR_COLUMNS) :]:
        click.echo(
            f"Note: the pairs carry columns of your own: {', '.join(own)}. --no-carry leaves them out.", err=True
        )
