"""Duties that come again about one record: beginning, opening the next one, ending.

Here: the change. One duty at a time is open: what is late is not piled up, and what was done early waits for the
next day of the rhythm. Days are those of the office's calendar.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import uuid5

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.directory.models import Agency
from rihai.duties.actions.opening import open_duty
from rihai.duties.models import Duty, Repetition
from rihai.duties.permissions import check_can_end_repetition
from rihai.duties.schedules import rule_in
from rihai.duties.subjects import may_know
from rihai.lib.recurrence import Period

# Due at the end of the day's work.
DUE_AT: Final = time(18)


@transaction.atomic
def repeat_duty(
    rule: str,
    *,
    subject: HasUid,
    organisation: Agency,
    by: User,
    owner: User | None = None,
    desk: Desk | None = None,
    period: Period | None = None,
    first_on: date | None = None,
) -> Repetition:
    """Begin, in the rhythm given or in that of the rule; what is repeated already keeps its rhythm.

    Whoever calls has checked that she may ask for it.
    """
    known = rule_in(organisation.uid, rule)
    rhythm = period or known.repeats
    if rhythm is None:
        raise ValueError(f"The rule {rule} does not repeat")
    first = first_on or rhythm.day(timezone.localdate(), 1)
    repetition, is_new = Repetition.objects.get_or_create(
        rule=known.code,
        subject_uid=subject.uid,
        ended_at=None,
        defaults={
            "organisation": organisation, "subject_label": label_of(subject), "every": rhythm.every,
            "unit": rhythm.unit, "first_on": first, "owner": owner or (None if desk else by), "desk": desk,
            "started_by": by,
        },
    )  # fmt: skip
    if is_new:
        audit.record("duty.repeated", by=by, subject=repetition, rule=rule, every=rhythm.every, unit=str(rhythm.unit))
        _open_next(repetition)
    return repetition


@transaction.atomic
def open_next_duty(repetition: Repetition, *, by: None) -> Duty | None:
    """The next one, unless one is still open or another worker was faster."""
    rows = Repetition.objects.in_force().select_for_update(of=("self",))
    row = rows.select_related("organisation", "owner", "desk").filter(pk=repetition.pk).first()
    if row is None or Duty.objects.open().filter(rule=row.rule, subject_uid=row.subject_uid).exists():
        return None
    audit.record("duty.comes_again", by=by, subject=row, rule=row.rule)
    return _open_next(row)


@transaction.atomic
def end_repetition(repetition: Repetition, *, by: User) -> Repetition:
    """It comes no more. What is open now stays owed."""
    row = Repetition.objects.visible_to(by).select_for_update(of=("self",)).get(pk=repetition.pk)
    check_can_end_repetition(by, row)
    if row.ended_at is None:
        row.ended_at, row.ended_by = timezone.now(), by
        row.save(update_fields=["ended_at", "ended_by"])
        audit.record("duty.repetition_ended", by=by, subject=row, rule=row.rule)
    return row


def _open_next(row: Repetition) -> Duty:
    yesterday = timezone.localdate() - timedelta(days=1)
    row.last_on = row.period.next_after(row.first_on, max(row.last_on or yesterday, yesterday))
    row.save(update_fields=["last_on"])
    subject: Any = apps.get_model(row.subject_label)._default_manager.get(pk=row.subject_uid)
    knows = row.owner is not None and may_know(row.owner, label=row.subject_label, uid=row.subject_uid)
    return open_duty(
        row.rule,
        subject=subject,
        event_uid=uuid5(row.uid, row.last_on.isoformat()),
        organisation=row.organisation,
        owner=row.owner if knows else None,
        desk=row.desk,
        due_at=timezone.make_aware(datetime.combine(row.last_on, DUE_AT)),
        by=row.started_by,
    )
