"""Putting a duty off with a reason, and taking that back.

Here: the change. How long a rule allows it is data; a clock of the law is never put off beyond its date.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.duties.locks import locked
from rihai.duties.models import Duty, Postponement
from rihai.duties.permissions import check_can_put_off, check_can_undo_putting_off, check_until
from rihai.duties.schedules import next_step_at, rule_in
from rihai.vault.keys import new_data_key

MINUTE: Final = timedelta(minutes=1)


@transaction.atomic
def put_off_duty(duty: Duty, *, until: datetime, reason: str, by: User) -> Postponement:
    """Let it rest until then. Its date stays; whoever leads sees that it rests, and may read why."""
    duty = locked(duty, by, "duty.put_off")
    check_can_put_off(by, duty)
    now = timezone.now()
    check_until(duty, until, now)
    kept = Postponement(
        duty=duty,
        data_key=new_data_key(agencies=[duty.organisation_id]),
        until=until,
        before=duty.put_off_until,
        reason=reason,
        put_off_by=by,
    )
    kept.save()
    _rest(duty, until)
    audit.record("duty.put_off", by=by, subject=duty, rule=duty.rule, minutes=int((until - now) / MINUTE))
    return kept


@transaction.atomic
def undo_putting_off(duty: Duty, *, by: User) -> Duty:
    """Take one's own putting off back within some minutes."""
    duty = locked(duty, by, "duty.put_off_undone")
    latest = duty.postponements.filter(undone_at=None).first()
    check_can_undo_putting_off(by, duty, latest, timezone.now())
    assert latest is not None  # noqa: S101 - the check says so to the type checker
    latest.undone_at, latest.undone_by = timezone.now(), by
    latest.save(update_fields=["undone_at", "undone_by"])
    _rest(duty, latest.before)
    audit.record("duty.put_off_undone", by=by, subject=duty, rule=duty.rule)
    return duty


def _rest(duty: Duty, until: datetime | None) -> None:
    duty.put_off_until = until
    duty.escalates_at = next_step_at(rule_in(duty.organisation_id, duty.rule), duty)
    duty.save(update_fields=["put_off_until", "escalates_at"])
