"""Opening, closing and handing over duties: the only way in which anybody here is reminded.

Here: every change of a duty. Not here: which event opens which duty (the actions of that package call
`open_duty`), and the clocks (`rules.py`).
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.audit.refusals import Hidden
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.duties.permissions import check_can_complete, check_can_reassign, check_can_take
from rihai.duties.rules import Rule, rule_of


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
    known = rule_of(rule)
    if getattr(subject, "provenance", "own") != "own":
        raise ValueError(f"A published {label_of(subject)} opens no duties")
    if desk is None and (owner is None or not owner.is_active):
        owner, desk = _fallback(known, organisation, by)
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
        audit.record("duty.opened", by=by, subject=duty, rule=known.code, about=subject.uid)
    return duty


@transaction.atomic
def complete_duty(duty: Duty, *, by: User) -> Duty:
    """Tick off by hand what a tick can prove."""
    duty = _locked(duty, by, "duty.completed")
    check_can_complete(by, duty)
    duty.done_at, duty.done_by = timezone.now(), by
    duty.save(update_fields=["done_at", "done_by"])
    audit.record("duty.completed", by=by, subject=duty, rule=duty.rule)
    return duty


@transaction.atomic
def complete_duties(rule: str, *, subject: HasUid, by: User) -> int:
    """Close every open duty of this rule on the subject, because the act itself was done.

    Whoever was allowed to do the act needs no further permission.
    """
    done = _open_about(subject, rule).update(done_at=timezone.now(), done_by=by)
    if done:
        audit.record("duty.completed_by_act", by=by, subject=subject, rule=rule, duties=done)
    return done


@transaction.atomic
def cancel_duties(rule: str | None, *, subject: HasUid, by: User) -> int:
    """Nothing is owed any more, by this rule or (None) by any: the record was closed or took another way."""
    cancelled = _open_about(subject, rule).update(cancelled_at=timezone.now(), cancelled_by=by)
    if cancelled:
        audit.record("duty.cancelled", by=by, subject=subject, rule=rule or "any", duties=cancelled)
    return cancelled


@transaction.atomic
def reassign_duty(duty: Duty, *, to: User | Desk, by: User) -> Duty:
    """Hand a duty to a colleague or a desk. It grants nothing: the record must be hers to open already."""
    duty = _locked(duty, by, "duty.reassigned")
    check_can_reassign(by, duty, to)
    check_can_take(duty, to)
    duty.owner, duty.desk = (to, None) if isinstance(to, User) else (None, to)
    duty.save(update_fields=["owner", "desk"])
    audit.record("duty.reassigned", by=by, subject=duty, rule=duty.rule, to=to.uid)
    return duty


@transaction.atomic
def return_orphaned_duties(*, by: User | None) -> int:
    """What colleagues owed who left goes back to a desk, so that it is seen."""
    orphaned = Duty.objects.open().filter(owner__is_active=False).select_for_update(of=("self",))
    returned = 0
    for duty in orphaned.select_related("organisation"):
        desks = _desks(rule_of(duty.rule), duty.organisation)
        if not desks:
            continue
        duty.owner, duty.desk = None, duty.desk or desks[0]
        duty.save(update_fields=["owner", "desk"])
        audit.record("duty.returned", by=by, subject=duty, rule=duty.rule, to=duty.desk.uid)
        returned += 1
    return returned


def _locked(duty: Duty, by: User, verb: str) -> Duty:
    # Lock and re-read: two people at one desk often take the same thing.
    row = Duty.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=duty.pk).first()
    if row is None:
        raise Hidden(verb, duty)
    return row


def _open_about(subject: HasUid, rule: str | None) -> models.QuerySet[Duty]:
    rows = Duty.objects.open().filter(subject_uid=subject.uid, subject_label=label_of(subject))
    return rows if rule is None else rows.filter(rule=rule_of(rule).code)


def _fallback(rule: Rule, organisation: Agency, by: User | None) -> tuple[User | None, Desk | None]:
    """A desk, or else whoever acts: never nobody."""
    desks = _desks(rule, organisation)
    if desks:
        return None, desks[0]
    if by is None:
        raise ValueError(f"Nobody would own a duty of the rule {rule.code}: name an owner, or open a desk")
    return by, None


def _desks(rule: Rule, organisation: Agency) -> list[Desk]:
    """The desk of the rule, then the direction, then any other."""
    order = {rule.desk: 0, str(Desk.Purpose.DIRECTION): 1}
    desks = Desk.objects.filter(organisation=organisation, is_active=True)
    return sorted(desks, key=lambda desk: (order.get(desk.purpose, 2), desk.name))
