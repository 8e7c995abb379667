"""Every way in which a name may lie in a file: the bytes to look for. Pure.

Here: encodings, normal forms, cases and escapes of one text. Not here: where to look (`disk`).
Bytes are compared with ASCII letters made small, except in base64, where the case carries meaning. A name of few
letters would be found by chance in anything encrypted: it is looked for in text only, as a word.
"""

import base64
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

SHORTEST: Final = 6
FORMS: Final = ("NFC", "NFD", "NFKC", "NFKD")
WIDE: Final = ("utf-16-le", "utf-16-be", "utf-32-le")


@dataclass(frozen=True)
class Needles:
    """What to look for in bytes with small ASCII letters, and what in bytes as they are."""

    small: frozenset[bytes]
    exact: frozenset[bytes]
    word: re.Pattern[bytes] | None = None

    def are_in(self, content: bytes, *, is_text: bool) -> bool:
        small = content.lower()
        if is_text and self.word is not None and self.word.search(small):
            return True
        return any(one in small for one in self.small) or any(one in content for one in self.exact)


def needles(text: str) -> Needles:
    """Of a name, or of one word of it."""
    # As it stands too: some letters have no normal form that is themselves.
    spelt = {text, *(unicodedata.normalize(each, text) for each in FORMS)}
    written = {form for one in spelt for form in _cases(one)}
    small = {one.lower() for text in written for one in _plain(text)}
    exact = {one for text in written for one in _base64(text)}
    long = frozenset(one for one in small if len(one) >= SHORTEST)
    return Needles(long, frozenset(exact), _word(text))


def _word(text: str) -> re.Pattern[bytes] | None:
    utf8 = text.lower().encode()
    return None if len(utf8) >= SHORTEST else re.compile(rb"(?<![a-z])" + re.escape(utf8) + rb"(?![a-z])")


def _cases(text: str) -> set[str]:
    return {text, text.lower(), text.upper(), text.title()}


def _plain(text: str) -> Iterator[bytes]:
    utf8 = text.encode()
    yield utf8
    for encoding in WIDE:
        yield text.encode(encoding)
    yield utf8.hex().encode()
    if not text.isascii():
        yield json.dumps(text)[1:-1].encode()
        yield quote(text).encode()


def _base64(text: str) -> Iterator[bytes]:
    """At each of the three places in which it may begin; the ends, which depend on its neighbours, are cut off."""
    utf8 = text.encode()
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + utf8).rstrip(b"=")
        inner = encoded[-(-before * 4 // 3) :]
        inner = inner if (before + len(utf8)) % 3 == 0 else inner[:-1]
        if len(inner) >= SHORTEST:
            yield inner
