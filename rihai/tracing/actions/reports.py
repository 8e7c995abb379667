"""Filing a missing report, correcting it, naming who searches, verifying the reporter, ending and reopening.

Not here: sightings, request sheets and what the reporter is told, which have modules of their own.
"""

from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import hand_through
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.directory.models import Agency
from rihai.duties.actions import complete_duties, pass_on_duties
from rihai.lib.codes import Reference, new_reference
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.people.actions import record_source, register_person
from rihai.people.erased import check_person_known
from rihai.people.facts import PersonFacts, SourceFacts
from rihai.people.models import Person, Source
from rihai.people.search_entries import remove_entry
from rihai.tracing.entries import write_report_entry
from rihai.tracing.facts import ReportDetails, ReportFacts
from rihai.tracing.grants import let_in_searchers, let_into_report
from rihai.tracing.locks import lock_open_report, lock_report, needed
from rihai.tracing.models import MissingReport, ReporterCheck, ReportOutcome
from rihai.tracing.permissions import (
    check_can_assign_report,
    check_can_end_report,
    check_can_file_report,
    check_can_work_report,
)
from rihai.tracing.reminders import VERIFY, forget_search, remind, remind_of_review, remind_of_search
from rihai.tracing.selectors.desks import desk_for_reports
from rihai.tracing.workflow import ReportStatus
from rihai.vault.keys import new_data_key

SHORT: Final = ("where", "phone", "guardian", "village")
LONG: Final = ("circumstances", "clothing", "marks", "companions")
# What of the sealed texts the matcher compares.
COMPARED: Final = ("marks", "guardian", "village")
CODED: Final = ("last_seen_on", "precision", "place")


@transaction.atomic
def file_report(
    *,
    organisation: Agency,
    by: User,
    facts: ReportFacts,
    origin: HasUid | None = None,
    officer: User | None = None,
) -> MissingReport:
    """Keep the report and begin the search. Filing the same alert for the same person again gives the first one."""
    check_can_file_report(by, organisation.uid)
    person = _person(facts.person, organisation, by)
    if origin is not None and (known := person.missing_reports.filter(origin_uid=origin.uid).first()):
        return known
    report = _new_report(organisation, person, by, facts, origin)
    report.officer = officer or (by if by.has(Permission.INQUIRY_WORK) else None)
    report.desk = None if report.officer else desk_for_reports(organisation)
    _set(report, facts.details)
    report.save()
    let_into_report(report, by=by)
    write_report_entry(report, facts.details, by=by)
    audit.record("report.filed", by=by, subject=report, person=person.uid, origin=report.origin_label or "none")
    remind_of_search(report, by=by)
    return report


@transaction.atomic
def correct_report(report: MissingReport, *, details: ReportDetails, by: User) -> MissingReport:
    """Put right or add what is known. Somebody else may be found by it from now on."""
    report = lock_open_report(report, by, "report.work")
    check_can_work_report(by, report)
    _set(report, details)
    report.save(update_fields=[*SHORT, *LONG, *CODED])
    write_report_entry(report, details, by=by)
    audit.record("report.corrected", by=by, subject=report)
    return report


@transaction.atomic
def assign_report(report: MissingReport, *, officer: User, by: User) -> MissingReport:
    """Name who searches. What the one before could open through the report passes on, and the duties too."""
    report = lock_open_report(report, by, "report.assign")
    check_can_assign_report(by, report)
    is_here = officer.is_active and officer.organisation_id == report.organisation_id
    if not is_here or not officer.has(Permission.INQUIRY_WORK):
        raise NotPossible(_("This colleague does not search. Choose a rescue officer or a coordinator."))
    before = report.officer
    if before == officer:
        return report
    if before is not None:
        hand_through(report, before=before, to=officer, by=by)
    report.officer = officer
    report.save(update_fields=["officer"])
    let_in_searchers(report, by=by)
    pass_on_duties(report, before=before or report.desk, to=officer, by=by)
    audit.record("report.assigned", by=by, subject=report, to=officer.uid, before=before.uid if before else "nobody")
    return report


