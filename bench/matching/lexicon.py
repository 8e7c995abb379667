"""All names that can be drawn: how often, and how each is spelt in three scripts.

Here: pools of names by community and sex, their spellings with the share of each. Not here: people (`people`).
A lexeme is one name; its spellings are what clerks make of it.
"""

import csv
import importlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from bench.matching.latin import write_latin
from bench.matching.names import Names, read
from bench.matching.phonemes import Sounds, read_latin, read_notation, read_script
from bench.matching.scripts import write_bengali, write_devanagari

LATIN, DEVANAGARI, BENGALI = 0, 1, 2
COMMUNITIES = ("north", "muslim", "bengali", "tribal", "nepali", "tamil", "christian")
STYLE = {"bengali": "bengali", "tamil": "tamil", "nepali": "west"}
RENDERED = (26, 12, 12)  # how many clerks are asked for each script
KEPT = 12
RARE = 3000  # of open syllables
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass
class Pool:
    """Names drawn together, and the share of each."""

    lexemes: Ints
    shares: Floats
    cumulated: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.cumulated = np.cumsum(self.shares)
        self.cumulated /= self.cumulated[-1]

    def draw(self, chance: np.random.Generator, size: int) -> Ints:
        return self.lexemes[np.searchsorted(self.cumulated, chance.random(size), side="right")]


class Lexicon:
    """Sounds of every lexeme, and for each script the spellings as one flat table."""

    def __init__(self, seed: int, held_out: bool, real: Iterable[tuple[str, str]] = ()) -> None:
        self.held_out = held_out
        self.chance = Random(seed)
        self.sounds: list[Sounds] = []
        self.style: list[str] = []
        self.given_spellings: list[dict[int, list[str]]] = []
        self._known: dict[Sounds, int] = {}
        self.given: dict[tuple[str, str], Pool] = {}
        self.second: dict[tuple[str, str], Pool] = {}
        self.real = _by_other_script(real)
        self.names = read()

    def lexeme(self, sounds: Sounds, style: str, spellings: dict[int, list[str]] | None = None) -> int:
        if sounds in self._known and spellings is None:
            return self._known[sounds]
        self._known.setdefault(sounds, len(self.sounds))
        self.sounds.append(sounds)
        self.style.append(style)
        self.given_spellings.append(spellings or {})
        return len(self.sounds) - 1

    def render(self) -> None:
        """Every spelling is drawn once for all; `texts[script][first[lexeme] + k]` are those of one lexeme."""
        self.texts: list[NDArray[np.object_]] = []
        self.first: list[Ints] = []
        self.cumulated: list[Floats] = []
        for script in (LATIN, DEVANAGARI, BENGALI):
            texts: list[str] = []
            first: list[int] = []
            cumulated: list[float] = []
            for lexeme in range(len(self.sounds)):
                first.append(len(texts))
                counted = Counter(self._spell(lexeme, script)).most_common(KEPT)
                total, so_far = sum(count for _, count in counted), 0
                for text, count in counted:
                    so_far += count
                    texts.append(text)
                    cumulated.append(lexeme + so_far / total)
            self.texts.append(np.array(texts, dtype=object))
            self.first.append(np.array([*first, len(texts)]))
            self.cumulated.append(np.array(cumulated))

    def _spell(self, lexeme: int, script: int) -> list[str]:
        real = self.given_spellings[lexeme].get(script)
        if real:
            return real
        sounds, style = self.sounds[lexeme], self.style[lexeme]
        if script == LATIN:
            return [write_latin(sounds, self.chance, style, self.held_out) for _ in range(RENDERED[script])]
        write = write_devanagari if script == DEVANAGARI else write_bengali
        return [write(sounds, self.chance, self.held_out) for _ in range(RENDERED[script])]

    def spell(self, lexemes: Ints, script: int, chance: np.random.Generator) -> NDArray[np.object_]:
        """One spelling for each, by its share."""
        at = np.searchsorted(self.cumulated[script], lexemes + chance.random(len(lexemes)) * 0.999999, side="right")
        found: NDArray[np.object_] = self.texts[script][at]
        return found


