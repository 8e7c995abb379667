"""From a record's texts to a row of numbers: fold, look each word up, lay the facts out as `layout` says.

Whoever keeps rows keeps the lexicon that gave the numbers. No weights here.
"""

import datetime
from typing import Any

from rihai.matching import layout as at
from rihai.matching.folding import Folder, Token
from rihai.matching.records import Record
from rihai.matching.vocabulary import Vocabulary

FIRST_DAY = datetime.date(at.FIRST_YEAR, 1, 1).toordinal()
DAYS_PER_YEAR = 365.2425
VOWELS = frozenset("aeiou")


class Lexicon:
    """The numbers of words, places, States, countries and marks of one register."""

    def __init__(self, folder: Folder | None = None) -> None:
        self.folder = folder or Folder()
        self.persons = Vocabulary()
        self.places = Vocabulary()
        self.districts = Vocabulary()
        self.states: dict[str, int] = {}
        self.countries: dict[str, int] = {}
        self.marks: dict[str, int] = {}
        self._places: dict[str, dict[str, int]] = {"district": {}, "state": {}, "country": {}}
        self._marks: dict[str, tuple[int, ...]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Numbers go to another process, the folder's memory of texts does not."""
        return {name: value for name, value in self.__dict__.items() if name != "folder"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.folder = Folder()

    def place(self, kind: str, text: str) -> int:
        """The number of a district, State or country; texts repeat, and each is folded once."""
        seen = self._places[kind]
        number = seen.get(text)
        if number is None:
            number = seen[text] = self._place(kind, text)
        return number

    def _place(self, kind: str, text: str) -> int:
        key = getattr(self.folder, kind)(text)
        if not key:
            return at.NONE
        if kind == "district":
            return self.districts.add(district_token(key))[1]
        numbers = self.states if kind == "state" else self.countries
        return numbers.setdefault(key, len(numbers))

    def marks_in(self, text: str) -> tuple[int, ...]:
        """The numbers of the marks that a text tells of."""
        found = self._marks.get(text)
        if found is None:
            marks = chosen_marks(self.folder.marks(text))
            found = self._marks[text] = tuple(self.marks.setdefault(mark, len(self.marks)) for mark in marks)
        return found

    @property
    def vocabularies(self) -> tuple[Vocabulary, Vocabulary, Vocabulary]:
        return self.persons, self.places, self.districts


def chosen(tokens: tuple[Token, ...], most: int) -> tuple[Token, ...]:
    """As many words as a row has room for. Common second names go first, then initials, then the words at the end."""
    if len(tokens) <= most:
        return tokens
    kept = sorted(range(len(tokens)), key=lambda k: (tokens[k].is_generic, tokens[k].is_initial, k))[:most]
    return tuple(tokens[k] for k in sorted(kept))


def chosen_marks(codes: frozenset[str]) -> list[str]:
    """As many as a row has room for: those that say where and on which side before those that say only what."""
    return sorted(codes, key=lambda code: (-len(code.split()), code))[: at.MARKS]


def district_token(key: str) -> Token:
    """A district that no table knows is still compared letter by letter."""
    letters = "".join(letter for letter in key if letter.isalnum()).lower()
    skeleton = letters[:1] + "".join(letter for letter in letters[1:] if letter not in VOWELS)
    return Token(key, letters, skeleton if len(skeleton) > 2 else "")


def day_of(date: datetime.date | None) -> int:
    return min(max(date.toordinal() - FIRST_DAY, 0), at.LAST_DAY - 1) if date is not None else at.NO_DATE


def vague_day(record: Record) -> int:
    """The days of a month or a year in one number; nothing where the day is known, or too little of it."""
    if record.date is None or record.until is None or record.day is not None:
        return at.NONE
    first = day_of(record.date)
    days = day_of(record.until) - first
    return first << at.SPAN_BITS | days if 0 < days <= at.SPAN else at.NONE


def birth_bin(day: int, age: float | None) -> int:
    """The quarter of a year somebody of this age on this day was born in."""
    if day < 0 or age is None:
        return at.NONE
    return min(max(int((day / DAYS_PER_YEAR - age) * at.BINS_PER_YEAR), 0), at.BIRTH_BINS - 1)


def age_bin(age: float | None) -> int:
    return at.NONE if age is None else min(max(int(age), 0), at.AGE_BINS - 1)


def encode(record: Record, lexicon: Lexicon) -> tuple[list[int], list[int]]:
    """The row of a record and the numbers of its words as written; unknown words are added."""
    row = [at.NONE] * at.COLUMNS
    words = [at.NONE] * at.WORDS
    folder = lexicon.folder
    for start, most, tokens, vocabulary in (
        (at.NAME, at.NAME_WORDS, folder.name(record.name) if record.name else (), lexicon.persons),
        (at.GUARDIAN, at.NAME_WORDS, folder.guardian(record.guardian) if record.guardian else (), lexicon.persons),
        (at.VILLAGE, at.VILLAGE_WORDS, folder.place(record.village) if record.village else (), lexicon.places),
    ):
        for slot, token in enumerate(chosen(tokens, most), start):
            words[slot], row[slot] = vocabulary.add(token)
    for slot, kind, text in (
        (at.DISTRICT, "district", record.district),
        (at.STATE, "state", record.state),
        (at.COUNTRY, "country", record.country),
    ):
        if text:
            row[slot] = lexicon.place(kind, text)
    if record.marks:
        marks = lexicon.marks_in(record.marks)
        row[at.MARK : at.MARK + len(marks)] = marks
    row[at.SEX] = at.SEXES.index(record.sex)
    row[at.DATE] = day_of(record.day)
    row[at.VAGUE] = vague_day(record)
    row[at.BIRTH] = birth_bin(day_of(record.middle), record.age)
    row[at.AGE] = age_bin(record.age)
    return row, words
