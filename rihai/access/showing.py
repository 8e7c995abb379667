"""Answers that carry the content of a sealed file: shown without any right, or handed out.

Here: the headers. Whoever calls this has opened the file by the one reading call. Not here: pages.

What is shown came from outside and is never trusted, the safe copy neither: it has an origin of its own, runs nothing,
loads nothing, is kept nowhere, and its type is ours to say. Its name is neutral.
"""

from typing import Final

from django.http import HttpResponse, StreamingHttpResponse

from rihai.access.reading import OpenedFile
from rihai.vault.kinds import MEDIA_TYPES, Kind

ENDINGS: Final = {
    Kind.JPEG: "jpg",
    Kind.PNG: "png",
    Kind.GIF: "gif",
    Kind.WEBP: "webp",
    Kind.PDF: "pdf",
    Kind.TEXT: "txt",
    Kind.OTHER: "bin",
}
WITHOUT_RIGHTS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}
HANDED_OUT: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
SHOWN: Final = "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'self'"


def shown(file: OpenedFile, *, kind: Kind, name: str) -> HttpResponse:
    """The safe copy inside one of our own pages. Read to its end first: a damaged one is not half shown."""
    headers = WITHOUT_RIGHTS | {
        "Content-Disposition": f'inline; filename="{name}.{ENDINGS[kind]}"',
        "Content-Security-Policy": SHOWN,
        "X-Frame-Options": "SAMEORIGIN",
    }
    return HttpResponse(b"".join(file.pieces()), content_type=MEDIA_TYPES[kind], headers=headers)


def handed_out(file: OpenedFile, *, kind: Kind, name: str) -> StreamingHttpResponse:
    """The original, as bytes to be saved: no browser is told to open it."""
    headers = WITHOUT_RIGHTS | {
        "Content-Disposition": f'attachment; filename="{name}.{ENDINGS[kind]}"',
        "Content-Security-Policy": HANDED_OUT,
    }
    return StreamingHttpResponse(file.pieces(), content_type="application/octet-stream", headers=headers)
