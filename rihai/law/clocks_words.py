"""What is said of a clock besides its date, sentence by sentence, for somebody who has to act on it.

Here: the sentences, each a whole one with its values. Not here: when one is said (`clocks`). They are English, like
the data they speak of: no entry enters another language before a lawyer has confirmed it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from rihai.law.counting import Counting, Unit


class Say(StrEnum):
    """Everything that may be said; the web chooses by these names what to show and how."""

    AT_ONCE = "{name}: at once. The law gives no number of days."
    FORTHWITH = "{name}: forthwith. The law gives no number of days."
    AS_SOON_AS = "{name}: as soon as possible. The law gives no number of days."
    NO_PERIOD = "{name}: the law sets no period, so no date is shown."
    WITHIN = "{name}: within {limit} of the event, counted without the day of the event."
    WITHIN_WITH_FIRST = "{name}: {limit}, and the day of the event is day 1."
    WITHIN_HOURS = "{name}: within {limit} of the event, by the clock."
    WITHIN_WITHOUT_JOURNEY = "{name}: within {limit} of the event; the time of the journey does not count."
    JOURNEY_ADDED = "The journey of {hours} hours has been added."
    JOURNEY_UNKNOWN = "How long the journey took is not known, so none of it has been added."
    DAY_ONLY = "Only a day was given, without an hour: counted from its first minute, the earliest it can be."
    ZONE_ASSUMED = "No offset was given with the hour: taken as Indian time (+05:30)."
    COURTS_DIFFER = "Courts differ: {first} or {others}. The earlier one is shown; act by it."
    NOT_SILENCED = "Until a lawyer has confirmed that the {limit} apply, {day} is the safe date ({clock})."
    KEPT = "By the facts a graver section governs. Until a lawyer has confirmed that, this is the safe date."
    SET_ASIDE = "Set aside: it counts only if {alone} is charged alone; beside a graver section it does not."
    AS_NAMED = "It runs by what the FIR names ({named}) as long as nothing graver is added."
    ANSWERED = "{event} on {day}, in time. What is left is only for an accused it leaves out, or if it is incomplete."
    WAITS = "The period itself ends on {last}, a closed day, and waits until {due} by this law: {by}. Safe: before."
    CUSTODY = "Closed days never move this date."
    CALENDAR_GAP = "No calendar of this court for {year} was given: other closed days are not known."
    WARN_ON = "Warn on {days}."
    ASK = "Applies only if this is so, and nobody has said yet: {questions}"
    ASK_SECTIONS = "It depends on which sections apply. Still possible: {sections}."
    DUTY = "This is a duty under the law."
    TARGET = "This is a target of the law: missing it has no effect by itself."
    MAXIMUM = "The law allows no longer than this."
    RIGHT_OF_ACCUSED = "From the day after, the accused may ask for bail as of right if no charge sheet was filed."
    BAR = "After this day the court may not take cognizance."
    REMEDY = "This is a remedy without a period of its own: see the case law and the date of the hearing."
    PROCESS = "These are steps one after the other."
    CONDITION = "Otherwise what was sent does not count."
    CONTESTED = "Courts differ about this period."
    WAITING = "Before this day it cannot be done."
    IF_MISSED = "If it is missed: {what}."
    NOTE = "{note}."
    TO_CONFIRM = "To confirm: {sourcing}."
    CONFIRMED = "Source: {sourcing}."


@dataclass(frozen=True)
class Sentence:
    """One thing said, with what stands in its gaps."""

    say: Say
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.say.value.format(**dict(self.values))


def sentence(say: Say, **values: object) -> Sentence:
    """A sentence with its gaps filled; it ends itself, so what stands in a gap has no full stop."""
    return Sentence(say, tuple((key, shown(value).rstrip(". ")) for key, value in values.items()))


def shown(value: object) -> str:
    """A day as the law names it, a moment with its offset, anything else as it is."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return f"{value:%A} {value.isoformat()}" if isinstance(value, date) else str(value)


WORDS_OF_UNIT: Final = {
    Unit.IMMEDIATE: Say.AT_ONCE,
    Unit.FORTHWITH: Say.FORTHWITH,
    Unit.AS_SOON_AS: Say.AS_SOON_AS,
}
WORDS_OF_COUNTING: Final = {
    Counting.EXCLUDE_FIRST_DAY: Say.WITHIN,
    Counting.INCLUDE_FIRST_DAY: Say.WITHIN_WITH_FIRST,
    Counting.HOURS: Say.WITHIN_HOURS,
    Counting.HOURS_EXCLUDING_TRAVEL: Say.WITHIN_WITHOUT_JOURNEY,
}
# Every nature that the data may name; the loader knows no other.
WORDS_OF_NATURE: Final = {
    "mandatory": Say.DUTY,
    "target": Say.TARGET,
    "maximum": Say.MAXIMUM,
    "right_of_accused": Say.RIGHT_OF_ACCUSED,
    "bar": Say.BAR,
    "remedy": Say.REMEDY,
    "process": Say.PROCESS,
    "condition": Say.CONDITION,
    "contested": Say.CONTESTED,
    "waiting_period": Say.WAITING,
}
