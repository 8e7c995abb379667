"""The certificate that an electronic record needs before a court: which law asks for it, and the draft with its blanks.

The draft is there only where a lawyer has confirmed the entry of the law's data; the facts of the file always are.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rihai.law.entries import Form
from rihai.law.sourcing import Sourcing
from rihai.prosecution.law.law_read import LawRead

# Investigations that were pending on this day go on under the older Act.
SINCE: Final = date(2024, 7, 1)
NEW: Final = "bsa-63-4"
OLD: Final = "iea-65b-4"
HEAD: Final = "# "


@dataclass(frozen=True)
class Part:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Certificate:
    """`parts` are empty where nobody has confirmed the entry."""

    form: Form
    sourcing: Sourcing
    parts: tuple[Part, ...]


def certificates_for(began_on: date | None, sha256: str, told: LawRead) -> tuple[Certificate, ...]:
    """By the day on which the matter began; both where nobody has it. None where this law has no such form."""
    keys = (NEW, OLD) if began_on is None else (NEW,) if began_on >= SINCE else (OLD,)
    return tuple(_certificate(form, sha256, told) for key in keys if (form := told.law.forms.get(key)) is not None)


def _certificate(form: Form, sha256: str, told: LawRead) -> Certificate:
    parts = _parts(form.draft, sha256) if told.may_quote(form) else ()
    return Certificate(form, told.sourcing_of(form), parts)


def _parts(draft: tuple[str, ...], sha256: str) -> tuple[Part, ...]:
    """The lines that the lawyer confirmed, under the heads of their parts."""
    heads = [number for number, line in enumerate(draft) if line.startswith(HEAD)]
    ends = [*heads[1:], len(draft)]
    return tuple(
        Part(draft[head].removeprefix(HEAD), tuple(line.replace("{sha256}", sha256) for line in draft[head + 1 : end]))
        for head, end in zip(heads, ends, strict=False)
    )
