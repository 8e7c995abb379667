"""Who passes on the work of a colleague, and who may undo it until when."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Hidden, Refused
from rihai.duties.models import HandOver
from rihai.duties.permissions import can_hand_over

UNDO_WITHIN: Final = timedelta(hours=24)


def check_can_look(user: User) -> None:
    if not can_hand_over(user):
        raise Refused("handover.made", words=_("Your role does not pass on the work of colleagues."))


def may_release(user: User, worker: User) -> bool:
    """Let somebody go for good: never oneself."""
    return user.has(Permission.STAFF_RELEASE) and user != worker


def check_can_hand_over(user: User, worker: User, why: str) -> None:
    check_can_look(user)
    if worker.organisation_id != user.organisation_id:
        raise Hidden("handover.made", worker)
    if not worker.is_active:
        raise Refused("handover.made", worker, words=_("This account is closed: its work has passed on already."))
    if why == HandOver.Why.LEAVES and not may_release(user, worker):
        raise Refused("handover.made", worker, words=_("The director passes on the work of somebody who leaves."))


def can_undo(user: User, hand_over: HandOver, now: datetime) -> bool:
    """By a day away, whoever leads at any time: she is back early. A leaving only within a day, by the director."""
    if hand_over.ended_at is not None or not can_hand_over(user):
        return False
    if hand_over.why == HandOver.Why.AWAY:
        return True
    return may_release(user, hand_over.worker) and now - hand_over.made_at < UNDO_WITHIN


def check_can_undo(user: User, hand_over: HandOver, now: datetime) -> None:
    if not can_undo(user, hand_over, now):
        raise Refused("handover.undone", hand_over, words=_("This can no longer be undone, or not by your role."))
