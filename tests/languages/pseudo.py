"""A language nobody speaks, in which every text of ours stands in brackets: what stands outside was never translated.

Its catalogue is made in a folder of the test; Django takes it for Ido, which Rihai does not speak.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import polib
from django.test import override_settings
from django.utils.translation import trans_real

from tests.house import markup, source
from tests.languages.sources import messages_of, packages

CODE: Final = "io"
OPEN, CLOSE = "⟦", "⟧"
# Codes of files and addresses stand in <code>; they are the same in every language.
QUIET: Final = frozenset({"script", "style", "code"})
EDGES: Final = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


def bracketed(text: str) -> str:
    match = EDGES.match(text)
    before, words, after = match.groups() if match else ("", text, "")
    return f"{before}{OPEN}{words}{CLOSE}{after}"


@cache
def catalogue() -> bytes:
    """One catalogue with the texts of all packages, as gettext reads it."""
    made = polib.POFile()
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
        "Language": CODE,
    }
    for one in {one.key: one for name in packages(source.HOUSE) for one in messages_of(source.HOUSE, name)}.values():
        entry = polib.POEntry(msgid=one.text, msgid_plural=one.plural, msgctxt=one.context or None)
        if one.plural:
            entry.msgstr_plural = {0: bracketed(one.text), 1: bracketed(one.plural)}
        else:
            entry.msgstr = bracketed(one.text)
        made.append(entry)
    return bytes(made.to_binary())


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """The language is there and the only one besides English."""
    file = folder / CODE / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(catalogue())
    # What Django has read once it keeps; the stubs do not know the name.
    kept: dict[str, object] = vars(trans_real)["_translations"]
    kept.pop(CODE, None)
    with override_settings(LANGUAGES=[("en", "English"), (CODE, "Pseudo")], LOCALE_PATHS=[folder]):
        yield
    kept.pop(CODE, None)


class Outside(HTMLParser):
    """Collects what people read on a page outside all brackets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.inside: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_quoted = tag != "html" and dict(attrs).get("lang") == "en"
        if tag in QUIET or is_quoted:
            self.inside.append(tag)
        for text in markup.spoken(tag, {name: value or "" for name, value in attrs}):
            self.words += outside(text, 0)[0]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            words, self.depth = outside(data, self.depth)
            self.words += words


def outside(text: str, depth: int) -> tuple[list[str], int]:
    """Pieces outside brackets with a word in them, and how deep the brackets are afterwards."""
    pieces = [""]
    for letter in text:
        if letter in OPEN + CLOSE:
            depth = max(0, depth + (1 if letter == OPEN else -1))
            pieces.append("")
        elif not depth:
            pieces[-1] += letter
    return [" ".join(piece.split()) for piece in pieces if markup.has_words(piece.strip())], depth


def untranslated(html: str) -> list[str]:
    reader = Outside()
    reader.feed(html)
    reader.close()
    return reader.words
