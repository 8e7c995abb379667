"""Our own promises about alerts, as data: how soon somebody looks, and what is no reason to pass one on."""

from collections.abc import Iterable
from typing import Final

from rihai.lib.codelists import by_code
from rihai.lib.precision import Majority

FILE: Final = ("rihai.intake", "alert_kinds.yaml")
CRISIS: Final = "crisis"
NORMAL: Final = "normal"
NO_CAPACITY: Final = "no_capacity"


def is_reason_to_refer(code: str, *, is_danger: bool, ages: Iterable[Majority]) -> bool:
    """A child in danger is never passed on because nobody here has time; nor is somebody who may be one."""
    if code != NO_CAPACITY or not is_danger:
        return True
    known = list(ages)
    return bool(known) and all(age is Majority.ADULT for age in known)


def check_code(value: str, key: str) -> None:
    """A code outside its list is a mistake of the program, never of the person at the screen."""
    if value not in by_code(*FILE, key):
        raise ValueError(f"'{value}' is not a code of {key} in intake/data/{FILE[1]}")
