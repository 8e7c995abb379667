"""The tables of words that stand in a name: titles, aliases, short forms, second names that many carry.

Only words of the language are kept here, read once from `data`; no name of a person ever is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rihai.lib.yamlfile import load_yaml
from rihai.matching.folding.latin import strict
from rihai.matching.folding.scripts import romanise
from rihai.matching.folding.text import normalise

PACKAGE = "rihai.matching.folding"
# A form this short counts only as written: folded, mohmd would be Munda.
SHORT = 5
# Bengali abbreviates with it: মোহাঃ.
VISARGA = "ঃ"
SLASHED_RELATION = r"\b[bcdfhsw]\s*[/|\\]\s*o\b"


@dataclass(frozen=True)
class Words:
    """What the tables say; texts are normalised, keys are strictly folded."""

    dropped: frozenset[str]
    never_a_name: frozenset[str]
    nameless: frozenset[str]
    relatives: frozenset[str]
    relation: re.Pattern[str]
    letter_names: Mapping[str, str]
    stands_for_text: Mapping[str, str]
    stands_for_key: Mapping[str, str]
    generic: frozenset[str]
    groups: Mapping[str, str]


@cache
def load_words() -> Words:
    """Read the tables; they are the same for every register."""
    tables = load_yaml(PACKAGE, "words.yaml")
    short, long = _split(tables["stands_for"])
    never = _texts(tables["never_a_name"])
    return Words(
        dropped=_texts(tables["titles"]) | _texts(tables["also_called"]) | never,
        never_a_name=never,
        nameless=_texts(tables["nameless"]),
        relatives=_texts(tables["relatives"]),
        relation=_relation(_texts(tables["relation_follows"])),
        letter_names={normalise(name): letter for letter, names in tables["letter_names"].items() for name in names},
        stands_for_text=short,
        stands_for_key=long,
        generic=frozenset(fold(word) for row in tables["generic"] for word in row),
        groups={fold(word): row[0] for row in load_yaml(PACKAGE, "nicknames.yaml")["groups"] for word in row},
    )


def fold(word: str) -> str:
    """Fold one word strictly, whatever its script."""
    return strict(romanise(normalise(word)))


def _texts(rows: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(normalise(word) for row in rows for word in row)


def _split(table: Mapping[str, list[Any]]) -> tuple[dict[str, str], dict[str, str]]:
    forms = [(normalise(form), word) for word, row in table.items() for form in row]
    as_written = {form: word for form, word in forms if _is_short(form)}
    folded = {fold(form): word for form, word in forms if form not in as_written}
    return as_written, folded


def _is_short(form: str) -> bool:
    return len(form) <= SHORT or form.endswith(VISARGA) or len(fold(form)) < SHORT - 1


def _relation(phrases: Iterable[str]) -> re.Pattern[str]:
    # A mark of a vowel is no letter to a regular expression: blanks, not borders, end a phrase.
    spoken = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"{SLASHED_RELATION}|(?<![^\s,;:(-])(?:{spoken})(?![^\s,;:).-])")
