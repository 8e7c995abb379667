"""The steps of a case, and its closing: never by time alone, and never by one person."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.cases.erasing.gone import check_not_erased
from rihai.cases.facts import EventFacts
from rihai.cases.grants import set_right
from rihai.cases.kinds import EventKind
from rihai.cases.locks import check_colleague, lock_case
from rihai.cases.models import Case
from rihai.cases.permissions import (
    check_can_agree_closing,
    check_can_decline_closing,
    check_can_propose_closing,
    check_can_work,
)
from rihai.cases.reminders import ask_second_person, note_decision
from rihai.cases.timeline import today, write_event
from rihai.cases.workflow import CASE, CLOSED, Status
from rihai.duties.actions import cancel_duties
from rihai.lib.workflow import NotPossible

PROPOSAL = ["closing_reason", "closing_as", "closing_proposed_at", "closing_proposed_by", "closing_asked_of"]


@transaction.atomic
def change_status(case: Case, *, to: Status, by: User) -> Case:
    """Steps that one person may take; closing takes two (`propose_closing`, `agree_closing`)."""
    case = lock_case(case, by, "case.work")
    check_can_work(by, case)
    if to in CLOSED:
        raise NotPossible(_("A case is closed by two people. Choose “Ask to close”."))
    check_not_erased(case)
    was = case.status
    case.move_to(to)
    # A reopened case has no closing any more; timeline and audit trail keep that there was one.
    case.closed_at = case.closed_by = None
    case.save(update_fields=["status", "closed_at", "closed_by"])
    _forget_proposal(case, by)
    write_event(case, EventFacts(EventKind.STATUS, on=today(), detail=str(to)), by)
    audit.record("case.status_changed", by=by, subject=case, was=was, now=str(to))
    return case


@transaction.atomic
def propose_closing(case: Case, *, reason: str, ask: User, by: User, closing_as: Status = Status.CLOSED) -> Case:
    """Ask a second person to agree; the case stays as it is until she does."""
    case = lock_case(case, by, "case.close")
    check_can_propose_closing(by, case)
    check_colleague(ask, case, Permission.CASE_CLOSE)
    if ask == by:
        raise NotPossible(_("Ask somebody else: nobody closes a case alone."))
    # Says at once if no such step leads from here, before a second person is asked.
    CASE.step(case.status, closing_as)
    case.closing_reason, case.closing_as, case.closing_asked_of = reason, closing_as, ask
    case.closing_proposed_at, case.closing_proposed_by = timezone.now(), by
    case.save(update_fields=PROPOSAL)
    set_right(case, ask, by=by)
    ask_second_person(case, second=ask, by=by)
    audit.record("case.closing_proposed", by=by, subject=case, asked=ask.uid, closing_as=str(closing_as))
    return case


@transaction.atomic
def decline_closing(case: Case, *, by: User) -> Case:
    """The case goes on. The one who asked may take it back herself."""
    case = lock_case(case, by, "case.close")
    check_can_decline_closing(by, case)
    _forget_proposal(case, by)
    audit.record("case.closing_declined", by=by, subject=case)
    return case


@transaction.atomic
def agree_closing(case: Case, *, by: User) -> Case:
    """Close: never by time alone, and never by one person."""
    case = lock_case(case, by, "case.close")
    check_can_agree_closing(by, case)
    case.move_to(Status(case.closing_as))
    case.closed_at, case.closed_by = timezone.now(), by
    case.save(update_fields=["status", "closed_at", "closed_by"])
    note_decision(case, by=by)
    cancel_duties(None, subject=case, by=by)
    set_right(case, case.closing_asked_of, by=by)
    write_event(case, EventFacts(EventKind.STATUS, on=today(), detail=case.closing_as), by)
    audit.record("case.closed", by=by, subject=case, closing_as=case.closing_as)
    return case


def _forget_proposal(case: Case, by: User) -> None:
    """Nobody is asked to close it any more. The reason stays readable; it gives no right by itself."""
    if case.closing_proposed_at is None:
        return
    asked, case.closing_asked_of = case.closing_asked_of, None
    case.closing_proposed_at = case.closing_proposed_by = None
    case.closing_as = ""
    case.save(update_fields=PROPOSAL)
    set_right(case, asked, by=by)
    note_decision(case, by=by)
