"""Reading a file of agencies: each line is checked as if typed into the form, and taken or given back with a reason.

Used by the page and by `rihai directory import`. Not here: the columns (`rules/columns.py`), the changes
(`actions/importing.py`), or what they would be (`rehearsal.py`).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rihai.directory.actions import import_agencies
from rihai.directory.facts import ContactFacts, ImportResult, ImportRow, Reject
from rihai.directory.fields import find_place
from rihai.directory.forms import AgencyForm, tidy_phone
from rihai.directory.models import AgencyContact, Place
from rihai.directory.permissions import check_can_add
from rihai.directory.rehearsal import rehearse
from rihai.directory.rules.columns import read_rows, spans_of
from rihai.directory.rules.hours import Span
from rihai.directory.staff import Staff

LONGEST_REF: Final = 20
# Whoever takes rows in keeps everybody else from writing: for these few, less than a second at a time.
BATCH: Final = 50
Channel = AgencyContact.Channel
CONTACTS: Final = (
    ("phone", "office", Channel.PHONE),
    ("night_phone", "night", Channel.PHONE),
    ("email", "office", Channel.EMAIL),
)


class BadRow(Exception):
    """One line that cannot be taken."""


def import_text(text: str, *, by: Staff) -> ImportResult:
    """Take the file in. Raises `BadFile` if it cannot be read at all.

    A few rows at a time: should it break off, what was taken stays, and reading the file again goes on from there.
    """
    return _in_batches(text, lambda rows: import_agencies(rows, by=by), by)


def preview_text(text: str, *, by: Staff) -> ImportResult:
    """What the file would do. Nothing is written."""
    return _in_batches(text, lambda rows: rehearse(rows, by=by), by)


def check_rows(text: str) -> tuple[list[ImportRow], list[Reject]]:
    taken: dict[str, ImportRow] = {}
    rejects = []
    find = cache(find_place)
    for line, cells in read_rows(text):
        ref = cells.get("ref", "")[:40]
        try:
            if ref in taken:
                raise BadRow(_("The reference stands in line %(line)s, too.") % {"line": taken[ref].line})
            taken[ref] = _checked(line, cells, find)
        except BadRow as error:
            rejects.append(Reject(line, ref, str(error)))
    return list(taken.values()), rejects


def rejects_as_csv(rejects: Iterable[Reject]) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["line", "ref", "reason"])
    rows.writerows([one.line, one.ref, one.reason] for one in rejects)
    return written.getvalue()


def _in_batches(text: str, do: Callable[[Sequence[ImportRow]], ImportResult], by: Staff) -> ImportResult:
    """Her roles are looked up once for each few rows: an ended one ends within a second."""
    check_can_add(by)
    rows, rejects = check_rows(text)
    added = changed = unchanged = proposed = 0
    for some in _few(rows):
        by.remember()
        found = do(some)
        added, changed = added + found.added, changed + found.changed
        unchanged, proposed = unchanged + found.unchanged, proposed + found.proposed
        rejects += found.rejects
    return ImportResult(added, changed, unchanged, proposed, tuple(sorted(rejects, key=lambda one: one.line)))


def _few(rows: Sequence[ImportRow]) -> Iterator[Sequence[ImportRow]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _checked(line: int, cells: dict[str, str], find: Callable[[str], Place]) -> ImportRow:
    if "" in cells:
        raise BadRow(_("The line has another number of cells than the header: %(cells)s.") % {"cells": cells[""]})
    ref = cells["ref"]
    if not ref or len(ref) > LONGEST_REF:
        raise BadRow(_("The reference is missing or longer than 20 characters."))
    form = AgencyForm(cells)
    if not form.is_valid():
        raise BadRow("; ".join(f"{name}: {errors[0]}" for name, errors in form.errors.items()))
    return ImportRow(
        line=line,
        ref=ref,
        facts=form.facts(),
        areas=tuple(_place(name.strip(), find) for name in cells.get("areas", "").split(";") if name.strip()),
        spans=_spans(cells.get("hours", "")),
        contacts=tuple(
            _contact(column, role, channel, cells[column]) for column, role, channel in CONTACTS if cells.get(column)
        ),
    )


def _place(name: str, find: Callable[[str], Place]) -> Place:
    try:
        return find(name)
    except ValidationError as error:
        raise BadRow(f"areas: {error.messages[0]}") from None


def _spans(text: str) -> tuple[Span, ...]:
    try:
        return spans_of(text)
    except ValueError:
        raise BadRow(_("hours: write 24h, or such as Mon-Fri 10:00-17:00; Sat 10:00-13:00.")) from None


def _contact(column: str, role: str, channel: AgencyContact.Channel, text: str) -> ContactFacts:
    try:
        value = tidy_phone(text) if channel == Channel.PHONE else _email(text)
    except ValidationError as error:
        raise BadRow(f"{column}: {error.messages[0]}") from None
    return ContactFacts(role=role, channel=channel, value=value)


def _email(text: str) -> str:
    validate_email(text)
    return text
