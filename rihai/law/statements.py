"""Sentences of the law in plain words, for a law card, and what a lawyer made of one in another language.

A sentence rests on entries; it may be shown when a lawyer has confirmed its wording and each of those entries. Both
change its digest, so that a confirmation is lost with either. Nothing is translated but by a confirmed rendering.
"""

from dataclasses import dataclass

from rihai.law.entries import Entry, Shared, common
from rihai.law.schema import Row


@dataclass(frozen=True)
class Statement(Entry):
    """One sentence. `rests_on`: the entries it says in plain words, each as "remedy fir-refused"."""

    words: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class Rendering(Entry):
    """A sentence in another language. `language`: its code, as "hi"."""

    statement: str
    language: str
    words: str


def read_statement(row: Row, shared: Shared) -> Statement:
    return Statement(**common(row, shared), words=row.words("words"), rests_on=row.texts("rests_on"))


def read_rendering(row: Row, shared: Shared) -> Rendering:
    return Rendering(
        **common(row, shared),
        statement=row.words("statement"),
        language=row.words("language"),
        words=row.words("words"),
    )
