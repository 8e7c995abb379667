"""The words that records hold, each text once, and the folded forms they come down to.

A form is what is compared; how many records hold it says what an agreement is worth. Names live here:
an index that forgets a record must forget the words only that record had (see `snapshot`).
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching.folding import Token
from rihai.matching.growing import Growing
from rihai.matching.kernels_similar import Runs
from rihai.matching.kernels_words import WIDTH, WordTable
from rihai.matching.layout import NONE

FormKey = tuple[str, str, str, bool]


def key_of(token: Token) -> FormKey:
    """What makes two words the same form. A word that folds to nothing is its own text."""
    return (token.strict or f"={token.text}", token.skeleton, token.alias, token.is_initial)


class Vocabulary:
    """Words and forms of one kind: of persons, of places, of districts."""

    def __init__(self) -> None:
        self.words: dict[str, tuple[int, int]] = {}  # text -> word, form
        self.tokens: list[Token] = []  # by form: one word that came down to it
        self.forms: dict[FormKey, int] = {}
        self.by_strict: dict[str, int] = {}
        self._skeletons: dict[str, int] = {}
        self._aliases: dict[str, int] = {}
        self._letters = Growing((WIDTH,), np.uint8)
        self._length = Growing((), np.int32)
        self._mask = Growing((), np.uint32)
        self._twice = Growing((), np.uint32)
        self._skeleton = Growing((), np.int32)
        self._alias = Growing((), np.int32)
        self._first = Growing((), np.uint8)
        self._is_initial = Growing((), np.uint8)
        self._is_generic = Growing((), np.uint8)
        self._runs: Runs | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def add(self, token: Token) -> tuple[int, int]:
        """The numbers of a word and its form, given anew when it has none."""
        found = self.words.get(token.text)
        if found is None:
            found = (len(self.words), self._form(token))
            self.words[token.text] = found
        return found

    def find(self, token: Token) -> tuple[int, int]:
        """The numbers of a word's text and form where known, without adding it."""
        found = self.words.get(token.text)
        return found if found is not None else (NONE, self.forms.get(key_of(token), NONE))

    def _form(self, token: Token) -> int:
        key = key_of(token)
        form = self.forms.get(key)
        if form is not None:
            return form
        form = self.forms[key] = len(self.tokens)
        self.tokens.append(token)
        if token.strict:
            self.by_strict.setdefault(token.strict, form)
        letters = token.strict.encode("ascii", "replace")[:WIDTH]
        self._letters.append(np.frombuffer(letters.ljust(WIDTH, b"\0"), np.uint8))
        self._length.append(len(letters))
        self._mask.append(_mask(letters))
        self._twice.append(_mask(letter for letter in letters if letters.count(letter) > 1))
        self._skeleton.append(self._skeletons.setdefault(token.skeleton, form) if token.skeleton else NONE)
        self._alias.append(self._aliases.setdefault(token.alias, form) if token.alias else NONE)
        self._first.append(ord(token.skeleton[:1].encode("ascii", "replace") or b"\0"))
        self._is_initial.append(token.is_initial)
        self._is_generic.append(token.is_generic)
        return form

    @property
    def is_generic(self) -> NDArray[Any]:
        return self._is_generic.view

    def table(self) -> WordTable:
        return WordTable(
            self._letters.view,
            self._length.view,
            self._mask.view,
            self._twice.view,
            self._skeleton.view,
            self._alias.view,
            self._first.view,
            self._is_initial.view,
        )

    def runs(self) -> Runs:
        """The words in the order they are searched in; made anew when words have come."""
        if self._runs is None or len(self._runs.order) != len(self):
            self._runs = runs_of(self.table())
        return self._runs

    def table_for(self, other: "Vocabulary") -> WordTable:
        """This vocabulary's words with the other's numbers for skeletons and aliases, to be compared with its table."""
        skeletons = [other._skeletons.get(token.skeleton, NONE) if token.skeleton else NONE for token in self.tokens]
        aliases = [other._aliases.get(token.alias, NONE) if token.alias else NONE for token in self.tokens]
        return self.table()._replace(skeleton=np.array(skeletons, np.int32), alias=np.array(aliases, np.int32))


def runs_of(words: WordTable) -> Runs:
    """Put words of one first letter and one length beside each other."""
    keys = words.is_initial.astype(np.uint16) << 15 | words.letters[:, 0].astype(np.uint16) << 6 | words.length
    order = np.argsort(keys.astype(np.uint16), kind="stable").astype(np.int32)
    in_order = keys[order]
    is_first = np.diff(in_order, prepend=-1) != 0
    start = np.flatnonzero(is_first)
    here = order[start]
    return Runs(
        order,
        words.mask[order],
        words.skeleton[order],
        words.alias[order],
        np.append(start, len(order)).astype(np.int32),
        words.letters[here, 0],
        words.length[here],
        int(np.count_nonzero(words.is_initial[here] == 0)),
    )


def _mask(letters: Iterable[int]) -> np.uint32:
    mask = 0
    for letter in letters:
        mask |= 1 << (letter & 31)
    return np.uint32(mask)
