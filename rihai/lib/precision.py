"""Dates and ages that are only partly known.

Here: a date with its precision, ages and age ranges, and whether somebody is a child on a day.
Not here: deadlines (`rihai.law`, `rihai.duties`) or any rounding of what was told: a month stays a month.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering
from typing import Final, Self

ADULT_AGE: Final = 18

# Years by which a stated birth year may be wrong. For estimates the courts of India allow two years
# either way (general knowledge: practice on bone-age tests; a lawyer should confirm).
SLACK_YEARS: Final = {"exact": 0, "documented": 0, "stated": 1, "estimated": 2}

ISO_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    """How exactly a moment is known. `unknown` means that there is no date at all."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class AgeCertainty(StrEnum):
    """How a birth date or year is known; the words are explained in people/data/sex.yaml."""

    EXACT = "exact"
    DOCUMENTED = "documented"
    STATED = "stated"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class Majority(StrEnum):
    """Child or adult; whoever may be a child is treated as one until it is known."""

    CHILD = "child"
    ADULT = "adult"
    POSSIBLY_CHILD = "possibly_child"


@total_ordering
@dataclass(frozen=True)
class ImpreciseDate:
    """A date known to the day, month or year; `value` is then the first day of that period.

    Ordered by first day, then by last day. A date that is not known at all is None, not one of these.
    """

    value: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.precision in (Precision.MINUTE, Precision.UNKNOWN):
            raise ValueError(f"A date cannot have the precision {self.precision}")
        if self.value != _first_day(self.value, self.precision):
            raise ValueError(f"A date known to the {self.precision} must be kept as the first day of it")

    @classmethod
    def of(cls, day: date, precision: Precision) -> Self:
        """The period of that precision in which the day lies: what is finer is dropped."""
        return cls(_first_day(day, precision), precision)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 2022-05-17, 2022-05 or 2022, in any digits; the precision is what was written."""
        match = ISO_DATE.fullmatch(text.strip())
        if match is None:
            raise ValueError("Write the date as year-month-day, such as 2022-05-17, or 2022-05, or 2022")
        year, month, day = match.groups()
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        try:
            return cls(date(int(year), int(month or 1), int(day or 1)), precision)
        except ValueError:
            raise ValueError("There is no such day in the calendar; check day, month and year") from None

    @property
    def start(self) -> date:
        """The first day it can have been."""
        return self.value

    @property
    def end(self) -> date:
        """The last day it can have been."""
        if self.precision is Precision.DAY:
            return self.value
        month = self.value.month if self.precision is Precision.MONTH else 12
        return self.value.replace(month=month, day=monthrange(self.value.year, month)[1])

    @property
    def label(self) -> str:
        """As written in ISO 8601, in no language: 2022-05-17, 2022-05 or 2022."""
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.value.isoformat()[:length]

    def is_surely_before(self, other: Self) -> bool:
        return self.end < other.start

    def may_be_same_day(self, other: Self) -> bool:
        return self.start <= other.end and other.start <= self.end

    def __lt__(self, other: Self) -> bool:
        return (self.start, self.end) < (other.start, other.end)


@dataclass(frozen=True)
class AgeRange:
    """Ages in completed years, both ends possible."""

    youngest: int
    oldest: int

    def __post_init__(self) -> None:
        if not 0 <= self.youngest <= self.oldest:
            raise ValueError("An age range runs from 0 or more to the same age or older")

    @property
    def majority(self) -> Majority:
        if self.oldest < ADULT_AGE:
            return Majority.CHILD
        return Majority.ADULT if self.youngest >= ADULT_AGE else Majority.POSSIBLY_CHILD


@dataclass(frozen=True)
class BirthYear:
    """A birth year as somebody gave it, with how it is known."""

    year: int | None
    certainty: AgeCertainty

    def is_surely_after(self, on: date) -> bool:
        """Whether every year of birth that is possible lies after that day."""
        if self.year is None or self.certainty is AgeCertainty.UNKNOWN:
            return False
        return on.year < self.year - SLACK_YEARS[self.certainty]

    def age_range(self, on: date) -> AgeRange | None:
        """The ages possible on that day, or None when nothing reliable is known."""
        if self.year is None or self.certainty is AgeCertainty.UNKNOWN:
            return None
        slack = SLACK_YEARS[self.certainty]
        oldest = on.year - self.year + slack
        if oldest < 0:
            raise ValueError("The birth year lies after the day for which the age is asked")
        return AgeRange(max(0, on.year - self.year - 1 - slack), oldest)

    def majority(self, on: date) -> Majority:
        ages = self.age_range(on)
        return ages.majority if ages else Majority.POSSIBLY_CHILD


def age_at(birth: ImpreciseDate, on: date) -> AgeRange:
    """The ages that somebody with this birth date can have on that day.

    Whoever was born on 29 February completes a year on 1 March: the later day protects a child longer.
    """
    if birth.start > on:
        raise ValueError("The birth date lies after the day for which the age is asked")
    return AgeRange(max(0, _completed_years(birth.end, on)), _completed_years(birth.start, on))


def _completed_years(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _first_day(day: date, precision: Precision) -> date:
    if precision is Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision is Precision.MONTH else day
