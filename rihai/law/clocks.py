"""The clocks that run in a case: what has happened, what is due by when, and what is said of it.

It decides nothing. What nobody has said is unknown, and a clock that may apply is shown with what must be asked. No
date is made where the law has only words, and no entry that no lawyer has confirmed takes an earlier date away.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from rihai.law.clocks_case import Case
from rihai.law.clocks_data import Clock
from rihai.law.clocks_dates import dates_of
from rihai.law.clocks_events import Event
from rihai.law.clocks_safe import Confirmations, answer_of, earlier_of, is_safe_still
from rihai.law.clocks_telling import Told, tell
from rihai.law.clocks_words import Sentence
from rihai.law.codes import provision_on
from rihai.law.conditions import Truth
from rihai.law.counting import When, day_of, moment_of
from rihai.law.facts import Facts
from rihai.law.holidays import OpenDays, national
from rihai.law.loading import Law
from rihai.law.sourcing import Sourcing


@dataclass(frozen=True)
class Due:
    """One clock that an event has started.

    `due` is a day, a moment with its offset, or None where the law has only words. `safe` is the date to act by: never
    later, and earlier where courts are closed, courts differ or an earlier clock is not ruled out yet. `truth`: YES
    if the facts say that it applies, UNKNOWN if something must be asked (`ask`) or what was due was done in time, NO
    if a graver section governs: then it stands here only to be seen (`alone`: the sections for which it would count),
    unless it `is_kept`: no lawyer has confirmed yet what sets it aside, so its date is still the safe one.
    """

    clock: Clock
    event: Event
    due: When | None
    safe: When | None
    truth: Truth
    sentences: tuple[Sentence, ...]
    sourcing: Sourcing
    ask: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    warn_on: tuple[date, ...] = ()
    is_kept: bool = False
    code: str | None = None

    @property
    def words(self) -> str:
        return " ".join(str(each) for each in self.sentences)

    @property
    def provision(self) -> str:
        """As it is cited in this case: by its procedure code, or by that of the day on which the clock began."""
        return provision_on(self.clock.provision, day_of(self.event.at), self.code)

    @property
    def is_set_aside(self) -> bool:
        return self.truth is Truth.NO


def clocks_of(
    law: Law,
    facts: Facts,
    events: Iterable[Event],
    *,
    named: Collection[str] = (),
    calendar: OpenDays | None = None,
    confirmations: Confirmations | None = None,
) -> tuple[Due, ...]:
    """Every clock that an event has started and that applies or may apply, in order of what is due.

    Clocks that only a graver section rules out come along with `is_set_aside`. `named`: ids of what the FIR names, by
    which a clock runs too. Without a calendar only Sundays and national holidays count as closed.
    """
    case = Case(law, facts, events, named)
    days = calendar or national()
    found = [
        due
        for event in case.events
        for clock in law.clocks.values()
        if clock.trigger == event.trigger and (due := _due(case, clock, event, days, confirmations or {}))
    ]
    return tuple(sorted(found, key=_order))


def _due(case: Case, clock: Clock, event: Event, calendar: OpenDays, confirmations: Confirmations) -> Due | None:
    if clock.in_force_from is not None and day_of(event.at) < clock.in_force_from:
        return None
    explained = case.explained(clock)
    is_aside = explained.truth is Truth.NO
    alone = case.alone(clock) if is_aside else ()
    is_kept = is_aside and is_safe_still(case, clock, confirmations)
    if is_aside and not alone and not is_kept:
        return None
    as_named = case.as_named(clock)
    dates = dates_of(clock, event, as_named or case.facts_for(clock), calendar)
    other = earlier_of(case, clock, confirmations)
    kept = None if other is None else dates_of(other, event, case.facts, calendar)
    sourcing = case.law.sourcing_of(clock, confirmations)
    named = tuple(case.named) if as_named else ()
    answered = answer_of(case, clock, event, dates)
    told = Told(clock, event, dates, explained, sourcing, alone, is_kept, named, kept, answered, calendar)
    ask = tuple(dict.fromkeys(test.fact for test in explained.open))
    ends = [each.last for each in (dates, kept) if each is not None and each.last is not None]
    safe = min(ends, key=moment_of, default=None)
    truth = Truth.UNKNOWN if answered and not is_aside else explained.truth
    return Due(
        clock, event, dates.due, safe, truth, tell(case.law, case.possible, told), sourcing, ask, alone,
        () if answered else dates.warn_on, is_kept, case.code,
    )  # fmt: skip


def _order(due: Due) -> tuple[bool, float, str]:
    return due.due is None, moment_of(due.due).timestamp() if due.due else 0.0, due.clock.id
