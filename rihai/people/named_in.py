"""Whether a text that goes out names somebody: compared in memory with code, pseudonym and names in her file.

The words are told only of names that whoever typed may open herself; of the others, where they are asked about at all,
no more than yes or no. Whoever calls this leaves the trace, and passes none whom she may not know of.
Not here: what becomes of the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import permutations
from typing import Final
from uuid import UUID

from rihai.access.machine import open_for_matching
from rihai.access.rights import Way, ways_to_read
from rihai.accounts.models import User
from rihai.lib.codes import tidy_code
from rihai.lib.letters import romanised
from rihai.lib.text import fold, skeleton
from rihai.people.models import Person, PersonName
from rihai.vault.sealed import Sealed

# Combining signs belong to the word: Devanagari writes its vowels with them.
WORD: Final = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0900-\u0963\u0970-\u0983\u09bc-\u09cd])+")
CODE: Final = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
SEPARATOR: Final = re.compile(r"([ -])")
# A shorter word is an initial or a particle.
SHORTEST: Final = 3
# Written otherwise it sounds alike and shares this much of its letters: Meena and Mina, not Meena and man.
LIKENESS: Final = 0.65
# What is written behind a name in one word: Meenaji, Meenadevi. Indian letters end in a vowel that nobody speaks.
TAILS: Final = (
    *("kumari", "kumar", "devi", "debi", "rani", "didi", "bai", "jee", "ji", "di", "bibi", "bano", "banu"),
    *("begum", "begama", "khatun", "khatoon", "khatuna", "behen", "bahan", "bahana", "bhai", "ben", "bena"),
    *("tai", "amma", "akka"),
)
SAME_VOWEL: Final = (("ee", "i"), ("oo", "u"), ("aa", "a"))


@dataclass(frozen=True)
class _Spelling:
    """`plain`: in Latin letters, without case; `sound`: the consonants of it."""

    plain: str
    sound: str

    def is_like(self, other: "_Spelling") -> bool:
        if self.plain == other.plain:
            return True
        alike = self.sound == other.sound and SequenceMatcher(None, self.plain, other.plain).ratio() >= LIKENESS
        return alike and len(self.plain) >= SHORTEST


@dataclass(frozen=True)
class _Names:
    """`even`: without the ways to write one vowel."""

    by_sound: Mapping[str, list[_Spelling]]
    even: frozenset[str]

    def has(self, word: str) -> bool:
        """Alone, or with something behind it."""
        typed = _spelling(word)
        stems = [typed, *(_spelling(typed.plain.removesuffix(tail)) for tail in TAILS if typed.plain.endswith(tail))]
        if any(
            one.is_like(name)
            for one in stems
            if len(one.plain) >= SHORTEST
            for name in self.by_sound.get(one.sound, ())
        ):
            return True
        # By ear alone too many common words would be the plural of a name.
        return typed.plain.endswith("s") and _even(typed.plain.removesuffix("s")) in self.even


def words_that_name(text: str, people: Iterable[Person], *, by: User) -> tuple[str, ...]:
    """The words of the text that seem to name one of them, as they were typed, once each."""
    people = list(people)
    names = _names_told(_plain(_names(people, by)[Way.OWN]))
    # A pseudonym is a word of ours: nobody spells it by ear.
    pseudonyms = {_spelling(word) for one in people for word in _words(one.pseudonym)}
    found = [word for word in _words(text) if _spelling(word) in pseudonyms or names.has(word)]
    return (*_codes(text, {one.code for one in people}), *found)


def names_unseen(text: str, people: Iterable[Person], *, by: User) -> bool:
    """Whether a name that is kept from her stands in it; never which word it is."""
    kept = [name for way, names in _names(people, by).items() if way is not Way.OWN for name in names]
    names = _names_told(_plain(kept))
    return any(names.has(word) for word in _words(text))


def opens_all_names(user: User, people: Iterable[Person]) -> bool:
    """With one tap: what asks for a reason is opened by her reason and by nothing else."""
    return not _names(people, user).keys() - {Way.OWN}


def _names(people: Iterable[Person], user: User) -> defaultdict[Way, list[PersonName]]:
    """By the way she may open them; nothing where the record was erased."""
    rows = PersonName.objects.filter(person__in=list(people)).select_related("person")
    there = [one for one in rows if one.text is not None]
    ways = ways_to_read(user, there, "text")
    found: defaultdict[Way, list[PersonName]] = defaultdict(list)
    for name in there:
        found[ways[name.pk]].append(name)
    return found


def _plain(names: Iterable[PersonName]) -> Iterable[str]:
    """Nothing where the house holds no key."""
    held: defaultdict[UUID, list[Sealed]] = defaultdict(list)
    for name in names:
        if name.text is not None:
            held[name.person.organisation_id].append(name.text)
    for organisation, sealed in held.items():
        yield from (str(one) for one in open_for_matching(sealed, organisation=organisation) if one)


def _names_told(names: Iterable[str]) -> _Names:
    """Each word of the names, and each two of them written as one."""
    told = {one for name in names for word in _words(name) if len((one := _spelling(word)).plain) >= SHORTEST}
    by_sound: defaultdict[str, list[_Spelling]] = defaultdict(list)
    for one in [*told, *(_spelling(first.plain + second.plain) for first, second in permutations(told, 2))]:
        by_sound[one.sound].append(one)
    return _Names(by_sound, frozenset(_even(one.plain) for one in told))


def _even(plain: str) -> str:
    for long, short in SAME_VOWEL:
        plain = plain.replace(long, short)
    return plain


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(WORD.findall(text)))


def _spelling(word: str) -> _Spelling:
    return _Spelling(fold(romanised(word)), skeleton(word))


def _codes(text: str, codes: set[str]) -> list[str]:
    """However it is typed: "rh 7k2m 9qx"."""
    pieces = [piece for run in CODE.findall(text) for piece in _runs(SEPARATOR.split(run))]
    return list(dict.fromkeys(piece for piece in pieces if tidy_code(piece) in codes))


def _runs(parts: list[str]) -> Iterable[str]:
    """One to three words in a row, as they were typed; every second part is what stands between two."""
    for start in range(0, len(parts), 2):
        yield from ("".join(parts[start : start + length]) for length in (1, 3, 5) if start + length <= len(parts))
