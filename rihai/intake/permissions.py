"""Who may record, triage and compare alerts. Pairs: `check_…` raises, `can_…` answers."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.intake.models import Alert
from rihai.intake.workflow import Status
from rihai.people.models import Provenance
from rihai.tracing.permissions import can_file_report

MISSING: Final = "missing_report"


def can_record(user: User) -> bool:
    return user.has(Permission.ALERT_RECORD)


def check_can_record(user: User, organisation_uid: UUID) -> None:
    if not can_record(user):
        raise Refused("alert.record", words=_("Your role does not record alerts. Tell the rescue desk what you know."))
    if user.organisation_id != organisation_uid:
        raise Refused("alert.record", words=_("You record for your own organisation only."))


def can_decide(user: User) -> bool:
    """Who, not when: that an alert was decided already is for the workflow to say."""
    return user.has(Permission.ALERT_TRIAGE)


def can_triage(user: User, alert: Alert) -> bool:
    return can_decide(user) and alert.status == Status.NEW and alert.provenance == Provenance.OWN


def check_can_triage(user: User, alert: Alert) -> None:
    if not can_decide(user):
        raise Refused("alert.triage", alert, words=_("Your role does not decide on alerts. The rescue desk does."))


def can_reopen(user: User, alert: Alert) -> bool:
    return can_decide(user) and alert.status in {Status.REFERRED, Status.DISMISSED}


def can_file_missing(user: User, alert: Alert) -> bool:
    """Whoever may record a report, from an accepted alert about somebody missing."""
    is_of_missing = alert.kind == MISSING and alert.status == Status.ACCEPTED
    return is_of_missing and alert.provenance == Provenance.OWN and can_file_report(user)


def check_can_file_missing(user: User, alert: Alert) -> None:
    if not can_file_missing(user, alert):
        words = _("A missing report begins with an accepted alert about somebody missing.")
        raise Refused("report.file", alert, words=words)


def can_compare(user: User) -> bool:
    return can_decide(user) or can_record(user)


def check_can_compare(user: User, alert: Alert) -> None:
    if not can_compare(user):
        raise Refused("alert.compare", alert, words=_("Your role does not compare alerts. The rescue desk does."))
