"""Facts about a case: a vocabulary in the data, and what somebody gave, checked against it.

Facts come nested ({"victim": {"age_years": 15}}) or dotted ({"victim.age_years": 15}). Absent, null and "unknown"
mean the same: nobody has said. A list is complete as given, as the data have it; "unknown" in it says that there may
be more, and then what is not listed is unknown. Facts are coded answers; nothing here holds a story.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from rihai.law.conditions import Listing, Value
from rihai.law.errors import InputProblem, nearest
from rihai.law.facts_together import check_together
from rihai.law.schema import Row
from rihai.law.sentences import sentence

TYPES: Final = ("yes_no", "number", "date", "one", "many", "text", "names", "phases")
UNKNOWN: Final = "unknown"
# More than anybody's age, days or people; a slip of the hand is told instead of believed.
MOST: Final = 100_000


@dataclass(frozen=True)
class Fact:
    """One fact of the vocabulary: how it is answered, and how to ask for it in plain words."""

    key: str
    name: str
    type: str
    question: str
    values: Mapping[str, str]
    is_derived: bool = False

    @property
    def allowed(self) -> str:
        """What may be answered, for somebody who answered something else."""
        said = {
            "yes_no": "true, false or unknown",
            "number": "a whole number from 0, or unknown",
            "date": "a date such as 2024-07-01, or unknown",
            "text": "text, or unknown",
            "names": "one name or a list of names, or unknown",
            "phases": "a list of {date, acts}",
        }
        return said.get(self.type) or ", ".join([*self.values, UNKNOWN])


Vocabulary = Mapping[str, Fact]


@dataclass(frozen=True)
class Phase:
    """What was done on one date; open like any list where somebody is not sure."""

    on: date
    acts: Listing


@dataclass(frozen=True)
class Facts:
    """Known facts only: what is not here is unknown."""

    known: Mapping[str, Value] = field(default_factory=dict)
    phases: tuple[Phase, ...] = ()

    def get(self, key: str, /) -> Value | None:
        return self.known.get(key)

    def also(self, more: Mapping[str, Value | None]) -> "Facts":
        """With other facts added or replaced; None makes one unknown."""
        merged = {**self.known, **more}
        known = {key: value for key, value in merged.items() if value is not None}
        return Facts(MappingProxyType(known), self.phases)

    def day(self, key: str) -> date | None:
        value = self.get(key)
        return value if isinstance(value, date) else None

    def items_of(self, key: str) -> frozenset[str]:
        value = self.get(key)
        return value.items if isinstance(value, Listing) else frozenset()


def read_vocabulary(rows: list[Row]) -> Vocabulary:
    found: dict[str, Fact] = {}
    for row in rows:
        key = row.words("key")
        if key in found:
            raise row.fault("key", "stands there twice")
        values = row.get("values", {})
        if not isinstance(values, dict) or not all(isinstance(each, str) for pair in values.items() for each in pair):
            raise row.fault("values", "must be names with plain words")
        kind = row.one_of("type", TYPES)
        if kind in ("one", "names") and not values:
            raise row.fault("values", "is missing")
        found[key] = Fact(
            key, row.words("name"), kind, row.words("question"), MappingProxyType(values), row.flag("derived", False)
        )
        row.done()
    return MappingProxyType(found)


def read_facts(vocabulary: Vocabulary, given: Any) -> Facts:
    """Facts as somebody gave them; whatever cannot be understood is named with what could stand there."""
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise InputProblem("facts", "must hold keys and values", "victim.age_years: 15, or victim: {age_years: 15}")
    known: dict[str, Value] = {}
    phases: tuple[Phase, ...] = ()
    seen: set[str] = set()
    for key, value in _flat(vocabulary, given):
        if key in seen:
            raise InputProblem(key, "is given twice", "each fact once")
        seen.add(key)
        fact = _fact(vocabulary, key)
        if value is None or value == UNKNOWN:
            continue
        if fact.type == "phases":
            phases = _phases(vocabulary, fact, value)
        else:
            known[key] = _value(fact, value)
    check_together(known, (phase.on for phase in phases))
    return Facts(MappingProxyType(known), phases)


def _flat(vocabulary: Vocabulary, given: Mapping[Any, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in given.items():
        name = f"{before}{key}"
        is_group = name not in vocabulary and any(known.startswith(f"{name}.") for known in vocabulary)
        if is_group and (value is None or value == UNKNOWN):
            continue
        if isinstance(value, dict) and name not in vocabulary:
            if not is_group:
                raise _not_known(vocabulary, name)
            yield from _flat(vocabulary, value, f"{name}.")
        else:
            yield name, value


def _fact(vocabulary: Vocabulary, key: str) -> Fact:
    fact = vocabulary.get(key)
    if fact is None:
        raise _not_known(vocabulary, key)
    if fact.is_derived:
        raise InputProblem(key, "is worked out from the other facts and cannot be given", "nothing: leave the key out")
    return fact


def _not_known(vocabulary: Vocabulary, key: str) -> InputProblem:
    givable = [name for name, fact in vocabulary.items() if not fact.is_derived]
    return InputProblem(key, "is not a fact known here", nearest(key, givable))


def _value(fact: Fact, value: Any) -> Value:
    if fact.type == "many":
        return _listing(fact, value)
    if fact.type == "names":
        return _names(fact, value)
    if fact.type == "yes_no" and isinstance(value, bool):
        return value
    if fact.type == "number" and isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST:
        return value
    if fact.type == "date" and (day := _day(value)) is not None:
        return day
    if fact.type == "text" and isinstance(value, str) and value.strip():
        return _name(fact, value.strip())
    if fact.type == "one" and isinstance(value, str) and value in fact.values:
        return value
    raise InputProblem(fact.key, sentence("wrong_value", written=repr(value)), fact.allowed)


def _name(fact: Fact, written: str) -> str:
    """A rule that asks for a name finds no other spelling of it: where the names are known, none is guessed at."""
    known = {name.casefold(): name for name in fact.values}
    if known and written.casefold() not in known:
        raise InputProblem(
            fact.key,
            sentence("wrong_name", written=repr(written)),
            f"{nearest(written, fact.values)}, or unknown",
        )
    return known.get(written.casefold(), written)


def _names(fact: Fact, value: Any) -> Listing:
    """One name is a list of one. What is not named is not it, unless "unknown" says that there may be more."""
    items = [value] if isinstance(value, str) else value
    if (
        not isinstance(items, list | tuple)
        or not items
        or not all(isinstance(one, str) and one.strip() for one in items)
    ):
        raise InputProblem(fact.key, sentence("wrong_value", written=repr(value)), fact.allowed)
    named = frozenset(_name(fact, one.strip()) for one in items if one != UNKNOWN)
    return Listing(named, is_open=UNKNOWN in items)


def _listing(fact: Fact, value: Any) -> Listing:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise InputProblem(fact.key, f"{value!r} is not a list", fact.allowed)
    for item in items:
        if item != UNKNOWN and (not isinstance(item, str) or (fact.values and item not in fact.values)):
            near = nearest(str(item), fact.values)
            raise InputProblem(fact.key, f"{item!r} is not among its values; nearest: {near}", fact.allowed)
    return Listing(frozenset(item for item in items if item != UNKNOWN), is_open=UNKNOWN in items)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _phases(vocabulary: Vocabulary, fact: Fact, value: Any) -> tuple[Phase, ...]:
    if not isinstance(value, list):
        raise InputProblem(fact.key, f"{value!r} is not a list", fact.allowed)
    return tuple(_phase(vocabulary, fact, one) for one in value)


def _phase(vocabulary: Vocabulary, fact: Fact, one: Any) -> Phase:
    day = _day(one.get("date")) if isinstance(one, dict) else None
    if day is None or set(one) != {"date", "acts"}:
        raise InputProblem(fact.key, f"{one!r} cannot be understood", fact.allowed)
    acts = UNKNOWN if one["acts"] is None else one["acts"]
    return Phase(day, _listing(vocabulary["acts"], acts))
