"""The loops that compare folded words with a vocabulary. Letters as bytes, no text objects.

What an agreement is worth is not decided here.
"""

from typing import Any, NamedTuple

import numpy as np

from rihai.matching.compiled import compiled
from rihai.matching.layout import ALIAS, DIFFERENT, FAR, INITIAL, NEAR, SKELETON, STRICT

WIDTH = 24
NEAR_SIMILARITY = 0.91
FAR_SIMILARITY = 0.86


class WordTable(NamedTuple):
    """Folded words, one a row."""

    letters: Any  # uint8[n, WIDTH]
    length: Any  # int32[n]
    mask: Any  # uint64[n]: which letters occur
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
def bits_in(word: Any) -> int:
    """How many bits are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled
def could_be_similar(length_a: int, length_b: int, mask_a: Any, mask_b: Any, is_same_start: bool) -> bool:
    """An upper bound of the similarity: letters that the other lacks cannot be common. Few pairs pass."""
    common = min(length_a - bits_in(mask_a & ~mask_b), length_b - bits_in(mask_b & ~mask_a))
    if common <= 0:
        return False
    bound = (common / length_a + common / length_b + 1.0) / 3.0
    if is_same_start:
        bound += 0.4 * (1.0 - bound)
    return bound >= FAR_SIMILARITY


@compiled
def level_by_letters(letters_a: Any, length_a: int, letters_b: Any, length_b: int) -> int:
    similarity = jaro_winkler(letters_a, length_a, letters_b, length_b)
    return NEAR if similarity >= NEAR_SIMILARITY else FAR if similarity >= FAR_SIMILARITY else DIFFERENT


@compiled
def similar_words(
    queries: WordTable, same: Any, first: int, last: int, words: WordTable, start: Any, form: Any, level: Any
) -> int:
    """List for each query word the words of the vocabulary that agree at all, until the room is used up.

    Returns the query word to go on with. `same` holds the word of the vocabulary with equal keys, or -1.
    The levels are those of `folding.level` (equal texts apart), in its order.
    """
    length, mask, skeleton, alias = words.length, words.mask, words.skeleton, words.alias
    initial, letters, start_of = words.is_initial, words.letters, words.first
    at = start[first]
    for i in range(first, last):
        if at + len(length) > len(form):
            return i
        own = queries.letters[i]
        own_length, own_mask, own_skeleton = queries.length[i], queries.mask[i], queries.skeleton[i]
        own_alias, own_first, is_initial = queries.alias[i], queries.first[i], queries.is_initial[i]
        for j in range(len(length)):
            found = DIFFERENT
            if is_initial or initial[j]:
                if own_first == start_of[j] and own_first != 0:
                    found = INITIAL
            elif j == same[i]:
                found = STRICT
            elif own_skeleton >= 0 and own_skeleton == skeleton[j]:
                found = SKELETON
                if own_length == length[j] and own_mask == mask[j]:
                    found = STRICT
                    for k in range(own_length):
                        if own[k] != letters[j, k]:
                            found = SKELETON
                            break
            else:
                is_same_start = own[0] == letters[j, 0]
                if could_be_similar(own_length, length[j], own_mask, mask[j], is_same_start):
                    found = level_by_letters(own, own_length, letters[j], length[j])
                if found == DIFFERENT and own_alias >= 0 and own_alias == alias[j]:
                    found = ALIAS
            if found != DIFFERENT:
                form[at] = j
                level[at] = found
                at += 1
        start[i + 1] = at
    return last


@compiled
def count_holders(start: Any, form: Any, level: Any, held: Any, out: Any) -> None:
    """Add up for each query word and level how many records hold such words."""
    for word in range(len(start) - 1):
        for k in range(start[word], start[word + 1]):
            out[word, level[k]] += held[form[k]]
