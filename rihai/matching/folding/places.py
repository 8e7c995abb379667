"""Names of countries, States, districts and villages, folded so that old names and spellings meet.

A known place becomes its official name or code; an unknown one its folded words. Which record
lies where, and how much an agreement is worth, is for the index.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from rihai.lib.geo import load_countries, load_districts, load_regions
from rihai.lib.yamlfile import load_yaml
from rihai.matching.folding.latin import skeleton, strict
from rihai.matching.folding.scripts import romanise
from rihai.matching.folding.text import normalise, words

PACKAGE = "rihai.matching.folding"
# Below this likeness a name is left as it is: a wrong district is worse than an unknown one.
SURE = 0.93
# A shorter name is never taken for another: Delhi is not Dailekh.
LONG = 6
# As many consonants as name one district and hardly another.
BONES = 4
ABBREVIATION = 2
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Gazetteer:
    """Names by folded key, each with the official one it stands for."""

    official: Mapping[str, str]
    by_skeleton: Mapping[str, str]
    same_word: Mapping[str, str]
    dropped: frozenset[str]

    def find(self, text: str) -> str:
        """Give the official name, or the folded words when none is near enough; "" for an empty text."""
        keys = self.keys(text)
        known = next((self.official[key] for key in keys if key in self.official), "")
        if known or not keys[0]:
            return known
        return self.by_skeleton.get(skeleton(keys[0])) or self._nearest(keys[0]) or keys[0]

    def keys(self, text: str) -> tuple[str, str]:
        """Fold the words of a place, once without regard to their order and once as if written together."""
        found = place_words(normalise(text))
        if found and all(len(word) == 1 for word in found):
            found = ["".join(found)]  # W. B.
        kept = [word for word in found if word not in self.dropped]
        folded = (fold_place(word) for word in kept)
        return "".join(sorted(self.same_word.get(word, word) for word in folded)), fold_place("".join(kept))

    def _nearest(self, key: str) -> str:
        near = [known for known in self.official if len(key) >= LONG and abs(len(known) - len(key)) <= 1]
        nearest = process.extractOne(key, near, scorer=JaroWinkler.similarity, score_cutoff=SURE)
        return self.official[nearest[0]] if nearest else ""


def place_words(plain: str) -> list[str]:
    """Give the words and numbers of a normalised text; 24 in any script is 24."""
    numbers = [str(int(number)) for number in _DIGITS.findall(plain) if _is_number(number)]
    return [word.rstrip(".") for word in words(plain)] + numbers


def fold_place(word: str) -> str:
    """Fold one word; an abbreviation stays as it is, or NP would be MP."""
    return word if word.isascii() and len(word) <= ABBREVIATION else strict(romanise(word)) or word


def _is_number(text: str) -> bool:
    return len(text) < 4 and all(unicodedata.decimal(character, -1) >= 0 for character in text)


def village_words(plain: str) -> list[str]:
    """Give the words that name a village, without those of an address."""
    dropped = words_of("address_words")
    found = (word.rstrip(".") for word in words(plain))
    return [word for word in found if word not in dropped and len(word) > 1]


@cache
def words_of(table: str) -> frozenset[str]:
    return frozenset(normalise(word) for row in _tables()[table] for word in row)


@cache
def countries() -> Gazetteer:
    named = [(country.code, (country.code, country.name)) for country in load_countries()]
    return _gazetteer([*named, *_rows("countries")], frozenset())


@cache
def states() -> Gazetteer:
    named = [(region.code, (region.code, region.code[3:], region.name)) for region in load_regions()]
    return _gazetteer([*named, *_rows("states")], words_of("state_words"))


@cache
def districts() -> Gazetteer:
    known = load_districts("rihai.directory")
    # Official names come first: Bijapur is the district of that name before it is the old name of another.
    named = [(district.name.lower(), (district.name,)) for district in known]
    others = [(district.name.lower(), district.other_names) for district in known]
    rows = [(name.lower(), also) for name, also in _rows("districts")]
    return _gazetteer([*named, *others, *rows], words_of("district_words"))


def _gazetteer(named: Iterable[tuple[str, Iterable[str]]], dropped: frozenset[str]) -> Gazetteer:
    same = {fold_place(normalise(str(form))): word for word, row in _tables()["same_word"].items() for form in row}
    gazetteer = Gazetteer({}, {}, same, dropped)
    official: dict[str, str] = {}
    for name, forms in named:
        for key in (key for form in forms for key in gazetteer.keys(form)):
            official.setdefault(key, name)
    return Gazetteer(official, _unique_skeletons(official), same, dropped)


def _unique_skeletons(official: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, set[str]] = {}
    for key, name in official.items():
        names.setdefault(skeleton(key), set()).add(name)
    return {bones: name for bones, (name, *others) in names.items() if not others and len(bones) >= BONES}


def _rows(table: str) -> list[tuple[str, Iterable[str]]]:
    return [(row["name"], row["also"]) for row in _tables()[table]]


def _tables() -> Mapping[str, Any]:
    return load_yaml(PACKAGE, "places.yaml")
