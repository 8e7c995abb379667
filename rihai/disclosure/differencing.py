"""What two publications say together: a small difference between them is a small count.

Each may be safe alone. If "people freed" was published as 41 in March and as 43 in April, the two of April can be
told apart from everybody else. Here: finding such pairs. Not here: what to do about it; a person decides.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from rihai.disclosure.policy import SUPPRESSION_THRESHOLD

K = TypeVar("K", bound=Hashable)


def small_differences(
    earlier: Mapping[K, int | None], later: Mapping[K, int | None], threshold: int = SUPPRESSION_THRESHOLD
) -> list[K]:
    """Cells shown in both whose counts differ by at least one and by fewer than the threshold."""
    return [key for key, count in later.items() if _is_small(earlier.get(key), count, threshold)]


def _is_small(before: int | None, after: int | None, threshold: int) -> bool:
    return before is not None and after is not None and 0 < abs(after - before) < threshold
