"""Who may do what with a duty. Which duties somebody sees is decided by `visible_to()`."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Hidden, Refused
from rihai.duties.models import Duty, Postponement, Repetition
from rihai.duties.rules import UNDO_WITHIN, Kind, Rule, Step, rule_or_gone
from rihai.duties.subjects import may_know


class CannotTake(ValueError):
    """The one chosen could not do what is owed; words for the person at the screen."""


def check_can_complete(user: User, duty: Duty) -> None:
    if not duty.is_open:
        raise Refused("duty.completed", duty, words=_("This is no longer open."))
    if not duty.is_owed_by(user, user.desk_uids):
        raise Refused("duty.completed", duty, words=_("Only the person or desk that owes this can tick it off."))
    if not rule_or_gone(duty.rule).by_hand:
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


def can_undo(user: User, duty: Duty, now: datetime) -> bool:
    """One's own tick, for some minutes."""
    is_hers = duty.done_by_hand and duty.done_by_id == user.uid and duty.cancelled_at is None
    return is_hers and duty.done_at is not None and now - duty.done_at < UNDO_WITHIN


def check_can_undo(user: User, duty: Duty, now: datetime) -> None:
    if not can_undo(user, duty, now):
        raise Refused("duty.reopened", duty, words=_("Only your own tick can be taken back, within 15 minutes."))


class CannotPutOff(ValueError):
    """Not so long; words for the person at the screen."""


def can_put_off(user: User, duty: Duty, now: datetime) -> bool:
    """What she owes, while the rule still leaves room."""
    has_room = rule_or_gone(duty.rule).latest(duty.due_at) > now
    return duty.is_open and duty.is_owed_by(user, user.desk_uids) and has_room


def check_can_put_off(user: User, duty: Duty) -> None:
    if not duty.is_open or not duty.is_owed_by(user, user.desk_uids):
        raise Refused("duty.put_off", duty, words=_("Only the person or desk that owes this can put it off."))


def check_until(duty: Duty, until: datetime, now: datetime) -> None:
    """Forward, and not beyond what the rule allows: for a clock of the law, its date."""
    latest = rule_or_gone(duty.rule).latest(duty.due_at)
    if until <= now:
        raise CannotPutOff(_("Choose a time that is still to come."))
    if latest <= now:
        raise CannotPutOff(_("This cannot be put off any further. Do it now, or ask who leads for help."))
    if until > latest:
        words = _("This can be put off until %(when)s at the latest.")
        raise CannotPutOff(words % {"when": date_format(localtime(latest), "DATETIME_FORMAT")})


def can_undo_putting_off(user: User, duty: Duty, latest: Postponement | None, now: datetime) -> bool:
    is_hers = latest is not None and latest.put_off_by_id == user.uid and duty.is_open
    return is_hers and latest is not None and now - latest.put_off_at < UNDO_WITHIN


def check_can_undo_putting_off(user: User, duty: Duty, latest: Postponement | None, now: datetime) -> None:
    if not can_undo_putting_off(user, duty, latest, now):
        raise Refused("duty.put_off_undone", duty, words=_("Only what you put off yourself within 15 minutes."))


def check_can_talk(user: User, duty: Duty) -> None:
    if not user.has(Permission.DUTY_REASSIGN) or not duty.is_open:
        raise Refused("duty.talked_about", duty, words=_("Whoever leads the work notes that you talked."))


def can_hand_over(user: User) -> bool:
    """Pass on the work of a colleague who is away."""
    return user.has(Permission.DUTY_REASSIGN)


def check_can_hand_over(user: User, duty: Duty) -> None:
    if not can_hand_over(user) or duty.organisation_id != user.organisation_id:
        raise Refused("duty.handed_over", duty, words=_("Your role does not pass on the work of colleagues."))


class CannotChange(ValueError):
    """The rule does not allow this; words for the person at the screen."""


def check_can_set_rules(user: User) -> None:
    if not user.has(Permission.DUTY_SET_RULES):
        raise Refused("rule.changed", words=_("The director changes the rules of duties."))


def check_change(rule: Rule, *, minutes: int, steps: Sequence[Step], detail: str) -> None:
    """A clock of the law is never lengthened, and somebody always hears of what is late."""
    if detail and detail not in rule.minutes_for:
        raise CannotChange(_("This rule has no such kind."))
    if rule.kind == Kind.LAW and minutes > rule.minutes_until(detail):
        raise CannotChange(_("The law sets this time. You may promise to be faster, not slower."))
    if not steps:
        raise CannotChange(_("Say who hears of it first when it is late."))
    if [step.after for step in steps] != sorted({step.after for step in steps}):
        raise CannotChange(_("Each step comes later than the one before."))
    if rule.kind == Kind.LAW and steps[0].after > rule.steps_of(detail)[0].after:
        raise CannotChange(_("Somebody has to hear of a late clock of the law as soon as the rule says."))


def can_repeat(user: User, rule: Rule) -> bool:
    """Who works on such records may ask to be reminded of one again and again."""
    return rule.permission is not None and user.has(rule.permission)


def check_can_repeat(user: User, rule: Rule) -> None:
    if not can_repeat(user, rule):
        raise Refused("duty.repeated", words=_("Your role does not work on such records."))


def check_can_end_repetition(user: User, repetition: Repetition) -> None:
    knows = may_know(user, label=repetition.subject_label, uid=repetition.subject_uid)
    if not knows:
        raise Hidden("duty.repetition_ended", repetition)
    if repetition.owner_id != user.uid and repetition.desk_id not in user.desk_uids and not can_hand_over(user):
        raise Refused("duty.repetition_ended", repetition, words=_("Whoever owes it, or leads, ends it."))


def can_see_all(user: User) -> bool:
    return user.has(Permission.DUTY_SEE_ALL)


def check_can_see_all(user: User) -> None:
    if not can_see_all(user):
        raise Refused("duty.listed", words=_("Your role does not show you the duties of others."))
