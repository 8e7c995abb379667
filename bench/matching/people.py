"""Invented people and what each register says of them, as numbers: names are lexemes, days count from the first.

Here: families, who goes missing, who is found, what is left out or wrong. Not here: spelling and files (`records`).
"""

from dataclasses import dataclass, fields

import numpy as np

from bench.matching.lexicon import COMMUNITIES, Floats, Ints, Lexicon
from bench.matching.marks import CODES
from bench.matching.parameters import Parameters, Side
from bench.matching.phonemes import VOWELS, read_notation
from bench.matching.places import VILLAGES, Places

PREFIX, GIVEN, MIDDLE, SECOND = range(4)
SEXES = ("F", "M", "T")
UNALTERED, PET, CHANGED = 0, 1, 2


@dataclass
class Table:
    """Columns of equal length; -1 says that nothing is written there."""

    community: Ints
    sex: Ints
    district: Ints
    village: Ints
    names: Ints  # prefix, given, middle, second
    guardian: Ints  # given, second
    birth: Ints  # day
    mark: Ints
    day: Ints  # last seen, or found

    def take(self, rows: Ints) -> "Table":
        return type(self)(**{column.name: getattr(self, column.name)[rows].copy() for column in fields(self)})


@dataclass
class Written(Table):
    """What one register says."""

    person: Ints
    age: Ints
    script: Ints
    altered: Ints
    has_state: Ints

    @property
    def size(self) -> int:
        return len(self.sex)


