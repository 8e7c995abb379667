"""Files written whole or not at all: beside the target under another name, and put in its place at the end.

Whatever ends the program early (an error, Ctrl-C, a full disk) leaves the old file as it was, and no half of a new one.
Only a kill leaves the other file, which the next command that writes into the folder takes away.
"""

import csv
import fcntl
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rihai.matching.csvfiles import FileProblem

BUFFER = 1 << 20
PREFIX, SUFFIX = ".rihai-", ".part"


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that nobody else may read; it becomes `path` when the block ends well."""
    target = path.resolve()
    _check_target(path, target)
    with _told(path), part_beside(target) as (part, file):
        yield file
        file.flush()
        os.fsync(file.fileno())
        part.replace(target)


@contextmanager
def part_beside(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A file of mode 0600 beside the target, gone afterwards unless it was given another name.

    One that a killed program left is taken away by the next: whoever is alive holds a lock on its own.
    """
    for old in target.parent.glob(f"{PREFIX}*{SUFFIX}"):
        _sweep(old)
    part, file = _locked_part(target.parent)
    try:
        with file:
            yield part, file
    finally:
        part.unlink(missing_ok=True)


def _locked_part(folder: Path) -> tuple[Path, BinaryIO]:
    while True:
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
        file, part = os.fdopen(handle, "wb", buffering=BUFFER), Path(name)
        with suppress(OSError):  # where nothing can be locked nothing is swept either
            fcntl.flock(file, fcntl.LOCK_EX)
        if part.exists():
            return part, file
        file.close()  # swept before it was locked


def _sweep(part: Path) -> None:
    """Take it away if whoever wrote it is gone; what cannot be opened or locked is somebody's."""
    with suppress(OSError):
        handle = os.open(part, os.O_RDWR | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
        finally:
            os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileProblem(f"{path} cannot be written: {error.strerror}.") from error


def _check_target(path: Path, target: Path) -> None:
    """Taking the place of a device or a folder would be no help to anybody."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode):
        raise FileProblem(f"{path} is not a file. Name a file to be written.")


def write_rows(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file."""
    writer = csv.writer(_Text(file), lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


class _Text:
    """Lines of text into a file of bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, line: str) -> int:
        return self._file.write(line.encode())
