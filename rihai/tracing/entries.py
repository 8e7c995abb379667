"""What the matcher compares of a missing report or a found record: the person's file with what the record adds.

Written in the transaction that saves the record. Not here: comparing (`matcher`).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from rihai.accounts.models import User
from rihai.people.models import SearchEntry
from rihai.people.pace import compared_from
from rihai.people.search_entries import EntryFields, at_place, fields_of, write_entry
from rihai.tracing.facts import FoundFacts, ReportDetails
from rihai.tracing.models import FoundRecord, MissingReport


@dataclass(frozen=True, repr=False)
class Told:
    """What a record says beside the person's file."""

    guardian: str = ""
    village: str = ""
    marks: str = ""


def write_report_entry(report: MissingReport, details: ReportDetails, *, by: User) -> None:
    told = Told(details.guardian, details.village, details.marks)
    enter_report(report, told, not_before=compared_from(by))


def write_found_entry(found: FoundRecord, facts: FoundFacts) -> None:
    told = Told(facts.guardian, facts.village, facts.marks)
    enter_found(found, told, not_before=compared_from(found.recorded_by))


def enter_report(report: MissingReport, told: Told, *, not_before: datetime | None = None) -> None:
    known = fields_of(report.person)
    if report.person.home_district is None:
        known = at_place(known, report.place)
    fields = replace(_with(known, told), on=report.missing_since)
    kind = SearchEntry.Kind.MISSING
    write_entry(report, fields=fields, kind=kind, person=report.person, not_before=not_before)


def enter_found(found: FoundRecord, told: Told, *, not_before: datetime | None = None) -> None:
    """The district of the place where somebody was found says nothing about where they are from."""
    fields = replace(_with(fields_of(found.person), told), on=timezone.localdate(found.found_at))
    kind = SearchEntry.Kind.FOUND
    write_entry(found, fields=fields, kind=kind, person=found.person, not_before=not_before)


def _with(known: EntryFields, told: Told) -> EntryFields:
    return replace(
        known,
        guardian=told.guardian or known.guardian,
        village=told.village or known.village,
        marks="; ".join(filter(None, (known.marks, told.marks))),
    )
