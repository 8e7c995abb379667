"""A text file as rows of cells with the lines they begin in. What is no row is told, and the next line read.

Most lines hold no quotation mark and are split at the commas; the others go through the csv module. A mark that was
never closed would swallow the rest of the file: after so many lines its row is given up.
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import TextIO

from rihai.matching.records import RowError

LONGEST_LINE = 20_000  # characters; one person takes some hundreds
MOST_LINES = 100  # of one row with line breaks in its cells
Cells = tuple[int, list[str]]


def rows_of(text: TextIO) -> Iterator[Cells | RowError]:
    """Rows with the number of the line they begin in, or why a line is no row. Empty lines are passed over."""
    lines = _Lines(text)
    while (line := lines.take()) is not None:
        number = lines.number
        if (wrong := _wrong(line)) is not None:
            yield RowError(number, wrong)
        elif '"' in line:
            cells = _quoted(line, lines)
            yield (number, cells) if cells else RowError(number, "a quotation mark is not closed or not doubled")
        elif plain := line.rstrip("\r\n"):
            yield number, plain.split(",")


class _Lines:
    """Lines with their numbers; some can be given back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._ahead: deque[str] = deque()
        self.number = 0

    def take(self) -> str | None:
        line = self._ahead.popleft() if self._ahead else self._read()
        self.number += bool(line)
        return line or None

    def give_back(self, lines: list[str]) -> None:
        self._ahead.extendleft(reversed(lines))
        self.number -= len(lines)

    def _read(self) -> str:
        """One line; of one that is too long only as much as shows it, whatever its length."""
        line = self._text.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            rest = line
            while rest and rest[-1] not in "\r\n":
                rest = self._text.readline(LONGEST_LINE + 1)
        return line


def _wrong(line: str) -> str | None:
    if len(line) > LONGEST_LINE:
        return f"it is longer than {LONGEST_LINE:,} characters"
    if "\0" in line:
        return "it holds a NUL byte"
    if line.isascii():
        return None
    try:
        line.encode()
    except UnicodeEncodeError:
        return "it is not written in UTF-8"
    return None


def _quoted(line: str, lines: _Lines) -> list[str] | None:
    """The cells of a row whose quotation marks may run over line breaks; no line is taken if they never close."""
    taken = [line]
    length = len(line)
    cells, is_open = _parsed(line)
    while is_open and len(taken) < MOST_LINES and length < LONGEST_LINE:
        following = lines.take()
        if following is None:
            break
        taken.append(following)
        length += len(following)
        if _wrong(following) is not None:
            break
        if '"' in following:
            cells, is_open = _parsed("".join(taken))
    if cells is None:
        lines.give_back(taken[1:])
    return cells


def _parsed(text: str) -> tuple[list[str] | None, bool]:
    """The cells, or whether more lines could close a quotation mark."""
    try:
        return next(csv.reader([text], strict=True)), False
    except csv.Error as error:
        return None, "unexpected end" in str(error)
