"""A person's age where an offence went on: one number holds for one day, and a birthday on the way may matter.

An age limit is met only where it held on every day on which the act may have been done under that law. Where it held
on some, that is a question: how old they were at the end, and then what was done when. Not here: which law asks for an
age (the data).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rihai.law.conditions import Ages
from rihai.law.entries import Span
from rihai.law.facts import Facts

AGE: Final = "victim.age_years"
AT_END: Final = "victim.age_at_end"
PHASES: Final = "offence.phases"


def birthdays_at_least(first: date, last: date) -> int:
    """How many lie after the first day, until the last, whenever in the year it is."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def birthdays_at_most(first: date, last: date) -> int:
    """How many can lie after the first day, until the last."""
    return birthdays_at_least(first, last) + (last > first)


def is_long(first: date, last: date) -> bool:
    """Longer than a year: one number says too little, whatever the law."""
    return birthdays_at_most(first, last) > 1


@dataclass(frozen=True)
class Growing:
    """How old on the first day, and on the last where somebody said so."""

    first: date
    last: date
    age: int
    at_end: int | None

    def least_on(self, day: date) -> int:
        grown = self.age + birthdays_at_least(self.first, day)
        return grown if self.at_end is None else max(grown, self.at_end - birthdays_at_most(day, self.last))

    def most_on(self, day: date) -> int:
        grown = self.age + birthdays_at_most(self.first, day)
        return grown if self.at_end is None else min(grown, self.at_end - birthdays_at_least(day, self.last))


def with_ages(facts: Facts, first: date | None, last: date | None, span: Span) -> Facts:
    """The facts as a law in force for a time asks for them: the age as a span where it may have changed since."""
    age, told = facts.get(AGE), facts.get(AT_END)
    at_end = told if isinstance(told, int) else None
    if not isinstance(age, int) or at_end == age:
        return facts
    if first is None or last is None:
        return facts if at_end is None else facts.also({AGE: Ages(age, at_end, age)})
    is_later = span.first is not None and first < span.first <= last
    if last <= first or (at_end is None and not is_later and not is_long(first, last)):
        return facts
    begin, end = _days(facts, first, last, span)
    growing = Growing(first, last, age, at_end)
    return facts.also({AGE: Ages(growing.least_on(begin), growing.most_on(end), age)})


def _days(facts: Facts, first: date, last: date, span: Span) -> tuple[date, date]:
    """From when to when it may have been done under that law: until the last act, where each has its day.

    Not from the first of them: much that a law asks for is no act with a day, and what came late hides nothing.
    """
    begin, end = max(first, span.first or first), min(last, span.last or last)
    if begin > end:
        return first, last
    return begin, max((day for day in _acted_on(facts) if begin <= day <= end), default=end)


def _acted_on(facts: Facts) -> Sequence[date]:
    dated = frozenset[str]().union(*(phase.acts.items for phase in facts.phases))
    return [phase.on for phase in facts.phases] if facts.items_of("acts") <= dated else []


def instead_of_age(facts: Facts) -> str:
    """What to ask where the age when it began is known and decides nothing."""
    return PHASES if isinstance(facts.get(AT_END), int) else AT_END
