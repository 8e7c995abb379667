"""Clocks and their triggers as the data have them. Reading them from rows is here; what follows is in `clocks`.

A clock begins with a trigger. Where courts differ it has other readings; where another clock must not be silenced
before a lawyer has spoken, it names that one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from rihai.law.clocks_words import WORDS_OF_NATURE
from rihai.law.conditions import ALWAYS, Condition, parse_condition
from rihai.law.counting import WORDS_ONLY, Counting, Limit, Unit
from rihai.law.entries import Entry, Shared, common
from rihai.law.schema import Row

LONGEST: Final = 1000


@dataclass(frozen=True)
class Trigger:
    """Something that happens and starts clocks. `implies`: facts that follow from it unless somebody says no."""

    id: str
    name: str
    implies: Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """Another period that courts read into the same law, for the facts it is about."""

    limit: Limit
    name: str
    when: Condition


@dataclass(frozen=True)
class Clock(Entry):
    """A period that begins with an event.

    `waits_by`: the law (a source) by which an act in court waits for the next open day; empty: it ends on its day.
    `is_custody`: while it runs somebody is held, so closed days never move it. `warn_days`: days of the count on
    which to warn before it ends. `keeps`: the clock whose date stays the safe one until a lawyer has confirmed that
    this one applies instead. `answered_by`: the event that does what was due, if it comes in time.
    """

    name: str
    trigger: str
    limit: Limit
    counting: Counting
    provision: str
    in_force_from: date | None
    duty_on: str
    applies_when: Condition
    nature: str
    if_missed: str
    is_per_section: bool
    waits_by: str
    is_custody: bool
    readings: tuple[Reading, ...]
    warn_days: tuple[int, ...]
    keeps: str
    answered_by: str


def read_clock(row: Row, shared: Shared) -> Clock:
    waits_by, is_custody = row.text("waits_by", ""), row.flag("custody", False)
    if waits_by and is_custody:
        raise row.fault("waits_by", "custody never waits for an open day")
    return Clock(
        **common(row, shared),
        name=row.words("name"),
        trigger=row.words("trigger"),
        limit=_limit(row),
        counting=Counting(row.one_of("counting", list(Counting))),
        provision=row.words("provision"),
        in_force_from=row.maybe_date("in_force_from"),
        duty_on=row.words("duty_on"),
        applies_when=parse_condition(row, "applies_when", row.get("applies_when"), shared),
        nature=row.one_of("nature", WORDS_OF_NATURE),
        if_missed=row.text("if_missed", ""),
        is_per_section=row.one_of("scope", ("case", "per_section"), "case") == "per_section",
        waits_by=waits_by,
        is_custody=is_custody,
        readings=tuple(_reading(each, shared) for each in row.rows("readings", ())),
        warn_days=_days(row),
        keeps=row.text("keeps", ""),
        answered_by=row.text("answered_by", ""),
    )


def read_trigger(key: str, row: Row) -> Trigger:
    implies = row.get("implies", {})
    if not isinstance(implies, dict):
        raise row.fault("implies", "must be facts with their values")
    trigger = Trigger(key, row.words("name"), MappingProxyType(implies))
    row.done()
    return trigger


def _limit(row: Row) -> Limit:
    inner = Row(row.file, row.get("limit"), row.entry)
    unit, value = Unit(inner.one_of("unit", list(Unit))), inner.maybe_number("value") or 0
    inner.done()
    if value != int(value) or value > LONGEST or (value == 0) != (unit in WORDS_ONLY):
        raise row.fault("limit", f"a whole number up to {LONGEST} of a unit, or 0 with a unit that is a word")
    return Limit(unit, int(value))


def _reading(row: Row, shared: Shared) -> Reading:
    when = row.get("when", None)
    reading = Reading(
        _limit(row), row.words("name"), ALWAYS if when is None else parse_condition(row, "when", when, shared)
    )
    row.done()
    return reading


def _days(row: Row) -> tuple[int, ...]:
    days = row.get("warn_days", [])
    if not isinstance(days, list) or not all(isinstance(day, int) and 0 < day < LONGEST for day in days):
        raise row.fault("warn_days", "must be days of the count, such as [60, 80]")
    return tuple(days)