@transaction.atomic
def check_reporter(
    report: MissingReport, *, result: ReporterCheck.Result, how: str, relation: str, by: User
) -> ReporterCheck:
    """Say whether the reporter is who they claim to be, and how that is known. The latest row counts."""
    report = lock_report(report, by, "reporter.check")
    check_can_work_report(by, report)
    if report.reporter is None:
        raise NotPossible(_("Nobody is recorded as the reporter of this report."))
    how = needed(how, _("Write down how you know: which paper, whom you asked, what fits."))
    check = ReporterCheck(report=report, data_key=report.data_key, result=result, how=how, checked_by=by)
    check.save()
    report.relation_claimed = relation
    report.save(update_fields=["relation_claimed"])
    if result != ReporterCheck.Result.OPEN:
        complete_duties(VERIFY, subject=report, by=by)
    audit.record("reporter.checked", by=by, subject=report, result=str(result))
    return check


@transaction.atomic
def end_report(
    report: MissingReport, *, kind: ReportOutcome.Kind, on: ImpreciseDate | None, how: str, by: User
) -> ReportOutcome:
    """Say how the search ended, or put right how it was said to have ended. The earlier row stays readable."""
    report = lock_report(report, by, "report.end")
    check_can_end_report(by, report)
    how = needed(how, _("Write down how this is known, and by whom."))
    if report.is_open:
        report.move_to(ReportStatus.ENDED)
        report.save(update_fields=["status"])
        forget_search(report, by=by)
        remove_entry(report)
    outcome = _outcome(report, kind, on, how, by)
    audit.record("report.ended", by=by, subject=report, outcome=str(kind))
    return outcome


@transaction.atomic
def reopen_report(report: MissingReport, *, reason: str, by: User) -> MissingReport:
    """The search goes on: somebody else was found, or this person is missing again."""
    report = lock_report(report, by, "report.end")
    check_can_end_report(by, report)
    reason = needed(reason, _("Say why the search goes on."))
    report.move_to(ReportStatus.OPEN)
    report.save(update_fields=["status"])
    row = _outcome(report, None, None, reason, by)
    plain = read((report, COMPARED), by=by, why=OwnWork(), within_action=True)(report)
    said = ReportDetails("", marks=plain.marks or "", guardian=plain.guardian or "", village=plain.village or "")
    write_report_entry(report, said, by=by)
    remind_of_review(report, by=by)
    remind(report, "report.ask_places", event=row, by=by)
    audit.record("report.reopened", by=by, subject=report)
    return report


def _person(told: Person | PersonFacts, organisation: Agency, by: User) -> Person:
    if isinstance(told, PersonFacts):
        return register_person(organisation=organisation, by=by, facts=told)
    person = get_visible(Person.objects.select_related("home_district"), by, told.pk, "report.file")
    check_person_known(person)
    return person


def _reporter(told: Source | SourceFacts | None, organisation: Agency, by: User) -> Source | None:
    return record_source(organisation=organisation, by=by, facts=told) if isinstance(told, SourceFacts) else told


def _new_report(
    organisation: Agency, person: Person, by: User, facts: ReportFacts, origin: HasUid | None
) -> MissingReport:
    return MissingReport(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        reference=new_reference(Reference.MISSING),
        person=person,
        reporter=_reporter(facts.reporter, organisation, by),
        relation_claimed=facts.relation,
        origin_label=label_of(origin) if origin else "",
        origin_uid=origin.uid if origin else None,
        reported_at=facts.reported_at,
        reported_by=by,
    )


def _set(report: MissingReport, details: ReportDetails) -> None:
    for name in SHORT:
        setattr(report, name, normalise(getattr(details, name)))
    for name in LONG:
        setattr(report, name, normalise_lines(getattr(details, name)))
    seen = details.last_seen
    report.last_seen_on = seen.value if seen else None
    report.precision = str(seen.precision if seen else Precision.UNKNOWN)
    report.place = details.place


def _outcome(
    report: MissingReport, kind: ReportOutcome.Kind | None, on: ImpreciseDate | None, how: str, by: User
) -> ReportOutcome:
    row = ReportOutcome(report=report, data_key=report.data_key, kind=kind or "", how=how, recorded_by=by)
    row.happened_on = on.value if on else None
    row.precision = str(on.precision if on else Precision.UNKNOWN)
    row.save()
    return row
