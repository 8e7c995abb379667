"""When something around a survivor is due by the clocks of the law's data; where they have only words, no date.

A clock that no lawyer has confirmed never gives a later date than our own promise. Not here: default bail.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from rihai.law.clocks import Due, clocks_of
from rihai.law.clocks_events import Event
from rihai.law.counting import When, day_of
from rihai.law.facts import read_facts
from rihai.prosecution.law.law_read import LawRead


def clock_after(clock: str, at: When, facts: Mapping[str, Any], law: LawRead) -> Due | None:
    """One clock as it runs from its trigger; None if these facts rule it out, or this law has no such clock."""
    if clock not in law.law.clocks:
        return None
    event = Event(law.law.clocks[clock].trigger, at)
    found = clocks_of(law.law, read_facts(law.law.vocabulary, dict(facts)), [event], confirmations=law.confirmations)
    return next((one for one in found if one.clock.id == clock and not one.is_set_aside), None)


def safe_day(due: Due | None) -> date | None:
    """The day to act by; None where the law has only words."""
    when = (due.safe or due.due) if due else None
    return day_of(when) if when else None


def end_of(day: date) -> datetime:
    """The last moment of a day as the office's clock has it."""
    return timezone.make_aware(datetime.combine(day, time.max))


def earlier(promise: timedelta, since: date, law: date | None) -> datetime:
    """Our own promise, or the day of the law where that is earlier."""
    ours = since + promise
    return end_of(min(ours, law) if law else ours)
