"""What a name is made of once folded, and how well two such parts agree.

Only the words of a name and their comparison live here: how a word is folded is in `words`,
how often a word occurs (and therefore what an agreement is worth) belongs to the index.
"""

from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import JaroWinkler

NEAR_SIMILARITY = 0.91
FAR_SIMILARITY = 0.86


class Level(IntEnum):
    """How well two words agree, from the same text down to nothing in common."""

    SAME = 0
    STRICT = 1
    SKELETON = 2
    NEAR = 3
    FAR = 4
    ALIAS = 5
    INITIAL = 6
    DIFFERENT = 7


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name, with the keys it is compared by."""

    text: str
    strict: str
    skeleton: str
    alias: str = ""
    is_generic: bool = False
    is_initial: bool = False


def level(one: Token, other: Token) -> Level:
    """Say how well two words agree; the order of the two does not matter."""
    if one.is_initial or other.is_initial:
        return _initial_level(one, other)
    if one.text == other.text:
        return Level.SAME
    if one.strict and one.strict == other.strict:
        return Level.STRICT
    if one.skeleton and one.skeleton == other.skeleton:
        return Level.SKELETON
    similarity = JaroWinkler.similarity(one.strict, other.strict) if one.strict and other.strict else 0.0
    if similarity >= NEAR_SIMILARITY:
        return Level.NEAR
    if similarity >= FAR_SIMILARITY:
        return Level.FAR
    return Level.ALIAS if one.alias and one.alias == other.alias else Level.DIFFERENT


def _initial_level(one: Token, other: Token) -> Level:
    # An initial says little: two equal ones agree no better than one with a full name.
    if one.text == other.text or (one.skeleton and one.skeleton[:1] == other.skeleton[:1]):
        return Level.INITIAL
    return Level.DIFFERENT
