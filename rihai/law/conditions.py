"""Conditions of the data over facts, in Kleene's three values: what nobody has said is unknown, never false.

A condition is one test of one fact, all of several or any of several. Not here: which facts there are (`facts`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Final, Protocol

from rihai.law.schema import Row


class Truth(Enum):
    """Yes, no, or nobody has said."""

    NO = 0
    UNKNOWN = 1
    YES = 2


@dataclass(frozen=True)
class Listing:
    """What is listed, and whether there may be more: then what is not listed is unknown, not absent."""

    items: frozenset[str]
    is_open: bool = False


@dataclass(frozen=True)
class Range:
    """A number known only between two ends, both included: the longest sentence while some offences are open."""

    least: float
    most: float


@dataclass(frozen=True)
class Ages(Range):
    """How old somebody may have been when it was done: who was a child when it began is no adult for its end."""

    when_it_began: float


Value = bool | float | str | date | Listing | Range


class HasFacts(Protocol):
    """Whatever answers for a fact: its value, or None where it is unknown."""

    def get(self, key: str, /) -> Value | None: ...


@dataclass(frozen=True)
class Test:
    """One fact compared with a value; for `in` and `any_of` the value is a tuple."""

    fact: str
    op: str
    value: Any


@dataclass(frozen=True)
class All:
    """Every part must be so. Without parts: always so."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Some:
    """One part must be so."""

    parts: tuple["Condition", ...]


Condition = Test | All | Some
ALWAYS: Final = All(())


def _shares(value: Any, wanted: Any) -> Truth:
    if not value.items.isdisjoint(wanted):
        return Truth.YES
    return Truth.UNKNOWN if value.is_open else Truth.NO


def _plain(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Truth]:
    def judge(value: Any, wanted: Any) -> Truth:
        if isinstance(value, Range):
            ends = {compare(value.least, wanted), compare(value.most, wanted)}
            return Truth.UNKNOWN if len(ends) > 1 else Truth.YES if ends == {True} else Truth.NO
        return Truth.YES if compare(value, wanted) else Truth.NO

    return judge


def _old_enough(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Truth]:
    judge = _plain(compare)
    return lambda value, wanted: judge(value.when_it_began if isinstance(value, Ages) else value, wanted)


def _same(value: Any, wanted: Any) -> bool:
    """Text that somebody typed is the same in capitals: "karnataka" is Karnataka."""
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    return bool(value == wanted)


def _is_or_has(value: Any, wanted: Any) -> Truth:
    """Of several names one is enough: an offence may lie in two States."""
    return _shares(value, {wanted}) if isinstance(value, Listing) else _IS(value, wanted)


_IS: Final = _plain(_same)
OPERATORS: Final[Mapping[str, Callable[[Any, Any], Truth]]] = {
    "eq": _is_or_has,
    "ne": _plain(lambda value, wanted: not _same(value, wanted)),
    "lt": _plain(lambda value, wanted: value < wanted),
    "lte": _plain(lambda value, wanted: value <= wanted),
    "gt": _old_enough(lambda value, wanted: value > wanted),
    "gte": _old_enough(lambda value, wanted: value >= wanted),
    "in": _plain(lambda value, wanted: value in wanted),
    "any_of": _shares,
}


def truth_of_test(test: Test, facts: HasFacts) -> Truth:
    value = facts.get(test.fact)
    return Truth.UNKNOWN if value is None else OPERATORS[test.op](value, test.value)


def truth_of(condition: Condition, facts: HasFacts) -> Truth:
    """Kleene: all is the least of its parts, any the greatest."""
    if isinstance(condition, Test):
        return truth_of_test(condition, facts)
    if isinstance(condition, All):
        return _least(condition.parts, facts)
    return _greatest(condition.parts, facts)


def _least(parts: tuple[Condition, ...], facts: HasFacts) -> Truth:
    found = Truth.YES
    for part in parts:
        truth = truth_of(part, facts)
        if truth is Truth.NO:
            return truth
        if truth is Truth.UNKNOWN:
            found = truth
    return found


