"""What the matcher compares of a missing report or a found record: the person's file with what the record adds.

Written in the transaction that saves the record. Not here: comparing (`matcher`).
"""

from dataclasses import replace

from django.utils import timezone

from rihai.people.models import SearchEntry
from rihai.people.pace import compared_from
from rihai.people.search_entries import EntryFields, at_place, fields_of, write_entry
from rihai.tracing.facts import FoundFacts, ReportDetails
from rihai.tracing.models import FoundRecord, MissingReport


def write_report_entry(report: MissingReport, details: ReportDetails) -> None:
    known = fields_of(report.person)
    if report.person.home_district is None:
        known = at_place(known, report.place)
    fields = _with(known, details.guardian, details.village, details.marks)
    fields = replace(fields, on=report.missing_since)
    write_entry(
        report,
        fields=fields,
        kind=SearchEntry.Kind.MISSING,
        person=report.person,
        not_before=compared_from(report.reported_by),
    )


def write_found_entry(found: FoundRecord, facts: FoundFacts) -> None:
    """The district of the place where somebody was found says nothing about where they are from."""
    fields = _with(fields_of(found.person), facts.guardian, facts.village, facts.marks)
    fields = replace(fields, on=timezone.localdate(found.found_at))
    write_entry(
        found,
        fields=fields,
        kind=SearchEntry.Kind.FOUND,
        person=found.person,
        not_before=compared_from(found.recorded_by),
    )


def _with(known: EntryFields, guardian: str, village: str, marks: str) -> EntryFields:
    return replace(
        known,
        guardian=guardian or known.guardian,
        village=village or known.village,
        marks="; ".join(filter(None, (known.marks, marks))),
    )
