"""Finding alerts that may concern the same matter, without opening any seal.

When an alert is recorded, keyed tokens of its names, phone numbers and place words are kept; equal
tokens propose a pair, with the reasons. A person decides. Whoever may not see the earlier alert
learns nothing: the desk that holds it is told instead (design rule 13).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from rihai.intake.facts import AlertFacts
from rihai.intake.models import Alert, AlertToken
from rihai.lib.phone import find_phones
from rihai.lib.text import fold, skeleton
from rihai.vault.blind import blind_index, is_too_common

# Two alerts of one place are only worth a look when they came close together.
SAME_PLACE_WITHIN: Final = timedelta(days=14)
SHORTEST_PLACE_WORDS: Final = 8
SEXES: Final = ("female", "male", "transgender")


@dataclass(frozen=True)
class Likeness:
    """An earlier alert and the reasons, as codes of `AlertToken.Kind`."""

    alert: Alert
    reasons: tuple[str, ...]


def keep_tokens(alert: Alert, facts: AlertFacts) -> list[AlertToken]:
    """Write the tokens of a new alert; the plain words are at hand only now."""
    index = blind_index(alert.organisation_id)
    rows = [
        AlertToken(
            organisation_id=alert.organisation_id,
            alert=alert,
            kind=kind,
            token=index.tokens(f"alert-{kind}", [text]),
        )
        for kind, text in sorted(set(_words(facts)))
    ]
    return AlertToken.objects.bulk_create(rows)


def find_alike(alert: Alert, tokens: list[AlertToken]) -> list[Likeness]:
    """Earlier alerts of the same organisation with an equal token, best reason first."""
    total = Alert.objects.filter(organisation_id=alert.organisation_id).count()
    reasons: dict[Alert, set[str]] = defaultdict(set)
    for one in tokens:
        matches = AlertToken.objects.filter(organisation_id=alert.organisation_id, token=one.token, kind=one.kind)
        earlier = matches.exclude(alert=alert).select_related("alert")
        if is_too_common(earlier.count(), total):
            continue
        for match in earlier:
            reasons[match.alert].add(str(one.kind))
    alike = [
        Likeness(other, tuple(sorted(found)))
        for other, found in reasons.items()
        if _is_worth_a_look(alert, other, found)
    ]
    return sorted(alike, key=lambda like: (-len(like.reasons), like.alert.received_at))


def _is_worth_a_look(alert: Alert, other: Alert, reasons: set[str]) -> bool:
    if reasons != {AlertToken.Kind.WHERE}:
        return True
    return abs(alert.received_at - other.received_at) <= SAME_PLACE_WITHIN


def _words(facts: AlertFacts) -> Iterator[tuple[str, str]]:
    for one in facts.people:
        for name in one.person.names:
            parts = sorted(filter(None, (skeleton(word) for word in name.text.split())))
            if parts:
                yield AlertToken.Kind.NAME, " ".join(parts)
                # A girl known by one name only still meets her full name; with her sex, since first names are common.
                sexes = SEXES if one.person.sex == "not_stated" else (one.person.sex,)
                yield from ((AlertToken.Kind.NAME, f"{part} {sex}") for part in parts for sex in sexes)
    contact = facts.source.contact if facts.source else ""
    for number in find_phones(" ".join((facts.what, facts.who, facts.where, contact))):
        yield AlertToken.Kind.PHONE, number
    where = " ".join(sorted(fold(facts.where).split()))
    if len(where) >= SHORTEST_PLACE_WORDS:
        yield AlertToken.Kind.WHERE, where
