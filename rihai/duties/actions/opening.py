"""Opening duties, and closing them because the act was done or nothing is owed any more.

Here: what other packages call. Not here: which event opens which duty (the actions of that package), and
what people do with a duty at hand (`holding`).
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.directory.models import Agency
from rihai.duties.models import Duty, Repetition
from rihai.duties.owners import fallback
from rihai.duties.rules import rule_of
from rihai.duties.schedules import next_step_at, rule_in


@transaction.atomic
def open_duty(
    rule: str,
    *,
    subject: HasUid,
    event_uid: UUID,
    organisation: Agency,
    by: User | None,
    due_at: datetime | None = None,
    owner: User | None = None,
    desk: Desk | None = None,
    detail: str = "",
) -> Duty:
    """Open a duty, or return the one that this event opened already, done or not.

    Without owner and desk it goes to the desk that the rule names. A published story is nobody's work.
    """
    known = rule_in(organisation.uid, rule)
    if getattr(subject, "provenance", "own") != "own":
        raise ValueError(f"A published {label_of(subject)} opens no duties")
    if desk is None and (owner is None or not owner.is_active):
        owner, desk = fallback(known, organisation, by)
    now = timezone.now()
    duty, is_new = Duty.objects.get_or_create(
        rule=known.code,
        subject_uid=subject.uid,
        event_uid=event_uid,
        defaults={
            "organisation": organisation,
            "subject_label": label_of(subject),
            "owner": owner,
            "desk": desk,
            "detail": detail,
            "due_at": due_at or known.due_after(now, detail),
            "opened_at": now,
        },
    )
    if is_new:
        duty.escalates_at = next_step_at(known, duty)
        duty.save(update_fields=["escalates_at"])
        audit.record("duty.opened", by=by, subject=duty, rule=known.code, about=subject.uid)
    return duty


@transaction.atomic
def complete_duties(rule: str, *, subject: HasUid, by: User, detail: str | None = None) -> int:
    """Close every open duty of this rule on the subject, because the act itself was done.

    Whoever was allowed to do the act needs no further permission. `detail`: only those that were opened with it.
    """
    rows = _open_about(subject, rule)
    rows = rows if detail is None else rows.filter(detail=detail)
    done = rows.update(done_at=timezone.now(), done_by=by)
    if done:
        audit.record("duty.completed_by_act", by=by, subject=subject, rule=rule, duties=done)
    return done


@transaction.atomic
def cancel_duties(rule: str | None, *, subject: HasUid, by: User) -> int:
    """Nothing is owed any more, by this rule or (None) by any: the record was closed or took another way."""
    cancelled = _open_about(subject, rule).update(cancelled_at=timezone.now(), cancelled_by=by)
    again = Repetition.objects.in_force().filter(subject_uid=subject.uid, subject_label=label_of(subject))
    again = again if rule is None else again.filter(rule=rule)
    ended = again.update(ended_at=timezone.now(), ended_by=by)
    if cancelled or ended:
        audit.record("duty.cancelled", by=by, subject=subject, rule=rule or "any", duties=cancelled, repetitions=ended)
    return cancelled


@transaction.atomic
def cancel_duties_of_event(rule: str, *, event_uid: UUID, by: User) -> int:
    """What made these necessary was taken back. Other duties of the same records, and repetitions, stay.

    `by` took it back, perhaps without knowing of any record that it touches: the trail names nobody.
    """
    rows = list(Duty.objects.open().filter(rule=rule_of(rule).code, event_uid=event_uid).select_for_update())
    for duty in rows:
        duty.cancelled_at, duty.cancelled_by = timezone.now(), by
        duty.save(update_fields=["cancelled_at", "cancelled_by"])
        audit.record("duty.cancelled", by=None, subject=duty, rule=rule)
    return len(rows)


@transaction.atomic
def reopen_duties(subject: HasUid, *, cancelled_from: datetime, by: User) -> int:
    """What cancelled these at or after that moment was taken back: they are owed as before."""
    rows = Duty.objects.filter(subject_uid=subject.uid, subject_label=label_of(subject))
    again = rows.filter(cancelled_at__gte=cancelled_from).update(cancelled_at=None, cancelled_by=None)
    if again:
        audit.record("duty.reopened", by=by, subject=subject, duties=again)
    return again


def _open_about(subject: HasUid, rule: str | None) -> models.QuerySet[Duty]:
    rows = Duty.objects.open().filter(subject_uid=subject.uid, subject_label=label_of(subject))
    return rows if rule is None else rows.filter(rule=rule_of(rule).code)
