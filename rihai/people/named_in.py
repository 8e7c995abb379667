"""Whether a text that goes out names somebody: compared in memory with code, pseudonym and names in her file.

Of the names only those that whoever typed may open herself: the answer would tell her the others. Whoever calls this
leaves the trace, and passes none whom she may not know of. Not here: what becomes of the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
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


def words_that_name(text: str, people: Iterable[Person], *, by: User) -> tuple[str, ...]:
    """The words of the text that seem to name one of them, as they were typed, once each."""
    people = list(people)
    told = {_spelling(word) for name in _plain(_names(people, by)[Way.OWN]) for word in _words(name)}
    names = [one for one in told if len(one.plain) >= SHORTEST]
    # A pseudonym is a word of ours: nobody spells it by ear.
    pseudonyms = {_spelling(word) for one in people for word in _words(one.pseudonym)}
    typed = {word: _spelling(word) for word in _words(text)}
    found = [word for word, one in typed.items() if one in pseudonyms or any(one.is_like(name) for name in names)]
    return (*_codes(text, {one.code for one in people}), *found)


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
