"""What is settled before a day in court, item by item, and what the law's data have for it.

Read from `data/court_day.yaml`. Not here: the plan of one day (`actions.court_days`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.conditions import Test, tests_in
from rihai.law.entries import Provision, Remedy
from rihai.law.sourcing import Sourcing
from rihai.lib.codelists import load_list
from rihai.prosecution.law.law_read import LawRead

FILE: Final = ("rihai.prosecution", "court_day.yaml", "items")
CHILD: Final = Test("victim.age_years", "lt", 18)


class Settled(models.TextChoices):
    OPEN = "open", _("Not settled yet")
    ASKED = "asked", _("Asked for")
    READY = "ready", _("Arranged or ordered")
    REFUSED = "refused", _("Refused")
    NOT_NEEDED = "not_needed", _("Not wished or not needed")


@dataclass(frozen=True)
class Item:
    """`law`: what the law's data have for it, and what that rests on."""

    code: str
    label: str | Promise
    hint: str | Promise
    law: Provision | Remedy | None = None
    sourcing: Sourcing | None = None


@dataclass(frozen=True)
class Arranged:
    item: Item
    state: Settled


@dataclass(frozen=True)
class LawFor:
    """One entry of the law, and which items it speaks of."""

    named: str
    law: Provision | Remedy
    sourcing: Sourcing


def items(law: LawRead | None = None) -> tuple[Item, ...]:
    return tuple(_item(law, one.code, one.label, one.hint, str(one.fields["law"])) for one in load_list(*FILE))


def codes() -> frozenset[str]:
    return frozenset(one.code for one in load_list(*FILE))


def arranged(states: Mapping[str, str], law: LawRead | None = None) -> tuple[Arranged, ...]:
    """Every item in its order, with what a law has for it; what nobody has settled is open."""
    return tuple(Arranged(one, Settled(states.get(one.code, Settled.OPEN))) for one in items(law))


def laws_for(shown: Iterable[Arranged], *, is_adult: bool) -> tuple[LawFor, ...]:
    """What the law's data have for what is not settled: each entry once, none about children for an adult."""
    found: dict[str, list[Item]] = {}
    for one in shown:
        law = one.item.law
        if law and one.state is Settled.OPEN and not (is_adult and _is_about_children(law)):
            found.setdefault(law.id, []).append(one.item)
    return tuple(
        LawFor(", ".join(str(one.label) for one in named), law, sourcing)
        for named in found.values()
        if (law := named[0].law) and (sourcing := named[0].sourcing)
    )


def _is_about_children(law: Provision | Remedy) -> bool:
    return isinstance(law, Provision) and any(test == CHILD for test in tests_in(law.elements))


def _item(law: LawRead | None, code: str, label: str, hint: str, told: str) -> Item:
    entry = _entry(law, told) if law and told else None
    return Item(code, _(label), _(hint), entry, law.sourcing_of(entry) if law and entry else None)


def _entry(law: LawRead, told: str) -> Provision | Remedy | None:
    kind, _space, key = told.partition(" ")
    return law.law.remedies.get(key) if kind == "remedies" else law.law.provisions.get(key)