def _greatest(parts: tuple[Condition, ...], facts: HasFacts) -> Truth:
    found = Truth.NO
    for part in parts:
        truth = truth_of(part, facts)
        if truth is Truth.YES:
            return truth
        if truth is Truth.UNKNOWN:
            found = truth
    return found


@dataclass(frozen=True)
class Explained:
    """Why a condition is so: tests that hold, tests that nobody can answer yet, tests that fail."""

    truth: Truth
    holds: tuple[Test, ...] = ()
    open: tuple[Test, ...] = ()
    fails: tuple[Test, ...] = ()


def explain(condition: Condition, facts: HasFacts) -> Explained:
    """The truth of a condition with the tests that make it so, and none that make no difference.

    Where it is so: what holds. Where it is unknown: what holds, and what to ask. Where it is not so: what fails.
    """
    truth = truth_of(condition, facts)
    found: dict[Truth, dict[int, Test]] = {Truth.YES: {}, Truth.UNKNOWN: {}, Truth.NO: {}}
    _collect(condition, truth, facts, found)
    holds, asks, fails = (tuple(found[each].values()) for each in (Truth.YES, Truth.UNKNOWN, Truth.NO))
    return Explained(truth, holds, asks, fails)


def _collect(condition: Condition, truth: Truth, facts: HasFacts, found: dict[Truth, dict[int, Test]]) -> None:
    if isinstance(condition, Test):
        # Tests are shared between conditions: one object is one test, and its hash would cost more than all else.
        found[truth][id(condition)] = condition
        return
    for part in condition.parts:
        each = truth_of(part, facts)
        # What fails makes a no, what holds makes a yes of any; all that is still open rests on whatever does not fail.
        if each is truth or (truth is Truth.UNKNOWN and isinstance(condition, All) and each is not Truth.NO):
            _collect(part, each, facts, found)


def tests_in(condition: Condition) -> tuple[Test, ...]:
    """Every test of a condition, in order."""
    if isinstance(condition, Test):
        return (condition,)
    return tuple(test for part in condition.parts for test in tests_in(part))


def parse_condition(row: Row, key: str, content: Any, shared: Mapping[str, Condition]) -> Condition:
    """A condition as it stands in the data: {fact, op, value}, {all: [...]}, {any: [...]} or {use: NAME}."""
    if not isinstance(content, dict):
        raise row.fault(key, f"a condition holds keys and values, not {content!r}")
    inner = Row(row.file, content, row.entry)
    if "use" in content:
        name = inner.one_of("use", shared)
        inner.done()
        return shared[name]
    if "fact" in content:
        return _parse_test(inner)
    if set(content) not in ({"all"}, {"any"}) or not isinstance(next(iter(content.values())), list):
        raise row.fault(key, f"a condition is a fact with op and value, or a list under all or any, not {content!r}")
    kind, parts = next(iter(content.items()))
    read = tuple(parse_condition(row, key, part, shared) for part in parts)
    return All(read) if kind == "all" else Some(read)


def _parse_test(row: Row) -> Test:
    op, value = row.one_of("op", OPERATORS), row.get("value")
    if (op in ("in", "any_of")) != isinstance(value, list):
        raise row.fault("value", "must be a list for in and any_of, and only for them")
    test = _one_object(row.text("fact"), op, tuple(value) if isinstance(value, list) else value)
    row.done()
    return test


@lru_cache(maxsize=None, typed=True)
def _one_object(fact: str, op: str, value: Any) -> Test:
    """The same test wherever it stands in the data is one object: `explain` tells tests apart by that."""
    return Test(fact, op, value)


def uses_of(content: Any) -> set[str]:
    """Names of the shared conditions that a condition in the data uses."""
    if isinstance(content, dict):
        found = {content["use"]} if isinstance(content.get("use"), str) else set()
        return found.union(*(uses_of(each) for each in content.values()))
    return set().union(*(uses_of(each) for each in content)) if isinstance(content, list) else set()
