"""A late duty is brought before the next person, step by step as the rule says.

Here: one duty. Which ones are due is found by `workers`. A step shows the duty and gives nothing: whoever may
not know of its record is left out.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rihai.accounts.models import DeskMembership, User
from rihai.accounts.models.staff import UserQuerySet
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import ROLES, Role
from rihai.audit import actions as audit
from rihai.duties.models import Duty, Escalation
from rihai.duties.schedules import next_step_at, rule_in
from rihai.duties.subjects import may_know

LEADING = [role for role in Role if Permission.DUTY_REASSIGN in ROLES[role].permissions]


@transaction.atomic
def escalate_duty(duty: Duty, *, by: None) -> int:
    """Take every step that is due; returns how many. Another worker may have taken them already: then none."""
    now = timezone.now()
    row = Duty.objects.open().select_for_update(of=("self",)).filter(pk=duty.pk, escalates_at__lte=now).first()
    if row is None:
        return 0
    rule, before = rule_in(row.organisation_id, row.rule), row.steps_taken
    row.escalates_at = next_step_at(rule, row)  # the rule may have changed since
    while _is_due(row.escalates_at, now):
        step = rule.steps_of(row.detail)[row.steps_taken]
        shown = _show(row, step.to)
        audit.record("duty.escalated", by=by, subject=row, rule=row.rule, after=step.after, to=step.to, shown=shown)
        row.steps_taken += 1
        row.escalates_at = next_step_at(rule, row)
    row.save(update_fields=["steps_taken", "escalates_at"])
    return row.steps_taken - before


def _is_due(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def _show(duty: Duty, to: str) -> int:
    """Bring it before those who are meant and may know of its record; returns how many see it for the first time."""
    meant = _receivers(duty, to).active().filter(organisation_id=duty.organisation_id).distinct()
    already = Escalation.objects.filter(duty=duty).values("user_id")
    new = [
        user
        for user in meant.exclude(pk__in=already)
        if user.pk != duty.owner_id and may_know(user, label=duty.subject_label, uid=duty.subject_uid)
    ]
    rows = [Escalation(duty=duty, step=duty.steps_taken, user=user) for user in new]
    Escalation.objects.bulk_create(rows, ignore_conflicts=True)
    return len(new)


def _receivers(duty: Duty, to: str) -> UserQuerySet:
    kind, _colon, name = to.partition(":")
    seats = DeskMembership.objects.in_force().filter(desk__is_active=True)
    if kind == "role":
        return User.objects.holding([Role(name)])
    if kind == "desk":
        at = seats.filter(desk__organisation_id=duty.organisation_id, desk__purpose=name)
        return User.objects.filter(pk__in=at.values("user_id"))
    hers = seats.filter(Q(user_id=duty.owner_id) if duty.owner_id else Q(desk_id=duty.desk_id))
    beside = seats.filter(desk_id__in=hers.values("desk_id"))
    return User.objects.holding(LEADING).filter(pk__in=beside.values("user_id"))
