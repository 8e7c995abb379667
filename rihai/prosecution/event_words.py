"""What a line of the timeline says of itself, as codes with values, and the words for them in the reader's language.

A name, a number and a day stand in every language as they are; what somebody typed stays in its own field. Lines from
before this have their words in the text alone. Not here: who writes which line (`actions`).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.prosecution.closure_words import place_of_day, placed
from rihai.prosecution.court_words import PAPERS
from rihai.prosecution.law.sections import as_written, provisions_of
from rihai.prosecution.models import Appeal, ChargeSheet, ClosureReport, Judgment, LegalCase

# A code and its value, as they are kept.
Told = tuple[str, Any]
BEFORE: Final[Told] = ("before", None)


def paper_told(row: ChargeSheet | Judgment | Appeal | ClosureReport) -> Told:
    """Of a closure report also which of how many of its day, where it is not the only one."""
    day = row.given_on if isinstance(row, Judgment) else row.filed_on
    place = place_of_day(row, row.legal_case.closure_reports.all()) if isinstance(row, ClosureReport) else None
    return "paper", [str(row._meta.model_name), day.isoformat(), *(place or ())]


def said(told: object, text: object) -> Any:
    """The line in words, as far as both were opened; what is still sealed stands for the whole of it."""
    if not isinstance(told, list):
        return text if told is None else told
    return "\n".join([*_lines(told), *([str(text)] if text else [])])


def _lines(told: Iterable[list[Any]]) -> list[str]:
    return [line for code, value in told if (line := _line(code, value))]


def _line(code: str, value: Any) -> str:
    if code not in WORDS:
        return ""
    shown = SHOWN.get(code, str)(value)
    return str(WORDS[code]) % {"value": shown}


def _kind(value: str) -> str:
    return str(LegalCase.Kind(value).label) if value in LegalCase.Kind.values else value


def _sections(value: Mapping[str, list[str]]) -> str:
    """Of an entry that is gone the id stands: what the paper named is itself a finding."""
    known = {one.id: as_written(one) for one in provisions_of(value["known"])}
    return "; ".join([*(known.get(one, one) for one in value["known"]), *value["other"]])


def _paper(value: list[Any]) -> str:
    name, day, *place = value
    return str(PAPERS[name]) % {"day": placed(_day(day), (place[0], place[1]) if place else None)}


def _day(value: str) -> str:
    return date_format(date.fromisoformat(value))


WORDS: Final[Mapping[str, str | Promise]] = {
    "before": _("What stood here before:"),
    "kind": _("Kind: %(value)s"),
    "station": _("Police station or court: %(value)s"),
    "number": _("Number: %(value)s"),
    "cnr": _("CNR of the court: %(value)s"),
    "filed_on": _("Date: %(value)s"),
    "sections": _("Sections on the paper: %(value)s"),
    "to": "%(value)s",
    "number_before": _("Number before: %(value)s"),
    "number_unknown": _("Number before: not known"),
    "accused": "%(value)s",
    "name_before": _("Name before: %(value)s"),
    "paper": "%(value)s",
    "sentence_of": _("Sentence of %(value)s"),
}
SHOWN: Final[Mapping[str, Callable[[Any], str]]] = {
    "kind": _kind,
    "filed_on": _day,
    "sections": _sections,
    "paper": _paper,
}
