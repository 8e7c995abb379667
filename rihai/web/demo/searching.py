"""The missing report of the girl of the evening, who was asked, and the shelter that took somebody in.

Here: the same actions as on the screens. Not here: her inquiry and its leads (`night`).
"""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import complete_duties
from rihai.intake.actions import file_missing_report
from rihai.intake.models import Alert
from rihai.lib.precision import AgeCertainty, ImpreciseDate
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts, SourceFacts
from rihai.people.models import Person
from rihai.tracing import actions
from rihai.tracing.facts import AnswerFacts, AskedFacts, FoundFacts, ReportDetails, ReportFacts, SheetFacts
from rihai.tracing.models import (
    FoundRecord,
    MissingReport,
    ReporterCheck,
    ReportOutcome,
    RequestAnswer,
    RequestAsked,
    RequestSheet,
)
from rihai.tracing.rules import least_fields
from rihai.tracing.workflow import FoundStatus, ReportStatus
from rihai.web.demo import facts
from rihai.web.demo.cast import agency, colleague
from rihai.web.demo.clock import APART, moment, past
from rihai.web.demo.people import district

COMMITTEE: Final = "found.committee"


def tell_search(alert: Alert, person: Person, missing: facts.Missing, *, by: User) -> MissingReport:
    """Filed on the first day; the sheet and its answers follow on theirs."""
    days, told = missing.alert.days, missing.search
    with past(moment(days, 3 * APART)):
        report = file_missing_report(alert, facts=_report(person, missing), by=by)
        actions.check_reporter(
            report,
            result=ReporterCheck.Result.VERIFIED,
            how=told.verified,
            relation=told.relation,
            by=by,
        )
        sheet = actions.make_sheet(report, facts=SheetFacts(least_fields()), by=by)
    for one in told.asked:
        with past(moment(one.days, APART)):
            _ask(sheet, one, by=by)
    return report


def take_in(girl: facts.Somebody, told: facts.TakenIn) -> FoundRecord:
    """Written down by ear, in another script: whoever keeps the record does not know that she is sought."""
    by = colleague(told.recorder)
    with past(moment(told.days)):
        birth = BirthFacts.aged(girl.age, timezone.localdate(), AgeCertainty.ESTIMATED)
        person = PersonFacts(sex=girl.sex, birth=birth, names=(NameFacts(girl.found_as),))
        found = actions.record_found_person(
            organisation=by.organisation,
            by=by,
            facts=FoundFacts(
                person=person,
                kind=FoundRecord.Kind(told.kind),
                found_at=timezone.now() - timedelta(hours=1),
                estimated_by=FoundRecord.EstimatedBy.STAFF,
                village=told.village,
                marks=told.marks,
            ),
        )
        complete_duties(COMMITTEE, subject=found, by=by)
    return found


def end_search(person: Person, missing: facts.Missing) -> None:
    """A former evening is over: the report ends, and what the shelter wrote down is withdrawn."""
    report = person.missing_reports.filter(status=ReportStatus.OPEN).first()
    if report is not None:
        kind, by = ReportOutcome.Kind.RETURNED, colleague(missing.officer)
        actions.end_report(report, kind=kind, on=None, how=missing.close.reason, by=by)
    by = colleague(missing.taken_in.recorder)
    for found in FoundRecord.objects.filter(recorded_by=by, status=FoundStatus.STANDS):
        actions.withdraw_found(found, reason=missing.close.reason, by=by)


def _report(person: Person, missing: facts.Missing) -> ReportFacts:
    call, told = missing.alert, missing.search
    return ReportFacts(
        person=person,
        details=ReportDetails(
            call.what,
            last_seen=ImpreciseDate(timezone.localdate()),
            place=district(call.place),
            where=call.where,
            marks=told.marks,
            clothing=told.clothing,
        ),
        reporter=SourceFacts(kind="family", name=told.reporter),
        relation=told.relation,
        reported_at=timezone.now(),
    )


def _ask(sheet: RequestSheet, one: facts.AskedBody, *, by: User) -> None:
    asked = actions.ask_agency(sheet, facts=AskedFacts(agency(one.agency), RequestAsked.Way.CALL), by=by)
    if one.answer:
        answer = AnswerFacts(RequestAnswer.Answer(one.answer), timezone.localdate())
        actions.record_request_answer(asked, facts=answer, by=by)
