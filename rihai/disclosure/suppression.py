"""Which counts of a table are hidden: the small ones, and as many others as it takes to keep those hidden.

A hidden count must look like any number below the threshold: whoever knows everything that is shown, and does the
sums, must be left with "anything from 0 to 9, or more". It follows that hidden counts add up to at least the
threshold wherever their sum can be worked out, and that a zero cannot be told from a nine. Hidden cells carry one
mark, whether they are small or hidden for the sake of others: two marks would say which are small.
Not here: the numbers of the policy (`policy`), what a reader can work out (`ranges`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rihai.disclosure.policy import ROUNDING_BASE, SUPPRESSION_THRESHOLD, rounded
from rihai.disclosure.ranges import Knowledge, Range
from rihai.disclosure.tables import Cell, Sum, Table


@dataclass(frozen=True)
class Protected:
    """A table as it may be shown: a count, or None where it is hidden."""

    shown: Mapping[Cell, int | None]

    @property
    def hidden(self) -> frozenset[Cell]:
        return frozenset(cell for cell, count in self.shown.items() if count is None)

    def rounded(self, base: int = ROUNDING_BASE) -> "Protected":
        """Every shown count rounded by itself. Sums need not add up any more, which says less, never more."""
        return Protected({cell: None if count is None else rounded(count, base) for cell, count in self.shown.items()})


def suppress(table: Table, threshold: int = SUPPRESSION_THRESHOLD) -> Protected:
    """Hide every count below the threshold and what would give one away, preferring small parts to totals."""
    small = {cell for cell, count in table.counts.items() if count < threshold}
    hidden = dict.fromkeys(cell for cell in table.counts if cell in small or cell in table.unprinted)
    while (cell := _first_exposed(table, hidden, threshold)) is not None:
        hidden[_helper(table, hidden, cell)] = None
    for cell in sorted((one for one in hidden if one not in small), key=lambda one: -table.counts[one]):
        fewer = dict.fromkeys(one for one in hidden if one != cell)
        if cell not in table.unprinted and _first_exposed(table, fewer, threshold) is None:
            hidden = fewer
    printed = (cell for cell in table.counts if cell not in table.unprinted)
    return Protected({cell: None if cell in hidden else table.counts[cell] for cell in printed})


def exposed(table: Table, protected: Protected, threshold: int = SUPPRESSION_THRESHOLD) -> list[Cell]:
    """Hidden cells of which a reader can work out too much, for checking a table that somebody else prepared."""
    hidden = dict.fromkeys(cell for cell in table.counts if protected.shown.get(cell) is None)
    knowledge = Knowledge(table, hidden)
    return [cell for cell in hidden if _gives_away(table, cell, knowledge.range_of(cell), threshold)]


def _first_exposed(table: Table, hidden: Mapping[Cell, None], threshold: int) -> Cell | None:
    knowledge = Knowledge(table, hidden)
    return next((one for one in hidden if _gives_away(table, one, knowledge.range_of(one), threshold)), None)


def _gives_away(table: Table, cell: Cell, known: Range, threshold: int) -> bool:
    count = table.counts[cell]
    if cell in table.unprinted and not 0 < count < threshold:
        # Nobody is in a difference of nothing, and a large one is no secret.
        return False
    if count >= threshold:
        return known.is_point
    return known.least > 0 or (known.most is not None and known.most < threshold - 1)


def _helper(table: Table, hidden: Mapping[Cell, None], cell: Cell) -> Cell:
    """The count to hide next so that less can be said of `cell`.

    Of the sums that it is caught in, directly or through other hidden cells, the one with the fewest hidden cells
    says most. In it a part comes before a total; one that meets other hidden cells before one that would need
    helpers of its own; a small one before a large one.
    """
    open_sums = [one for one in _caught_in(table, hidden, cell) if any(other not in hidden for other in one.cells)]
    if not open_sums:
        raise ValueError(f"{cell!r} cannot be protected: everything it is summed with is hidden already.")
    tightest = min(open_sums, key=lambda one: sum(other in hidden for other in one.cells))
    shown = [other for other in tightest.cells if other not in hidden]
    return min(shown, key=lambda one: (_level(table, one), -_meets(table, hidden, one), table.counts[one], str(one)))


def _caught_in(table: Table, hidden: Mapping[Cell, None], cell: Cell) -> list[Sum]:
    """Sums of the cell and of the hidden cells it is summed with, nearest first."""
    found: dict[Sum, None] = {}
    waiting = [cell]
    for one in waiting:
        near = [each for each in table.sums if one in each.cells and each not in found]
        found.update(dict.fromkeys(near))
        waiting += [other for each in near for other in each.cells if other in hidden and other not in waiting]
    return list(found)


def _meets(table: Table, hidden: Mapping[Cell, None], cell: Cell) -> int:
    return sum(cell in one.cells and any(other in hidden for other in one.cells) for one in table.sums)


def _level(table: Table, cell: Cell) -> int:
    return sum(one.total == cell for one in table.sums)
