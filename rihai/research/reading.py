"""The figures as somebody sees them: exact for the entitled, protected for everybody else, always protected on paper.

Here: putting measured values, the report and the viewer's right together. Not here: counting (`indicators`, `impact`),
the rule (`protection`, `rihai.disclosure`), pages and files.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from rihai.directory.models import Agency
from rihai.disclosure.differencing import small_differences
from rihai.research.definitions import FAMILIES, Indicator, indicators
from rihai.research.impact import Figures, FiguresOf, ShownFigures, known_today
from rihai.research.indicators import Known, measure
from rihai.research.measured import Measured, number
from rihai.research.protection import LISTS, SINGLE, Count, paired, protected, with_every_year

# Indicators of which it can also be said what is known today about the time until a day.
COUNTS: Final = ("operations", "people_located", "people_freed")
HIDDEN: Final = Measured(None, None, is_hidden=True)


@dataclass(frozen=True)
class Line:
    """One indicator: on the screen of this viewer, and as it may be passed on."""

    indicator: Indicator
    screen: Measured
    printed: Measured

    @property
    def is_split(self) -> bool:
        return self.screen != self.printed


def protected_measure(indicator: Indicator, known: Known, shown: ShownFigures) -> Measured:
    """As it may be passed on. The three counts are hidden together with the tables they can be worked out from."""
    if indicator.code == "operations_led" and shown.operations is None:
        return HIDDEN
    if indicator.code not in COUNTS:
        return measure(indicator, known).protected()
    count = getattr(shown, indicator.code)
    return HIDDEN if count is None else number(count)


def lines(known: Known, *, is_exact: bool) -> list[Line]:
    """Every indicator in the order of its definition."""
    shown = protected(known.figures)
    printed = kept_apart({one: protected_measure(one, known, shown) for one in indicators()})
    return [Line(one, measure(one, known) if is_exact else safe, safe) for one, safe in printed.items()]


def told(known: Known) -> dict[object, int | None]:
    """Every count that leaves the house, or may be seen by whoever is not entitled: to compare two ways of counting."""
    shown = protected(known.figures)
    counts: dict[object, int | None] = {name: getattr(shown, name) for name in SINGLE}
    counts |= {(name, key): count for name in LISTS for key, count in getattr(shown, name).items()}
    return counts | {one.indicator.code: one.printed.n for one in lines(known, is_exact=False)}


def kept_apart(measures: dict[Indicator, Measured]) -> dict[Indicator, Measured]:
    """Two bases of the same kind that differ by a few would tell of those few: the later one is hidden."""
    told: dict[str, list[int]] = {}
    safe = {}
    for one, measured in measures.items():
        bases = told.setdefault(FAMILIES.get(one.code, one.code), [])
        is_close = any(small_differences({0: base}, {0: measured.n}) for base in bases)
        safe[one] = HIDDEN if is_close else measured
        bases += [] if safe[one].n is None else [measured.n or 0]
    return safe


def sheet(figures: Figures, *, is_exact: bool) -> FiguresOf[Count]:
    """The report, each count with what a print of it shows."""
    printed = protected(figures)
    whole = with_every_year(figures)
    screen: ShownFigures = FiguresOf[int | None](**vars(whole)) if is_exact else printed
    return paired(screen, printed)


def published_sheet(figures: Figures) -> FiguresOf[Count]:
    """What a publisher printed is shown as it is."""
    screen: ShownFigures = FiguresOf[int | None](**vars(figures))
    return paired(screen, screen)


@dataclass(frozen=True)
class Comparison:
    """The same time, known then and known today. Two different questions, and two different answers."""

    as_of: date
    organisation: Agency | None
    then: Figures
    is_exact: bool
    base_year: int = 0

    @cached_property
    def rows(self) -> list[tuple[str, Count, Count]]:
        """The three counts. Where the two differ by a few people, paper shows only what was known then."""
        then, today = protected(self.then), known_today(self.as_of, self.organisation, self.base_year)
        before = {code: getattr(then, code) for code in COUNTS}
        after = {code: getattr(protected(today), code) for code in COUNTS}
        for code in small_differences(before, after):
            after[code] = None
        return [
            (code, self._count(self.then, code, before[code]), self._count(today, code, after[code])) for code in COUNTS
        ]

    def _count(self, figures: Figures, code: str, printed: int | None) -> Count:
        return Count(getattr(figures, code) if self.is_exact else printed, printed)
