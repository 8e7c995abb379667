"""The columns of a file of agencies, and how its cells are read. Pure.

Here: what the header may hold, and cells that need more than a form field. Not here: whether kinds, PIN codes and
places exist (`importing.py`).
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import time
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from rihai.directory.rules.hours import Span, always

NEEDED: Final = ("ref", "name", "kind", "source")
COLUMNS: Final[Mapping[str, str]] = {
    "ref": _("a short reference of your own that stays the same; reading the file again finds the entry by it"),
    "name": _("as on the door"),
    "kind": _("a code, such as police_station or ahtu; `rihai directory kinds` lists them"),
    "role": _("what it does, if its kind does not say it"),
    "address": _("without name and place"),
    "locality": _("town or area"),
    "district": _("district or city"),
    "state": _("State or province"),
    "country": _("country"),
    "pin_code": _("six digits in India, five in Nepal, four in Bangladesh"),
    "plus_code": _("such as CR7C+X8W"),
    "website": _("without https://"),
    "note": _("never about a person"),
    "source": _("where you know this from"),
    "areas": _("districts or States it is responsible for, separated by semicolons"),
    "hours": _("24h, or such as Mon-Fri 10:00-17:00; Sat 10:00-13:00"),
    "phone": _("number of the office; a change of it becomes a proposal"),
    "night_phone": _("number answered at night"),
    "email": _("address of the office, never of a person"),
}
DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS: Final = re.compile(r"([a-z]{3})(?:\s*-\s*([a-z]{3}))?\s+(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})")
MOST_ROWS: Final = 20_000


class BadFile(ValueError):
    """The file as a whole cannot be read; the words say why."""


def read_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line with its number as an editor shows it; lines that begin with # are remarks."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    header: list[str] | None = None
    count = 0
    try:
        for cells in reader:
            if not any(cells) or cells[0].startswith("#"):
                continue
            if header is None:
                header = _header(cells)
                continue
            count += 1
            if count > MOST_ROWS:
                raise BadFile(gettext("The file has more than %(most)d entries. Split it.") % {"most": MOST_ROWS})
            yield reader.line_num, _row(header, cells)
    except csv.Error as error:
        raise BadFile(gettext("Line %(number)d is not CSV.") % {"number": reader.line_num}) from error
    if header is None:
        raise BadFile(gettext("The file is empty. Its first line names the columns."))


def spans_of(text: str) -> tuple[Span, ...]:
    """Opening hours as typed in one cell; ValueError if they cannot be understood."""
    tidy = text.strip().lower().replace("–", "-")
    if not tidy:
        return ()
    if tidy in ("24h", "24/7", "24 hours"):
        return tuple(always())
    spans = [span for part in tidy.split(";") if part.strip() for span in _spans_of_part(part.strip())]
    return tuple(sorted(set(spans)))


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    missing = [name for name in NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing:
        raise BadFile(gettext("The header lacks: %(columns)s.") % {"columns": ", ".join(missing)})
    if unknown:
        raise BadFile(
            gettext("The header has columns that are not known: %(columns)s.") % {"columns": ", ".join(unknown)}
        )
    if len(set(names)) < len(names):
        raise BadFile(gettext("The header names a column twice."))
    return names


def _row(header: list[str], cells: list[str]) -> dict[str, str]:
    """A row of another length is given back with what is too much under an empty name."""
    row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    if len(cells) != len(header):
        row[""] = f"{len(cells)} of {len(header)}"
    return row


def _spans_of_part(part: str) -> Iterator[Span]:
    found = HOURS.fullmatch(part)
    if found is None or found[1] not in DAY_NAMES or (found[2] or found[1]) not in DAY_NAMES:
        raise ValueError("not hours")
    first, last = DAY_NAMES.index(found[1]), DAY_NAMES.index(found[2] or found[1])
    if last < first:
        raise ValueError("days out of order")
    opens, closes = (_time(text) for text in (found[3], found[4]))
    for day in range(first, last + 1):
        yield Span(day, opens, closes)


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(0 if hour == "24" else int(hour), int(minute))
