"""Keyed tokens of what an alert says: by these another alert about the same matter is met, and no seal opened.

Here: which words of an alert become tokens, and writing them. Not here: which alerts are alike (`duplicates`).

A name of several words is known by every pair of them, in any order; a single name only together with the sex,
since first names are common. So a girl known by one name still meets her full name, and two families named
Devi do not meet. Tokens that become common, which would give themselves away and find too much, are removed,
and a row without an alert remembers that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final
from uuid import UUID

from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.intake.models import Alert, AlertToken
from rihai.lib.codelists import by_code
from rihai.lib.letters import romanised
from rihai.lib.phone import find_phones
from rihai.lib.text import fold, skeleton
from rihai.people.models import Provenance
from rihai.vault.blind import BlindIndex, blind_index, is_too_common

SHORTEST_PLACE_WORDS: Final = 8
NOT_STATED: Final = "not_stated"
Kind = AlertToken.Kind


@dataclass(frozen=True, repr=False)
class Mark:
    """Something of an alert by which others may be met: written, looked for, or both."""

    kind: AlertToken.Kind
    parts: tuple[str, ...]
    is_written: bool = True
    is_sought: bool = True


@dataclass(frozen=True)
class Tokens:
    """The tokens of one alert, each with its kind."""

    written: dict[bytes, AlertToken.Kind]
    sought: dict[bytes, AlertToken.Kind]


def tokens_of(facts: AlertFacts, organisation: UUID) -> Tokens:
    """The plain words are at hand only while the alert is being recorded."""
    index = blind_index(organisation)
    marks = list(_marks(facts))
    return Tokens(
        written={_token(index, mark): mark.kind for mark in marks if mark.is_written},
        sought={_token(index, mark): mark.kind for mark in marks if mark.is_sought},
    )


def write_tokens(alert: Alert, written: dict[bytes, AlertToken.Kind]) -> None:
    """Write those that are rare enough; one that becomes common is removed everywhere, and remembered."""
    rows = AlertToken.objects.filter(organisation=alert.organisation_id, token__in=list(written))
    found = [(bytes(token), of) for token, of in rows.values_list("token", "alert_id")]
    common = {token for token, of in found if of is None}
    counts = Counter(token for token, of in found if of is not None)
    alerts = Alert.objects.filter(organisation=alert.organisation_id, provenance=Provenance.OWN).count()
    new = [token for token in written if token not in common]
    too_common = [token for token in new if is_too_common(counts[token] + 1, alerts)]
    AlertToken.objects.filter(organisation=alert.organisation_id, token__in=too_common).delete()
    AlertToken.objects.bulk_create(
        AlertToken(
            organisation_id=alert.organisation_id,
            alert=None if token in too_common else alert,
            kind=written[token],
            token=token,
        )
        for token in new
    )


def _token(index: BlindIndex, mark: Mark) -> bytes:
    return index.tokens(f"alert-{mark.kind}", mark.parts)


def _marks(facts: AlertFacts) -> Iterator[Mark]:
    for one in facts.people:
        for name in one.person.names:
            yield from _name_marks(name_words(name.text), _sexes(one))
    contact = facts.source.contact if facts.source else ""
    for number in find_phones(" ".join((facts.what, facts.who, facts.where, contact))):
        yield Mark(Kind.PHONE, (number,))
    where = sorted(fold(facts.where).split())
    if len(" ".join(where)) >= SHORTEST_PLACE_WORDS:
        yield Mark(Kind.WHERE, tuple(where))


def _name_marks(words: list[str], sexes: Iterable[str]) -> Iterator[Mark]:
    for pair in combinations(words, 2):
        yield Mark(Kind.NAME, ("pair", *pair))
    for word in words:
        for sex in sexes:
            if len(words) == 1:
                yield Mark(Kind.NAME, ("alone", word, sex))
                yield Mark(Kind.NAME, ("among", word, sex), is_written=False)
            else:
                yield Mark(Kind.NAME, ("among", word, sex), is_sought=False)
                yield Mark(Kind.NAME, ("alone", word, sex), is_written=False)


def name_words(text: str) -> list[str]:
    """The words of a name by sound, each once and sorted; initials say nothing.

    A short name such as Riya has one consonant only: it keeps its vowels.
    """
    words = {_sound(word) for word in fold(text).split() if len(word) > 1}
    return sorted(words)


def _sound(word: str) -> str:
    key = skeleton(word)
    return key if len(key) > 1 else fold(romanised(word))


def _sexes(one: AlertPersonFacts) -> list[str]:
    """Where it is not stated, she may be met under any."""
    known = one.person.sex
    return [known] if known != NOT_STATED else list(by_code("rihai.people", "sex.yaml", "sexes"))
