"""The numbers of the policy on small counts. In words: docs/figures.md, "What is hidden".

Whoever changes one of them changes what leaves the house: the page of the policy has to follow, and a second
person who answers for the data has to agree.
"""

from typing import Final

# A count below this is never shown, zero included: "nobody" said of a small group says something about everybody
# else in it.
SUPPRESSION_THRESHOLD: Final = 10
# What counts are rounded to where a publication asks for rounded figures.
ROUNDING_BASE: Final = 5
# Sums of money are rounded to this, in rupees: as much as the largest award that a scheme's table names, so that one
# award more does not show. No sum is shown of which one amount is more than this share.
MONEY_STEP: Final = 1_000_000
LARGEST_SHARE: Final = 0.25


def is_small(count: int) -> bool:
    return count < SUPPRESSION_THRESHOLD


def rounded(count: int, base: int = ROUNDING_BASE) -> int:
    """To the nearest multiple of `base`, a half upwards: 12 → 10, 13 → 15."""
    if base < 1:
        raise ValueError("The base of rounding is at least 1.")
    return (2 * count + base) // (2 * base) * base
