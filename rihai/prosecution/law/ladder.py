"""The ladder after a refusal to register: the rungs, which comes next and when, and what the law says of it.

The rungs are data (`data/refusal_ladder.yaml`). A higher rung may be taken before a lower one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.entries import Entry
from rihai.law.loading import Law, law_of
from rihai.lib.codelists import load_list
from rihai.lib.yamlfile import DataFileError

PACKAGE: Final = "rihai.prosecution"
FILE: Final = "refusal_ladder.yaml"


@dataclass(frozen=True)
class Rung:
    code: str
    order: int
    label: str | Promise
    what_to_do: str | Promise
    addressed_to: tuple[str, ...]
    days_until_next: int
    law: str

    @property
    def entry(self) -> Entry | None:
        """What the law's data say of it; None where they say nothing."""
        return _entry(self.law, law_of()) if self.law else None

    @property
    def provision(self) -> str:
        return str(getattr(self.entry, "provision", ""))


@cache
def load_rungs() -> tuple[Rung, ...]:
    """All rungs from the lowest to the highest. Raises DataFileError where one names no entry of the law."""
    rows = [
        Rung(
            code=entry.code,
            order=int(entry.fields["order"]),
            label=_(entry.label),
            what_to_do=_(entry.fields["what_to_do"]),
            addressed_to=tuple(entry.fields["addressed_to"]),
            days_until_next=int(entry.fields["days_until_next"]),
            law=str(entry.fields["law"]),
        )
        for entry in load_list(PACKAGE, FILE, "rungs")
    ]
    for one in rows:
        if one.law and one.entry is None:
            raise DataFileError(f"{PACKAGE}/data/{FILE}", f"names no entry of the law: {one.law!r}", one.code)
    return tuple(sorted(rows, key=lambda rung: rung.order))


def rung(code: str) -> Rung:
    """A code that left the list stays readable by itself: what was done then is not lost."""
    gone = Rung(code, order=0, label=code, what_to_do="", addressed_to=(), days_until_next=0, law="")
    return next((one for one in load_rungs() if one.code == code), gone)


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


def _entry(told: str, law: Law) -> Entry | None:
    kind, _space, key = told.partition(" ")
    found: Entry | None = {"clocks": law.clocks, "remedies": law.remedies, "provisions": law.provisions}[kind].get(key)
    return found
