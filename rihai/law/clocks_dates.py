"""When one clock ends that an event has started: every reading of the law, the earliest shown, closed days weighed.

Not here: whether the clock applies (`clocks`), or what is said of it (`clocks_words`).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from rihai.law.clocks_data import Clock
from rihai.law.clocks_events import Event
from rihai.law.conditions import HasFacts, Truth, truth_of
from rihai.law.counting import Counting, Limit, When, day_of, end_of, moment_of
from rihai.law.holidays import OpenDays


@dataclass(frozen=True)
class End:
    """One reading of a period and where it leads."""

    limit: Limit
    name: str
    at: When


@dataclass(frozen=True)
class Dates:
    """`last`: where the period ends by the earliest reading; `due`: the same, or the open day the law waits for."""

    limit: Limit
    last: When | None = None
    due: When | None = None
    first: End | None = None
    others: tuple[End, ...] = ()
    warn_on: tuple[date, ...] = ()


def dates_of(clock: Clock, event: Event, facts: HasFacts, calendar: OpenDays) -> Dates:
    """All dates of one clock. Where the law has only words there are none."""
    ends = [_end(clock, event, clock.limit, clock.limit.text, calendar)]
    for reading in clock.readings:
        if truth_of(reading.when, facts) is Truth.YES:
            ends.append(_end(clock, event, reading.limit, reading.name, calendar))
    known = sorted((end for end in ends if end is not None), key=lambda end: moment_of(end.at))
    if not known:
        return Dates(clock.limit)
    first, *others = known
    due = first.at
    if clock.waits_by and not first.limit.is_hours:
        due = calendar.next_open(day_of(first.at))
    return Dates(first.limit, first.at, due, first, tuple(others), _warn_on(clock, event))


def _end(clock: Clock, event: Event, limit: Limit, name: str, calendar: OpenDays) -> End | None:
    at = end_of(event.at, limit, clock.counting, calendar, travel=event.travel or timedelta())
    return None if at is None else End(limit, name, at)


def _warn_on(clock: Clock, event: Event) -> tuple[date, ...]:
    """The days of the count on which to warn; day 1 is the day of the event or the one after it."""
    before_first = 1 if clock.counting is Counting.INCLUDE_FIRST_DAY else 0
    return tuple(day_of(event.at) + timedelta(days=day - before_first) for day in clock.warn_days)
