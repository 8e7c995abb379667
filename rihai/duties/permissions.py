"""Who may tick off or hand over a duty. Which duties somebody sees is decided by `visible_to()`."""

from django.utils.translation import gettext as _

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.duties.models import Duty
from rihai.duties.rules import rule_of
from rihai.duties.subjects import may_know


class CannotTake(ValueError):
    """The one chosen could not do what is owed; words for the person at the screen."""


def check_can_complete(user: User, duty: Duty) -> None:
    if not duty.is_open:
        raise Refused("duty.completed", duty, words=_("This is no longer open."))
    if not duty.is_owed_by(user, user.desk_uids):
        raise Refused("duty.completed", duty, words=_("Only the person or desk that owes this can tick it off."))
    if not rule_of(duty.rule).by_hand:
        raise Refused("duty.completed", duty, words=_("This is done by doing it: open the record it is about."))


def can_reassign(user: User, duty: Duty) -> bool:
    """Whoever leads the work hands over anything; somebody at a desk may take what lies there."""
    return duty.is_open and (user.has(Permission.DUTY_REASSIGN) or duty.is_owed_by(user, user.desk_uids))


def check_can_reassign(user: User, duty: Duty, to: User | Desk) -> None:
    if not can_reassign(user, duty):
        raise Refused("duty.reassigned", duty, words=_("Your role does not hand over this duty."))
    if not user.has(Permission.DUTY_REASSIGN) and to != user:
        raise Refused(
            "duty.reassigned", duty, words=_("You may take this yourself. Ask who leads to give it to others.")
        )


def check_can_take(duty: Duty, to: User | Desk) -> None:
    """Handing over grants nothing: whoever may not know of the record could not do the work, and it would be lost."""
    if to.organisation_id != duty.organisation_id or not to.is_active:
        raise CannotTake(_("Only colleagues and desks of this organisation can take it."))
    if isinstance(to, User) and not may_know(to, label=duty.subject_label, uid=duty.subject_uid):
        raise CannotTake(_("This colleague may not open the record. Assign it to this colleague first."))


def can_see_all(user: User) -> bool:
    return user.has(Permission.DUTY_SEE_ALL)


def check_can_see_all(user: User) -> None:
    if not can_see_all(user):
        raise Refused("duty.listed", words=_("Your role does not show you the duties of others."))
