"""The one object that folds: names, guardians, places and marks of one register.

It remembers the words it has folded, because names repeat. The memory belongs to the object
and goes with it: no cache of this package outlives the register it served.
"""

from rihai.matching.folding.brahmic import romanise
from rihai.matching.folding.latin import skeleton, strict
from rihai.matching.folding.text import normalise, words
from rihai.matching.folding.tokens import Token


class Folder:
    """Folds texts of records to comparable parts."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token | None] = {}

    def name(self, text: str) -> tuple[Token, ...]:
        """Fold a person's name; nothing when the name is not known."""
        found = (self._token(word) for word in words(normalise(text)))
        return tuple(token for token in found if token is not None)

    def guardian(self, text: str) -> tuple[Token, ...]:
        return self.name(text)

    def place(self, text: str) -> tuple[Token, ...]:
        return self.name(text)

    def district(self, text: str) -> str:
        return " ".join(t.strict for t in self.name(text))

    state = district
    country = district

    def marks(self, text: str) -> frozenset[str]:
        return frozenset(t.strict for t in self.name(text))

    def _token(self, word: str) -> Token | None:
        token = self._tokens.get(word)
        if token is None and word not in self._tokens:
            self._tokens[word] = token = fold_word(word)
        return token


def fold_word(word: str) -> Token:
    word = word.rstrip(".")
    roman = word if word.isascii() else romanise(word)
    folded = strict(roman)
    return Token(word, folded, skeleton(folded), is_initial=len(word) == 1)
