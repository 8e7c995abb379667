"""Who may do what about missing reports and found records. Each rule is a pair: `check_…` raises, `can_…` answers.

Which records somebody sees at all is decided by `visible_to()`. Here too: the one question every telling asks
(`check_may_tell`).
"""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.actions import HasUid
from rihai.audit.refusals import Refused
from rihai.tracing.models import AgainProposal, FoundRecord, MissingReport, ReporterCheck, TellingConsent


def can_file_report(user: User) -> bool:
    return user.has(Permission.ALERT_RECORD)


def check_can_file_report(user: User, organisation_uid: UUID) -> None:
    words = _("Your role does not record missing reports. Tell the rescue desk what you know.")
    _check(can_file_report(user), "report.file", None, words)
    _check(user.organisation_id == organisation_uid, "report.file", None, _("You record for your own organisation."))


def can_work_report(user: User, report: MissingReport) -> bool:
    """Whoever searches, whoever accompanies, and for some days whoever wrote it down: what it says is her own work."""
    works = user.has(Permission.INQUIRY_WORK) or user.has(Permission.CASE_WORK) or user.has(Permission.ALERT_RECORD)
    return works and way_to_read(user, report, "circumstances") is Way.OWN


def check_can_work_report(user: User, report: MissingReport) -> None:
    words = _("Only those who work on this report change it. Tell the rescue desk what you know.")
    _check(can_work_report(user, report), "report.work", report, words)


def can_assign_report(user: User) -> bool:
    return user.has(Permission.INQUIRY_CLOSE) or user.has(Permission.INQUIRY_WORK)


def check_can_assign_report(user: User, report: MissingReport) -> None:
    _check(can_assign_report(user), "report.assign", report, _("The rescue desk says who searches."))


def can_end_report(user: User, report: MissingReport) -> bool:
    return user.has(Permission.INQUIRY_WORK) and can_work_report(user, report)


def check_can_end_report(user: User, report: MissingReport) -> None:
    words = _("Only an officer or a coordinator who works on this report says how the search ended.")
    _check(can_end_report(user, report), "report.end", report, words)


def can_record_found(user: User) -> bool:
    return user.has(Permission.FOUND_RECORD)


def check_can_record_found(user: User, organisation_uid: UUID) -> None:
    words = _("Your role does not record people found. Tell the rescue desk at once.")
    _check(can_record_found(user), "found.record", None, words)
    _check(user.organisation_id == organisation_uid, "found.record", None, _("You record for your own organisation."))


def can_work_found(user: User, found: FoundRecord) -> bool:
    return can_record_found(user) and way_to_read(user, found, "description") is Way.OWN


def check_can_work_found(user: User, found: FoundRecord) -> None:
    words = _("Only those who recorded this person found, or their desk, change the record.")
    _check(can_work_found(user, found), "found.work", found, words)


def can_decide_again(user: User) -> bool:
    return user.has(Permission.CASE_WORK)


def check_can_decide_again(user: User, proposal: AgainProposal) -> None:
    words = _("Your role does not decide this. The named worker or the supervisor does.")
    _check(can_decide_again(user), "again.decide", proposal, words)


def is_reporter_verified(report: MissingReport) -> bool:
    """By the latest look: what was believed before does not count."""
    latest = report.checks.order_by("-checked_at", "-uid").first()
    return latest is not None and latest.result == ReporterCheck.Result.VERIFIED


def why_not_told(report: MissingReport, consent: TellingConsent | None = None) -> str:
    """Empty where the reporter may be told; every page and every action that tells asks this and nothing else.

    Without a consent: only what we do to search, never where somebody is. With one: the words agreed to. A child's
    whereabouts go through the Child Welfare Committee and never from here.
    """
    if report.reporter_id is None:
        return str(_("Nobody is recorded as the reporter."))
    if not is_reporter_verified(report):
        return str(_("Who reports is not verified yet. Until then nothing is told."))
    if consent is None:
        return "" if report.is_open else str(_("The search has ended. Only the words the person agreed to are told."))
    if report.is_child:
        return str(_("This may be a child: only the Child Welfare Committee tells the family."))
    if consent.report_id != report.pk or consent.withdrawn_at is not None:
        return str(_("The person has not agreed to these words, or no longer does."))
    return ""


def check_may_tell(user: User, report: MissingReport, consent: TellingConsent | None = None) -> None:
    check_can_work_report(user, report)
    words = why_not_told(report, consent)
    _check(not words, "reporter.tell", report, words)


def _check(allowed: bool, verb: str, subject: HasUid | None, words: str | Promise) -> None:
    if not allowed:
        raise Refused(verb, subject, words=str(words))
