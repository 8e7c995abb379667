"""Free text about identifying marks, turned into coded marks that compare across languages.

A code names what it is, then where, then the side: "mole", "mole cheek", "mole cheek left". Whoever
compares takes the longest code two people share. What a mark proves is for the index, never for this module.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rihai.lib.yamlfile import load_yaml
from rihai.matching.folding.latin import strict
from rihai.matching.folding.scripts import romanise
from rihai.matching.folding.text import normalise, words

PACKAGE = "rihai.matching.folding"
# A shorter word counts only as written: gala is the neck, gaal the cheek.
FOLDABLE = 5
LONGEST_PHRASE = 3
# Says only that something is there: worth a code where it says where.
VAGUE = "mark"
_CLAUSES = re.compile(r"[,;|/\n।]+|\s(?:and|aur|or|तथा|एवं|और|ও|এবং|আর)\s")


Fold = Callable[[str], str]


@dataclass(frozen=True)
class Vocabulary:
    """Phrases by what they mean: (table, code); `begins` are the first words of the longer folded ones."""

    written: Mapping[str, tuple[str, str]]
    folded: Mapping[str, tuple[str, str]]
    begins: frozenset[str]
    order: tuple[str, ...]

    def meaning(self, found: Sequence[str], folds: Fold) -> tuple[str, str] | None:
        phrase = " ".join(found)
        if phrase in self.written or len(phrase) < FOLDABLE:
            return self.written.get(phrase)
        if len(found) > 1 and folds(found[0]) not in self.begins:
            return None
        return self.folded.get(" ".join(map(folds, found)))


@dataclass
class Clause:
    """What one part of the text speaks of."""

    kinds: list[str]
    parts: list[str]
    sides: list[str]


def fold(word: str) -> str:
    return strict(romanise(word))


def code_marks(text: str, folds: Fold = fold) -> frozenset[str]:
    """Give the codes of all marks a text describes; none for a text that describes none.

    `folds` is `fold`, or the same with a memory.
    """
    vocabulary = load_vocabulary()
    codes: set[str] = set()
    kind = ""
    for piece in _CLAUSES.split(normalise(text)):
        clause = read_clause(piece, vocabulary, folds)
        # "Scar on left cheek, right hand" speaks of two scars.
        kind = min(clause.kinds, key=vocabulary.order.index, default=kind)
        codes.update(_codes(kind, clause) if kind else ())
    return frozenset(codes)


def read_clause(piece: str, vocabulary: Vocabulary, folds: Fold = fold) -> Clause:
    clause = Clause([], [], [])
    lists = {"kinds": clause.kinds, "parts": clause.parts, "sides": clause.sides}
    for table, code in _meanings([word.rstrip(".") for word in words(piece)], vocabulary, folds):
        lists[table].append(code)
    return clause


def _meanings(found: list[str], vocabulary: Vocabulary, folds: Fold) -> Iterator[tuple[str, str]]:
    """Read the longest phrase at each place."""
    place = 0
    while place < len(found):
        for length in range(min(LONGEST_PHRASE, len(found) - place), 0, -1):
            meaning = vocabulary.meaning(found[place : place + length], folds)
            if meaning:
                yield meaning
                break
        place += length


def _codes(kind: str, clause: Clause) -> Iterator[str]:
    if kind != VAGUE and (clause.kinds or clause.parts):
        yield kind
    side = clause.sides[0] if len(set(clause.sides)) == 1 else ""
    for part in clause.parts:
        yield f"{kind} {part}"
        if side:
            yield f"{kind} {part} {side}"


@cache
def load_vocabulary() -> Vocabulary:
    tables = load_yaml(PACKAGE, "marks.yaml")
    written = dict(_phrases(tables))
    meanings: dict[str, set[tuple[str, str]]] = {}
    for phrase, meaning in written.items():
        if len(phrase) >= FOLDABLE:
            meanings.setdefault(" ".join(map(fold, phrase.split())), set()).add(meaning)
    folded = {key: meaning for key, (meaning, *others) in meanings.items() if not others}
    begins = frozenset(key.split()[0] for key in folded if " " in key)
    return Vocabulary(written, folded, begins, tuple(tables["kinds"]))


def _phrases(tables: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, str]]]:
    for table in ("sides", "parts", "kinds"):
        for code, forms in tables[table].items():
            for form in forms:
                yield normalise(form), (table, code)
