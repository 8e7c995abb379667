"""The words of a request sheet: what was chosen, line by line, in the language of whoever makes it.

Here: composing. Not here: which lines are chosen, or opening what is sealed (`actions.sheets`).
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from rihai.cases.templatetags.code_labels import as_precise, sex_label
from rihai.lib.codelists import by_code
from rihai.offences.identity_law import identity_text
from rihai.people.labels import age_words, language_label
from rihai.tracing.facts import SheetFacts
from rihai.tracing.models import MissingReport
from rihai.tracing.rules import FILE, sheet_fields


def compose(report: MissingReport, facts: SheetFacts, texts: Mapping[str, str], *, reference: str) -> str:
    """Only lines that say something; the order is that of the list, so that two sheets read alike."""
    known = _coded(report) | dict(texts)
    lines = [f"{label_of(one.code)}: {known[one.code]}" for one in sheet_fields() if _is_said(one.code, facts, known)]
    note = facts.note.strip()
    closing = [_("Our reference: %(code)s") % {"code": reference}, identity_text()]
    return "\n".join([*lines, *([note] if note else []), *closing])


def label_of(code: str) -> str:
    return _(by_code(*FILE, "sheet_fields")[code].label)


def _is_said(code: str, facts: SheetFacts, known: Mapping[str, str]) -> bool:
    return code in facts.says and bool(known.get(code))


def _coded(report: MissingReport) -> dict[str, str]:
    person = report.person
    seen = as_precise(report.last_seen_on, report.precision) if report.last_seen_on else ""
    return {
        "sex": sex_label(person.sex) if person.sex != "not_stated" else "",
        "age": age_words(person, report.missing_since) if person.birth_year else "",
        "last_seen_on": seen,
        "last_seen_district": report.place.label if report.place else "",
        "language": language_label(person.language),
        "home_district": person.home_district.label if person.home_district else "",
    }
