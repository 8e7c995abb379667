"""What a proposal says: field by field, in plain values that can be sealed. Pure functions.

Whoever holds the found side learns of another organisation that somebody asks, and what each comparison is worth. Of
its words stand here those alone that her own record has too: whoever types a name to hear the rest of it hears her
own words. Nothing else of them is kept, so that no later page can show it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from rihai.tracing.matcher.registers import Likeness
from rihai.vault.codecs import JSONValue

# What stands in both records as a code, a number or a day: it is the same, or only fits, or does not fit.
CODED: Final = frozenset({"sex", "age", "date"})
FITS, FITS_NOT, SAME = "fits", "fits_not", "same"
BETWEEN_WORDS: Final = re.compile(r"[\s,;:.()/]+")
Finding = dict[str, JSONValue]


def findings_of(likeness: Likeness, *, asks_missing: bool, is_across: bool, others: Sequence[Likeness]) -> Finding:
    """The reasons, strongest first, and how close the next ones come. `asks_missing`: whose entry was the query."""
    fields: list[JSONValue] = [
        _field(one, asks_missing=asks_missing, is_across=is_across)
        for one in sorted(likeness.reasons, key=lambda one: -float(one.points))
    ]
    # Whole points: of two records of her own that differ in one fact, a tenth would tell how near the other's is.
    digits = 0 if is_across else 2
    gaps = (likeness.weight - one.weight for one in others if one.entry != likeness.entry)
    behind: list[JSONValue] = [round(gap, digits) for gap in gaps]
    return {
        "weight": round(likeness.weight, digits),
        "probability": round(likeness.probability, 1 if is_across else 4),
        "fields": fields,
        "others": behind[:3],
        "unknown": _unknown(likeness.would_change, asks_missing=asks_missing),
        # How rare a word of the other organisation is would tell something of it.
        "swings": {} if is_across else _swings(likeness.would_change),
    }


def _field(reason: Any, *, asks_missing: bool, is_across: bool) -> JSONValue:
    """Both texts, level, how rare, points. The engine says `asked` and `held`: which is the missing one's depends."""
    asked, other = str(reason.asked), str(reason.held)
    missing, held = (asked, other) if asks_missing else (other, asked)
    found: Finding = {
        "field": str(reason.field),
        "missing": missing,
        "held": held,
        "is_told": True,
        "level": str(reason.level),
        "share": _number(reason.share),
        "points": round(float(reason.points), 2),
    }
    return found | _of_another(str(reason.field), missing, held, float(reason.points)) if is_across else found


def _of_another(field: str, missing: str, held: str, points: float) -> Finding:
    """What is said instead where the other side is another organisation's. Whole points say no age to the month."""
    told: Finding = {"missing": words_that_met(missing, held), "points": float(round(points))}
    if field in CODED:
        is_same = missing == held
        told = {"missing": held if is_same else "", "points": told["points"]}
        told |= {} if is_same else {"level": FITS if points > 0 else FITS_NOT, "share": None}
    return told | {"is_told": bool(told["missing"])}


def words_that_met(missing: str, held: str) -> str:
    """The holder's own words that the other side has letter for letter."""
    theirs = {word.casefold() for word in BETWEEN_WORDS.split(missing)}
    return " ".join(word for word in BETWEEN_WORDS.split(held) if word and word.casefold() in theirs)


def _unknown(facts: Iterable[Any], *, asks_missing: bool) -> list[JSONValue]:
    """Which facts the holder's own record lacks: to ask the person for them is the cheapest way to be surer."""
    return [str(one.field) for one in facts if (one.is_held if asks_missing else one.is_asked)]


def _swings(facts: Iterable[Any]) -> dict[str, JSONValue]:
    """By field: the points that it would bring if it agreed, and if it did not."""
    return {
        str(one.field): [round(float(one.if_same.points), 1), round(float(one.if_different.points), 1)]
        for one in facts
        if one.if_same is not None and one.if_different is not None
    }


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 8)
