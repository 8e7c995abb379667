"""The sheet of a reviewing lawyer: every entry in words, and what she says of it read back, whole or not at all.

The sheet is CSV, which any office program opens. She writes in two columns, `decision` and `correction`; everything
else is for reading and must come back as it went out. The shipped data are never edited: a changed law is a new dated
entry, and what she says is kept beside the installation (`confirmations`).
"""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rihai.law.confirmations import Reviewed
from rihai.law.entries import Entry
from rihai.law.errors import InputProblem, nearest
from rihai.law.loading import Law
from rihai.law.review_words import conditions_of, entries_of, law_of_entry, name_of, text_of
from rihai.law.sourcing import Confirmation, Decision

FOR_READING: Final = (
    "entry", "kind", "name", "law", "says", "conditions", "read_in", "sources", "not_read", "notes", "wording",
)  # fmt: skip
# What has been said before may change between two sheets; it is not compared.
STANDING: Final = "standing"
DECISION: Final = "decision"
CORRECTION: Final = "correction"
COLUMNS: Final = (*FOR_READING, STANDING, DECISION, CORRECTION)
NEEDED: Final = ("entry", "kind", "wording", DECISION, CORRECTION)
# A spreadsheet takes a cell that begins with one of these for a formula and may run it.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
DELIMITERS: Final = (",", ";", "\t")
MOST_TOLD: Final = 20
LONGEST_CORRECTION: Final = 4000
SHORTEST_NAME: Final = 2
# The day of these data; whoever changes what an entry says moves it on.
COMPILED: Final = date(2026, 11, 21)
LONGEST_NAME: Final = 120


@dataclass(frozen=True)
class Reviewer:
    """Who reviewed and when. Demonstration: an invented lawyer, whose word counts nowhere else."""

    name: str
    on: date
    is_demonstration: bool = False


class SheetProblem(InputProblem):
    """A sheet cannot be read back; every problem is named, and nothing of it was taken over."""

    def __init__(self, problems: list[str]) -> None:
        more = [f"and {len(problems) - MOST_TOLD} more"] if len(problems) > MOST_TOLD else []
        self.problems = problems
        super().__init__("SHEET", "nothing was read:\n" + "\n".join(problems[:MOST_TOLD] + more))


