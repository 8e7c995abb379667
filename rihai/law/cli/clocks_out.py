"""The clocks of a case for programs and for a lawyer at a terminal. Keys are promised: docs/law-clocks.md."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from textwrap import wrap

from rihai.law.clocks import Due
from rihai.law.conditions import Truth
from rihai.law.counting import When

WIDTH = 100
COLUMN = 28
LAST = "This suggests and never decides: a lawyer must read it before anybody acts on it."


def to_json(found: Iterable[Due]) -> str:
    """Every clock that applies or may apply, or is the safe one until a lawyer has confirmed what sets it aside."""
    shown = [_content(due) for due in found if _is_shown(due)]
    return json.dumps(shown, indent=2, ensure_ascii=False)


def _is_shown(due: Due) -> bool:
    return due.is_kept or not due.is_set_aside


def _content(due: Due) -> dict[str, str | None]:
    return {
        "id": due.clock.id,
        "trigger": due.event.trigger,
        "from": due.event.at.isoformat(),
        "due": None if due.due is None else due.due.isoformat(),
        "words": due.words,
        "nature": due.clock.nature,
        "provision": due.provision,
    }


def to_text(found: Sequence[Due]) -> str:
    shown = [due for due in found if _is_shown(due)]
    groups = (
        ("DUE, in order", [due for due in shown if due.due is not None]),
        ("WITHOUT A DATE: the law has only words", [due for due in shown if due.due is None]),
        ("SET ASIDE: a graver section governs", [due for due in found if not _is_shown(due)]),
    )
    parts = ["\n".join(_group(heading, dues)) for heading, dues in groups if dues]
    return "\n\n".join([*parts, LAST]) if parts else f"Nothing that has happened starts a clock.\n\n{LAST}"


def _group(heading: str, dues: list[Due]) -> Iterator[str]:
    yield f"{heading} ({len(dues)})"
    for due in dues:
        mark = "may apply: " if due.truth is Truth.UNKNOWN else "to confirm: " if due.is_kept else ""
        head = f"{mark}{due.clock.name} [{due.clock.id}], on: {due.clock.duty_on}, {due.provision}"
        yield from _wrapped(head, f"  {_when(due):<{COLUMN - 2}}")
        since = f"Since {shown_when(due.event.at)} ({due.event.trigger}):"
        # The name stands above; the period begins with it.
        yield from _wrapped(f"{since} {due.words.removeprefix(f'{due.clock.name}: ')}", " " * COLUMN)


def _when(due: Due) -> str:
    if due.due is None:
        return "-"
    return f"({shown_when(due.due)})" if not _is_shown(due) else shown_when(due.due)


def shown_when(when: When) -> str:
    """ "Sat 2026-11-21" or "Sat 2026-11-21 14:30 +05:30"."""
    if isinstance(when, datetime):
        return f"{when:%a %Y-%m-%d %H:%M} {when.isoformat()[-6:]}"
    return f"{when:%a %Y-%m-%d}"


def _wrapped(text: str, first: str) -> list[str]:
    later = " " * COLUMN
    return wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
