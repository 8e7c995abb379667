"""What she could ask for, for programs and for a reader. Keys are promised: docs/law-clocks.md."""

import json
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from rihai.law.cli.clocks_out import shown_when
from rihai.law.clocks import Due
from rihai.law.compensation import Claim, HeadOpen
from rihai.law.conditions import Truth
from rihai.law.loading import Law
from rihai.law.words import question

WIDTH = 100
LAST = "Amounts are those of the schemes, never a promise. A lawyer must read it before anybody acts on it."
TRUTHS = {Truth.YES: "fits", Truth.UNKNOWN: "possible"}


def to_json(law: Law, claims: Iterable[Claim], running: Sequence[Due]) -> str:
    return json.dumps([_content(law, claim, running) for claim in claims], indent=2, ensure_ascii=False)


def _content(law: Law, claim: Claim, running: Sequence[Due]) -> dict[str, Any]:
    return {
        "scheme": claim.scheme.id,
        "name": claim.scheme.name,
        "fit": TRUTHS[claim.truth],
        "apply_to": claim.scheme.apply_to,
        "states": list(claim.states),
        "heads": [_head_content(law, each) for each in claim.heads],
        "interim": [_head_content(law, each) for each in claim.interim],
        "steps": list(claim.steps),
        "clocks": [
            {"id": due.clock.id, "due": None if due.due is None else due.due.isoformat(), "words": due.words}
            for due in claim.dues(running)
        ],
    }


def _head_content(law: Law, one: HeadOpen) -> dict[str, Any]:
    return {
        "id": one.head.id,
        "head": one.head.head,
        "fit": TRUTHS[one.truth],
        "least_inr": one.amount.least,
        "most_inr": one.amount.most,
        "ask": [*(question(law.vocabulary, key) for key in one.ask), *([one.look_at] if one.look_at else [])],
        "source": one.sourcing.words,
    }


def to_text(law: Law, claims: Sequence[Claim], running: Sequence[Due]) -> str:
    return "\n\n".join([*("\n".join(_claim(law, claim, running)) for claim in claims), LAST])


def _claim(law: Law, claim: Claim, running: Sequence[Due]) -> Iterator[str]:
    where = f" In: {', '.join(claim.states)}." if claim.states else ""
    fit = f"{claim.scheme.name} ({TRUTHS[claim.truth]}).{where}"
    yield from _wrapped(f"{fit} Apply to: {claim.scheme.apply_to}", "", "  ")
    for one in claim.heads:
        yield from _head(law, one)
    for one in claim.interim:
        yield from _head(law, one, before="first: ")
    for due in claim.dues(running):
        when = shown_when(due.due) if due.due is not None else "in words only"
        yield from _wrapped(f"By when: {when}. {due.words}", "  ", "    ")
    for step in claim.steps:
        yield from _wrapped(f"- {step}", "  ", "    ")


def _head(law: Law, one: HeadOpen, before: str = "") -> Iterator[str]:
    mark = "" if one.truth is Truth.YES else "possible: "
    yield from _wrapped(f"{mark}{before}{one.head.head}, {one.amount.text} [{one.head.id}]", "  ", "    ")
    if one.head.conditions:
        yield from _wrapped(f"{one.head.conditions}. {one.head.status.capitalize()}.", "      ", "      ")
    asked = [*(question(law.vocabulary, key) for key in one.ask), *([one.look_at] if one.look_at else [])]
    if asked:
        yield from _wrapped(f"Ask: {' '.join(asked)}", "      ", "      ")
    yield from _wrapped(f"Source: {one.sourcing.words}", "      ", "      ")


def _wrapped(text: str, first: str, later: str) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
