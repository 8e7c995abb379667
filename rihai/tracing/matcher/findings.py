"""What a proposal says: field by field, in plain values that can be sealed. Pure functions.

Whoever holds the found side learns of the other organisation's words only where both agree, which is what she knows
already, and that somebody asks. Of what differs she sees that it differs.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from rihai.tracing.matcher.registers import Likeness
from rihai.vault.codecs import JSONValue

# Levels of the engine at which two texts are the same name, place or mark in another spelling.
AGREES: Final = frozenset({"same", "strict", "skeleton", "near", "alias", "initial"})
# What stands in both records as a code or number: it places nobody.
CODED: Final = frozenset({"sex", "age", "date"})
Finding = dict[str, JSONValue]


def findings_of(likeness: Likeness, *, asks_missing: bool, is_across: bool, others: Sequence[Likeness]) -> Finding:
    """The reasons, strongest first, and how close the next ones come. `asks_missing`: whose entry was the query."""
    fields: list[JSONValue] = [
        _field(one, asks_missing=asks_missing, is_across=is_across)
        for one in sorted(likeness.reasons, key=lambda one: -float(one.points))
    ]
    behind: list[JSONValue] = [round(likeness.weight - one.weight, 2) for one in others if one.entry != likeness.entry]
    return {
        "weight": round(likeness.weight, 2),
        "probability": round(likeness.probability, 4),
        "fields": fields,
        "others": behind[:3],
        "unknown": _unknown(likeness.would_change, asks_missing=asks_missing),
    }


def _field(reason: Any, *, asks_missing: bool, is_across: bool) -> JSONValue:
    """Both texts, level, how rare, points. The engine says `asked` and `held`: which is the missing one's depends."""
    asked, other = str(reason.asked), str(reason.held)
    missing, held = (asked, other) if asks_missing else (other, asked)
    level = str(reason.level)
    is_told = not is_across or str(reason.field) in CODED or level in AGREES
    return {
        "field": str(reason.field),
        "missing": missing if is_told else "",
        "held": held,
        "is_told": is_told,
        "level": level,
        "share": _number(reason.share),
        "points": round(float(reason.points), 2),
    }


def _unknown(facts: Iterable[Any], *, asks_missing: bool) -> list[JSONValue]:
    """Which facts the holder's own record lacks: to ask the person for them is the cheapest way to be surer."""
    return [str(one.field) for one in facts if (one.is_held if asks_missing else one.is_asked)]


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 8)
