"""A reader who tries everything: all tables of counts that agree with what is shown.

Written apart from the code under test and without its mathematics, so that both cannot err in the same way.
"""

from collections.abc import Iterator, Mapping

from rihai.disclosure.tables import Cell, Table

Counts = dict[Cell, int]


def possible(table: Table, shown: Mapping[Cell, int | None], most: int) -> Iterator[Counts]:
    """Every table with hidden counts of 0..most that has the shown counts and the known sums."""
    hidden = [cell for cell in table.counts if shown.get(cell) is None]
    yield from _filled(table, {cell: count for cell, count in shown.items() if count is not None}, hidden, most)


def guesses(table: Table, shown: Mapping[Cell, int | None], most: int) -> dict[Cell, set[int]]:
    """For each hidden cell the counts it may have, as far as the reader can tell."""
    found: dict[Cell, set[int]] = {cell: set() for cell in table.counts if shown.get(cell) is None}
    for counts in possible(table, shown, most):
        for cell, seen in found.items():
            seen.add(counts[cell])
    return found


def _filled(table: Table, counts: Counts, hidden: list[Cell], most: int) -> Iterator[Counts]:
    if not _may_hold(table, counts):
        return
    if not hidden:
        yield counts
        return
    for count in _candidates(table, counts, hidden[0], most):
        yield from _filled(table, {**counts, hidden[0]: count}, hidden[1:], most)


def _candidates(table: Table, counts: Counts, cell: Cell, most: int) -> Iterator[int]:
    """What the sums leave open: one number where everything else in a sum is known."""
    for one in table.sums:
        if cell in one.cells and all(other in counts for other in one.cells if other != cell):
            parts = sum(counts[part] for part in one.parts if part != cell)
            value = parts if cell == one.total else counts[one.total] - parts
            if 0 <= value <= most:
                yield value
            return
    yield from range(most + 1)


def _may_hold(table: Table, counts: Counts) -> bool:
    for one in table.sums:
        known = sum(counts[part] for part in one.parts if part in counts)
        if one.total in counts:
            is_whole = all(part in counts for part in one.parts)
            if known > counts[one.total] or (is_whole and known != counts[one.total]):
                return False
    return True
