"""Tables of counts with the sums that a reader knows to hold in them.

Every table is a set of named counts and a set of sums over them, so that rows, columns, levels and whole reports
of several tables are treated alike. Not here: what is hidden (`suppression`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Cell: TypeAlias = str | tuple[str, str]
TOTAL: Final = "total"


@dataclass(frozen=True)
class Sum:
    """The count of `total` is the sum of its parts, and everybody knows it."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Table:
    """Counts and their sums. `unprinted` cells are never shown, but a reader could work them out from the others."""

    counts: Mapping[Cell, int]
    sums: tuple[Sum, ...] = ()
    unprinted: frozenset[Cell] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if negative := [cell for cell, count in self.counts.items() if count < 0]:
            raise ValueError(f"A count cannot be negative: {negative}")
        for one in self.sums:
            if unknown := [cell for cell in one.cells if cell not in self.counts]:
                raise ValueError(f"The sum of {one.total!r} names cells that are not in the table: {unknown}")
            if self.counts[one.total] != sum(self.counts[part] for part in one.parts):
                raise ValueError(f"{one.total!r} is not the sum of its parts.")


def one_way(parts: Mapping[str, int], total: str = TOTAL) -> Table:
    """A list of groups with their total."""
    _check_free(total, parts)
    counts: dict[Cell, int] = dict(parts.items())
    return Table({**counts, total: sum(parts.values())}, (Sum(total, tuple(parts)),))


def levels(leaves: Mapping[str, int], groups: Mapping[str, Sequence[str]]) -> Table:
    """Groups within groups: every name in `groups` is the sum of what it lists, which are leaves or other groups."""
    _check_free(groups, leaves)
    counts: dict[Cell, int] = dict(leaves.items())

    def count(name: str, above: tuple[str, ...] = ()) -> int:
        if name in above:
            raise ValueError(f"The group {name!r} contains itself.")
        if name not in counts:
            if name not in groups:
                raise ValueError(f"{name!r} is neither a leaf nor a group.")
            counts[name] = sum(count(part, (*above, name)) for part in groups[name])
        return counts[name]

    for name in groups:
        count(name)
    return Table(counts, tuple(Sum(name, tuple(parts)) for name, parts in groups.items()))


def two_way(cells: Mapping[tuple[str, str], int], row_groups: Mapping[str, Sequence[str]] | None = None) -> Table:
    """Rows by columns with both margins, and the rows of each group summed, where groups of rows are given.

    A combination that is left out is a zero. Margins are called ("total", column) and (row, "total").
    """
    rows, columns = _names(row for row, _column in cells), _names(column for _row, column in cells)
    groups = {name: list(parts) for name, parts in (row_groups or {}).items()}
    _check_free([TOTAL, *groups], rows)
    _check_free([TOTAL], columns)
    grouped = {row for parts in groups.values() for row in parts}
    tops = {**groups, TOTAL: [*groups, *(row for row in rows if row not in grouped)]}
    parts: list[Table] = []
    for column in columns:
        one = levels({row: cells.get((row, column), 0) for row in rows}, tops)
        parts.append(_in_column(one, column))
    counts = {cell: count for part in parts for cell, count in part.counts.items()}
    across = []
    for row in [*rows, *tops]:
        counts[row, TOTAL] = sum(counts[row, column] for column in columns)
        across.append(Sum((row, TOTAL), tuple((row, column) for column in columns)))
    down = _in_column(levels({row: _int(counts, row) for row in rows}, tops), TOTAL)
    return Table(counts, (*(one for part in parts for one in part.sums), *down.sums, *across))


def joined(*tables: Table) -> Table:
    """One report of several tables: a cell of the same name is the same count."""
    counts: dict[Cell, int] = {}
    for table in tables:
        for cell, count in table.counts.items():
            if counts.setdefault(cell, count) != count:
                raise ValueError(f"{cell!r} has two different counts.")
    sums = dict.fromkeys(one for table in tables for one in table.sums)
    return Table(counts, tuple(sums), frozenset().union(*(table.unprinted for table in tables)))


def _in_column(table: Table, column: str) -> Table:
    def at(cell: Cell) -> Cell:
        return (str(cell), column)

    sums = tuple(Sum(at(one.total), tuple(map(at, one.parts))) for one in table.sums)
    return Table({at(cell): count for cell, count in table.counts.items()}, sums)


def _int(counts: Mapping[Cell, int], row: str) -> int:
    return counts[row, TOTAL]


def _names(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _check_free(names: str | Iterable[str], taken: Iterable[str]) -> None:
    wanted = {names} if isinstance(names, str) else set(names)
    if both := sorted(wanted.intersection(taken)):
        raise ValueError(f"A group and a part of it have the same name: {both}")
