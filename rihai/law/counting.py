"""How a period of the law is counted: from its trigger to its last day or last moment.

Here: arithmetic on days, months and hours. Not here: which clock applies, or whether a court is open (`holidays`).
Worked examples with their source: tests/law/test_counting.py.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from rihai.law.holidays import OpenDays

INDIA: Final = ZoneInfo("Asia/Kolkata")
# Beyond these a year is a slip of the pen, and a period may run out of the calendar.
FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2200

# A day as the calendar has it, or a moment, which always knows its offset.
When: TypeAlias = date | datetime


class Unit(StrEnum):
    """In what a period is given. The last four are words of the law without a number: no date is made of them."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    WORKING_DAYS = "working_days"
    IMMEDIATE = "immediate"
    FORTHWITH = "forthwith"
    AS_SOON_AS = "as_soon_as"
    NONE = "none"


WORDS_ONLY: Final = frozenset({Unit.IMMEDIATE, Unit.FORTHWITH, Unit.AS_SOON_AS, Unit.NONE})


class Counting(StrEnum):
    """From where a period is counted."""

    # General Clauses Act, 1897, section 9: "from" a day leaves that day out.
    EXCLUDE_FIRST_DAY = "exclude_first_day"
    # The day of the first remand is day one of the custody (default bail).
    INCLUDE_FIRST_DAY = "include_first_day"
    HOURS = "hours"
    # The journey to the place of production does not count (Juvenile Justice Act, 2015, section 31).
    HOURS_EXCLUDING_TRAVEL = "hours_excluding_travel"


@dataclass(frozen=True)
class Limit:
    """A period: 24 hours, 2 months, or a word such as "forthwith" with neither number nor date."""

    unit: Unit
    value: int = 0

    @property
    def is_words(self) -> bool:
        return self.unit in WORDS_ONLY or self.value == 0

    @property
    def is_hours(self) -> bool:
        return self.unit is Unit.HOURS

    @property
    def text(self) -> str:
        """ "1 month", "60 days", "5 working days"."""
        unit = self.unit.value.replace("_", " ")
        return f"{self.value} {unit.removesuffix('s') if self.value == 1 else unit}"


def day_of(when: When) -> date:
    """The day on which it was in India: law counts days by the calendar of the place."""
    return when.astimezone(INDIA).date() if isinstance(when, datetime) else when


def moment_of(when: When) -> datetime:
    """The moment; of a day without an hour its first one, so that nothing is shown later than it may be due."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min, INDIA)


def end_of(
    trigger: When, limit: Limit, counting: Counting, open_days: OpenDays, *, travel: timedelta = timedelta()
) -> When | None:
    """The last day (a date) or the last moment (with offset) of the period; None where the law has only words.

    `travel` is the time of the journey, left out where the counting says so. Closed days never change this: what
    the law does about them is asked of `OpenDays.next_open`.
    """
    if limit.is_words:
        return None
    if limit.is_hours:
        journey = travel if counting is Counting.HOURS_EXCLUDING_TRAVEL else timedelta()
        # Hours are hours of the clock also where an offset changes: they are added in universal time.
        return moment_of(trigger) + timedelta(hours=limit.value) + journey
    first = day_of(trigger)
    if limit.unit is Unit.WORKING_DAYS:
        return open_days.add(first, limit.value)
    last = _later(first, limit)
    return last - timedelta(days=1) if counting is Counting.INCLUDE_FIRST_DAY else last


def _later(day: date, limit: Limit) -> date:
    match limit.unit:
        case Unit.DAYS:
            return day + timedelta(days=limit.value)
        case Unit.WEEKS:
            return day + timedelta(weeks=limit.value)
        case Unit.MONTHS:
            return add_months(day, limit.value)
        case Unit.YEARS:
            return add_months(day, 12 * limit.value)
        case _:
            raise ValueError(f"{limit.unit} is not counted in days")


def add_months(day: date, months: int) -> date:
    """The same number of the later month, or its last day where it has none: 31 January + 1 month = 28 February.

    A month is one of the British calendar (General Clauses Act, 1897, section 3(35)).
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
