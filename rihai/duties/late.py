"""Late duties of the whole organisation, by whoever owes them: codes only, for whoever leads the work.

Here: reading. Not here: what is done about them (`actions`), or whose they are shown to be (`selectors`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.duties.selectors import DutyRow, rows_for

LONG: Final = timedelta(days=3)


@dataclass(frozen=True)
class Holder:
    """A desk or colleague with what is late there."""

    uid: UUID
    name: str
    late: int
    long: int
    oldest: datetime


def late_rows(user: User, now: datetime) -> list[DutyRow]:
    """Everything late whose record she may know of, the oldest first; what rests stays in sight."""
    return rows_for(user, Duty.objects.visible_to(user).open().filter(due_at__lte=now), now)


def holders_of(rows: Sequence[DutyRow], now: datetime) -> list[Holder]:
    """By desk and colleague, the one with most first."""
    by_holder: dict[UUID, list[DutyRow]] = {}
    for row in rows:
        by_holder.setdefault(_holder(row), []).append(row)
    found = [_summed(uid, group, now) for uid, group in by_holder.items()]
    return sorted(found, key=lambda one: (-one.late, one.name))


def chosen(rows: Sequence[DutyRow], *, who: str, days: int, now: datetime) -> list[DutyRow]:
    """Those of this holder (or of anybody) that are late by so many days."""
    return [row for row in rows if who in ("", str(_holder(row))) and now - row.duty.due_at >= timedelta(days=days)]


def _holder(row: DutyRow) -> UUID:
    uid = row.duty.owner_id or row.duty.desk_id
    assert uid is not None  # noqa: S101 - a constraint of the table says so
    return uid


def _summed(uid: UUID, group: Sequence[DutyRow], now: datetime) -> Holder:
    duty = group[0].duty
    name = duty.owner.display_name if duty.owner else duty.desk.name if duty.desk else ""
    oldest = min(row.duty.due_at for row in group)
    return Holder(uid, name, len(group), sum(now - row.duty.due_at > LONG for row in group), oldest)
