"""Registers, pairs and truth as CSV files to read. What a row must look like stands in `records`.

A row that cannot be taken in is told and the next one read: one slip must not cost the search for everybody else.
Nothing here prints or writes (see `written`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from rihai.matching.csvlines import Cells, rows_of
from rihai.matching.records import FutureDate, HeaderError, Kind, Record, RowError, Rows
from rihai.matching.shortened import Shortened

SHOWN = 5
EVERY = 20_000
FEW_AHEAD = 10
SHARE_AHEAD = 0.01
UTF16 = (b"\xff\xfe", b"\xfe\xff")
PAIR_COLUMNS = ("missing_id", "found_id", "weight", "probability", "band", "rank", "reasons")
TRUTH_COLUMNS = ("missing_id", "found_id")
FORMULA = frozenset("=+-@")  # a spreadsheet works out what begins so

Progress = Callable[[int], None]


class FileProblem(ValueError):
    """A file cannot be used; the words say which, what is wrong and what to do."""


@dataclass
class Rejected:
    """The rows that were left out, as (register, line, reason); `strict` stops at the first one."""

    strict: bool = False
    keep_all: bool = False
    count: int = 0
    rows: list[tuple[str, int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    shortened: list[tuple[str, int, str]] = field(default_factory=list)  # taken in, but not with all that they hold

    def add(self, kind: Kind, error: RowError) -> None:
        if self.strict:
            raise FileProblem(f"The file of the {kind}, line {error.line}: {error.reason}. Nothing was written.")
        self.count += 1
        if self.keep_all or len(self.rows) < SHOWN:
            self.rows.append((kind.value, error.line, error.reason))

    def shorten(self, kind: Kind, line: int, what: str) -> None:
        self.shortened.append((kind.value, line, what))

    def join(self, other: "Rejected") -> None:
        """Take in what was left out elsewhere."""
        self.count += other.count
        self.rows += other.rows if self.keep_all else other.rows[: max(SHOWN - len(self.rows), 0)]
        self.notes += other.notes
        self.shortened += other.shortened


def read_records(path: Path, kind: Kind, rejected: Rejected, progress: Progress | None = None) -> Iterator[Record]:
    """The records of a register, one after the other."""
    with _opened(path) as text:
        lines = rows_of(text)
        register = _Register(kind, _rows_under(path, next(lines, None)), rejected)
        absent = register.rows.absent
        if absent:
            rejected.notes.append(f"{path} has no column {', '.join(absent)}: taken as not known.")
        for count, row in enumerate(lines, 1):
            if progress and count % EVERY == 0:
                progress(count)
            if isinstance(row, RowError):
                rejected.add(kind, row)
            elif (record := register.take(row)) is not None:
                yield record
        yield from register.take_waiting()
        if register.formulas:
            rejected.notes.append(
                f"{register.formulas:,} ids of the {kind} begin with =, +, - or @. They are written as they stand, and "
                "a spreadsheet may take them for formulas: import such columns as text."
            )


class _Register:
    """The rows of one file as they come in."""

    def __init__(self, kind: Kind, rows: Rows, rejected: Rejected) -> None:
        self.rows = rows
        self._kind = kind
        self._rejected = rejected
        self._seen: dict[str, int] = {}
        self._waiting: list[Cells] | None = []
        self.formulas = 0
        self._long = Shortened()

    def take(self, row: Cells) -> Record | None:
        line, cells = row
        try:
            record = self.rows.record(line, cells)
            if (first := self._seen.setdefault(record.id, line)) != line:
                raise RowError(line, f"its id stands in line {first} already")
        except RowError as error:
            if isinstance(error, FutureDate) and self._waiting is not None:
                self._waiting.append(row)
            else:
                self._rejected.add(self._kind, error)
            return None
        self.formulas += record.id[0] in FORMULA
        if what := self._long.of(record):
            self._rejected.shorten(self._kind, line, what)
        return record

    def take_waiting(self) -> Iterator[Record]:
        """A few dates that lie ahead are slips. Many mean that the clock of this computer is wrong."""
        waiting, self._waiting = self._waiting or [], None
        if len(waiting) > max(FEW_AHEAD, SHARE_AHEAD * len(self._seen)):
            self._rejected.notes.append(
                f"{len(waiting):,} dates of the {self._kind} lie in the future; they were taken as they stand. "
                "Is the clock of this computer right?"
            )
            self.rows.trust_dates()
        for row in waiting:
            if (record := self.take(row)) is not None:
                yield record


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        with path.open("rb") as start:
            if start.read(2) in UTF16:
                raise FileProblem(f"{path} is written in UTF-16. Save it as CSV in UTF-8.")
        # A byte that is no UTF-8 is kept apart, so that the line it stands in can be named.
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            yield text
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}.") from error


def _first_row(path: Path, first: Cells | RowError | None) -> list[str]:
    if first is None:
        raise FileProblem(f"{path} is empty. Its first line names the columns.")
    if isinstance(first, RowError):
        raise FileProblem(f"{path}, line {first.line}: {first.reason}. Save it as CSV in UTF-8.")
    cells = first[1]
    if len(cells) == 1 and any(mark in cells[0] for mark in ";\t"):
        raise FileProblem(f"{path} does not separate its columns by commas. Save it as CSV with commas, in UTF-8.")
    return cells


def _rows_under(path: Path, first: Cells | RowError | None) -> Rows:
    try:
        return Rows(_first_row(path, first))
    except HeaderError as error:
        raise FileProblem(f"{path}: {error}") from error


def read_columns(path: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """The named columns of a file of pairs or of the truth, in this order. Every row counts, so a bad one stops."""
    with _opened(path) as text:
        lines = rows_of(text)
        header = [cell.strip().lower() for cell in _first_row(path, next(lines, None))]
        for column in columns:
            if header.count(column) != 1:
                raise FileProblem(f'{path}: the column "{column}" is missing, or there twice.')
        at = [header.index(column) for column in columns]
        for row in lines:
            if isinstance(row, RowError):
                raise FileProblem(f"{path}, line {row.line}: {row.reason}.")
            line, cells = row
            if len(cells) != len(header):
                raise FileProblem(f"{path}, line {line}: it has {len(cells)} cells and the header {len(header)}.")
            yield [cells[place] for place in at]
