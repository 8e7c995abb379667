"""Law cards: what may stand on one, in which language, and what still waits for a lawyer.

A sentence appears when a lawyer has confirmed it and every entry under it; in another language, when she has confirmed
that too. Not here: the sentences (`rihai.law`), or the cards (`data/law_cards.yaml`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.compensation_data import Head
from rihai.law.entries import Entry, Provision
from rihai.law.loading import law_of
from rihai.law.sourcing import Sourcing
from rihai.law.statements import Rendering, Statement
from rihai.law.words import title
from rihai.lib.codelists import load_list
from rihai.lib.yamlfile import DataFileError
from rihai.prosecution.documents.waiting import in_words
from rihai.prosecution.law.law_read import LawRead

PACKAGE: Final = "rihai.prosecution"
FILE: Final = "law_cards.yaml"
ENGLISH: Final = "en"


@dataclass(frozen=True)
class Card:
    """One topic; `when`: in which moment it helps."""

    code: str
    label: str | Promise
    when: str | Promise
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Under:
    """An entry that a sentence rests on, as papers name it."""

    reference: str
    sourcing: Sourcing


@dataclass(frozen=True)
class Said:
    """A sentence that a lawyer has confirmed. `sourcing`: of the words in the language they stand in."""

    words: str
    language: str
    sourcing: Sourcing
    under: tuple[Under, ...]

    @property
    def is_demonstration(self) -> bool:
        found = [self.sourcing.confirmed, *(one.sourcing.confirmed for one in self.under)]
        return any(one is not None and one.is_demonstration for one in found)


@dataclass(frozen=True)
class Shown:
    """A card as it may be shown today. `waiting`: what a lawyer has still to read, by name and never by its words."""

    card: Card
    said: tuple[Said, ...]
    waiting: tuple[str, ...]

    @property
    def is_demonstration(self) -> bool:
        return any(one.is_demonstration for one in self.said)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(one.language for one in self.said)


@cache
def load_cards() -> dict[str, Card]:
    """Every card by its code. Raises DataFileError where one names a sentence that is not there."""
    known, cards = law_of().statements, {}
    for row in load_list(PACKAGE, FILE, "cards"):
        ids = tuple(row.fields["statements"])
        if missing := [one for one in ids if one not in known]:
            raise DataFileError(f"{PACKAGE}/data/{FILE}", f"names no sentence of the law: {missing[0]!r}", row.code)
        cards[row.code] = Card(row.code, _(row.label), _(row.hint), ids)
    return cards


def shown(cards: Iterable[Card], language: str, read: LawRead) -> tuple[Shown, ...]:
    return tuple(_shown(card, language, read) for card in cards)


def listed(read: LawRead) -> tuple[Under, ...]:
    """Offences that the data of a country only list: their names, and nothing of what they say."""
    rows = (one for one in read.law.provisions.values() if one.is_to_do)
    return tuple(Under(title(one), read.sourcing_of(one)) for one in rows)


def _shown(card: Card, language: str, read: LawRead) -> Shown:
    """A law without a sentence of the card says nothing of it."""
    statements = [read.law.statements[key] for key in card.statements if key in read.law.statements]
    may = {one.id: is_confirmed(one, read) for one in statements}
    said = tuple(_said(one, language, read) for one in statements if may[one.id])
    waiting = [name for one in statements if not may[one.id] for name in _waiting(one, read)]
    return Shown(card, said, in_words(waiting, read.law))


def is_confirmed(statement: Statement, read: LawRead) -> bool:
    return not _waiting(statement, read)


def _waiting(statement: Statement, read: LawRead) -> list[str]:
    told = [f"statement {statement.id}", *statement.rests_on]
    return [name for name in told if (entry := read.law.entry(name)) is None or not read.may_quote(entry)]


def _said(statement: Statement, language: str, read: LawRead) -> Said:
    entries = [entry for told in statement.rests_on if (entry := read.law.entry(told)) is not None]
    under = tuple(Under(reference_of(entry), read.sourcing_of(entry)) for entry in entries)
    rendering = _rendering(statement, language, read)
    if rendering is not None:
        return Said(rendering.words, rendering.language, read.sourcing_of(rendering), under)
    return Said(statement.words, ENGLISH, read.sourcing_of(statement), under)


def _rendering(statement: Statement, language: str, read: LawRead) -> Rendering | None:
    """Only one that a lawyer has confirmed: a guess at what the law says in her language is worse than English."""
    found = (one for one in read.law.renderings.values() if (one.statement, one.language) == (statement.id, language))
    return next((one for one in found if read.may_quote(one)), None)


def reference_of(entry: Entry) -> str:
    """How papers name it: "BNSS 173(1)"."""
    if isinstance(entry, Provision):
        return entry.name
    return entry.scheme if isinstance(entry, Head) else str(getattr(entry, "provision", entry.id))
