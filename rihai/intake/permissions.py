"""Who may record, triage and compare alerts. Pairs: `check_…` raises, `can_…` answers."""

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.intake.models import Alert
from rihai.intake.workflow import Status


def can_record(user: User) -> bool:
    return user.has(Permission.ALERT_RECORD)


def check_can_record(user: User) -> None:
    if not can_record(user):
        raise Refused("alert.record", words=_("Your role does not record alerts. Tell the rescue desk what you know."))


def can_triage(user: User, alert: Alert) -> bool:
    return user.has(Permission.ALERT_TRIAGE) and alert.status == Status.NEW


def check_can_triage(user: User, alert: Alert) -> None:
    """Who, not when: that an alert was decided already is for the workflow to say."""
    if not user.has(Permission.ALERT_TRIAGE):
        raise Refused("alert.triage", alert, words=_("Your role does not decide on alerts. The rescue desk does."))


def can_reopen(user: User, alert: Alert) -> bool:
    return user.has(Permission.ALERT_TRIAGE) and alert.status in {Status.REFERRED, Status.DISMISSED}


def can_compare(user: User) -> bool:
    return user.has(Permission.ALERT_TRIAGE) or user.has(Permission.ALERT_RECORD)


def check_can_compare(user: User, alert: Alert) -> None:
    if not can_compare(user):
        raise Refused("alert.compare", alert)
