"""Why a pair weighs what it weighs. The same loop that weighed it is asked again, so reasons add up to the weight.

Words for a person who decides: what was compared, how well it agrees, how often that happens by chance.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at
from rihai.matching.answer import FieldReason, Unknown, WordReason
from rihai.matching.census import Census
from rihai.matching.folding import Level
from rihai.matching.kernels_score import Batch
from rihai.matching.records import Record

IN_WORDS = {
    Level.SAME: "written the same",
    Level.STRICT: "another spelling of the same sounds",
    Level.SKELETON: "the same consonants",
    Level.NEAR: "nearly the same letters",
    Level.FAR: "similar letters",
    Level.ALIAS: "a known other form of the name",
    Level.INITIAL: "an initial that fits",
    Level.DIFFERENT: "different",
}
PARTS = (
    ("name", at.P_NAME, range(at.Q_NAME, at.Q_GUARDIAN), at.FIELD_NAME),
    ("guardian", at.P_GUARDIAN, range(at.Q_GUARDIAN, at.Q_VILLAGE), at.FIELD_GUARDIAN),
    ("district", at.P_DISTRICT, range(at.Q_DISTRICT, at.TOKENS), at.FIELD_DISTRICT),
    ("village", at.P_VILLAGE, range(at.Q_VILLAGE, at.Q_DISTRICT), at.FIELD_VILLAGE),
)
CLOSE = at.CLOSE / at.BINS_PER_YEAR  # years
STATE = "same State"


@dataclass(frozen=True)
class Pair:
    """One scored pair as the loop left it."""

    asked: Record
    held: Record
    points: NDArray[Any]
    met: NDArray[Any]  # by word of the question: the slot of the record it met, or -1
    levels: NDArray[Any]
    worth: NDArray[Any]


def reasons_for(
    pair: Pair, batch: Batch, q: int, census: Census, direction: int, damping: float
) -> tuple[FieldReason, ...]:
    """Every comparison that was made, the weightiest first; points as far as they count."""
    found = [*_words(pair, batch, q, census), *_facts(pair, census, direction)]
    return tuple(_damped(reason, damping) for reason in sorted(found, key=lambda reason: -abs(reason.points)))


def _damped(reason: FieldReason, damping: float) -> FieldReason:
    words = tuple(replace(word, points=word.points * damping) for word in reason.words)
    return replace(reason, points=reason.points * damping, words=words)


def has_words(pair: Pair, batch: Batch, q: int) -> bool:
    """Whether a word or a mark agrees: sex, age and date alone fit many."""
    is_met = (batch.rows[q, : at.TOKENS] >= 0) & (pair.met >= 0) & (pair.levels < Level.INITIAL)
    return bool(is_met.any() or pair.points[at.P_MARKS] > 0.0)


def _words(pair: Pair, batch: Batch, q: int, census: Census) -> Iterator[FieldReason]:
    for field, comparison, tokens, counted in PARTS:
        asked, held = _texts(field, pair)
        if not asked or not held:
            continue
        side = 0 if field == "name" else 1
        met = [token for token in tokens if batch.rows[q, token] >= 0 and pair.met[token] >= 0]
        words = []
        for token in met:
            level = Level(int(pair.levels[token]))
            holders = batch.cost[side, batch.rows[q, token], : max(int(level), at.STRICT) + 1].sum()
            share = float(holders) / max(int(census.present[counted]), 1)
            words.append(WordReason(asked, held, level, share, float(pair.worth[token])))
        level = min((word.level for word in words), default=Level.DIFFERENT)
        chance = float(np.prod([word.share for word in words])) if words else None
        code, says = level.name.lower(), IN_WORDS[level]
        if field == "district" and level == Level.DIFFERENT and pair.points[comparison] > 0:
            code, says = "state", STATE
        yield FieldReason(field, asked, held, code, says, chance, float(pair.points[comparison]), tuple(words))


def _texts(field: str, pair: Pair) -> tuple[str, str]:
    if field != "district":
        return getattr(pair.asked, field), getattr(pair.held, field)
    asked, held = pair.asked, pair.held
    for part in ("district", "state", "country"):
        if getattr(asked, part) and getattr(held, part):
            return getattr(asked, part), getattr(held, part)
    return "", ""


def _facts(pair: Pair, census: Census, direction: int) -> Iterator[FieldReason]:
    asked, held, points = pair.asked, pair.held, pair.points
    if asked.sex and held.sex:
        is_same = asked.sex == held.sex
        share = _share(census.facts[at.SEX], at.SEXES.index(asked.sex)) if is_same else None
        code, says = ("same", "the same sex") if is_same else ("different", "another sex was written down")
        if not is_same and "T" in (asked.sex, held.sex):
            code, says = "neutral", "written down differently, which rules nobody out"
        yield FieldReason("sex", asked.sex, held.sex, code, says, share, float(points[at.P_SEX]))
    if asked.age is not None and held.age is not None:
        yield _age(pair, float(points[at.P_AGE]), census)
    if direction and asked.date is not None and held.date is not None:
        code, says = _lag(*((held, asked) if direction > 0 else (asked, held)))
        share = float(2.0 ** -max(float(points[at.P_DATE]), 0.0))
        yield FieldReason("date", asked.when, held.when, code, says, share, float(points[at.P_DATE]))
    if asked.marks and held.marks and points[at.P_MARKS] != 0.0:
        is_same = points[at.P_MARKS] > 0.0
        code, says = ("same", "a mark in common") if is_same else ("different", "no mark in common")
        share = float(2.0 ** -float(points[at.P_MARKS])) if is_same else None
        yield FieldReason("marks", asked.marks, held.marks, code, says, share, float(points[at.P_MARKS]))


def _lag(missing: Record, found: Record) -> tuple[str, str]:
    """How long after going missing she was found, as far as both dates are known."""
    if missing.date is None or found.date is None:
        return "", ""
    least = (found.date - (missing.until or missing.date)).days
    most = ((found.until or found.date) - missing.date).days
    if most < 0:
        return "before", "found before"
    days = f"{most}" if least == most else f"{max(least, 0)} to {most}"
    return "after", f"found {days} days after going missing"


def _age(pair: Pair, points: float, census: Census) -> FieldReason:
    """Show the sum: the years that passed are added before two ages are compared."""
    asked, held = pair.asked, pair.held
    age, other = asked.age or 0.0, held.age or 0.0
    passed = (asked.middle - held.middle).days / 365.25 if asked.middle and held.middle else 0.0
    apart = age - (other + passed)
    then, now = (other, age) if passed >= 0.0 else (age, other)
    says = f"{then:g} years then, {abs(passed):.1f} years passed, {now:g} years now: {abs(apart):.1f} apart"
    code = "near" if abs(apart) <= CLOSE else "apart"
    ages = census.facts[at.AGE]
    low, high = max(int(other - abs(apart)), 0), int(other + abs(apart)) + 1
    share = float(ages[low:high].sum() / max(ages.sum(), 1))
    return FieldReason("age", f"{age:g}", f"{other:g}", code, says, share, points)


def _share(counts: NDArray[Any], value: int) -> float:
    return float(counts[value] / max(counts[1:].sum(), 1))


def would_change(asked: Record, held: Record) -> tuple[Unknown, ...]:
    """Which facts one side lacks: to ask for them is the cheapest way to be surer."""
    found = []
    for field in ("name", "guardian", "sex", "age", "date", "district", "village", "marks"):
        mine, theirs = getattr(asked, field), getattr(held, field)
        no_mine, no_theirs = mine in ("", None), theirs in ("", None)
        if no_mine or no_theirs:
            found.append(Unknown(field, no_mine, no_theirs))
    return tuple(found)
