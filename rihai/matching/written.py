"""Files written whole or not at all: beside the target under another name, and put in its place at the end.

Whatever ends the program early (an error, Ctrl-C, a full disk) leaves the old file as it was, and no half of a new one.
"""

import csv
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rihai.matching.csvfiles import FileProblem

BUFFER = 1 << 20


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that nobody else may read; it becomes `path` when the block ends well."""
    target = path.resolve()
    _check_target(path, target)
    with _told(path):
        handle, name = tempfile.mkstemp(prefix=".rihai-", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with _told(path), os.fdopen(handle, "wb", buffering=BUFFER) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _told(path):
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


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
