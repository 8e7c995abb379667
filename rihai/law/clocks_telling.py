"""Which sentences are said of a clock, and in which order: what and by when, the doubts, the rest, the source."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rihai.law.clocks_data import Clock
from rihai.law.clocks_dates import Dates, End
from rihai.law.clocks_events import Event
from rihai.law.clocks_words import (
    WORDS_OF_COUNTING,
    WORDS_OF_NATURE,
    WORDS_OF_UNIT,
    Say,
    Sentence,
    sentence,
    shown,
)
from rihai.law.conditions import Explained, Truth, tests_in
from rihai.law.counting import Counting, Unit, day_of
from rihai.law.holidays import OpenDays
from rihai.law.loading import Law
from rihai.law.sourcing import Sourcing

# More questions at once are not answered; the first are the ones of the data's own order.
MOST_ASKED = 3
MOST_SECTIONS = 5


@dataclass(frozen=True)
class Told:
    """Everything that is known of one clock when its words are chosen."""

    clock: Clock
    event: Event
    dates: Dates
    explained: Explained
    sourcing: Sourcing
    alone: tuple[str, ...]
    is_kept: bool
    named: tuple[str, ...]
    kept: Dates | None
    answered: date | None
    calendar: OpenDays


def tell(law: Law, possible: Collection[str], told: Told) -> tuple[Sentence, ...]:
    return (
        _period(told),
        *_governed(told),
        *_answered(law, told),
        *_readings(told),
        *_closed_days(law, told),
        *_assumptions(told),
        *_questions(law, possible, told),
        *_nature(told),
        *_source(told),
    )


def _period(told: Told) -> Sentence:
    clock, limit = told.clock, told.dates.limit
    if told.dates.last is None:
        return sentence(WORDS_OF_UNIT.get(limit.unit, Say.NO_PERIOD), name=clock.name)
    return sentence(WORDS_OF_COUNTING[clock.counting], name=clock.name, limit=limit.text)


def _governed(told: Told) -> Iterator[Sentence]:
    if told.is_kept:
        yield sentence(Say.KEPT)
    elif told.explained.truth is Truth.NO:
        yield sentence(Say.SET_ASIDE, alone=", ".join(told.alone))
    elif told.named:
        yield sentence(Say.AS_NAMED, named=", ".join(told.named))


def _answered(law: Law, told: Told) -> Iterator[Sentence]:
    if told.answered is not None:
        event = law.triggers[told.clock.answered_by].name
        yield sentence(Say.ANSWERED, event=event, day=shown(told.answered))


def _readings(told: Told) -> Iterator[Sentence]:
    dates = told.dates
    if dates.others and dates.first:
        others = " or ".join(_reading(each) for each in dates.others)
        yield sentence(Say.COURTS_DIFFER, first=_reading(dates.first), others=others)
    if told.kept and told.kept.last:
        yield sentence(Say.NOT_SILENCED, limit=told.dates.limit.text, clock=told.clock.keeps, day=shown(told.kept.last))
    if dates.warn_on and told.answered is None:
        yield sentence(Say.WARN_ON, days=" and ".join(shown(day) for day in dates.warn_on))


def _reading(end: End) -> str:
    return f"{shown(end.at)} ({end.name})"


def _closed_days(law: Law, told: Told) -> Iterator[Sentence]:
    clock, dates = told.clock, told.dates
    if dates.last is None or dates.due is None:
        return
    if dates.due != dates.last:
        by = law.sources[clock.waits_by].title
        yield sentence(Say.WAITS, last=shown(dates.last), due=shown(dates.due), by=by)
    if clock.is_custody and not told.calendar.is_open(day_of(dates.last)):
        yield sentence(Say.CUSTODY)
    counts_days = bool(clock.waits_by) or dates.limit.unit is Unit.WORKING_DAYS
    if counts_days and not told.calendar.knows(day_of(dates.due)):
        yield sentence(Say.CALENDAR_GAP, year=day_of(dates.due).year)


def _assumptions(told: Told) -> Iterator[Sentence]:
    if not told.dates.limit.is_hours:
        return
    if not isinstance(told.event.at, datetime):
        yield sentence(Say.DAY_ONLY)
    if told.event.is_zone_assumed:
        yield sentence(Say.ZONE_ASSUMED)
    if told.clock.counting is Counting.HOURS_EXCLUDING_TRAVEL:
        journey = told.event.travel
        if journey is None:
            yield sentence(Say.JOURNEY_UNKNOWN)
        else:
            yield sentence(Say.JOURNEY_ADDED, hours=f"{journey.total_seconds() / 3600:g}")


def _questions(law: Law, possible: Collection[str], told: Told) -> Iterator[Sentence]:
    if told.explained.truth is not Truth.UNKNOWN:
        return
    open_facts = [law.vocabulary[key] for key in dict.fromkeys(test.fact for test in told.explained.open)]
    # Without what helps to answer: a sentence follows that would read like a part of it.
    asked = [fact.question.partition("?")[0] + "?" for fact in open_facts if not fact.is_derived]
    if asked:
        yield sentence(Say.ASK, questions=" ".join(asked[:MOST_ASKED]))
    if len(asked) < len(open_facts):
        named = {id_ for test in tests_in(told.clock.applies_when) for id_ in _ids(test.value)} & set(possible)
        sections = [key for key in law.provisions if key in (named or possible)]
        more = [f"and {len(sections) - MOST_SECTIONS} more"] if len(sections) > MOST_SECTIONS else []
        yield sentence(Say.ASK_SECTIONS, sections=", ".join(sections[:MOST_SECTIONS] + more) or "none")


def _ids(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _nature(told: Told) -> Iterator[Sentence]:
    clock = told.clock
    yield sentence(WORDS_OF_NATURE[clock.nature])
    if clock.if_missed:
        yield sentence(Say.IF_MISSED, what=clock.if_missed)
    if clock.notes:
        yield sentence(Say.NOTE, note=clock.notes)


def _source(told: Told) -> Iterator[Sentence]:
    yield sentence(Say.CONFIRMED if told.sourcing.counts else Say.TO_CONFIRM, sourcing=told.sourcing.words)
