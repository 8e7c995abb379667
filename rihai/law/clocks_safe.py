"""What takes a date away and what does not: a graver section that a lawyer has confirmed, what was done in time.

Not here: whether a clock applies by the facts (`clocks_case`), or what is said of it (`clocks_telling`).
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from rihai.law.clocks_case import Case
from rihai.law.clocks_data import Clock
from rihai.law.clocks_dates import Dates
from rihai.law.clocks_events import Event
from rihai.law.conditions import Truth
from rihai.law.counting import day_of
from rihai.law.sourcing import Confirmation

Confirmations = Mapping[str, Confirmation]
# Where the day has passed nothing brings it back: the accused goes free, or the court may not act.
PAST_REPAIR: Final = frozenset({"right_of_accused", "bar"})


def earlier_of(case: Case, clock: Clock, confirmations: Confirmations) -> Clock | None:
    """The earlier clock that this one would silence, as long as no lawyer has ruled it out."""
    if not clock.keeps or _is_confirmed(case, clock, case.alone(clock), confirmations):
        return None
    return case.law.clocks[clock.keeps]


def is_safe_still(case: Case, clock: Clock, confirmations: Confirmations) -> bool:
    """Whether a clock that is set aside is still the safe one: what sets it aside is the reading of no lawyer yet."""
    instead = [
        other
        for other in case.law.clocks.values()
        if other.keeps == clock.id and case.explained(other).truth is not Truth.NO
    ]
    if instead:
        return not any(_is_confirmed(case, other, case.alone(other), confirmations) for other in instead)
    alone = case.alone(clock)
    if clock.nature not in PAST_REPAIR or not alone:
        return False
    graver = [key for key, each in case.met.items() if key not in alone and each.provision.penalty is not None]
    return not _is_confirmed(case, clock, graver, confirmations)


def answer_of(case: Case, clock: Clock, event: Event, dates: Dates) -> date | None:
    """The first day within the period on which what was due was done; somebody may still have been left out of it."""
    if not clock.answered_by or dates.last is None:
        return None
    first, last = day_of(event.at), day_of(dates.last)
    days = [day_of(each.at) for each in case.events if each.trigger == clock.answered_by]
    return min((day for day in days if first <= day <= last), default=None)


def _is_confirmed(case: Case, clock: Clock, sections: Collection[str], confirmations: Confirmations) -> bool:
    """A lawyer has confirmed the clock, and a section that brings it about."""
    law = case.law
    return law.sourcing_of(clock, confirmations).counts and any(
        law.sourcing_of(law.provisions[key], confirmations).counts for key in sections
    )
