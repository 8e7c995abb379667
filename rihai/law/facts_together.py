"""Facts that cannot all be so: told with the key, instead of believed. Not here: what one fact may be (`facts`)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from rihai.law.errors import InputProblem
from rihai.law.sentences import Key, sentence

# A year with a digit wrong; whoever was harmed before or will be after is not in anybody's file.
EARLIEST, LATEST = date(1860, 1, 1), date(2099, 12, 31)
# BNSS s. 531(2)(a): the older procedure goes on where the matter was already pending on this day.
NEW_PROCEDURE_FROM: Final = date(2024, 7, 1)
ADULT: Final = 18
FIRST, LAST, REMAND = "offence.date_from", "offence.date_to", "accused.first_remand"
CHILDREN, PEOPLE = "victims.child_count", Key("victims.count")
SAME_OR_LATER: Final = sentence("wrong_same_or_later")
ONE_OR_MORE: Final = sentence("wrong_one_or_more")


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
            years = sentence("wrong_years", first=str(EARLIEST.year), last=str(LATEST.year))
            raise InputProblem(key, sentence("wrong_year", day=day), years)


def _check_days(known: Mapping[str, Any], phases: Iterable[date]) -> None:
    first, last, remand = known.get(FIRST), known.get(LAST), known.get(REMAND)
    if first and last and last < first:
        raise InputProblem(LAST, sentence("wrong_before", other=Key(FIRST)), SAME_OR_LATER)
    for day in phases:
        if first and day < first:
            what = sentence("wrong_day_before", day=day, other=Key(FIRST))
            raise InputProblem("offence.phases", what, sentence("wrong_since", day=first))
        if last and day > last:
            what = sentence("wrong_day_after", day=day, other=Key(LAST))
            raise InputProblem("offence.phases", what, sentence("wrong_until", day=last))
    if first and remand and remand < first:
        raise InputProblem(REMAND, sentence("wrong_before", other=Key(FIRST)), SAME_OR_LATER)
    if first and first >= NEW_PROCEDURE_FROM and known.get("procedure_code") == "CrPC":
        what = sentence("wrong_not_pending", first=first, day=NEW_PROCEDURE_FROM)
        raise InputProblem("procedure_code", what, "BNSS or unknown")


def _check_ages(known: Mapping[str, Any]) -> None:
    age, at_end, first, last = (known.get(key) for key in ("victim.age_years", "victim.age_at_end", FIRST, LAST))
    if age is None or at_end is None:
        return
    most = None if first is None or last is None else age + last.year - first.year + (last > first)
    if at_end < age or (most is not None and at_end > most):
        what = sentence("wrong_age_at_end", age=str(age))
        raise InputProblem("victim.age_at_end", what, sentence("wrong_older", age=str(age)))


def _check_people(known: Mapping[str, Any]) -> None:
    people, children, age = (known.get(key) for key in ("victims.count", "victims.child_count", "victim.age_years"))
    if people is not None and children is not None and children > people:
        raise InputProblem(CHILDREN, sentence("wrong_more_than", other=PEOPLE), sentence("wrong_at_most", other=PEOPLE))
    if people == 0:
        raise InputProblem(PEOPLE.text, sentence("wrong_person_left_out"), ONE_OR_MORE)
    if age is not None and age < ADULT and children == 0:
        raise InputProblem(CHILDREN, sentence("wrong_child_left_out", age=str(age)), ONE_OR_MORE)
    if age is not None and age >= ADULT and people is not None and children == people:
        what = sentence("wrong_adult_counted", age=str(age))
        raise InputProblem(CHILDREN, what, sentence("wrong_less_than", other=PEOPLE))
