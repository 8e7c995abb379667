"""How far claims come: told, asked for, filed, heard, ordered, credited; counts, days between, money. Pure.

Here: counting over rows that the caller may see, hiding for those who see figures only, the drawing. Not here: which
rows (`selectors.funnel`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from statistics import median
from typing import Final

from rihai.disclosure.money import shown_sum
from rihai.disclosure.policy import is_small
from rihai.disclosure.suppression import suppress
from rihai.disclosure.tables import Cell, Sum, Table
from rihai.prosecution.claim_rules import RANKS, STAGES
from rihai.prosecution.workflow import ClaimStatus

WIDTH: Final = 340
ROW: Final = 40
BAR: Final = 18


@dataclass(frozen=True)
class Path:
    """One claim: the first day of each state that it reached, and its money without what came in the meantime."""

    days: Mapping[str, date]
    ordered: int = 0
    credited: int = 0

    @property
    def missing(self) -> int:
        """Of what was ordered in this claim: more that came in another one is no money of hers."""
        return max(0, self.ordered - self.credited)

    @property
    def rank(self) -> int:
        return max((RANKS[ClaimStatus(one)] for one in self.days if ClaimStatus(one) in RANKS), default=0)

    def day_of(self, rank: int) -> date | None:
        """The first day on which it was at least this far; None where no row says."""
        days = [day for status, day in self.days.items() if RANKS.get(ClaimStatus(status)) == rank]
        return min(days, default=None)


@dataclass(frozen=True)
class Stage:
    """`count`: None where hidden. `middle`: the median of days from the stage before, over `measured` claims.

    Over how many is told only beside exact counts: one more number is one more to subtract.
    """

    status: ClaimStatus
    count: int | None
    middle: int | None
    measured: int | None
    width: float
    top: int

    @property
    def label(self) -> str:
        return str(self.status.label)

    @property
    def text_y(self) -> int:
        return self.top + 12

    @property
    def bar_y(self) -> int:
        return self.top + 17


@dataclass(frozen=True)
class Funnel:
    stages: tuple[Stage, ...]
    total: int | None
    ordered: int | None
    credited: int | None
    missing: int | None
    is_protected: bool

    width: int = WIDTH
    bar: int = BAR

    @property
    def height(self) -> int:
        return ROW * len(self.stages)

    @property
    def has_hidden(self) -> bool:
        return None in (*(one.count for one in self.stages), self.ordered, self.credited, self.missing)

    @property
    def is_empty(self) -> bool:
        return self.total == 0

    @property
    def is_drawn(self) -> bool:
        return any(one.count for one in self.stages)


def funnel_of(paths: Sequence[Path], *, is_exact: bool) -> Funnel:
    """Everything counted exactly for those who may see the claims; else no count under the threshold."""
    reached = [sum(1 for one in paths if one.rank >= rank) for rank in range(len(STAGES))]
    shown: list[int | None] = [*reached] if is_exact else _protected(reached)
    most = max((count or 0 for count in shown), default=0) or 1
    stages = []
    for rank, status in enumerate(STAGES):
        is_between_shown = rank > 0 and None not in shown[rank - 1 : rank + 1]
        middle, measured = _days(paths, rank, is_exact=is_exact) if is_between_shown else (None, None)
        width = round(WIDTH * (shown[rank] or 0) / most, 1)
        stages.append(Stage(status, shown[rank], middle, measured, width, rank * ROW))
    ordered = _money([one.ordered for one in paths if one.ordered], is_exact=is_exact)
    credited = _money([one.credited for one in paths if one.credited], is_exact=is_exact)
    missing = _money([one.missing for one in paths if one.missing], is_exact=is_exact)
    return Funnel(tuple(stages), shown[0], ordered, credited, missing, not is_exact)


def _protected(reached: Sequence[int]) -> list[int | None]:
    """Whoever subtracts any two counts learns how many claims stopped between them: that is protected too."""
    counts: dict[Cell, int] = {_reached(rank): count for rank, count in enumerate(reached)}
    sums = []
    for before, after in combinations(range(len(reached)), 2):
        counts[before_after := f"stopped {before} {after}"] = reached[before] - reached[after]
        sums.append(Sum(_reached(before), (before_after, _reached(after))))
    unprinted = frozenset(cell for cell in counts if cell not in {_reached(rank) for rank in range(len(reached))})
    if is_small(reached[0]):
        return [None for _count in reached]
    shown = suppress(Table(counts, tuple(sums), unprinted)).shown
    return [shown[_reached(rank)] for rank in range(len(reached))]


def _reached(rank: int) -> str:
    return f"reached {rank}"


def _days(paths: Sequence[Path], rank: int, *, is_exact: bool) -> tuple[int | None, int | None]:
    found = []
    for one in paths:
        before, here = one.day_of(rank - 1), one.day_of(rank)
        if before is not None and here is not None:
            found.append(max(0, (here - before).days))
    if not found or (not is_exact and is_small(len(found))):
        return None, None
    return round(median(found)), len(found) if is_exact else None


def _money(amounts: Sequence[int], *, is_exact: bool) -> int | None:
    return sum(amounts) if is_exact else shown_sum(amounts)
