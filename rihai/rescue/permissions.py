"""Who may do what in inquiries and operations. Each rule is a pair: `check_…` raises, `can_…` answers.

Which records somebody sees at all is decided by `visible_to()`: an operation only by those on its
need-to-know list. These rules come after it.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.rights import can_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Hidden, Refused
from rihai.people.models import Provenance
from rihai.rescue.models import FoundPerson, Inquiry, Lead, Operation

Subject = Inquiry | Operation | FoundPerson | None


def can_load_publication(user: User, provenance: str) -> bool:
    """Retelling what was published asks for the same judgement as recording a past operation."""
    return provenance == Provenance.PUBLISHED and user.has(Permission.OPERATION_RECORD_PAST)


def can_open_inquiry(user: User, provenance: str = Provenance.OWN) -> bool:
    """Those who work on inquiries, and those whose acceptance of an alert opens one."""
    is_at_work = user.has(Permission.INQUIRY_WORK) or user.has(Permission.ALERT_TRIAGE)
    return is_at_work or can_load_publication(user, provenance)


def check_can_open_inquiry(user: User, provenance: str = Provenance.OWN) -> None:
    words = _("Your role does not open inquiries. Record an alert.")
    _check(can_open_inquiry(user, provenance), "inquiry.open", None, words)


def can_work_inquiry(user: User, provenance: str = Provenance.OWN) -> bool:
    return user.has(Permission.INQUIRY_WORK) or can_load_publication(user, provenance)


def check_can_work_inquiry(user: User, inquiry: Inquiry) -> None:
    words = _("Your role does not work on inquiries. Tell the officer what you know.")
    _check(can_work_inquiry(user, inquiry.provenance), "inquiry.work", inquiry, words)


def can_assign_inquiry(user: User, to: User | None = None) -> bool:
    """Whoever leads the desk gives it to anybody; an officer may take it herself."""
    return user.has(Permission.INQUIRY_CLOSE) or (user == to and user.has(Permission.INQUIRY_WORK))


def check_can_assign_inquiry(user: User, inquiry: Inquiry, to: User) -> None:
    words = _("You may take an inquiry yourself; the coordinator gives it to others.")
    _check(can_assign_inquiry(user, to), "inquiry.assign", inquiry, words)


def can_close_inquiry(user: User) -> bool:
    return user.has(Permission.INQUIRY_CLOSE)


def check_can_close_inquiry(user: User, inquiry: Inquiry) -> None:
    words = _("The coordinator or the director closes and reopens inquiries.")
    _check(can_close_inquiry(user), "inquiry.close", inquiry, words)


def can_read_lead(user: User, lead: Lead) -> bool:
    return can_read(user, lead, "text")


def check_can_read_lead(user: User, lead: Lead) -> None:
    """Nobody judges what she may not read. That there was a decoy is not even told."""
    if can_read_lead(user, lead):
        return
    if lead.kind == Lead.Kind.DECOY:
        raise Hidden("lead.judge", lead)
    raise Refused("lead.judge", lead, words=str(_("You may not open this lead, so you cannot judge it.")))


def can_record_decoy(user: User) -> bool:
    return user.has(Permission.DECOY_RECORD)


def check_can_record_decoy(user: User, inquiry: Inquiry) -> None:
    _check(can_record_decoy(user), "decoy.record", inquiry, _("Only the rescue team records a decoy."))


def can_plan_operation(user: User) -> bool:
    """Choose units, tell them, keep the list, describe the circumstances, climb the ladder."""
    return user.has(Permission.OPERATION_PLAN)


def check_can_plan_operation(user: User, operation: Operation | Inquiry | None) -> None:
    words = _("The coordinator or the director plans operations. Say what you know.")
    _check(can_plan_operation(user), "operation.plan", operation, words)


def can_answer_risk(user: User) -> bool:
    """Everybody on the list who is responsible for one of the questions."""
    roles = (Permission.OPERATION_PLAN, Permission.INQUIRY_WORK, Permission.CASE_WORK)
    return any(user.has(one) for one in roles)


def check_can_answer_risk(user: User, operation: Operation) -> None:
    words = _("Your role does not answer the risk check.")
    _check(can_answer_risk(user), "operation.answer_risk", operation, words)


def can_start_operation(user: User) -> bool:
    """Start, end and call off."""
    return user.has(Permission.OPERATION_START)


def check_can_start_operation(user: User, operation: Operation) -> None:
    words = _("The coordinator or the director starts, ends and calls off operations.")
    _check(can_start_operation(user), "operation.start", operation, words)


def can_record_past_operation(user: User) -> bool:
    return user.has(Permission.OPERATION_RECORD_PAST)


def check_can_record_past_operation(user: User) -> None:
    words = _("The coordinator or the director records past operations.")
    _check(can_record_past_operation(user), "operation.record_past", None, words)


def can_record_found(user: User, provenance: str = Provenance.OWN) -> bool:
    return user.has(Permission.FOUND_RECORD) or can_load_publication(user, provenance)


def check_can_record_found(user: User, subject: Subject = None, provenance: str = Provenance.OWN) -> None:
    words = _("Your role does not record people found. Tell the rescue desk at once.")
    _check(can_record_found(user, provenance), "found.record", subject, words)


def can_revise_finding(user: User) -> bool:
    """What comes to light later is told to the worker of her case."""
    return user.has(Permission.FOUND_RECORD) or user.has(Permission.CASE_WORK)


def check_can_revise_finding(user: User, found: FoundPerson) -> None:
    words = _("Your role does not change what was found out. Tell the named worker.")
    _check(can_revise_finding(user), "found.revise", found, words)


def _check(allowed: bool, verb: str, subject: Subject, words: str | Promise) -> None:
    if not allowed:
        raise Refused(verb, subject, words=str(words))
