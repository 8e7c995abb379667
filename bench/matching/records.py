"""From numbers to rows: spelling, keying errors, the CSV files.

Here: text. Not here: what is said of whom (`people`).
"""

import csv
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from bench.matching.lexicon import LATIN, Ints, Lexicon
from bench.matching.marks import write_mark
from bench.matching.parameters import Parameters, Side
from bench.matching.people import GIVEN, MIDDLE, PREFIX, SECOND, SEXES, Written
from bench.matching.places import Places

HEADER = ["id", "name", "guardian", "sex", "age", "date", "country", "state", "district", "village", "marks"]
BLOCK = 50_000
HONORIFICS = (
    (("Km.", "Kumari", "Miss", "Smt.", "Baby"), ("Shri", "Mr.", "Master", "Late")),
    (("कु.", "सुश्री", "श्रीमती"), ("श्री", "मास्टर")),
    (("শ্রীমতী", "কুমারী", "মোছাঃ"), ("শ্রী", "জনাব")),
)
Texts = list[str]


class Writer:
    """Writes one register."""

    def __init__(self, lexicon: Lexicon, places: Places, parameters: Parameters, seed: int) -> None:
        self.lexicon, self.places, self.parameters = lexicon, places, parameters
        self.numbers, self.chance = np.random.default_rng((seed, 3)), Random(seed)

    def save(self, written: Written, ids: Texts, side: Side, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as out:
            lines = csv.writer(out, lineterminator="\n")
            lines.writerow(HEADER)
            for first in range(0, written.size, BLOCK):
                lines.writerows(self._rows(cut(written, first, first + BLOCK), ids[first : first + BLOCK], side))

    def _rows(self, block: Written, ids: Texts, side: Side) -> Iterator[Texts]:
        columns = [ids, self._names(block), self._guardians(block), *self._plain(block)]
        if self.parameters.thin:
            empty = [""] * block.size
            columns[2] = empty
            columns += [empty] * 5
        else:
            columns += [*self._where(block, side), self._villages(block), self._marks(block)]
        return (list(row) for row in zip(*columns, strict=True))

    def _plain(self, block: Written) -> list[Texts]:
        start = self.parameters.first_day
        sexes = [SEXES[sex] if sex >= 0 else "" for sex in block.sex.tolist()]
        ages = [str(age) if age >= 0 else "" for age in block.age.tolist()]
        return [sexes, ages, [(start + timedelta(days=day)).isoformat() for day in block.day.tolist()]]

    def _words(self, lexemes: Ints, script: Ints, lexicon: Lexicon) -> NDArray[np.object_]:
        """Spelt, with keying errors; nothing where there is no lexeme."""
        words = np.full(len(lexemes), "", dtype=object)
        for kind in range(3):
            rows = np.flatnonzero((script == kind) & (lexemes >= 0))
            words[rows] = lexicon.spell(lexemes[rows], kind, self.numbers)
        for row in np.flatnonzero((self.numbers.random(len(words)) < self.parameters.keying_error) & (lexemes >= 0)):
            words[row] = mistype(words[row], self.chance)
        return words

    def _names(self, block: Written) -> Texts:
        slots = [self._words(block.names[:, slot], block.script, self.lexicon) for slot in range(4)]
        self._shorten(block, slots[PREFIX])
        kind = self.numbers.random((4, block.size))
        rate = self.parameters
        names: Texts = []
        for row in range(block.size):
            parts = [slots[slot][row] for slot in (PREFIX, GIVEN, MIDDLE, SECOND)]
            if kind[0, row] < rate.swapped and parts[SECOND]:
                parts = [parts[SECOND], *parts[:SECOND]]
            words = [part for part in parts if part]
            if kind[1, row] < rate.joined and len(words) > 1:
                words = ["".join(words[:2]), *words[2:]]
            if kind[2, row] < rate.honorific:
                sexed = HONORIFICS[block.script[row]][int(block.sex[row] == 1)]
                words.insert(0, sexed[int(kind[3, row] * len(sexed))])
            names.append(" ".join(words))
        return self._case(names, block)

    def _shorten(self, block: Written, words: NDArray[np.object_]) -> None:
        """Mohammad before a name is mostly written short."""
        for row in np.flatnonzero((block.names[:, PREFIX] >= 0) & (block.sex == 1)):
            if self.chance.random() < 0.7:
                words[row] = ("Md", "मो.", "মোঃ")[block.script[row]] if self.chance.random() < 0.8 else words[row]

    def _case(self, names: Texts, block: Written) -> Texts:
        how = self.numbers.random(block.size)
        return [
            name if script != LATIN else name.upper() if at < 0.25 else name.title() if at < 0.97 else name
            for name, script, at in zip(names, block.script.tolist(), how.tolist(), strict=True)
        ]

    def _guardians(self, block: Written) -> Texts:
        given = self._words(block.guardian[:, 0], block.script, self.lexicon)
        second = self._words(np.where(given == "", -1, block.guardian[:, 1]), block.script, self.lexicon)
        late = (("Late ", "Sri ", "S/o "), ("स्व. ", "श्री ", ""), ("মৃত ", "শ্রী ", ""))
        joined = []
        for first, last, script in zip(given, second, block.script.tolist(), strict=True):
            title = (
                self.chance.choice(late[script]) if first and self.chance.random() < self.parameters.honorific else ""
            )
            joined.append(f"{title}{first} {last}".strip())
        return self._case(joined, block)

    def _where(self, block: Written, side: Side) -> list[Texts]:
        countries, states, districts = [], [], []
        told, scripts, has_state = block.district.tolist(), block.script.tolist(), block.has_state.tolist()
        for district, script, state in zip(told, scripts, has_state, strict=True):
            place = district if district >= 0 else -2 - district
            countries.append(self.places.country_text(place, script, self.chance))
            states.append(self.places.state(place, script, self.chance) if state else "")
            spellings = self.places.spellings[place][script]
            respelt = self.chance.random() < side.district_respelt
            districts.append("" if district < 0 else self.chance.choice(spellings[1:]) if respelt else spellings[0])
        return [countries, states, districts]

    def _villages(self, block: Written) -> Texts:
        told = block.village >= 0
        place = np.where(told, block.village, 0)
        before = self._words(np.where(told, self.places.village_before[place], -1), block.script, self.places.villages)
        name = self._words(np.where(told, self.places.village_name[place], -1), block.script, self.places.villages)
        return [f"{first} {last}".strip().title() for first, last in zip(before, name, strict=True)]

    def _marks(self, block: Written) -> Texts:
        pairs = zip(block.mark.tolist(), block.script.tolist(), strict=True)
        return [write_mark(code, script, self.chance) if code >= 0 else "" for code, script in pairs]


def cut(written: Written, first: int, end: int) -> Written:
    return Written(**{column.name: getattr(written, column.name)[first:end] for column in fields(written)})


def mistype(word: str, chance: Random) -> str:
    """One key: swapped with its neighbour, left out, doubled, or another letter of the same word."""
    if len(word) < 3:
        return word
    at = chance.randrange(1, len(word) - 1) if chance.random() < 0.9 else chance.randrange(len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    wrong = chance.choice("aeiounrstlkmdhb") if word[at].isascii() else chance.choice(word)
    return word[:at] + wrong + word[at + 1 :]
