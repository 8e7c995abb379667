"""The ladder after a refusal of the police, to register or to act: its rungs, and the entry of the law on each.

The rungs are data (`data/refusal_ladder.yaml`), one list for operations and for legal cases. Not here: which rung is
next and when it is due. Whoever is in danger now goes on upwards and waits for nothing (`rescue.rules.ladder`); in a
legal case a rung that was left out is still owed, for a court asks for it (`prosecution.law.ladder`).
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.entries import Entry
from rihai.law.loading import Law, law_of
from rihai.lib import codelists
from rihai.lib.codelists import load_list
from rihai.lib.yamlfile import DataFileError

PACKAGE: Final = "rihai.offences"
FILE: Final = "refusal_ladder.yaml"
# What police refuse.
Refused = Literal["act", "register"]


@dataclass(frozen=True)
class Rung:
    code: str
    order: int
    label: str | Promise
    what_to_do: str | Promise
    addressed_to: tuple[str, ...] = ()
    days_until_next: int = 0
    law: str = ""

    @property
    def entry(self) -> Entry | None:
        """What the law's data say of it; None where they say nothing."""
        return _entry(self.law, law_of()) if self.law else None

    @property
    def provision(self) -> str:
        return str(getattr(self.entry, "provision", ""))


@cache
def load_rungs(refused: Refused) -> tuple[Rung, ...]:
    """From the lowest to the highest. Raises DataFileError where one names no entry of the law."""
    rows = [_rung(one) for one in load_list(PACKAGE, FILE, "rungs") if refused in one.fields["refused"]]
    for one in rows:
        if one.law and one.entry is None:
            raise DataFileError(f"{PACKAGE}/data/{FILE}", f"names no entry of the law: {one.law!r}", one.code)
    return tuple(sorted(rows, key=lambda rung: rung.order))


@cache
def load_notes() -> tuple[str | Promise, ...]:
    return tuple(_(entry.label) for entry in load_list(PACKAGE, FILE, "notes"))


def rung_among(rungs: tuple[Rung, ...], code: str) -> Rung:
    """A code that left the list stays readable by itself, below all others: what was done then is not lost."""
    gone = Rung(code, order=0, label=code, what_to_do="")
    return next((one for one in rungs if one.code == code), gone)


def _rung(entry: codelists.Entry) -> Rung:
    return Rung(
        code=entry.code,
        order=int(entry.fields["order"]),
        label=_(entry.label),
        what_to_do=_(entry.fields["what_to_do"]),
        addressed_to=tuple(entry.fields["addressed_to"]),
        days_until_next=int(entry.fields["days_until_next"]),
        law=str(entry.fields["law"]),
    )


def _entry(told: str, law: Law) -> Entry | None:
    kind, _space, key = told.partition(" ")
    found: Entry | None = {"clocks": law.clocks, "remedies": law.remedies, "provisions": law.provisions}[kind].get(key)
    return found
