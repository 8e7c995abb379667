"""The law's vocabulary as questions on a form, and answers as coded facts. Nothing here holds a story.

A list is open unless somebody says that it is complete: what is not ticked is unknown, never false.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from rihai.law.facts import UNKNOWN, Fact
from rihai.law.loading import law_of
from rihai.lib.codelists import Entry, load_list
from rihai.prosecution.law.phases import KEY, phases_typed

YES, NO = "yes", "no"
# Of what may be several names each has a row; whoever names more finds a row more when checking again.
ROWS: Final = 3
LISTS: Final = frozenset({"many", "names"})
# What was done on which day has rows of its own (`phases`).
NOT_ASKED: Final = frozenset({"phases"})


@dataclass(frozen=True)
class Group:
    code: str
    label: str | Promise
    is_open: bool
    facts: tuple[Fact, ...]


def said(text: str) -> str:
    """A name, a question or an answer of the vocabulary in the reader's language."""
    return pgettext("fact", text)


@cache
def groups() -> tuple[Group, ...]:
    """Every fact that can be given, once, in the groups of `data/fact_groups.yaml`."""
    rows = load_list("rihai.prosecution", "fact_groups.yaml", "groups")
    left = [one for one in law_of().vocabulary.values() if not one.is_derived and one.type not in NOT_ASKED]
    found = []
    for row in rows:
        keys = tuple(row.fields["keys"])
        here = [one for one in left if one.key.startswith(keys)] if keys else left
        left = [one for one in left if one not in here]
        found.append(Group(row.code, _(row.label), bool(row.fields["is_open"]), tuple(here)))
    return tuple(found)


@cache
def headings(key: str) -> tuple[tuple[str | Promise, tuple[str, ...]], ...]:
    """A long list in parts, each with its heading. What stands under none comes last."""
    parts = [(_(row.label), (*row.fields["values"], *row.fields.get("rare", ()))) for row in _parts(key)]
    placed = {code for _label, codes in parts for code in codes}
    left = tuple(code for code in law_of().vocabulary[key].values if code not in placed)
    return (*parts, (_("Something else"), left)) if parts and left else tuple(parts)


@cache
def rare_in(key: str) -> frozenset[str]:
    """What of a long list is folded at first: asked for seldom, and between others it hides what is often so."""
    return frozenset(code for row in _parts(key) for code in row.fields.get("rare", ()))


def _parts(key: str) -> list[Entry]:
    rows = load_list("rihai.prosecution", "fact_groups.yaml", "lists")
    return [row for row in rows if row.fields["list"] == key]


def choices_of(fact: Fact) -> list[tuple[Any, Any]]:
    """Its values in words, under headings where the list is long."""
    if parts := headings(fact.key):
        return [(label, [(code, said(fact.values[code])) for code in codes]) for label, codes in parts]
    return [(code, said(words)) for code, words in fact.values.items()]


def name_of(fact: Fact) -> str:
    """Its name in a form: a dot would be read as something else in places."""
    return fact.key.replace(".", "__")


def row_names(fact: Fact, answered: Iterable[str] = ()) -> list[str]:
    """Where it may be several names: one row after the other, the first under its own name; one more than answered."""
    rows, names = _rows(fact), frozenset(answered)
    last = max((number for number, name in enumerate(rows, 1) if name in names), default=0)
    return rows[: max(ROWS, last + 1)]


def _rows(fact: Fact) -> list[str]:
    """All there can be: one for each value, and one to spare."""
    name = name_of(fact)
    if fact.type != "names":
        return [name]
    return [name, *(f"{name}__{row}" for row in range(2, len(fact.values) + 2))]


def complete_name(fact: Fact) -> str:
    return f"{name_of(fact)}__complete"


def coded(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Cleaned values of the form as facts; what was not answered is not among them."""
    return dict(_given(cleaned))


def as_typed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as initial values of the form."""
    found: dict[str, Any] = {}
    for group in groups():
        for fact in group.facts:
            if fact.key in facts:
                found |= _typed(fact, facts[fact.key])
    return found | phases_typed(facts.get(KEY, ()))


def _given(cleaned: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for group in groups():
        for fact in group.facts:
            value = cleaned.get(name_of(fact))
            if fact.type == "names":
                value = list(dict.fromkeys(one for row in row_names(fact, cleaned) if (one := cleaned.get(row))))
                if value:
                    yield fact.key, [*value, *(() if cleaned.get(complete_name(fact)) else (UNKNOWN,))]
            elif fact.type == "many":
                is_complete = bool(cleaned.get(complete_name(fact)))
                if value or is_complete:
                    yield fact.key, [*(value or ()), *(() if is_complete else (UNKNOWN,))]
            elif value not in (None, ""):
                yield fact.key, _plain(fact, value)


def _plain(fact: Fact, value: Any) -> Any:
    if fact.type == "yes_no":
        return value == YES
    return value.isoformat() if isinstance(value, date) else value


def _typed(fact: Fact, value: Any) -> dict[str, Any]:
    if fact.type == "names":
        # An older check holds one name by itself.
        items = [one for one in ([value] if isinstance(value, str) else value) if one != UNKNOWN]
        return {
            **dict(zip(_rows(fact), items, strict=False)),
            complete_name(fact): isinstance(value, str) or UNKNOWN not in value,
        }
    if fact.type == "many":
        items = [one for one in value if one != UNKNOWN]
        return {name_of(fact): items, complete_name(fact): UNKNOWN not in value}
    if fact.type == "yes_no":
        return {name_of(fact): YES if value else NO}
    return {name_of(fact): value}
