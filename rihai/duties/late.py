"""Late duties of the whole organisation, by whoever owes them: codes only, for whoever leads the work.

Here: reading. Not here: what is done about them (`actions`), or whose they are shown to be (`selectors`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.duties.selectors import open_and_known

LONG: Final = timedelta(days=3)


@dataclass(frozen=True)
class Holder:
    """A desk or colleague with what is late there."""

    uid: UUID
    name: str
    late: int
    long: int
    oldest: datetime


def late_duties(user: User, now: datetime) -> QuerySet[Duty]:
    """Everything late whose record she may know of, the oldest first; what rests stays in sight."""
    return open_and_known(user).filter(due_at__lte=now)


def holders_of(duties: QuerySet[Duty], now: datetime) -> list[Holder]:
    """By desk and colleague, the one with most first; added up by the database, however many are late."""
    who = duties.order_by().annotate(
        holder=Coalesce("owner_id", "desk_id"), name=Coalesce("owner__display_name", "desk__name")
    )
    long = Count("pk", filter=Q(due_at__lt=now - LONG))
    rows = who.values("holder", "name").annotate(late=Count("pk"), long=long, oldest=Min("due_at"))
    found = [Holder(one["holder"], one["name"], one["late"], one["long"], one["oldest"]) for one in rows]
    return sorted(found, key=lambda one: (-one.late, one.name))


def chosen(duties: QuerySet[Duty], *, who: str, days: int, now: datetime) -> QuerySet[Duty]:
    """Those of this holder (or of anybody) that are late by so many days."""
    rows = duties.filter(due_at__lte=now - timedelta(days=days))
    return rows.filter(Q(owner_id=who) | Q(owner=None, desk_id=who)) if who else rows
