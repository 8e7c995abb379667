"""Days that come again: every so many days, weeks or months from a first day.

Counted from the first day each time, so that the 31st falls on the last day of a short month and returns
to the 31st after it. Days are those of the office's calendar; turning them into moments is the caller's.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Period:
    """Every so many days, weeks or months."""

    every: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.every < 1:
            raise ValueError("Something comes again after at least one day, week or month")

    def day(self, first: date, number: int) -> date:
        """The day of that number; the first day is number 0."""
        if self.unit is Unit.MONTHS:
            return _months_later(first, number * self.every)
        return first + timedelta(days=number * self.every * (7 if self.unit is Unit.WEEKS else 1))

    def next_after(self, first: date, day: date) -> date:
        """The first of its days that lies after this one; the first day itself if that is still to come."""
        number = max(0, self._about(first, day) - 1)
        while self.day(first, number) <= day:
            number += 1
        return self.day(first, number)

    def _about(self, first: date, day: date) -> int:
        """How many times have passed, at most one too many."""
        if self.unit is Unit.MONTHS:
            return ((day.year - first.year) * 12 + day.month - first.month) // self.every
        return (day - first).days // (self.every * (7 if self.unit is Unit.WEEKS else 1))


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
