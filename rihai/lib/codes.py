"""Codes that stand for people and records where a name must not stand: RH-7K2M-9QX.

Here: making, checking and tidying them. Codes are random and carry no date, place or running number, so
that nobody learns from one how many there are. Whether a code is taken is for the caller's unique column.

The alphabet has 29 characters: digits and consonants without I, L, O, U, Z (easily misread) and without
vowels (no words arise). The last character is a check: every single wrong character and every swap of two
characters of the body is noticed, because 29 is prime and all weights differ.
"""

import random
import re
import secrets
from enum import StrEnum
from typing import Final

ALPHABET: Final = "0123456789BCDFGHJKMNPQRSTVWXY"
BODY_LENGTH: Final = 7
PERSON_PREFIX: Final = "RH"

_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}
_MISREAD_IN_BODY: Final = str.maketrans("OILZU", "0112V")
_MISREAD_IN_PREFIX: Final = str.maketrans("01", "OI")
_SHAPE: Final = re.compile(r"([A-Z]{1,3})([0-9A-Z]{7})")
# Dashes as people type and paste them.
_SEPARATORS: Final = re.compile(r"[\s\-‐‑–—._/]+")


class Reference(StrEnum):
    """Prefixes of what is not a person."""

    ALERT = "A"
    INQUIRY = "I"
    OPERATION = "O"
    MISSING = "M"
    FOUND = "F"
    SHEET = "Q"
    SEARCH = "SR"
    PLANTED = "PL"
    LEGAL = "L"
    EVIDENCE = "E"
    RECEIPT = "ER"
    OBSTACLE = "OB"


def new_code(prefix: str = PERSON_PREFIX, *, rng: random.Random | None = None) -> str:
    """Draw a code from the system's source of randomness; `rng` is for repeatable demonstrations only."""
    if not re.fullmatch(r"[A-Z]{1,3}", prefix):
        raise ValueError("The prefix of a code is one to three capital letters")
    chosen = rng or secrets.SystemRandom()
    body = "".join(chosen.choice(ALPHABET) for _ in range(BODY_LENGTH - 1))
    return _written(prefix, body + _check_character(prefix, body))


def new_reference(kind: Reference, *, rng: random.Random | None = None) -> str:
    """A code for an alert, inquiry or operation: A-7K2M-9QX."""
    return new_code(kind.value, rng=rng)


def tidy_code(text: str) -> str | None:
    """The code as we write it, from what somebody typed or heard; None if it cannot be one.

    Case, spaces, dashes and the usual confusions (O for 0, I or L for 1, Z for 2, U for V) are forgiven.
    """
    compact = _SEPARATORS.sub("", text.upper())
    prefix = compact[:-BODY_LENGTH].translate(_MISREAD_IN_PREFIX)
    body = compact[-BODY_LENGTH:].translate(_MISREAD_IN_BODY)
    if not _SHAPE.fullmatch(prefix + body) or not set(body) <= _VALUES.keys():
        return None
    return _written(prefix, body) if _check_character(prefix, body[:-1]) == body[-1] else None


def is_valid_code(text: str, prefix: str | None = None) -> bool:
    """Whether this can be a code, of that prefix if one is given. It says nothing about existence."""
    code = tidy_code(text)
    return code is not None and (prefix is None or code.startswith(f"{prefix}-"))


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:4]}-{body[4:]}"


def _check_character(prefix: str, body: str) -> str:
    """The character that makes the weighted sum of the whole code divisible by 29."""
    values = [_VALUES[character] for character in body]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    total += sum(weight * ord(character) for weight, character in enumerate(prefix, start=len(values) + 2))
    return ALPHABET[-total % len(ALPHABET)]
