"""One person as a register holds her for matching, and how one row of a file becomes that.

No files here (see `csvfiles`) and no comparing. What is wrong with a row is said without quoting it: reasons are
printed and kept, and a cell may hold a name.
"""

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from operator import itemgetter

from rihai.lib.precision import ImpreciseDate, Precision

COLUMNS = ("id", "name", "guardian", "sex", "age", "date", "country", "state", "district", "village", "marks")
NEEDED = ("id", "name")
SEXES = ("", "F", "M", "T")
OLDEST = 120
EARLIEST = datetime.date(1900, 1, 1)
LONGEST_ID = 200
Days = tuple[datetime.date | None, datetime.date | None]
LIKE = 0.8  # how alike an unknown column must be to one that is missing to be taken for a slip


class Kind(StrEnum):
    """What a register holds: those looked for, those found, or those known whom anybody may turn out to be."""

    MISSING = "missing"
    FOUND = "found"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One person; empty means not known. `age` is in years at `date`, the day she was last seen or found.

    Where only a month or a year is known, `date` is the first day that it can have been and `until` the last.
    """

    id: str
    name: str = ""
    guardian: str = ""
    sex: str = ""
    age: float | None = None
    date: datetime.date | None = None
    country: str = ""
    state: str = ""
    district: str = ""
    village: str = ""
    marks: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    until: datetime.date | None = None

    def __repr__(self) -> str:
        """The id alone: a trace of an error must not tell who she is."""
        return f"Record({self.id!r})"

    @property
    def day(self) -> datetime.date | None:
        """The very day; None where it is not known so well."""
        return self.date if self.until in (None, self.date) else None

    @property
    def middle(self) -> datetime.date | None:
        """The day, or the middle of the days that it can have been: for counting years."""
        return self.date + (self.until - self.date) / 2 if self.date and self.until else self.date

    @property
    def when(self) -> str:
        """The date as far as it is known: 2026-01-31, 2026-01, 2026, or both ends."""
        if self.date is None or self.until is None:
            return str(self.date or "")
        for precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
            told = ImpreciseDate.of(self.date, precision)
            if (told.start, told.end) == (self.date, self.until):
                return told.label
        return f"{self.date}/{self.until}"


class RowError(ValueError):
    """A row that cannot be taken in."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"Line {line}: {reason}")
        self.line = line
        self.reason = reason


class FutureDate(RowError):
    """A date that lies ahead: a slip, or the clock of this computer is wrong."""


class HeaderError(ValueError):
    """The first line does not name the columns that are needed."""


class Rows:
    """Turns the rows under one header into records."""

    def __init__(self, header: Sequence[str], *, today: datetime.date | None = None) -> None:
        names = [cell.strip() for cell in header]
        known = [name.lower() if name.lower() in COLUMNS else "" for name in names]
        _check_header(names, known)
        self.absent = tuple(column for column in COLUMNS if column not in known)
        self._width = len(names)
        at = {name: place for place, name in enumerate(known) if name}
        # A column that is not there is read from a cell added at the end, which is always empty.
        self._in_order = itemgetter(*(at.get(column, len(names)) for column in COLUMNS))
        self._carried = tuple((name, place) for place, name in enumerate(names) if name and not known[place])
        # Clocks and time zones of two offices may differ by a day.
        self._last_day = (today or datetime.datetime.now(datetime.UTC).date()) + datetime.timedelta(days=1)
        self._dates: dict[str, Days] = {"": (None, None)}
        self._ages: dict[str, float | None] = {"": None}
        self._shared: dict[str, str] = {}

    def record(self, line: int, cells: list[str]) -> Record:
        """The record in this row, or `RowError` with what is wrong."""
        if len(cells) != self._width:
            raise RowError(line, f"it has {len(cells)} cells and the header {self._width}")
        cells = [cell.strip() for cell in cells]
        extra = {name: cells[place] for name, place in self._carried} if self._carried else {}
        cells.append("")
        key, name, guardian, sex, age, date, country, state, district, village, marks = self._in_order(cells)
        if not key or len(key) > LONGEST_ID or not key.isprintable():
            raise RowError(line, _wrong_id(key))
        sex = sex.upper()
        if sex not in SEXES:
            raise RowError(line, "sex is F, M, T or empty")
        once = self._shared.setdefault
        day, until = self._dates[date] if date in self._dates else self._days(line, date)
        years = self._ages[age] if age in self._ages else self._age(line, age)
        return Record(
            key,
            name,
            guardian,
            sex,
            years,
            day,
            once(country, country),
            once(state, state),
            once(district, district),
            village,
            marks,
            extra,
            until,
        )

    def trust_dates(self) -> None:
        """Take dates that lie ahead as they stand."""
        self._last_day = datetime.date.max

    def _days(self, line: int, text: str) -> Days:
        """The first day and, of a month or a year, the last. Dates repeat: each is read once."""
        try:
            told = ImpreciseDate.parse(text)
        except ValueError:
            raise RowError(line, "date is not written as 2026-01-31, 2026-01 or 2026") from None
        if told.start > self._last_day:
            raise FutureDate(line, "date lies in the future")
        if told.start < EARLIEST:
            raise RowError(line, f"date lies before {EARLIEST.year}")
        until = None if told.precision is Precision.DAY else min(told.end, self._last_day)
        self._dates[text] = (told.start, until)
        return self._dates[text]

    def _age(self, line: int, text: str) -> float:
        try:
            years = float(text)
        except ValueError:
            years = math.nan
        if math.isnan(years) or "_" in text:
            raise RowError(line, "age is not a number of years")
        if not 0 <= years <= OLDEST:
            raise RowError(line, f"age is not between 0 and {OLDEST}")
        self._ages[text] = years
        return years


def _wrong_id(key: str) -> str:
    if not key:
        return "id is empty"
    return f"id is longer than {LONGEST_ID} characters" if len(key) > LONGEST_ID else "id holds a control character"


def _check_header(names: Sequence[str], known: Sequence[str]) -> None:
    for column in COLUMNS:
        if known.count(column) > 1:
            raise HeaderError(f'The column "{column}" is there twice.')
    for column in NEEDED:
        if column not in known:
            raise HeaderError(f'The column "{column}" is missing. The first line must read: {",".join(COLUMNS)}')
    strange = {name.lower(): name for name, own in zip(names, known, strict=True) if name and not own}
    for column in COLUMNS:
        near = [] if column in known else get_close_matches(column, strange, n=1, cutoff=LIKE)
        if near:
            raise HeaderError(f'The column "{strange[near[0]]}" looks like "{column}". Please write it so.')