class Population:
    """Draws people from the lexicon and the places."""

    def __init__(self, lexicon: Lexicon, places: Places, parameters: Parameters) -> None:
        self.lexicon, self.places, self.parameters = lexicon, places, parameters
        self.muhammad, self.mosammat = (self._note(lexicon.names.first_parts[at]) for at in (0, -1))
        self.generic = np.array(sorted(self._note(word) for word in lexicon.names.generic))
        self.middle = [self._note("kumAr"), self._note("kumArI")]
        self.pets = np.array([self._note(word) for word in lexicon.names.pet])
        self.derived = self._derive_pets()

    def _note(self, word: str) -> int:
        return self.lexicon.lexeme(read_notation(word), "north")

    def _derive_pets(self) -> dict[int, int]:
        """Sunita is called Suni: the first consonants and vowels, then i or u."""
        derived = {}
        for (community, sex), pool in self.lexicon.given.items():
            if community == "tamil":
                continue
            for lexeme in pool.lexemes[:1500].tolist():
                sounds = self.lexicon.sounds[lexeme]
                end = next(
                    (at for at in range(2, len(sounds)) if sounds[at] not in VOWELS and sounds[at - 1] in VOWELS), 0
                )
                if end and end + 2 < len(sounds):
                    ending = "I" if sex == "F" else "U"
                    derived[lexeme] = self.lexicon.lexeme((*sounds[: end + 1], ending), "north")
        return derived

    def derived_pets(self) -> Ints:
        """For each lexeme the pet name made from it, or -1."""
        return np.array([self.derived.get(lexeme, -1) for lexeme in range(len(self.lexicon.sounds))])

    def draw(self, size: int, chance: np.random.Generator) -> Table:
        places = self.places
        district = chance.choice(len(places.heat), size, p=places.heat)
        community = self._communities(district, chance)
        sex = chance.choice(3, size, p=(0.70, 0.295, 0.005))
        within = np.minimum((VILLAGES * chance.random(size) ** 1.6).astype(np.int64), VILLAGES - 1)
        name, guardian = self._name(community, sex, chance)
        day = (self.parameters.days * chance.random(size) ** 0.8).astype(np.int64)
        birth = day - (self._age(size, chance) * 365.25).astype(np.int64)
        mark = chance.integers(0, CODES, size)
        return Table(community, sex, district, district * VILLAGES + within, name, guardian, birth, mark, day)

    def _communities(self, district: Ints, chance: np.random.Generator) -> Ints:
        shares = np.array([self.places.community_shares(at) for at in range(len(self.places.heat))]).cumsum(axis=1)
        shares /= shares[:, -1:]
        drawn: Ints = (chance.random(len(district))[:, None] > shares[district]).sum(axis=1)
        return drawn

    def _age(self, size: int, chance: np.random.Generator) -> Floats:
        """Mostly girls of 12 to 17; a fifth are grown up."""
        child = chance.triangular(2.5, 15.5, 18, size)
        grown = np.minimum(18 + chance.exponential(6, size), 50)
        return np.where(chance.random(size) < 0.82, child, grown)

    def _name(self, community: Ints, sex: Ints, chance: np.random.Generator) -> tuple[Ints, Ints]:
        size = len(sex)
        name, guardian = np.full((size, 4), -1), np.full((size, 2), -1)
        for at, group in enumerate(COMMUNITIES):
            for male in (False, True):
                rows = np.flatnonzero((community == at) & ((sex == 1) == male))
                self._fill(rows, group, male, name, guardian, chance)
        return name, guardian

    def _fill(
        self, rows: Ints, group: str, male: bool, name: Ints, guardian: Ints, chance: np.random.Generator
    ) -> None:
        lexicon, size, sex = self.lexicon, len(rows), "M" if male else "F"
        family = lexicon.second[group, "M"].draw(chance, size)
        second = lexicon.second[group, sex].draw(chance, size)
        second = np.where(np.isin(second, self.generic), second, family)
        name[rows, GIVEN] = lexicon.given[group, sex].draw(chance, size)
        name[rows, SECOND] = second
        if group == "muslim":
            common = self.muhammad if male else self.mosammat
            name[rows, PREFIX] = np.where(chance.random(size) < (0.25 if male else 0.06), common, -1)
        has_middle = chance.random(size) < (0.15 if group in ("north", "nepali") else 0.05)
        both = lexicon.given[group, sex].draw(chance, size)
        middle = np.where(chance.random(size) < 0.6, self.middle[not male], both) if group == "north" else both
        name[rows, MIDDLE] = np.where(has_middle & (middle != second), middle, -1)
        guardian[rows, 0] = lexicon.given[group, "M"].draw(chance, size)
        guardian[rows, 1] = np.where(chance.random(size) < 0.9, family, -1)

    def add_siblings(self, people: Table, chance: np.random.Generator) -> None:
        """Some rows become another child of the family before them: same village, same father, another name."""
        size = len(people.sex)
        rows = np.flatnonzero(chance.random(size) < self.parameters.siblings)
        rows = rows[rows > 0]
        self.copy_family(people, rows, people, rows - 1, chance)

    def copy_family(self, to: Table, rows: Ints, of: Table, others: Ints, chance: np.random.Generator) -> None:
        for column in ("community", "district", "village", "guardian"):
            getattr(to, column)[rows] = getattr(of, column)[others]
        name, _ = self._name(to.community[rows], to.sex[rows], chance)
        same_sex = to.sex[rows] == of.sex[others]
        name[same_sex, SECOND] = of.names[others[same_sex], SECOND]
        to.names[rows] = name

    def write(self, people: Table, person: Ints, side: Side, is_found: bool, chance: np.random.Generator) -> Written:
        """What a register makes of these people."""
        size, share = len(person), chance.random
        taken = people.take(person)
        script = np.searchsorted(np.cumsum((side.latin, side.devanagari)), share(size), side="right")
        known = {column.name: getattr(taken, column.name) for column in fields(taken)}
        altered = np.zeros(size, dtype=np.int64)
        written = Written(
            **known, person=person, age=np.zeros(size, np.int64), script=script, altered=altered, has_state=altered
        )
        if is_found:
            self._change_given(written, chance)
        written.names[share(size) < side.surname_dropped, SECOND] = -1
        written.guardian[share(size) < side.guardian_missing] = -1
        written.guardian[share(size) < side.surname_dropped, 1] = -1
        self._place(written, side, chance)
        self._numbers(written, side, is_found, chance)
        return written

    def _change_given(self, written: Written, chance: np.random.Generator) -> None:
        parameters, size = self.parameters, written.size
        at = chance.random(size)
        pet = np.flatnonzero(at < parameters.pet_name)
        changed = np.flatnonzero((at >= parameters.pet_name) & (at < parameters.pet_name + parameters.given_changed))
        unrelated = chance.choice(self.pets, len(pet))
        derived = np.array(
            [self.derived.get(lexeme, -1) for lexeme in written.names[pet, GIVEN].tolist()], dtype=np.int64
        )
        is_derived = (chance.random(len(pet)) < parameters.pet_name_derived) & (derived >= 0)
        written.names[pet, GIVEN] = np.where(is_derived, derived, unrelated)
        other, _ = self._name(written.community[changed], written.sex[changed], chance)
        written.names[changed, GIVEN] = other[:, GIVEN]
        written.names[np.concatenate([pet, changed]), MIDDLE] = -1
        written.altered[pet], written.altered[changed] = PET, CHANGED

    def _place(self, written: Written, side: Side, chance: np.random.Generator) -> None:
        share, size = chance.random, written.size
        written.village[share(size) >= side.village_kept] = -1
        wrong = np.flatnonzero(share(size) < side.district_wrong)
        written.district[wrong] = self._wrong_district(written.district[wrong], chance)
        written.has_state = (share(size) >= side.state_missing).astype(np.int64)
        # A district that is not told stays below zero, but its State may be known: kept as -2 - district.
        untold = share(size) < side.district_missing
        written.district[untold] = -2 - written.district[untold]

    def _wrong_district(self, district: Ints, chance: np.random.Generator) -> Ints:
        """Mostly a neighbour (the next of the table lies in the same State), sometimes anywhere."""
        count = len(self.places.heat)
        near = (district + chance.choice((-2, -1, 1, 2), len(district))) % count
        return np.where(chance.random(len(district)) < 0.7, near, chance.integers(0, count, len(district)))

    def _numbers(self, written: Written, side: Side, is_found: bool, chance: np.random.Generator) -> None:
        parameters, size, share = self.parameters, written.size, chance.random
        exact = (written.day - written.birth) / 365.25
        if is_found:
            lag = np.exp(np.log(parameters.lag_median) + parameters.lag_sigma * chance.standard_normal(size))
            written.day = written.day + np.minimum(lag, parameters.lag_most).astype(np.int64)
            exact = (written.day - written.birth) / 365.25
            exact = np.round(exact + chance.triangular(-parameters.age_error, 0, parameters.age_error, size))
            wrong = share(size) < parameters.sex_wrong
            written.sex = np.where(wrong, 1 - np.minimum(written.sex, 1), written.sex)
            written.mark = np.where(share(size) < parameters.mark_agrees, written.mark, chance.integers(0, CODES, size))
        written.age = np.where(share(size) < side.age_missing, -1, np.maximum(exact, 0).astype(np.int64))
        written.sex = np.where(share(size) < side.sex_missing, -1, written.sex)
        written.mark = np.where(share(size) < side.mark_present, written.mark, -1)
