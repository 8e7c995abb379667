"""The impact figures as those may see them who are not entitled to small counts: on screen, printed, exported.

Here: which counts of the report add up to which, so that none can be worked out from the others. The rule itself is
in `rihai.disclosure`. Figures of publications are not treated: their publisher printed every story.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from rihai.disclosure.suppression import suppress
from rihai.disclosure.tables import Cell, Sum, Table
from rihai.rescue.rules.outcomes import is_located, was_found_in_operation
from rihai.research.impact import YEAR_NOT_STATED, Figures, FiguresOf, ShownFigures

SINGLE: Final = (
    "operations", "people_found_in_operations", "people_located", "people_located_in_operations",
    "people_located_otherwise", "people_freed", "people_freed_not_stated", "people_other_finding", "people",
)  # fmt: skip
LISTS: Final = ("by_outcome", "people_by_year", "operations_by_year")


@dataclass(frozen=True)
class Count:
    """A count as it stands on the screen, and as it stands on paper: the reader may be entitled, her paper is not."""

    screen: int | None
    printed: int | None

    @property
    def is_split(self) -> bool:
        return self.screen != self.printed


def protected(figures: Figures) -> ShownFigures:
    """The same figures with None for every count that is small or would give a small one away."""
    whole = with_every_year(figures)
    shown = suppress(table_of(whole)).shown
    values: dict[str, Any] = {name: shown[name] for name in SINGLE}
    values |= {name: {key: shown[name, key] for key in getattr(whole, name)} for name in LISTS}
    return FiguresOf(**values)


def paired(screen: ShownFigures, printed: ShownFigures) -> FiguresOf[Count]:
    """Every count with what a print of the page shows instead."""
    values: dict[str, Any] = {name: Count(getattr(screen, name), getattr(printed, name)) for name in SINGLE}
    for name in LISTS:
        after = getattr(printed, name)
        values[name] = {key: Count(count, after.get(key)) for key, count in getattr(screen, name).items()}
    return FiguresOf(**values)


def with_every_year(figures: Figures) -> Figures:
    """No year is left out between the first and the last: a missing line would say that there was nobody."""
    years = [int(year) for year in (*figures.people_by_year, *figures.operations_by_year) if year.isdecimal()]
    every = [str(year) for year in range(min(years), max(years) + 1)] if years else []
    every.append(YEAR_NOT_STATED)
    return replace(
        figures,
        people_by_year={year: figures.people_by_year.get(year, 0) for year in every},
        operations_by_year={year: figures.operations_by_year.get(year, 0) for year in every},
    )


def table_of(figures: Figures) -> Table:
    """The report as one table. What is "not printed" can be worked out from the rest, so it is protected with it."""
    counts: dict[Cell, int] = {name: getattr(figures, name) for name in SINGLE}
    for name in LISTS:
        counts |= {(name, key): count for key, count in getattr(figures, name).items()}
    sums = [
        Sum("people", tuple(("by_outcome", key) for key in figures.by_outcome)),
        Sum("people", tuple(("people_by_year", key) for key in figures.people_by_year)),
        Sum("operations", tuple(("operations_by_year", key) for key in figures.operations_by_year)),
        Sum("people_located", ("people_located_in_operations", "people_located_otherwise")),
    ]
    found, unstated, other = "people_found_in_operations", "people_freed_not_stated", "people_other_finding"
    counts["freed in operations"] = counts[found] - counts[unstated] - counts[other]
    sums.append(Sum(found, ("freed in operations", unstated, other)))
    unprinted = {"freed in operations"}
    rests: list[tuple[str, list[Cell], str]] = [
        ("people_freed", ["freed in operations"], "freed otherwise"),
        (found, ["people_located_in_operations"], "found, not located"),
        (found, _outcomes(figures, was_found_in_operation), "found in operations before"),
        ("people_located", _outcomes(figures, is_located), "located before"),
        ("people", ["people_located"], "not located"),
        ("people", ["people_freed"], "not freed"),
        ("people", [found], "not found in operations"),
    ]
    for total, part, rest in rests:
        counts[rest] = counts[total] - sum(counts[one] for one in part)
        sums.append(Sum(total, (*part, rest)))
        unprinted.add(rest)
    return Table(counts, tuple(sums), frozenset(unprinted))


def _outcomes(figures: Figures, fits: Callable[[str], bool]) -> list[Cell]:
    return [("by_outcome", code) for code in figures.by_outcome if fits(code)]
