"""A copy that is safe to show, made beside the sealed original while the request still holds its key.

Here: starting the confined process (`copier`), passing the pieces through pipes, and sealing what comes back. Not
here: parsing; who may see the copy.

    SealedUpload ──pieces──▶ copier (no keys, no files, no network, little time) ──pieces──▶ SealedUpload

It is made once, in the request that brings the file: no other process ever needs to open the original, and a file that
kills its parser is not tried again. What comes back is as untrusted as what went in: it is sealed unread, and shown
without rights.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Final

from rihai.vault import copier
from rihai.vault.kinds import Kind, kind_of
from rihai.vault.uploads import Incoming, SealedUpload

WALL_SECONDS: Final = 40
# All files of one request together: whoever sends ten slow ones holds a thread that answers pages.
REQUEST_SECONDS: Final = 60
PIECE_BYTES: Final = 64 * 1024
MOST_COPY_BYTES: Final = 60 * 2**20
# So many parsers at once for each process that answers pages; the next waits its turn.
PLACES: Final = threading.BoundedSemaphore(2)


class Problem(StrEnum):
    """Why there is no safe copy."""

    NO_VIEW = "no_view"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "pixels"
    TOO_MANY_PAGES = "pages"
    LOCKED = "locked"
    TOO_MUCH = "too_much"


PROBLEMS: Final = {
    copier.DAMAGED: Problem.DAMAGED,
    copier.TOO_MANY_PIXELS: Problem.TOO_MANY_PIXELS,
    copier.TOO_MANY_PAGES: Problem.TOO_MANY_PAGES,
    copier.LOCKED: Problem.LOCKED,
}


@dataclass(frozen=True, repr=False)
class SafeCopy:
    """What became of it: the copy and what it is, or the reason why there is none."""

    original_kind: Kind
    upload: SealedUpload | None = None
    kind: Kind | None = None
    problem: Problem | None = None

    def close(self) -> None:
        """Delete the ciphertext unless somebody kept it."""
        if self.upload is not None:
            self.upload.close()


def kind_of_upload(upload: SealedUpload) -> Kind:
    pieces = upload.chunks()
    return kind_of(next(iter(pieces), b""))


def time_is_up_at() -> float:
    """When the request that begins now stops parsing; its further files are kept without a view."""
    return time.monotonic() + REQUEST_SECONDS


def make_safe_copy(upload: SealedUpload, *, until: float | None = None) -> SafeCopy:
    """Parse the file in a process of its own and seal what that gives; nothing waits beyond `until`."""
    until = time_is_up_at() if until is None else until
    kind = kind_of_upload(upload)
    if kind is Kind.OTHER:
        return SafeCopy(kind, problem=Problem.NO_VIEW)
    if not PLACES.acquire(timeout=max(0.0, until - time.monotonic())):
        return SafeCopy(kind, problem=Problem.TOO_MUCH)
    try:
        seconds = max(0.0, min(WALL_SECONDS, until - time.monotonic()))
        incoming, status = _run(kind, upload.chunks(), seconds=seconds)
    finally:
        PLACES.release()
    if status != 0 or not 0 < incoming.size <= MOST_COPY_BYTES:
        incoming.discard()
        return SafeCopy(kind, problem=PROBLEMS.get(status, Problem.TOO_MUCH))
    incoming.finish()
    copy = SealedUpload(incoming, is_too_big=False, name=None, content_type=None)
    return SafeCopy(kind, copy, kind_of_upload(copy))


def _run(kind: Kind, pieces: Iterable[bytes], *, seconds: float = WALL_SECONDS) -> tuple[Incoming, int]:
    """The sealed answer of the process and its status; a negative one if it was killed."""
    command = [sys.executable, "-I", "-B", str(Path(copier.__file__)), str(kind)]
    # Isolated, without our environment: keys and addresses stand there.
    process = subprocess.Popen(  # noqa: S603 - the command is ours; the kind is one of a fixed list
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
    )
    watch = threading.Timer(seconds, process.kill)
    watch.start()
    incoming = Incoming()
    try:
        with process:
            _feed(process.stdin, pieces)
            _collect(process.stdout, incoming)
            if incoming.size > MOST_COPY_BYTES:
                process.kill()
    finally:
        watch.cancel()
    return incoming, process.returncode


def _feed(stdin: IO[bytes] | None, pieces: Iterable[bytes]) -> None:
    """The process answers only after the last piece, so that neither waits for the other."""
    if stdin is None:
        return
    # Whoever does not listen any more has ended already; its status says why.
    with suppress(BrokenPipeError):
        for piece in pieces:
            stdin.write(piece)
    with suppress(BrokenPipeError):
        stdin.close()


def _collect(stdout: IO[bytes] | None, incoming: Incoming) -> None:
    while stdout is not None and incoming.size <= MOST_COPY_BYTES and (piece := stdout.read(PIECE_BYTES)):
        incoming.write(piece)
