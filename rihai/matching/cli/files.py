"""What the commands share: reading registers with progress and rejects, errors in words, figures of this process."""

import json
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO, ParamSpec

import click

from rihai.matching.cli.carried import Side, tell
from rihai.matching.csvfiles import FileProblem, Rejected, read_records
from rihai.matching.model import Model, ModelError, default_model
from rihai.matching.records import Kind, Record
from rihai.matching.written import write_rows, written_whole

REJECT_COLUMNS = ("file", "line", "reason")
EACH = 0.2  # seconds between two lines of progress
P = ParamSpec("P")
FILE = click.Path(path_type=Path, dir_okay=False)


class Refused(click.ClickException):
    """Said in words; nothing was written."""

    exit_code = 2


def in_words(command: Callable[P, None]) -> Callable[P, None]:
    """Errors of files are told without a traceback; being ended is like Ctrl-C, so that no half file stays."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGTERM, interrupt)
        try:
            command(*args, **kwargs)
        except (FileProblem, ModelError) as error:
            raise Refused(str(error)) from None
        except MemoryError:
            raise Refused("There is not enough memory for files of this size. Nothing was written.") from None
        finally:
            signal.signal(signal.SIGTERM, before)

    return told


class Progress:
    """Counts on stderr, where somebody is looking."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._is_shown = sys.stderr.isatty() and multiprocessing.parent_process() is None
        self._next = 0.0

    def __call__(self, count: int) -> None:
        if self._is_shown and time.monotonic() >= self._next:
            self._next = time.monotonic() + EACH
            click.echo(f"\r{self._doing}: {count:,}", err=True, nl=False)

    def end(self) -> None:
        if self._is_shown and self._next:
            click.echo("", err=True)


class Reading:
    """Registers that are read, and what was left out of them."""

    def __init__(self, *, strict: bool, rejects: BinaryIO | None, sides: Mapping[Kind, Side] | None = None) -> None:
        self._rejects = rejects
        self.sides = sides or {}  # where unknown columns are carried; elsewhere they are dropped
        self.rejected = Rejected(strict=strict, keep_all=rejects is not None)
        self.count = dict.fromkeys(Kind, 0)

    def records(self, path: Path, kind: Kind) -> "Register":
        """The records of a file, read when they are gone through."""
        return Register(self, path, kind)

    def read(self, path: Path, kind: Kind) -> Iterator[Record]:
        progress = Progress(f"Reading the {kind}")
        for record in read_records(path, kind, self.rejected, progress):
            self.count[kind] += 1
            if not record.extra:
                yield record
            else:
                yield self.sides[kind].taken(record) if kind in self.sides else replace(record, extra={})
        progress.end()

    def tell(self) -> None:
        """Write the rejects; without a file for them, the first ones to stderr."""
        tell(self.sides)
        for note in self.rejected.notes:
            click.echo(f"Note: {note}", err=True)
        if self.rejected.shortened:
            named = "." if self._rejects is not None else ". --rejects FILE names them."
            count = len(self.rejected.shortened)
            click.echo(f"Note: Rows with more words or marks than are compared: {count:,}{named}", err=True)
        if self._rejects is not None:
            write_rows(self._rejects, REJECT_COLUMNS, [*self.rejected.rows, *self.rejected.shortened])
        elif self.rejected.count:
            for file, line, reason in self.rejected.rows:
                click.echo(f"Left out: {file}, line {line}: {reason}", err=True)
            more = self.rejected.count - len(self.rejected.rows)
            if more:
                click.echo(f"Left out: {more:,} more rows. --rejects FILE names them all.", err=True)


@dataclass(frozen=True)
class Register:
    """A register to be read once, by this process or by another one that tells this one about it."""

    reading: Reading
    path: Path
    kind: Kind

    def __iter__(self) -> Iterator[Record]:
        return self.reading.read(self.path, self.kind)

    def told(self) -> tuple[int, Rejected, Side | None]:
        """How many were taken, what was left out and what is carried, for the process that did not read."""
        return self.reading.count[self.kind], self.reading.rejected, self.reading.sides.get(self.kind)

    def take_over(self, told: tuple[int, Rejected, Side | None]) -> None:
        count, rejected, side = told
        self.reading.count[self.kind] = count
        self.reading.rejected.join(rejected)
        if side is not None:
            self.reading.sides[self.kind].take_over(side)


@contextmanager
def outputs(*paths: Path | None) -> Iterator[list[BinaryIO | None]]:
    """Files that all take their places at the end, or none."""
    with ExitStack() as stack:
        yield [stack.enter_context(written_whole(path)) if path else None for path in paths]


def check_apart(inputs: Sequence[Path | None], written: Sequence[Path | None]) -> None:
    """Nothing that is read or written twice may be the same file; keys and models are read too."""
    seen = {path.resolve() for path in inputs if path is not None}
    for path in written:
        if path is not None and path.resolve() in seen:
            raise FileProblem(f"{path} is named twice. Choose another file to be written.")
        if path is not None:
            seen.add(path.resolve())


def model_in(path: Path | None) -> Model:
    """The model in a file, or the one that comes with Rihai."""
    if path is None:
        return default_model()
    try:
        return Model.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(f"{path} cannot be read as a model.") from error


def say(figures: dict[str, Any], *, as_json: bool, words: str) -> None:
    """The result on stdout, for a program or for a person."""
    click.echo(json.dumps(figures) if as_json else words)


def memory_mb() -> dict[str, int]:
    """What this process holds now and held at most, in megabytes; empty where the system does not tell."""
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    except OSError:
        return {}
    return {name: int(lines[key].split()[0]) // 1024 for name, key in (("rss_mb", "VmRSS"), ("peak_rss_mb", "VmHWM"))}
