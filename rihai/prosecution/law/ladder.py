"""Which rung follows after a refusal to register, and when. A higher one may be taken before a lower one.

One that was left out is still owed, and on the day of the higher one: the magistrate asks for the letter to the senior
officer. That is the difference to an operation (`rescue.rules.ladder`); the rungs are the same (`offences.ladder`).
"""

from datetime import date, timedelta

from rihai.offences import ladder
from rihai.offences.ladder import Rung


def load_rungs() -> tuple[Rung, ...]:
    return ladder.load_rungs("register")


def rung(code: str) -> Rung:
    return ladder.rung_among(load_rungs(), code)


def next_rung(taken: set[str]) -> Rung | None:
    """The first that was not taken, also where a higher one was; None when all were."""
    return next((one for one in load_rungs() if one.code not in taken), None)


def is_missing(following: Rung, taken: set[str]) -> bool:
    """A higher one was taken without it: a magistrate asks for the letter to the senior officer."""
    return any(rung(code).order > following.order for code in taken)


def next_due(taken: dict[str, date], refused_on: date) -> date:
    """The first is due at once, a missing one on the day of the higher one; the others as the highest taken says."""
    if not taken:
        return refused_on
    highest = max((rung(code) for code in taken), key=lambda one: one.order)
    following = next_rung(set(taken))
    if following is not None and is_missing(following, set(taken)):
        return taken[highest.code]
    return taken[highest.code] + timedelta(days=highest.days_until_next)