def _by_other_script(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for latin, other in pairs:
        if latin.isascii() and len(other.split()) == 1 and len(latin.split()) == 1:
            grouped[other].append(latin.lower())
    return dict(grouped)


def read_pairs(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return [(row[0], row[1]) for row in csv.reader(lines, delimiter="\t") if len(row) >= 2]


def build(most: int = 4200, held_out: bool = False, variants: Path | None = None) -> Lexicon:
    """The same names whatever the seed of the register; seeds differ in who is drawn."""
    lexicon = Lexicon(1000 + held_out, held_out, read_pairs(variants) if variants else ())
    real = _real_pools(lexicon) if variants else None
    for community in COMMUNITIES:
        style = STYLE.get(community, "north")
        for sex in ("F", "M"):
            ordered = (real or {}).get(sex) or _given(lexicon.names, community, sex, held_out)[:most]
            made = [item if isinstance(item, int) else lexicon.lexeme(item, style) for item in ordered]
            lexicon.given[community, sex] = _zipf(_shuffled(made, f"{community}{sex}"), 0.92, 25)
            second = [read_notation(word) for word in lexicon.names.second[sex][community]]
            second += _faker_second(community)
            made = [lexicon.lexeme(item, style) for item in dict.fromkeys(second)]
            lexicon.second[community, sex] = _zipf(made, 1.15, 3)
    return lexicon


def _real_pools(lexicon: Lexicon) -> dict[str, list[int]]:
    """Real spellings instead of our rules; which sex a name is, its ending must say."""
    pools: dict[str, list[int]] = {"F": [], "M": []}
    for other, latin in lexicon.real.items():
        script = BENGALI if "ঀ" <= other[0] <= "৿" else DEVANAGARI
        sounds = read_script(other, "bengali" if script == BENGALI else "")
        if sounds:
            lexeme = lexicon.lexeme(
                sounds, "bengali" if script == BENGALI else "north", {LATIN: latin, script: [other]}
            )
            pools["F" if sounds[-1] in ("A", "I", "i") else "M"].append(lexeme)
    return pools


def _given(names: Names, community: str, sex: str, held_out: bool) -> list[Sounds]:
    core = [read_notation(word) for word in names.given[sex][community]]
    core += _faker_given(community, sex)
    tail = _compounds(names, community, sex)
    Random(f"{community}{sex}tail").shuffle(tail)
    held = [read_notation(word) for word in names.held_out] if held_out else []
    return list(dict.fromkeys([*core[:40], *held, *core[40:], *tail]))


def _compounds(names: Names, community: str, sex: str) -> list[Sounds]:
    first, last = (names.muslim_compounds if community == "muslim" else names.compounds)[sex]
    made = [read_notation(head + tail) for head in first for tail in last]
    chance = Random(f"{community}{sex}")  # each community has its own rare names
    for _ in range(RARE):
        made.append(read_notation("".join(chance.choice(part) for part in names.syllables[sex])))
    return made


_FAKER = {
    "north": (("hi_IN", ""), ("mr_IN", ""), ("en_IN", "latin"), ("gu_IN", "gujarati"), ("or_IN", "odia")),
    "bengali": (("bn_BD", "bengali"), ("or_IN", "odia")),
    "muslim": (("bn_BD", "bengali"), ("en_PK", "latin")),
    "nepali": (("ne_NP", ""),),
    "tamil": (("ta_IN", "tamil"),),
}


def _faker_given(community: str, sex: str) -> list[Sounds]:
    found: list[Sounds] = []
    for locale, block in _FAKER.get(community, ()):
        wanted = "first_names_female" if sex == "F" else "first_names_male"
        if locale == "bn_BD":
            wanted += "_islamic" if community == "muslim" else "_hinduism"
        if locale == "en_PK" and sex == "M":
            wanted = "first_names"
        found += _faker(locale, wanted, block)
    return found


def _faker_second(community: str) -> list[Sounds]:
    found: list[Sounds] = []
    for locale, block in _FAKER.get(community, ()):
        if locale in ("or_IN", "ta_IN"):  # the latter has given names there
            continue
        wanted = {"bn_BD": "last_names_islamic" if community == "muslim" else "last_names_hinduism"}
        found += _faker(locale, wanted.get(locale, "last_names"), block)
    return found


def _faker(locale: str, wanted: str, block: str) -> list[Sounds]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    words = [word for word in getattr(provider, wanted, ()) if " " not in word]
    read = [read_latin(word) if block == "latin" else read_script(word, block) for word in dict.fromkeys(words)]
    return [sounds for sounds in read if 2 <= len(sounds) <= 14]


def _shuffled(lexemes: list[int], salt: str) -> list[int]:
    """The common names stay in front, in another order for each community."""
    front, rest = lexemes[:60], lexemes[60:]
    Random(salt).shuffle(front)
    Random(salt).shuffle(rest[:600])
    return front + rest


def _zipf(lexemes: list[int], steep: float, flat: float) -> Pool:
    ranks = np.arange(len(lexemes)) + flat
    return Pool(np.array(lexemes), ranks**-steep / (ranks**-steep).sum())
