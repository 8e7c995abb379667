"""Facts that cannot all be so: told with the key, instead of believed. Not here: what one fact may be (`facts`)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from rihai.law.errors import InputProblem

# A year with a digit wrong; whoever was harmed before or will be after is not in anybody's file.
EARLIEST, LATEST = date(1860, 1, 1), date(2099, 12, 31)
# BNSS s. 531(2)(a): the older procedure goes on where the matter was already pending on this day.
NEW_PROCEDURE_FROM: Final = date(2024, 7, 1)
ADULT: Final = 18
FIRST, LAST, REMAND = "offence.date_from", "offence.date_to", "accused.first_remand"


def check_together(known: Mapping[str, Any], phases: Iterable[date]) -> None:
    """Raises InputProblem for the first two that contradict each other."""
    days = [*phases]
    _check_years({key: value for key, value in known.items() if isinstance(value, date)}, days)
    _check_days(known, days)
    _check_people(known)
    _check_ages(known)


def _check_years(known: Mapping[str, date], phases: Iterable[date]) -> None:
    for key, day in [*known.items(), *(("offence.phases", day) for day in phases)]:
        if not EARLIEST <= day <= LATEST:
            raise InputProblem(key, f"{day} cannot be right", f"a date from {EARLIEST.year} to {LATEST.year}")


def _check_days(known: Mapping[str, Any], phases: Iterable[date]) -> None:
    first, last, remand = known.get(FIRST), known.get(LAST), known.get(REMAND)
    if first and last and last < first:
        raise InputProblem(LAST, f"lies before {FIRST}", "the same day or a later one")
    for day in phases:
        if first and day < first:
            raise InputProblem("offence.phases", f"{day} lies before {FIRST}", f"days from {first}")
        if last and day > last:
            raise InputProblem("offence.phases", f"{day} lies after {LAST}", f"days until {last}")
    if first and remand and remand < first:
        raise InputProblem(REMAND, f"lies before {FIRST}", "the same day or a later one")
    if first and first >= NEW_PROCEDURE_FROM and known.get("procedure_code") == "CrPC":
        what = f"an offence that began on {first} was not pending on {NEW_PROCEDURE_FROM}"
        raise InputProblem("procedure_code", what, "BNSS or unknown")


def _check_ages(known: Mapping[str, Any]) -> None:
    age, at_end, first, last = (known.get(key) for key in ("victim.age_years", "victim.age_at_end", FIRST, LAST))
    if age is None or at_end is None:
        return
    most = None if first is None or last is None else age + last.year - first.year + (last > first)
    if at_end < age or (most is not None and at_end > most):
        what = f"does not go with {age} when it began and the days of the offence"
        raise InputProblem("victim.age_at_end", what, f"{age} or more, by the birthdays on the way, or unknown")


def _check_people(known: Mapping[str, Any]) -> None:
    people, children, age = (known.get(key) for key in ("victims.count", "victims.child_count", "victim.age_years"))
    if people is not None and children is not None and children > people:
        raise InputProblem("victims.child_count", "is more than victims.count", "at most victims.count")
    if people == 0:
        raise InputProblem("victims.count", "leaves out the person whom the facts are about", "1 or more, or unknown")
    if age is not None and age < ADULT and children == 0:
        raise InputProblem("victims.child_count", f"leaves out the person, who was {age}", "1 or more, or unknown")
    if age is not None and age >= ADULT and people is not None and children == people:
        raise InputProblem("victims.child_count", f"counts the person, who was {age}", "less than victims.count")
