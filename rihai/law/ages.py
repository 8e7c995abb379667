"""A person's age where an offence went on: one number holds for one day, and a birthday on the way may matter.

Whoever was under an age when it began was so on that day. Where a law began later, or nobody has said how old they were
at the end of more than a year, that is a question. Not here: which law asks for an age (the data).
"""

from datetime import date
from typing import Final

from rihai.law.conditions import Ages
from rihai.law.facts import Facts

AGE: Final = "victim.age_years"
AT_END: Final = "victim.age_at_end"
PHASES: Final = "offence.phases"


def birthdays_at_most(first: date, last: date) -> int:
    """How many can lie after the first day, until the last."""
    whole = last.year - first.year - ((last.month, last.day) < (first.month, first.day))
    return whole + (last > first)


def is_long(first: date, last: date) -> bool:
    """Longer than a year: one number says too little, whatever the law."""
    return birthdays_at_most(first, last) > 1


def with_ages(facts: Facts, first: date | None, last: date | None, began: date | None) -> Facts:
    """The facts as a law that `began` on a day asks for them: the age as a span where it may have changed since."""
    age, at_end = facts.get(AGE), facts.get(AT_END)
    if not isinstance(age, int) or first is None or last is None or last <= first:
        return facts
    is_later = began is not None and first < began <= last
    most: int = age
    if isinstance(at_end, int):
        most = at_end if is_later and not facts.phases else age
    else:
        most = age + birthdays_at_most(first, last) if is_later or is_long(first, last) else age
    return facts if most == age else facts.also({AGE: Ages(age, most)})


def instead_of_age(facts: Facts) -> str:
    """What to ask where the age when it began is known and decides nothing."""
    return PHASES if isinstance(facts.get(AT_END), int) else AT_END
