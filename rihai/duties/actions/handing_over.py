"""Single duties of a colleague who is ill or leaves, when her cases and inquiries have passed already.

Here: the duties. Who may hand over a colleague's work, and what else passes with it, is composed above (`web`).
"""

from django.db import transaction

from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.duties.models import Duty, Repetition
from rihai.duties.owners import desks_of
from rihai.duties.permissions import check_can_hand_over
from rihai.duties.rules import rule_or_gone
from rihai.duties.subjects import may_know


@transaction.atomic
def hand_over_duty(duty: Duty, *, to: User | Desk, by: User) -> bool:
    """Pass one on; False where the one chosen may not know of its record."""
    check_can_hand_over(by, duty)
    duty = Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    if isinstance(to, User) and not may_know(to, label=duty.subject_label, uid=duty.subject_uid):
        return False
    _give(duty, to)
    audit.record("duty.handed_over", by=by, subject=duty, rule=duty.rule, to=to.uid)
    return True


@transaction.atomic
def leave_duties_to_desks(worker: User, *, by: User) -> list[Duty]:
    """Whatever somebody who leaves still owes goes to the desk of its rule, so that it is seen."""
    left = []
    for duty in Duty.objects.open().filter(owner=worker).select_for_update(of=("self",)).select_related("organisation"):
        check_can_hand_over(by, duty)
        desks = desks_of(rule_or_gone(duty.rule), duty.organisation)
        _give(duty, desks[0] if desks else by)
        audit.record("duty.handed_over", by=by, subject=duty, rule=duty.rule, to=desks[0].uid if desks else by.uid)
        left.append(duty)
    return left


def _give(duty: Duty, to: User | Desk) -> None:
    """What comes again passes with it."""
    owner, desk = (to, None) if isinstance(to, User) else (None, to)
    again = Repetition.objects.in_force().filter(subject_uid=duty.subject_uid, rule=duty.rule, owner=duty.owner)
    again.update(owner=owner, desk=desk)
    duty.owner, duty.desk = owner, desk
    duty.save(update_fields=["owner", "desk"])
