"""Which days courts and offices are closed, as far as somebody has told us.

Here: the calendar and reading it from a file. Not here: which periods wait for an open day (`clocks`): custody never
does. Shipped are only what all of India shares; a State or a court gives its own file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from rihai.law.errors import InputProblem
from rihai.law.yaml_text import PlainTexts
from rihai.lib.yamlfile import load_yaml

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KEYS: Final = ("name", "weekly", "years", "days")
# A vacation is long, but no calendar closes a court for longer; a file that does is a mistake.
LONGEST: Final = 120


@dataclass(frozen=True)
class OpenDays:
    """The closed days that are known. `years`: for which years a calendar of the place was given; others are gaps."""

    weekly: frozenset[int] = frozenset({6})
    fixed: frozenset[tuple[int, int]] = frozenset()
    days: frozenset[date] = frozenset()
    years: frozenset[int] = field(default=frozenset())
    name: str = ""

    def is_open(self, day: date) -> bool:
        return day.weekday() not in self.weekly and (day.month, day.day) not in self.fixed and day not in self.days

    def next_open(self, day: date) -> date:
        """This day if it is open, otherwise the next one that is."""
        for ahead in range(LONGEST):
            if self.is_open(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
        raise InputProblem("holidays", f"no open day within {LONGEST} days after {day}", "list fewer closed days")

    def add(self, day: date, count: int) -> date:
        """The day after `count` open ones; `day` itself does not count."""
        for _number in range(count):
            day = self.next_open(day + timedelta(days=1))
        return day

    def knows(self, day: date) -> bool:
        """Whether a calendar of the place was given for its year; otherwise more days may be closed."""
        return day.year in self.years


def national() -> OpenDays:
    """Sundays and the three days on which all of India rests; of no place and no year is more known."""
    content = load_yaml("rihai.law", "india/holidays.yaml")
    return OpenDays(
        weekly=frozenset(WEEKDAYS.index(day) for day in content["weekly"]),
        fixed=frozenset((day["month"], day["day"]) for day in content["fixed"]),
        name=content["name"],
    )


def read_holidays(path: Path) -> OpenDays:
    """The national days and those of a file (an example: docs/law-clocks.md). Raises InputProblem, naming the key."""
    try:
        # Everything as text: dates are read here, so that a wrong one can be named.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=PlainTexts)  # noqa: S506 - makes nothing but texts
    except (yaml.YAMLError, RecursionError, UnicodeDecodeError, OSError) as error:
        raise InputProblem(str(path), f"cannot be read as YAML ({type(error).__name__})") from error
    if not isinstance(content, Mapping):
        raise InputProblem(str(path), "must hold keys and values", ", ".join(KEYS))
    return _calendar(content, national())


def _calendar(content: Mapping[str, Any], base: OpenDays) -> OpenDays:
    for key in content:
        if key not in KEYS:
            raise InputProblem(str(key), "is not a key of a calendar", ", ".join(KEYS))
    weekly = frozenset(_weekday(day) for day in _list(content, "weekly"))
    if len(weekly | base.weekly) == len(WEEKDAYS):
        raise InputProblem("weekly", "no weekday is left open", "at most six of " + ", ".join(WEEKDAYS))
    return OpenDays(
        weekly=base.weekly | weekly,
        fixed=base.fixed,
        days=frozenset(_day(day) for day in _list(content, "days")),
        years=frozenset(_year(year) for year in _list(content, "years")),
        name=_name(content),
    )


def _name(content: Mapping[str, Any]) -> str:
    name = content.get("name", "")
    if not isinstance(name, str):
        raise InputProblem("name", "must be text", "the name of the court or State")
    return name


def _list(content: Mapping[str, Any], key: str) -> list[str]:
    """A list of texts; of a mapping its keys: "2026-10-20: Diwali"."""
    value = content.get(key) or []
    entries = list(value) if isinstance(value, list | Mapping) else None
    if entries is None or not all(isinstance(entry, str) for entry in entries):
        raise InputProblem(key, "must be a list", "one entry a line")
    return entries


def _weekday(name: str) -> int:
    if name.lower() not in WEEKDAYS:
        raise InputProblem("weekly", f"{name!r} is no day of the week", ", ".join(WEEKDAYS))
    return WEEKDAYS.index(name.lower())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputProblem("days", f"{text!r} is not a day", "year-month-day, such as 2026-10-20") from None


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4):
        raise InputProblem("years", f"{text!r} is not a year", "four digits, such as 2026")
    return int(text)
