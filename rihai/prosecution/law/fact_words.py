"""Coded facts in words, frozen with a check: the vocabulary may change, and what was answered then reads the same.

Frozen are the English words; a reader sees them in her own language where that has them. Not here: the questions
(`coding`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rihai.law.conditions import Listing
from rihai.law.errors import InputProblem
from rihai.law.facts import Fact, Vocabulary, read_facts
from rihai.law.loading import law_of
from rihai.law.words import value_in_words
from rihai.prosecution.law.coding import said
from rihai.prosecution.law.phases import KEY

Words = dict[str, Any]


def freeze(given: Mapping[str, Any]) -> list[Words]:
    """Each fact with its name and its answer; as it was given, where the vocabulary does not know it."""
    vocabulary = law_of().vocabulary
    try:
        return list(_frozen(vocabulary, given))
    except InputProblem:
        return [{"name": key, "text": str(value)} for key, value in given.items()]


def in_words(frozen: Iterable[Words]) -> tuple[tuple[str, str], ...]:
    """For whoever reads it now."""
    return tuple((said(one["name"]), _said_of(one)) for one in frozen)


def _frozen(vocabulary: Vocabulary, given: Mapping[str, Any]) -> Iterator[Words]:
    facts = read_facts(vocabulary, dict(given))
    for key in facts.known:
        yield {"name": vocabulary[key].name, **_value(vocabulary[key], facts.get(key))}
    for phase in facts.phases:
        yield {"name": vocabulary[KEY].name, "on": phase.on.isoformat(), **_value(vocabulary["acts"], phase.acts)}


def _value(fact: Fact, value: Any) -> Words:
    """What was chosen as words of the vocabulary; numbers, days and names of places as they are."""
    if isinstance(value, bool):
        return {"yes": value}
    if isinstance(value, Listing) and fact.type == "names":
        return {"places": sorted(value.items)}
    if isinstance(value, Listing):
        return {"chosen": [fact.values[one] for one in fact.values if one in value.items]}
    if fact.type == "one":
        return {"chosen": [fact.values.get(str(value), str(value))]}
    return {"day": value.isoformat()} if isinstance(value, date) else {"text": value_in_words(fact, value)}


def _said_of(one: Words) -> str:
    if "yes" in one:
        return _("Yes") if one["yes"] else _("No")
    if "day" in one:
        return date_format(date.fromisoformat(one["day"]))
    if "places" in one:
        return ", ".join(sorted(_(each) for each in one["places"]))
    if "text" in one:
        return str(one["text"])
    chosen = ", ".join(said(each) for each in one["chosen"]) or _("Nothing of it")
    return f"{date_format(date.fromisoformat(one['on']))}: {chosen}" if "on" in one else chosen
