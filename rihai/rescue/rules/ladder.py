"""Which rung follows after a refusal by police to act, and when.

Somebody in danger does not wait: where a child may be concerned every rung is due at once, and one that was left out is
left behind. In a legal case it would still be owed (`prosecution.law.ladder`); the rungs are the same
(`offences.ladder`).
"""

from datetime import datetime, timedelta

from rihai.offences import ladder
from rihai.offences.ladder import Rung


def load_rungs() -> tuple[Rung, ...]:
    return ladder.load_rungs("act")


def rung(code: str) -> Rung:
    return ladder.rung_among(load_rungs(), code)


def rung_after(taken: Rung | None) -> Rung | None:
    """The lowest rung above the highest one taken; None when the ladder ends."""
    below = taken.order if taken else 0
    return next((one for one in load_rungs() if one.order > below), None)


def due_after(taken: Rung | None, *, since: datetime, child_possible: bool) -> datetime:
    """When the next rung is due. The first is due at once: words are forgotten by tomorrow."""
    if taken is None or child_possible:
        return since
    return since + timedelta(days=taken.days_until_next)
