"""What a file is, by what it holds: never by its name or by what the browser calls it. Pure functions.

Here: the kinds, their first bytes, how large each may be. Not here: reading the rest of a file, which only a
confined process does (`copier`, called by `safe_copies`).
"""

import unicodedata
from enum import StrEnum
from typing import Final

HEAD_BYTES: Final = 4096
MIB: Final = 2**20
KEPT_CONTROLS: Final = frozenset("\t\n\r\f")
LONGEST_LETTER: Final = 4  # bytes of UTF-8


class Kind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    PDF = "pdf"
    TEXT = "text"
    OTHER = "other"


PICTURES: Final = frozenset({Kind.JPEG, Kind.PNG, Kind.GIF, Kind.WEBP})
MOST_BYTES: Final = dict.fromkeys(PICTURES, 25 * MIB) | {
    Kind.PDF: 50 * MIB,
    Kind.TEXT: 1 * MIB,
    Kind.OTHER: 100 * MIB,
}
MEDIA_TYPES: Final = {
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.PDF: "application/pdf",
    Kind.TEXT: "text/plain; charset=utf-8",
}
BEGINNINGS: Final = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"%PDF-", Kind.PDF),
)


def kind_of(head: bytes) -> Kind:
    """What the first bytes say. It is a claim until the file has been parsed to its end."""
    head = head[:HEAD_BYTES]
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    return Kind.TEXT if _reads_as_text(head) else Kind.OTHER


def _reads_as_text(head: bytes) -> bool:
    """UTF-8 without control characters. The last letter may be cut off by the end of the piece."""
    if not head:
        return False
    for cut in range(LONGEST_LETTER if len(head) == HEAD_BYTES else 1):
        try:
            text = head[: len(head) - cut].decode()
        except UnicodeDecodeError:
            continue
        return all(one in KEPT_CONTROLS or unicodedata.category(one) != "Cc" for one in text)
    return False
