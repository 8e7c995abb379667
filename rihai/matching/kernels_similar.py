"""Which words of a vocabulary agree with a word at all: thousands are passed over for each that is compared.

Letters that only one of two words has cannot be common, so counting them bounds the similarity from above. The words
are held in runs of one first letter and one length; within a run the bound is one number. What levels mean stands in
`folding.level`; what they are worth is not decided here.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rihai.matching.compiled import compiled
from rihai.matching.kernels_words import FAR_SIMILARITY, WIDTH, WordTable, level_by_letters
from rihai.matching.layout import ALIAS, DIFFERENT, INITIAL, SKELETON, STRICT

BEGINNING = 4  # so many letters at the beginning count more,
OF_BEGINNING = 0.1  # each of them by this share of what is missing to equality
AT_ONCE = 8
NOBODY = -3  # a number that no skeleton and no alias has


def most_apart() -> NDArray[np.int8]:
    """By common beginning and both lengths: how many letters may stand in one of two words only for them to be similar.

    Below nought where two such words cannot be.
    """
    bonus = OF_BEGINNING * np.arange(BEGINNING + 1)[:, None, None]
    one, other = np.arange(1, WIDTH + 1)[:, None], np.arange(1, WIDTH + 1)[None, :]
    needed = (FAR_SIMILARITY - bonus) / (1.0 - bonus)
    common = np.ceil((3.0 * needed - 1.0) / (1.0 / one + 1.0 / other) - 1e-9)
    apart = np.full((BEGINNING + 1, WIDTH + 1, WIDTH + 1), -1, np.int8)
    apart[:, 1:, 1:] = np.where(common > np.minimum(one, other), -1, one + other - 2 * common)
    return apart


APART = most_apart()


class Runs(NamedTuple):
    """A vocabulary in the order of first letter and length; initials last, in a run of their own."""

    order: Any  # int32[n]: the form that stands here
    mask: Any  # uint32[n]: which letters occur
    skeleton: Any  # int32[n]
    alias: Any  # int32[n]
    start: Any  # int32[runs + 1]
    first: Any  # uint8[runs]
    length: Any  # int32[runs]
    whole: int  # so many runs hold no initials


@compiled
def bits_in(word: Any) -> Any:
    """How many bits of 32 are set."""
    word = word - ((word >> np.uint32(1)) & np.uint32(0x55555555))
    word = (word & np.uint32(0x33333333)) + ((word >> np.uint32(2)) & np.uint32(0x33333333))
    word = (word + (word >> np.uint32(4))) & np.uint32(0x0F0F0F0F)
    return (word * np.uint32(0x01010101) & np.uint32(0xFFFFFFFF)) >> np.uint32(24)


@compiled
def flag(mask: Any, skeletons: Any, aliases: Any, own: Any, skeleton: int, alias: int, apart: int, flags: Any) -> None:
    """Mark the words of a run worth an exact look. No branches: many words at a time."""
    for k in range(len(mask)):
        flags[k] = (bits_in(mask[k] ^ own) <= apart) | (skeletons[k] == skeleton) | (aliases[k] == alias)


@compiled
def could_be_similar(words: WordTable, i: int, others: WordTable, j: int) -> bool:
    """Few pairs pass: letters that the other lacks, or has once only, cannot be common."""
    length_a, length_b = words.length[i], others.length[j]
    same = 0
    while same < min(BEGINNING, length_a, length_b) and words.letters[i, same] == others.letters[j, same]:
        same += 1
    once = bits_in(words.mask[i] ^ others.mask[j])
    return bool(once + bits_in(words.twice[i] ^ others.twice[j]) <= APART[same, length_a, length_b])


@compiled
def level_of(words: WordTable, i: int, others: WordTable, j: int) -> int:
    """The level that two whole words of two tables reach, equal keys apart."""
    if words.skeleton[i] >= 0 and words.skeleton[i] == others.skeleton[j]:
        if words.length[i] != others.length[j]:
            return SKELETON
        for k in range(words.length[i]):
            if words.letters[i, k] != others.letters[j, k]:
                return SKELETON
        return STRICT
    found = DIFFERENT
    if could_be_similar(words, i, others, j):
        found = level_by_letters(words.letters[i], words.length[i], others.letters[j], others.length[j])
    if found == DIFFERENT and words.alias[i] >= 0 and words.alias[i] == others.alias[j]:
        return ALIAS
    return found


@compiled
def flag_all(words: WordTable, i: int, runs: Runs, flags: Any) -> None:
    own = words.mask[i]
    skeleton = words.skeleton[i] if words.skeleton[i] >= 0 else NOBODY
    alias = words.alias[i] if words.alias[i] >= 0 else NOBODY
    for run in range(runs.whole):
        a, b = runs.start[run], runs.start[run + 1]
        # Four letters alike at the beginning, if the first is: the exact look knows better.
        apart = APART[BEGINNING if runs.first[run] == words.letters[i, 0] else 0, words.length[i], runs.length[run]]
        flag(runs.mask[a:b], runs.skeleton[a:b], runs.alias[a:b], own, skeleton, alias, apart, flags[a:b])


@compiled
def add_initials(words: WordTable, i: int, others: WordTable, runs: Runs, form: Any, level: Any, at: int) -> int:
    """An initial agrees with all that begins like it."""
    first = 0 if words.is_initial[i] else runs.start[runs.whole]
    for k in range(first, len(runs.order)):
        j = runs.order[k]
        if words.first[i] == others.first[j] and words.first[i] != 0:
            form[at] = j
            level[at] = INITIAL
            at += 1
    return at


@compiled
def add_whole(
    words: WordTable, i: int, same: int, others: WordTable, runs: Runs, flags: Any, form: Any, level: Any, at: int
) -> int:
    """Look exactly at the flagged words; those with nothing flagged among eight are passed over together."""
    eight = flags.view(np.uint64)
    last = runs.start[runs.whole]
    for block in range((last + AT_ONCE - 1) // AT_ONCE):
        if eight[block] == 0:
            continue
        for k in range(block * AT_ONCE, min((block + 1) * AT_ONCE, last)):
            if not flags[k] or runs.order[k] == same:
                continue
            found = level_of(words, i, others, runs.order[k])
            if found != DIFFERENT:
                form[at] = runs.order[k]
                level[at] = found
                at += 1
    return at


@compiled
def similar_words(
    words: WordTable,
    same: Any,
    first: int,
    last: int,
    others: WordTable,
    runs: Runs,
    flags: Any,
    start: Any,
    form: Any,
    level: Any,
) -> int:
    """List for each word the words of the vocabulary that agree at all, until the room is used up.

    Returns the word to go on with. `same` holds the word of the vocabulary with equal keys, or -1.
    """
    at = start[first]
    for i in range(first, last):
        if at + len(runs.order) > len(form):
            return i
        if not words.is_initial[i]:
            if same[i] >= 0:
                form[at] = same[i]
                level[at] = STRICT
                at += 1
            flag_all(words, i, runs, flags)
            at = add_whole(words, i, same[i], others, runs, flags, form, level, at)
        at = add_initials(words, i, others, runs, form, level, at)
        start[i + 1] = at
    return last
