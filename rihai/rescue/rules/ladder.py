"""The ladder after a refusal by police: one rung after the other, each with our promise when the next follows.

The rungs are data (`data/refusal_ladder.yaml`). Somebody in danger does not wait: where a child may be
concerned every rung is due at once, and a higher rung may be taken before a lower one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.lib.codelists import load_list

FILE: Final = "refusal_ladder.yaml"


@dataclass(frozen=True)
class Rung:
    code: str
    order: int
    label: str | Promise
    what_to_do: str | Promise
    addressed_to: tuple[str, ...]
    days_until_next: int


@cache
def load_rungs() -> tuple[Rung, ...]:
    """All rungs from the lowest to the highest."""
    rows = [
        Rung(
            code=entry.code,
            order=int(entry.fields["order"]),
            label=_(entry.label),
            what_to_do=_(entry.fields["what_to_do"]),
            addressed_to=tuple(entry.fields["addressed_to"]),
            days_until_next=int(entry.fields["days_until_next"]),
        )
        for entry in load_list("rihai.rescue", FILE, "rungs")
    ]
    return tuple(sorted(rows, key=lambda rung: rung.order))


@cache
def load_notes() -> tuple[str | Promise, ...]:
    return tuple(_(entry.label) for entry in load_list("rihai.rescue", FILE, "notes"))


def rung(code: str) -> Rung | None:
    return next((one for one in load_rungs() if one.code == code), None)


def rung_after(taken: Rung | None) -> Rung | None:
    """The lowest rung above the highest one taken; None when the ladder ends."""
    below = taken.order if taken else 0
    return next((one for one in load_rungs() if one.order > below), None)


def due_after(taken: Rung | None, *, since: datetime, child_possible: bool) -> datetime:
    """When the next rung is due. The first is due at once: words are forgotten by tomorrow."""
    if taken is None or child_possible:
        return since
    return since + timedelta(days=taken.days_until_next)
