"""What passed on comes back: on the day, or because whoever leads gives it back.

Here: item by item, each by somebody who leads and may know of it. Not here: passing on (`actions`). What has taken
another way meanwhile has an owner and stays there; what should come back and cannot is owed by the direction.
"""

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rihai.access.actions import reinstate_user
from rihai.access.scope import get_visible
from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.cases.models import Case
from rihai.cases.succession import ASKED, WORKER, hand_over_case
from rihai.cases.workflow import CLOSED
from rihai.duties.actions import complete_duties, hand_over_duty, open_duty
from rihai.duties.actions.escalating import LEADING
from rihai.duties.models import Duty, HandOver, HandOverItem
from rihai.duties.permissions import can_hand_over
from rihai.offences.evidence.left import stays_with
from rihai.prosecution.actions.succession import give_back_legal_case
from rihai.prosecution.rights.joining import is_still_with
from rihai.rescue.actions import assign_officer
from rihai.rescue.actions.succession import OVER, hand_over_operation
from rihai.rescue.models import Inquiry, Operation
from rihai.rescue.workflow import InquiryStatus
from rihai.tracing.actions import assign_report
from rihai.tracing.models import MissingReport
from rihai.tracing.workflow import ReportStatus
from rihai.web.handover.actions import NOT_BACK, REFUSALS
from rihai.web.handover.permissions import check_can_undo

REPORT: Final = "tracing.missingreport"
LEGAL: Final = "prosecution.legalcase"


@transaction.atomic
def undo_hand_over(hand_over: HandOver, *, by: User) -> int:
    """Everything that is still with those who took it goes back to her; returns how much could not.

    That stays with whoever has it: a person has decided so, and is told.
    """
    hand_over = HandOver.objects.select_for_update(of=("self",)).select_related("worker").get(pk=hand_over.pk)
    check_can_undo(by, hand_over, timezone.now())
    is_leaving = hand_over.why == HandOver.Why.LEAVES
    if is_leaving:
        hand_over.worker = reinstate_user(hand_over.worker, at=hand_over.made_at, by=by)
    left = _give_back(hand_over, [by])
    _end(hand_over, by=by, left=left)
    if is_leaving:
        # What had passed because she was away comes back on its day after all.
        before = HandOver.objects.filter(worker=hand_over.worker, ended_at=hand_over.made_at)
        before.update(ended_at=None, ended_by=None)
    return left


@transaction.atomic
def end_hand_over(hand_over: HandOver, *, by: None) -> HandOver | None:
    """The day has come: what was passed on for a time goes back, in the name of whoever leads now."""
    rows = HandOver.objects.in_force().select_for_update(of=("self",)).select_related("worker", "made_by")
    row = rows.filter(pk=hand_over.pk, until__lt=timezone.localdate()).first()
    if row is None:
        return None  # another worker was faster
    audit.record("handover.time_is_up", by=by, subject=row)
    leaders = _who_leads(row)
    left = _give_back(row, leaders)
    if left:
        _ask_the_direction(row, leaders)
        return None
    _end(row, by=next(iter(leaders), row.made_by), left=0)
    return row


def _who_leads(hand_over: HandOver) -> list[User]:
    """Whoever arranged it, if she still leads, then the others."""
    maker, ours = hand_over.made_by, User.objects.active().filter(organisation_id=hand_over.organisation_id)
    others = ours.holding(LEADING).exclude(pk__in=[maker.pk, hand_over.worker_id]).distinct().order_by("pk")
    still_leads = maker.is_active and maker.organisation_id == hand_over.organisation_id and can_hand_over(maker)
    return [*([maker] if still_leads else []), *others]


def _ask_the_direction(hand_over: HandOver, leaders: Sequence[User]) -> None:
    """A desk that leads, or else somebody who does: others could not give it back."""
    at_desk = Desk.objects.filter(
        organisation=hand_over.organisation, purpose=Desk.Purpose.DIRECTION, is_active=True
    ).exists()
    owner = None if at_desk else next(iter(leaders), None)
    open_duty(
        NOT_BACK, subject=hand_over, event_uid=hand_over.uid, organisation=hand_over.organisation, owner=owner, by=None
    )


