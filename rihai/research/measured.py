"""One measured indicator: its value, what it was measured on, and whether everybody may be shown it.

Here: counts, shares, ratios and medians, and the rule for small ones. Pure. Not here: what is counted (`indicators`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rihai.disclosure.policy import is_small


@dataclass(frozen=True)
class Measured:
    """`value` is None where there was nothing to measure, or where it is hidden; `n` is what it was measured on.

    `behind` are the counts that value and n tell of: a share tells of those in it and of the others.
    """

    value: float | None
    n: int | None
    behind: tuple[int, ...] = ()
    is_hidden: bool = False

    def protected(self) -> "Measured":
        if any(is_small(count) for count in self.behind):
            return Measured(None, None, is_hidden=True)
        return self


def number(count: int) -> Measured:
    return Measured(count, count, (count,))


def share(part: int, whole: int) -> Measured:
    """Percent, to one place."""
    value = round(100 * part / whole, 1) if whole else None
    return Measured(value, whole, (whole, part, whole - part))


def ratio(count: int, base: int, *, n: int, times: int = 1) -> Measured:
    """So many for each one of the base (or for each `times`), to one place."""
    return Measured(round(times * count / base, 1) if base else None, n, (count, n))


def middle(values: Sequence[float]) -> Measured:
    """The median, to a whole number; a mean would be one bad night."""
    return Measured(round(median(values)) if values else None, len(values), (len(values),))
