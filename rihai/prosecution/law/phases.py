"""What was done on which day, as rows of a form: a day and one act in each. Some of it may fall under an older law.

A day is open like any list: what else was done then is unknown. Not here: the other facts (`coding`).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from rihai.law.facts import UNKNOWN

KEY: Final = "offence.phases"
ROWS: Final = 4


def day_name(row: int) -> str:
    return f"phase_{row}_on"


def act_name(row: int) -> str:
    return f"phase_{row}_act"


def rows_for(initial: Mapping[str, Any]) -> int:
    """As many as were given before, and some to add."""
    return max(ROWS, sum(1 for name in initial if name.startswith("phase_") and name.endswith("_on")) + 1)


def phases_typed(given: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Phases as initial values of the form, one act in a row."""
    pairs = [(one["date"], act) for one in given for act in one["acts"] if act != UNKNOWN]
    rows = ({day_name(row): day, act_name(row): act} for row, (day, act) in enumerate(pairs))
    return {name: value for one in rows for name, value in one.items()}


def phases_coded(cleaned: Mapping[str, Any], rows: int) -> dict[str, Any]:
    """Whole rows as one phase for each day, in the order of days."""
    days: dict[date, list[str]] = {}
    for row in range(rows):
        day, act = cleaned.get(day_name(row)), cleaned.get(act_name(row))
        if day and act and act not in days.setdefault(day, []):
            days[day].append(act)
    found = [{"date": day.isoformat(), "acts": [*days[day], UNKNOWN]} for day in sorted(days)]
    return {KEY: found} if found else {}
