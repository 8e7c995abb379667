"""Facts and events of one case that cannot both be so: told with the key, instead of believed.

Not here: what contradicts among the facts alone, or whether an event can be read (`clocks_events`).
"""

from collections.abc import Iterable
from typing import Final

from rihai.law.clocks_events import Event
from rihai.law.counting import day_of
from rihai.law.errors import InputProblem
from rihai.law.facts import Facts

FIRST_DAY: Final = "offence.date_from"
LAST_DAY: Final = "offence.date_to"
REMAND: Final = "accused.first_remand"
# What cannot have happened before the offence began.
AFTER_IT_BEGAN: Final = frozenset(
    {
        "accused.appeared", REMAND, "arguments.closed", "case.committed", "charge.first_hearing", "charge.framed",
        "chargesheet.filed", "closure.notice_to_informant", "cognizance.taken", "fir.refused", "fir.registered",
        "judgment.pronounced", LAST_DAY, "papers.supplied", "trial.ended",
    }
)  # fmt: skip


def check_events(facts: Facts, events: Iterable[Event]) -> None:
    """Raises InputProblem for the first event that contradicts a fact."""
    happened = tuple(events)
    first = facts.day(FIRST_DAY)
    for event in happened:
        if first is not None and event.trigger in AFTER_IT_BEGAN and day_of(event.at) < first:
            what = f"{day_of(event.at)} lies before {FIRST_DAY} of the facts ({first})"
            raise InputProblem(event.trigger, what, "the same day or a later one")
    for key in (LAST_DAY, REMAND):
        told, days = facts.day(key), {day_of(event.at) for event in happened if event.trigger == key}
        if told is not None and days and told not in days:
            what = f"is {told} among the facts and {min(days)} among the events"
            raise InputProblem(key, what, "the same day in both, or in one of them alone")
