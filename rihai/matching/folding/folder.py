"""The one object that folds: names, guardians, places and marks of one register.

It remembers the words it has folded, because names repeat. The memory belongs to the object
and goes with it: no cache of this package outlives the register it served.
"""

from rihai.matching.folding.latin import skeleton, strict
from rihai.matching.folding.marks import code_marks
from rihai.matching.folding.places import Gazetteer, countries, districts, states, village_words
from rihai.matching.folding.scripts import romanise
from rihai.matching.folding.text import normalise, words
from rihai.matching.folding.tokens import Token
from rihai.matching.folding.words import Words, load_words


class Folder:
    """Folds texts of records to comparable parts."""

    def __init__(self) -> None:
        self._words = load_words()
        self._tokens: dict[str, Token | None] = {}
        self._plain: dict[str, Token] = {}
        self._places: dict[tuple[int, str], str] = {}
        self._marks: dict[str, frozenset[str]] = {}

    def name(self, text: str) -> tuple[Token, ...]:
        """Fold a person's name; nothing when the name is not known."""
        plain = normalise(text)
        somebody_else = self._words.relation.search(plain)
        return self._fold(plain[: somebody_else.start()] if somebody_else else plain)

    def guardian(self, text: str) -> tuple[Token, ...]:
        """Fold the name of a relative, without the words that say what he or she is to her."""
        plain = normalise(text)
        relation = self._words.relation.search(plain)
        if relation and words(plain[relation.end() :]):
            plain = plain[relation.end() :]
        return self._fold(plain, self._words.relatives)

    def joined(self, first: Token, second: Token) -> Token:
        """Fold two neighbouring words as one: Ram Krishna is Ramkrishna."""
        token = self._token(first.text + second.text)
        return token or first

    def place(self, text: str) -> tuple[Token, ...]:
        """Fold the name of a village or town, without the words of an address."""
        return tuple(self._plain_token(word) for word in village_words(normalise(text)))

    def district(self, text: str) -> str:
        """Give the official name of a district, the folded words if it is not known, "" for an empty text."""
        return self._place(districts(), text)

    def state(self, text: str) -> str:
        """Give the code of a State, province or division, or its folded words."""
        return self._place(states(), text)

    def country(self, text: str) -> str:
        """Give the code of a country, or its folded words."""
        return self._place(countries(), text)

    def marks(self, text: str) -> frozenset[str]:
        """Give the coded marks of a description; the longest code two people share says the most."""
        if text not in self._marks:
            self._marks[text] = code_marks(text, lambda word: self._plain_token(word).strict)
        return self._marks[text]

    def _plain_token(self, word: str) -> Token:
        """Fold a word that is no part of a person's name."""
        if word not in self._plain:
            folded = strict(romanise(word))
            self._plain[word] = Token(word, folded, skeleton(folded))
        return self._plain[word]

    def _place(self, gazetteer: Gazetteer, text: str) -> str:
        key = (id(gazetteer), text)
        if key not in self._places:
            self._places[key] = gazetteer.find(text)
        return self._places[key]

    def _fold(self, plain: str, dropped: frozenset[str] = frozenset()) -> tuple[Token, ...]:
        found = words(plain)
        if self._is_nameless(found):
            return ()
        tokens = (self._token(word) for word in surname_kc(found) if word not in dropped)
        return tuple(token for token in tokens if token is not None)

    def _is_nameless(self, found: list[str]) -> bool:
        if all(len(word.rstrip(".")) == 1 for word in found):
            return "".join(found).replace(".", "") in self._words.nameless or set(found) <= {"x"}
        return all(word.rstrip(".") in self._words.nameless or word in self._words.dropped for word in found)

    def _token(self, word: str) -> Token | None:
        token = self._tokens.get(word)
        if token is None and word not in self._tokens:
            self._tokens[word] = token = fold_word(word, self._words)
        return token


def surname_kc(found: list[str]) -> list[str]:
    """Read a final K. C. as the Nepali surname that it is."""
    if len(found) > 2 and [word.rstrip(".") for word in found[-2:]] in (["k", "c"], ["के", "सी"]):
        return [*found[:-2], "kc"]
    return found


def fold_word(written: str, tables: Words) -> Token | None:
    """Fold one normalised word; None where it is no part of a name."""
    word = written.rstrip(".")
    letter = tables.letter_names.get(word) if written.endswith(".") else None
    if letter or len(word) == 1:
        return initial(letter or word)
    if word in tables.dropped or set(word) == {"x"}:
        return None
    folded = strict(romanise(word))
    meant = tables.stands_for_text.get(word) or tables.stands_for_key.get(folded)
    folded = strict(meant) if meant else folded
    return Token(word, folded, skeleton(folded), tables.groups.get(folded, ""), folded in tables.generic)


def initial(letter: str) -> Token:
    """Fold a single letter; c stays the sound of Chandra."""
    folded = "C" if letter == "c" else strict(romanise(letter))[:1]
    return Token(letter, folded, skeleton(folded), is_initial=True)
