"""The elements of a section, each of which somebody must be able to show: from the law's data, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass

from rihai.law.conditions import All, Condition, Test, tests_in
from rihai.law.entries import Provision
from rihai.law.loading import Law
from rihai.law.review_words import condition_said
from rihai.law.sentences import Said, joined


@dataclass(frozen=True)
class Element:
    """`key` holds while the section and the facts it asks for stay: "bns-143-4/means"."""

    key: str
    words: Said


def elements_of(law: Law, provision: Provision) -> tuple[Element, ...]:
    """Parts that must all be met; alternatives stay together as one. Of one fact asked twice, one."""
    found: dict[str, Said] = {}
    for part in _parts(provision.elements):
        facts = "+".join(sorted({test.fact for test in tests_in(part)}))
        said = condition_said(law, part)
        key = f"{provision.id}/{facts}"
        found[key] = joined((found[key], said), "semicolon") if key in found else said
    return tuple(Element(key, words) for key, words in found.items())


def _parts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _parts(part)
    elif isinstance(condition, Test) or condition.parts:
        yield condition
