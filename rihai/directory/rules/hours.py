"""Opening hours: whether somebody is there at a moment, by which clock, and how a week is said in few lines. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from rihai.lib.geo import load_countries, load_regions

DAYS: Final = 7
MIDNIGHT: Final = time(0, 0)
# Each of them has one clock: 5:30, 5:45 and 6 hours before Greenwich.
ZONES: Final = {"IN": "Asia/Kolkata", "NP": "Asia/Kathmandu", "BD": "Asia/Dhaka"}


@dataclass(frozen=True, order=True)
class Span:
    """One span of one weekday. Equal times: all day. Closing before opening: past midnight."""

    weekday: int
    opens: time
    closes: time

    @property
    def is_all_day(self) -> bool:
        return self.opens == self.closes

    def holds(self, weekday: int, at: time) -> bool:
        if self.is_all_day:
            return weekday == self.weekday
        if self.opens < self.closes:
            return weekday == self.weekday and self.opens <= at < self.closes
        is_evening = weekday == self.weekday and at >= self.opens
        is_morning_after = weekday == (self.weekday + 1) % DAYS and at < self.closes
        return is_evening or is_morning_after


@dataclass(frozen=True)
class Line:
    """The same spans on neighbouring days: Monday to Friday, 10:00 to 17:00."""

    first: int
    last: int
    spans: tuple[tuple[time, time], ...]

    @property
    def is_all_day(self) -> bool:
        return any(opens == closes for opens, closes in self.spans)


def always() -> list[Span]:
    """Day and night."""
    return [Span(day, MIDNIGHT, MIDNIGHT) for day in range(DAYS)]


def zone_of(country: str, state: str) -> str | None:
    """The clock an office goes by; empty where it is not said where it is, None where we do not know it."""
    named = country.strip().casefold()
    code = next((one.code for one in load_countries() if one.name.casefold() == named), named)
    if not code:
        region = state.strip().casefold()
        code = next((one.country for one in load_regions() if one.name.casefold() == region), "")
    return ZONES.get(code) if code else ""


def is_open(spans: Iterable[Span], at: datetime) -> bool:
    """Whether somebody is there at this moment of the office's clock."""
    return any(span.holds(at.weekday(), at.time()) for span in spans)


def is_always_open(spans: Iterable[Span]) -> bool:
    return {span.weekday for span in spans if span.is_all_day} == set(range(DAYS))


def lines_of(spans: Sequence[Span]) -> list[Line]:
    """The week from Monday, neighbouring days with the same hours in one line; closed days are left out."""
    lines: list[Line] = []
    for day in range(DAYS):
        times = tuple(sorted((span.opens, span.closes) for span in spans if span.weekday == day))
        if not times:
            continue
        if lines and lines[-1].last == day - 1 and lines[-1].spans == times:
            lines[-1] = Line(lines[-1].first, day, times)
        else:
            lines.append(Line(day, day, times))
    return lines
