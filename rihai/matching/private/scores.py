"""How often the fields of one person's two records agree: what comparing in private mode starts from.

No labels are needed: how rare an agreement is, is counted in the registers themselves. How often true pairs agree is
general; the figures were counted on generated registers (bench/matching, 10,000 records) and rounded.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
WEEKS_OF_A_YEAR: Final = 52
QUARTERS_OFF: Final = 6.0
MEDIAN_WEEKS: Final = 13.0
SPREAD_OF_WEEKS: Final = 1.5


def _births() -> Numbers:
    """Share of true pairs by quarters between two birth dates reckoned from ages: a year or two off, seldom more."""
    quarters = np.arange(81)
    near = np.exp(-0.5 * (quarters / QUARTERS_OFF) ** 2)
    near /= near[0] + 2 * near[1:].sum()
    return 0.95 * near + 0.05 / 161


def _weeks() -> Numbers:
    """Share of true pairs by weeks from last seen to found: half within a quarter, some after years."""
    weeks = np.arange(10 * WEEKS_OF_A_YEAR) + 0.5
    share = np.exp(-0.5 * (np.log(weeks / MEDIAN_WEEKS) / SPREAD_OF_WEEKS) ** 2) / weeks
    return np.asarray(0.97 * share / share.sum() + 0.03 / len(weeks), np.float64)


_NAME_SHARES: Final = (0.95, 0.75, 0.55, 0.4)
_SHARES: Final = (_NAME_SHARES, _NAME_SHARES, _NAME_SHARES, (0.95, 0.7, 0.5, 0.35))
_AGREE: Final = ((0.68, 0.045, 0.12, 0.03), (0.81, 0.05, 0.09, 0.03), (0.78, 0.04, 0.09, 0.04), (0.19, 0.12, 0.14, 0.1))
_RANGES: Final = ((-2.9, 16.0), (-3.5, 12.0), (-3.0, 10.0), (-1.3, 7.0))


@dataclass(frozen=True)
class Scores:
    """The fields are name, guardian, village, marks; the bands run from the same to hardly alike."""

    # How many of those found are among those missing; the prior of one pair is this by the size of the register.
    expected: float = 0.4
    # (4,): the least share of the smaller filter's bits at which a row is rated at all.
    least: Numbers = field(default_factory=lambda: np.array((0.4, 0.5, 0.5, 0.5)))
    # (4, 4): the least share of the smaller filter's worth for each band.
    shares: Numbers = field(default_factory=lambda: np.array(_SHARES))
    # (4, 4): how often true pairs are in each band.
    agree: Numbers = field(default_factory=lambda: np.array(_AGREE))
    # (4, 2): least and most points of one field, in bits. No field decides alone.
    points_range: Numbers = field(default_factory=lambda: np.array(_RANGES))
    # (5,): same district; same State but not district; neither; same State, no district known; another State.
    place: Numbers = field(default_factory=lambda: np.array((0.867, 0.108, 0.03, 0.967, 0.033)))
    birth: Numbers = field(default_factory=_births)
    week: Numbers = field(default_factory=_weeks)
    sex_same: float = 0.995