def write_sheet(law: Law, said: Mapping[str, Confirmation] | None = None, kinds: Collection[str] = ()) -> str:
    """The sheet as CSV text; of some kinds only, if any are named."""
    standing = {digest: each.words for digest, each in (said or {}).items()}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for kind, entry in entries_of(law):
        if not kinds or kind in kinds:
            row = {**_row(law, kind, entry), STANDING: standing.get(entry.digest, "")}
            writer.writerow([safe(row.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def read_sheet(law: Law, text: str, by: Reviewer) -> tuple[Reviewed, ...]:
    """What she decided, row by row; rows without a decision are still to be read. Raises SheetProblem, naming all."""
    entries = {(kind, entry.id): entry for kind, entry in entries_of(law)}
    rows, problems = _rows(text)
    found: dict[tuple[str, str], Reviewed] = {}
    seen: set[tuple[str, str]] = set()
    for line, row in rows:
        key = (row["kind"], row["entry"])
        wrong = _identity(key, entries, seen) or _problem(law, entries[key], row)
        if wrong:
            problems.append(f"row {line} ({row['entry'] or 'no entry'}): {wrong}")
        elif key in entries and row[DECISION]:
            found[key] = _reviewed(entries[key], row, by)
        seen.add(key)
    if problems:
        raise SheetProblem(problems)
    return tuple(found.values())


def check_reviewer(name: str, on: date, today: date, *, is_demonstration: bool = False) -> Reviewer:
    """Her name and the day of her review, or what is wrong with them."""
    name = " ".join(name.split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise InputProblem("--by", "is not a name", f"{SHORTEST_NAME} to {LONGEST_NAME} characters")
    if on > today:
        raise InputProblem("--date", f"{on} is still to come", f"a day up to {today}")
    return Reviewer(name, on, is_demonstration)


def safe(text: str) -> str:
    """A text that no office program takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _row(law: Law, kind: str, entry: Entry) -> dict[str, str]:
    sourcing = law.sourcing_of(entry)
    return {
        "entry": entry.id,
        "kind": kind,
        "name": name_of(entry),
        "law": law_of_entry(entry),
        "says": text_of(law, entry),
        "conditions": conditions_of(law, entry),
        "read_in": str(sourcing.kind),
        "sources": "\n".join(f"{key}: {law.sources[key].title} {law.sources[key].url}".strip() for key in entry.source),
        "not_read": ", ".join(entry.unread),
        "notes": entry.notes,
        "wording": entry.digest,
    }


def _rows(text: str) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """Rows that hold something, each with its number; and what is wrong with those that are too short or too long."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = [column.strip().lower() for column in next(reader, [])]
        _check_header(header)
        cells = [(number, row) for number, row in enumerate(reader, start=2) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise SheetProblem([f"it is not CSV as office programs write it ({error})"]) from error
    whole = [(number, dict(zip(header, row, strict=True))) for number, row in cells if len(row) == len(header)]
    torn = [
        f"row {number}: has {len(row)} cells, not {len(header)}" for number, row in cells if len(row) != len(header)
    ]
    return [(number, {**row, **{key: row[key].strip() for key in NEEDED}}) for number, row in whole], torn


def _delimiter(text: str) -> str:
    """Office programs of some countries write semicolons."""
    first = text.removeprefix("\ufeff").split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


def _check_header(header: list[str]) -> None:
    missing = [column for column in NEEDED if column not in header]
    if missing:
        raise SheetProblem([f"the first row has no column {', '.join(missing)}"])
    if len(set(header)) < len(header):
        raise SheetProblem(["the first row names a column twice"])


def _identity(key: tuple[str, str], entries: Mapping[tuple[str, str], Entry], seen: set[tuple[str, str]]) -> str:
    kind, id_ = key
    if key in seen:
        return "stands there twice"
    if key in entries:
        return ""
    known = [other for of_kind, other in entries if of_kind == kind]
    return f"there is no such {kind or 'kind'}; nearest: {nearest(id_, known or [kind for kind, _ in entries])}"


def _problem(law: Law, entry: Entry, row: Mapping[str, str]) -> str:
    """What is wrong with a row that she wrote in; empty where nothing is."""
    decision, correction = row[DECISION].lower(), row[CORRECTION]
    allowed = ", ".join(Decision)
    if not decision:
        return f"has a correction and no decision; allowed: {allowed}" if correction else ""
    if decision not in set(Decision):
        return f"decision {decision!r} is not known; allowed: {allowed}"
    if row["wording"] != entry.digest:
        return "the entry has changed since this sheet was written; write a new sheet and read it again"
    if decision == Decision.CORRECTED and not correction:
        return "is corrected without a correction; write what it should say"
    if decision == Decision.CONFIRMED and correction:
        return "is confirmed and corrected at once; decide for one"
    if len(correction) > LONGEST_CORRECTION:
        return f"the correction is longer than {LONGEST_CORRECTION} characters"
    return _changed(law, entry, row)


def _changed(law: Law, entry: Entry, row: Mapping[str, str]) -> str:
    """Confirming a text that was rewritten in the sheet would confirm what nobody ships."""
    ours = _row(law, row["kind"], entry)
    changed = [key for key in FOR_READING if key in row and _plain(row[key]) != _plain(ours[key])]
    return f"{', '.join(changed)} is not as it was written out; leave it, and write in {CORRECTION}" if changed else ""


def _plain(text: str) -> str:
    """Without what office programs change by themselves: line ends, double blanks, our mark before a formula."""
    plain = " ".join(text.split())
    return plain[1:] if plain.startswith("'") and plain[1:].startswith(FORMULA) else plain


def _reviewed(entry: Entry, row: Mapping[str, str], by: Reviewer) -> Reviewed:
    correction = "".join(letter for letter in row[CORRECTION] if letter.isprintable() or letter == "\n")
    decision = Decision(row[DECISION].lower())
    return Reviewed(entry.id, row["kind"], entry.digest, decision, by.name, by.on, correction, by.is_demonstration)
