"""What an event may say beside its verb: codes and numbers, so that nobody's name or words get in.

Here: the check of verbs and facts, and the text they are stored as. Pure. Not here: the
event itself (`models`) or its seal (`macs`).

A refused value is never quoted: it may be the very name that must not be written down.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias
from uuid import UUID

Fact: TypeAlias = int | bool | str | UUID
FactValue: TypeAlias = Fact | Sequence[Fact]

VERB: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(\.refused)?")
MAX_VERB: Final = 80
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
# The longest code is a record with its fields: the label of a model, its uid, a field.
CODE: Final = re.compile(r"[a-z0-9_.:/-]{1,120}")
# Ten digits are a telephone number, twelve an identity card: neither is a code or a count.
MANY_DIGITS: Final = re.compile(r"(?<![a-z0-9])\d(?:-?\d){9,}(?![a-z0-9])")
DASHED_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LARGEST: Final = 10**9


def check_verb(verb: str) -> str:
    """Return the verb, or raise ValueError if it is not of the form noun.verbed."""
    if len(verb) > MAX_VERB or not VERB.fullmatch(verb):
        raise ValueError(f"An audit verb reads noun.verbed in small letters, at most {MAX_VERB} long.")
    return verb


def facts_as_text(facts: Mapping[str, FactValue]) -> str:
    """Return the facts as JSON in one canonical spelling, or raise ValueError naming the bad one."""
    checked = {_name(name): _value(name, value) for name, value in facts.items()}
    return json.dumps(checked, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("The name of an audit fact is a short word in small letters.")
    return name


def _value(name: str, value: object) -> object:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray | memoryview):
        return [_single(name, part) for part in value]
    return _single(name, value)


def _single(name: str, value: object) -> int | bool | str:
    match value:
        case bool():
            return value
        case int() if abs(value) < LARGEST:
            return int(value)
        case UUID():
            return str(value)
        case str() if CODE.fullmatch(value) and not MANY_DIGITS.search(DASHED_UUID.sub("", value)):
            return str(value)
    raise ValueError(
        f"The audit fact '{name}' is not a code, a number below a thousand million, yes/no, an id, or a list"
        " of these. Free text, names and telephone numbers belong in sealed fields."
    )
