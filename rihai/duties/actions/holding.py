"""What people do with a duty at hand: tick it off, take the tick back, hand it on, talk about it.

Here: each with its permission. Not here: closing by the act itself (`opening`), putting off (`putting_off`).
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid
from rihai.duties.locks import locked
from rihai.duties.models import Duty, Repetition
from rihai.duties.owners import desks_of
from rihai.duties.permissions import (
    check_can_complete,
    check_can_reassign,
    check_can_take,
    check_can_talk,
    check_can_undo,
)
from rihai.duties.rules import load_rules, rule_of
from rihai.duties.schedules import next_step_at, rule_in


@transaction.atomic
def complete_duty(duty: Duty, *, by: User) -> Duty:
    """Tick off by hand what a tick can prove."""
    duty = locked(duty, by, "duty.completed")
    check_can_complete(by, duty)
    duty.done_at, duty.done_by, duty.done_by_hand = timezone.now(), by, True
    duty.save(update_fields=["done_at", "done_by", "done_by_hand"])
    audit.record("duty.completed", by=by, subject=duty, rule=duty.rule)
    return duty


@transaction.atomic
def undo_completion(duty: Duty, *, by: User) -> Duty:
    """Take one's own tick back within some minutes: a thumb slips on a phone."""
    duty = locked(duty, by, "duty.reopened")
    check_can_undo(by, duty, timezone.now())
    duty.done_at, duty.done_by, duty.done_by_hand = None, None, False
    duty.save(update_fields=["done_at", "done_by", "done_by_hand"])
    audit.record("duty.reopened", by=by, subject=duty, rule=duty.rule)
    return duty


@transaction.atomic
def reassign_duty(duty: Duty, *, to: User | Desk, by: User) -> Duty:
    """Hand a duty to a colleague or a desk. It grants nothing: the record must be hers to open already."""
    duty = locked(duty, by, "duty.reassigned")
    check_can_reassign(by, duty, to)
    check_can_take(duty, to)
    duty.owner, duty.desk = (to, None) if isinstance(to, User) else (None, to)
    duty.save(update_fields=["owner", "desk"])
    audit.record("duty.reassigned", by=by, subject=duty, rule=duty.rule, to=to.uid)
    return duty


@transaction.atomic
def return_orphaned_duties(*, by: User | None) -> int:
    """What colleagues owed who left goes back to a desk, so that it is seen.

    Not what few may know of: a desk would tell people who need not know. `rescue.workers` passes that on.
    """
    orphaned = Duty.objects.open().filter(owner__is_active=False, rule__in=load_rules())
    returned = 0
    for duty in orphaned.select_for_update(of=("self",)).select_related("organisation"):
        rule = rule_of(duty.rule)
        desks = desks_of(rule, duty.organisation)
        if rule.need_to_know or not desks:
            continue
        duty.owner, duty.desk = None, duty.desk or desks[0]
        duty.save(update_fields=["owner", "desk"])
        audit.record("duty.returned", by=by, subject=duty, rule=duty.rule, to=duty.desk.uid)
        returned += 1
    return returned


@transaction.atomic
def note_talk(duty: Duty, *, by: User) -> Duty:
    """Whoever leads has spoken with the one who owes it."""
    duty = locked(duty, by, "duty.talked_about")
    check_can_talk(by, duty)
    duty.talked_at, duty.talked_by = timezone.now(), by
    duty.save(update_fields=["talked_at", "talked_by"])
    audit.record("duty.talked_about", by=by, subject=duty, rule=duty.rule)
    return duty


@transaction.atomic
def pass_on_duties(
    subject: HasUid,
    *,
    to: User | Desk,
    by: User | None,
    before: User | Desk | None = None,
    also: Iterable[HasUid] = (),
    but: str = "",
    unowned: bool = False,
) -> int:
    """What is owed about a record passes to whoever works on it now: by `before`, or by anybody.

    Called by the action that gave her the record; `also` names what belongs to it, such as its leads. A desk as
    `before` means what lies at that desk without an owner; `unowned` adds what lies at any, but for what comes
    again there. What comes again for others stays theirs.
    """
    about = Q(subject_uid__in=[subject.uid, *(one.uid for one in also)])
    held = Q() if before is None else Q(owner=before) if isinstance(before, User) else Q(owner=None, desk=before)
    at_desks = Repetition.objects.in_force().filter(rule=OuterRef("rule"), subject_uid=OuterRef("subject_uid"))
    lying = Q(owner=None) & ~Exists(at_desks.filter(owner=None))
    due = Duty.objects.open().filter(about, held | lying if unowned and before else held).exclude(rule=but)
    place = {"owner": to, "desk": None} if isinstance(to, User) else {"owner": None, "desk": to}
    moved = due.exclude(**place).update(**place)
    again = Repetition.objects.in_force().filter(about, held)
    again.exclude(**place).update(**place)
    if moved:
        audit.record("duty.passed_on", by=by, subject=subject, to=to.uid, duties=moved)
    return moved


@transaction.atomic
def hasten_duties(rule: str, *, subject: HasUid, by: User) -> int:
    """Waiting longer makes no sense: what is owed by this rule is due now."""
    waiting = list(Duty.objects.open().filter(rule=rule_of(rule).code, subject_uid=subject.uid).select_for_update())
    for duty in waiting:
        duty.due_at, duty.put_off_until = timezone.now(), None
        duty.escalates_at = next_step_at(rule_in(duty.organisation_id, rule), duty)
        duty.save(update_fields=["due_at", "put_off_until", "escalates_at"])
    if waiting:
        audit.record("duty.hastened", by=by, subject=subject, rule=rule, duties=len(waiting))
    return len(waiting)
