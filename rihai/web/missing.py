"""People missing whose homes, hospitals and railway police nobody has asked yet, as they stand on My day.

Here: for how long, and in which districts, in coded facts only. Not here: that it is owed (`rescue.actions.asking`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.selectors import DutyRow
from rihai.intake.models import Alert
from rihai.rescue.actions import ASK_HOMES
from rihai.rescue.models import Inquiry


@dataclass(frozen=True)
class Search:
    """A search with the duty to ask; `days` since the person went missing, where somebody knows it."""

    row: DutyRow
    days: int | None


def is_search(row: DutyRow) -> bool:
    return row.duty.rule == ASK_HOMES and row.shown is not None


def searches_of(rows: Iterable[DutyRow], user: User) -> tuple[Search, ...]:
    """With the longest overdue first; two queries, however many."""
    owed = sorted(filter(is_search, rows), key=lambda row: row.duty.due_at)
    since = _missing_since({row.duty.subject_uid for row in owed}, user) if owed else {}
    today = timezone.localdate()
    return tuple(Search(row, _days(since.get(row.duty.subject_uid), today)) for row in owed)


def _missing_since(inquiries: set[UUID], user: User) -> dict[UUID, date]:
    origins = dict(Inquiry.objects.filter(pk__in=inquiries).values_list("origin_uid", "pk"))
    alerts = Alert.objects.visible_to(user).filter(pk__in=filter(None, origins), happened_on__isnull=False)
    return {origins[uid]: day for uid, day in alerts.values_list("pk", "happened_on") if day is not None}


def _days(since: date | None, today: date) -> int | None:
    return None if since is None else (today - since).days
