"""The loops that compare two folded words. Letters as bytes, no text objects. Which are compared: `kernels_similar`.

What an agreement is worth is not decided here.
"""

from typing import Any, NamedTuple

import numpy as np

from rihai.matching.compiled import compiled
from rihai.matching.layout import DIFFERENT, FAR, NEAR

WIDTH = 24
NEAR_SIMILARITY = 0.91
FAR_SIMILARITY = 0.86


class WordTable(NamedTuple):
    """Folded words, one a row."""

    letters: Any  # uint8[n, WIDTH]
    length: Any  # int32[n]
    mask: Any  # uint32[n]: which letters occur
    twice: Any  # uint32[n]: which occur more than once
    skeleton: Any  # int32[n]: equal numbers for equal skeletons, -1 for none
    alias: Any  # int32[n]
    first: Any  # uint8[n]: first letter of the skeleton
    is_initial: Any  # uint8[n]


@compiled
def jaro_winkler(a: Any, length_a: int, b: Any, length_b: int) -> float:
    """The similarity of two words, 0 to 1, as rapidfuzz has it."""
    window = max(max(length_a, length_b) // 2 - 1, 0)
    taken_b = np.uint64(0)
    taken_a = np.uint64(0)
    one = np.uint64(1)
    common = 0
    for i in range(length_a):
        low = max(0, i - window)
        high = min(length_b, i + window + 1)
        for j in range(low, high):
            bit = one << np.uint64(j)
            if a[i] == b[j] and not taken_b & bit:
                taken_b |= bit
                taken_a |= one << np.uint64(i)
                common += 1
                break
    if common == 0:
        return 0.0
    swapped = 0
    j = 0
    for i in range(length_a):
        if taken_a & (one << np.uint64(i)):
            while not taken_b & (one << np.uint64(j)):
                j += 1
            if a[i] != b[j]:
                swapped += 1
            j += 1
    jaro = (common / length_a + common / length_b + (common - swapped // 2) / common) / 3.0
    if jaro <= 0.7:
        return jaro
    prefix = 0
    while prefix < 4 and prefix < length_a and prefix < length_b and a[prefix] == b[prefix]:
        prefix += 1
    return jaro + prefix * 0.1 * (1.0 - jaro)


@compiled
def level_by_letters(letters_a: Any, length_a: int, letters_b: Any, length_b: int) -> int:
    similarity = jaro_winkler(letters_a, length_a, letters_b, length_b)
    return NEAR if similarity >= NEAR_SIMILARITY else FAR if similarity >= FAR_SIMILARITY else DIFFERENT


@compiled
def count_holders(start: Any, form: Any, level: Any, held: Any, out: Any) -> None:
    """Add up for each query word and level how many records hold such words."""
    for word in range(len(start) - 1):
        for k in range(start[word], start[word + 1]):
            out[word, level[k]] += held[form[k]]