def _end(hand_over: HandOver, *, by: User, left: int) -> None:
    hand_over.ended_at, hand_over.ended_by = timezone.now(), by
    hand_over.save(update_fields=["ended_at", "ended_by"])
    complete_duties(NOT_BACK, subject=hand_over, by=by)
    audit.record("handover.undone", by=by, subject=hand_over, worker=hand_over.worker_id, left=left)


def _give_back(hand_over: HandOver, leaders: Sequence[User]) -> int:
    """How much could not go back. Duties last: whoever works on the case again may know of it again."""
    items = sorted(hand_over.items.select_related("user", "desk"), key=lambda item: item.subject_label == "duties.duty")
    left = 0
    for item in items:
        if _lies_there(item) and not any(_try(item, hand_over.worker, by) for by in leaders):
            left += 1
    if leaders:
        stays_with(hand_over.worker, by=leaders[0])
    return left


def _try(item: HandOverItem, worker: User, by: User) -> bool:
    try:
        with transaction.atomic():
            return _return(item, worker, by)
    except REFUSALS:
        return False


def _lies_there(item: HandOverItem) -> bool:
    """Whether it is open and still with the one who took it."""
    holder = item.user
    if item.subject_label == "duties.duty":
        return Duty.objects.open().filter(pk=item.subject_uid, owner=holder, desk=item.desk).exists()
    if item.subject_label == LEGAL:
        return is_still_with(item.subject_uid, _holder(item))
    if holder is None:
        return False
    if item.subject_label == "cases.case":
        part = Q(participants__user=holder, participants__left_at=None, participants__part__in=item.parts)
        part |= Q(case_owner=holder) if WORKER in item.parts else Q()
        part |= Q(closing_asked_of=holder) if ASKED in item.parts else Q()
        return Case.objects.filter(part, pk=item.subject_uid).exclude(status__in=CLOSED).exists()
    if item.subject_label == "rescue.inquiry":
        held = Inquiry.objects.filter(pk=item.subject_uid, officer=holder)
        return held.exclude(status=InquiryStatus.CLOSED).exists()
    if item.subject_label == REPORT:
        return MissingReport.objects.filter(pk=item.subject_uid, officer=holder, status=ReportStatus.OPEN).exists()
    listed = Operation.objects.filter(need_to_know__user=holder, need_to_know__removed_at=None)
    return listed.filter(pk=item.subject_uid).exclude(status__in=OVER).exists()


def _holder(item: HandOverItem) -> User | Desk:
    holder = item.user or item.desk
    if holder is None:
        raise ValueError(f"Line {item.pk} of a handing over went to nobody")
    return holder


def _return(item: HandOverItem, worker: User, by: User) -> bool:
    """Only what she did not hold before stays with the one who took it."""
    if item.subject_label == "duties.duty":
        return hand_over_duty(Duty.objects.get(pk=item.subject_uid), to=worker, by=by)
    if item.subject_label == LEGAL:
        give_back_legal_case(item.subject_uid, of=_holder(item), to=worker, parts=item.parts, by=by)
        return True
    holder = item.user
    if holder is None:
        return False
    if item.subject_label == "cases.case":
        case = get_visible(Case.objects.all(), by, item.subject_uid, "case.assign")
        hand_over_case(case, of=holder, to=worker, by=by, only=item.parts)
    elif item.subject_label == "rescue.inquiry":
        inquiry = get_visible(Inquiry.objects.filter(officer=holder), by, item.subject_uid, "inquiry.assign")
        assign_officer(inquiry, officer=worker, by=by)
    elif item.subject_label == REPORT:
        report = get_visible(MissingReport.objects.filter(officer=holder), by, item.subject_uid, "report.assign")
        assign_report(report, officer=worker, by=by)
    else:
        operation = get_visible(Operation.objects.all(), by, item.subject_uid, "operation.list")
        hand_over_operation(operation, of=holder, to=worker, by=by)
    return True
