"""What a reader can work out of a hidden count: the least and the most it can be, given everything that is shown.

The reader knows what is printed, that the sums hold, and that no count is negative. This is a linear programme
for each hidden cell; it is solved with whole numbers and fractions, never with floating point, so that "cannot be
worked out" is no matter of rounding. Not here: what has to be hidden (`suppression`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from rihai.disclosure.tables import Cell, Table

Number: TypeAlias = int | Fraction


@dataclass(frozen=True)
class Range:
    """The least and the most a count can be; without `most` nothing limits it."""

    least: int
    most: int | None

    @property
    def is_point(self) -> bool:
        return self.least == self.most


class Knowledge:
    """Everything shown, as equations over the hidden cells."""

    def __init__(self, table: Table, hidden: Collection[Cell]) -> None:
        self._number = {cell: place for place, cell in enumerate(hidden)}
        self._tableau = _Tableau(len(self._number), self._equations(table))

    def range_of(self, cell: Cell) -> Range:
        least = self._tableau.extreme(self._number[cell], -1)
        most = self._tableau.extreme(self._number[cell], +1)
        return Range(ceil(least or 0), None if most is None else floor(most))

    def _equations(self, table: Table) -> Iterator[tuple[dict[int, Number], Number]]:
        for one in table.sums:
            terms: dict[int, Number] = {}
            known = 0
            for cell, sign in ((one.total, -1), *((part, 1) for part in one.parts)):
                if cell in self._number:
                    terms[self._number[cell]] = sign
                else:
                    known -= sign * table.counts[cell]
            if terms:
                yield (terms, known) if known >= 0 else ({at: -sign for at, sign in terms.items()}, -known)


def ranges(table: Table, hidden: Collection[Cell]) -> dict[Cell, Range]:
    """For every hidden cell what a reader can work out."""
    knowledge = Knowledge(table, hidden)
    return {cell: knowledge.range_of(cell) for cell in hidden}


class _Tableau:
    """The simplex method on equations over variables that are at least zero. Bland's rule: it always ends."""

    def __init__(self, variables: int, equations: Iterator[tuple[dict[int, Number], Number]]) -> None:
        self._rows: list[dict[int, Number]] = []
        self._values: list[Number] = []
        self._basis: list[int] = []
        for terms, value in equations:
            helper = variables + len(self._rows)
            self._rows.append({**terms, helper: 1})
            self._values.append(value)
            self._basis.append(helper)
        self._find_a_corner(variables)

    def extreme(self, variable: int, sign: int) -> Number | None:
        """The most (or with -1 the least) that a variable can be; None if nothing limits it."""
        if not self._climb({variable: sign}):
            return None
        return self._values[self._basis.index(variable)] if variable in self._basis else 0

    def _find_a_corner(self, variables: int) -> None:
        """Push the helpers out; the true table fulfils the equations, so that a corner exists."""
        self._climb(dict.fromkeys(self._basis, -1))
        for place in reversed(range(len(self._rows))):
            if self._basis[place] >= variables:
                real = [at for at in self._rows[place] if at < variables]
                if real:
                    self._pivot(place, min(real))
                else:
                    del self._rows[place], self._values[place], self._basis[place]
        self._rows = [{at: term for at, term in row.items() if at < variables} for row in self._rows]

    def _climb(self, goal: Mapping[int, Number]) -> bool:
        while (entering := self._entering(goal)) is not None:
            leaving = self._leaving(entering)
            if leaving is None:
                return False
            self._pivot(leaving, entering)
        return True

    def _entering(self, goal: Mapping[int, Number]) -> int | None:
        gain: dict[int, Number] = dict(goal)
        for row, basic in zip(self._rows, self._basis, strict=True):
            if weight := goal.get(basic):
                for at, term in row.items():
                    gain[at] = gain.get(at, 0) - weight * term
        return min((at for at, more in gain.items() if more > 0), default=None)

    def _leaving(self, entering: int) -> int | None:
        steps = [
            (Fraction(self._values[place]) / row[entering], self._basis[place], place)
            for place, row in enumerate(self._rows)
            if row.get(entering, 0) > 0
        ]
        return min(steps)[2] if steps else None

    def _pivot(self, place: int, entering: int) -> None:
        by = self._rows[place][entering]
        self._rows[place] = {at: _divided(term, by) for at, term in self._rows[place].items()}
        self._values[place] = _divided(self._values[place], by)
        for other, row in enumerate(self._rows):
            if other != place and (weight := row.get(entering)):
                for at, term in self._rows[place].items():
                    row[at] = row.get(at, 0) - weight * term
                    if not row[at]:
                        del row[at]
                self._values[other] -= weight * self._values[place]
        self._basis[place] = entering


def _divided(number: Number, by: Number) -> Number:
    # Nearly every pivot is 1 or -1: whole numbers stay whole, which is many times faster than fractions.
    return number * by if by in (1, -1) else Fraction(number) / by
