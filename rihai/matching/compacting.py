"""Putting an index into one part again, without the records that left and the words that only they had.

After it nothing of a forgotten record is held: not its words, not its text, not the memory of folding it.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at
from rihai.matching.index import Index
from rihai.matching.lexicon import Lexicon
from rihai.matching.vocabulary import Vocabulary

PERSONS = slice(at.NAME, at.VILLAGE)
PLACES = slice(at.VILLAGE, at.WORDS)


def compact(index: Index) -> None:
    """Leave one sealed part that holds the living records in their order."""
    kept = np.flatnonzero(np.concatenate([part.facts.view for part in index.segments]) >= 0)
    rows = np.concatenate([part.rows.view for part in index.segments])[kept]
    words = np.concatenate([part.words.view for part in index.segments])[kept]
    lexicon = Lexicon()
    for columns, old, new in (
        (PERSONS, index.lexicon.persons, lexicon.persons),
        (PLACES, index.lexicon.places, lexicon.places),
    ):
        _renumber_words(rows[:, columns], words[:, columns], old, new)
    _renumber_forms(rows[:, at.DISTRICT], index.lexicon.districts, lexicon.districts)
    for held, keys, new_keys in (
        (rows[:, at.STATE], index.lexicon.states, lexicon.states),
        (rows[:, at.COUNTRY], index.lexicon.countries, lexicon.countries),
        (rows[:, at.MARK : at.MARK + at.MARKS], index.lexicon.marks, lexicon.marks),
    ):
        _renumber_keys(held, keys, new_keys)
    index.take_over(lexicon, rows, words, [index.texts[row] for row in kept])


def _renumber_words(rows: NDArray[Any], words: NDArray[Any], old: Vocabulary, new: Vocabulary) -> None:
    """Give the words that are held new numbers, in their old order."""
    is_held = np.zeros(len(old.words) + 1, np.bool_)
    is_held[words] = True  # the last place takes "nothing"
    word_numbers = np.full(len(old.words) + 1, at.NONE, np.int32)
    form_numbers = np.full(len(old) + 1, at.NONE, np.int32)
    for text, (word, form) in old.words.items():
        if is_held[word]:
            word_numbers[word], form_numbers[form] = new.add(replace(old.tokens[form], text=text))
    rows[:] = form_numbers[rows]
    words[:] = word_numbers[words]


def _renumber_forms(rows: NDArray[Any], old: Vocabulary, new: Vocabulary) -> None:
    numbers = np.full(len(old) + 1, at.NONE, np.int32)
    for form in np.unique(rows[rows >= 0]):
        numbers[form] = new.add(old.tokens[form])[1]
    rows[:] = numbers[rows]


def _renumber_keys(rows: NDArray[Any], old: dict[str, int], new: dict[str, int]) -> None:
    keys = list(old)
    numbers = np.full(len(keys) + 1, at.NONE, np.int32)
    for number in np.unique(rows[rows >= 0]):
        numbers[number] = new.setdefault(keys[number], len(new))
    rows[:] = numbers[rows]
