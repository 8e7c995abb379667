"""The week of one colleague: what is due on which day, and the same as a file for her own calendar.

Here: reading. A file leaves the house: it names the rule and the code and nothing else, and a duty of an
operation not even these.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.duties.selectors import DutyRow, rows_for
from rihai.lib.ics import Event

WEEK: Final = timedelta(days=7)
AHEAD: Final = timedelta(days=180)
FARTHEST: Final = timedelta(days=100 * 366)
# RFC 5545 asks for a globally unique id; the uid of a duty is one, and says nothing.
UID: Final = "duty-{}"


@dataclass(frozen=True)
class Day:
    on: date
    is_today: bool
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True)
class Week:
    """Seven days from Monday, as the office's clock has them; this week also has what is late from before it."""

    days: tuple[Day, ...]
    late: tuple[DutyRow, ...] = ()

    @property
    def first(self) -> date:
        return self.days[0].on

    @property
    def last(self) -> date:
        return self.days[-1].on

    @property
    def before(self) -> str:
        return week_name(self.first - WEEK)

    @property
    def after(self) -> str:
        return week_name(self.first + WEEK)

    @property
    def is_empty(self) -> bool:
        return not self.late and not any(day.rows for day in self.days)


def week_of(user: User, monday: date, now: datetime) -> Week:
    """What is hers or at her desks, by the day on which it is due or until which it rests.

    What is late from weeks before stands above this week, or nobody who plans by it would meet it again.
    """
    begin, end = _midnight(monday), _midnight(monday + WEEK)
    rest = Q(put_off_until__gte=begin, put_off_until__lt=end)
    rows = rows_for(user, _hers(user).filter(Q(due_at__gte=begin, due_at__lt=end) | rest), now)
    today, days = timezone.localdate(now), [monday + timedelta(days=number) for number in range(7)]
    before = Q(due_at__lt=begin) & (Q(put_off_until=None) | Q(put_off_until__lt=begin))
    late = rows_for(user, _hers(user).filter(before), now) if today in days else []
    week = tuple(Day(on, on == today, tuple(row for row in rows if _day_of(row) == on)) for on in days)
    return Week(week, tuple(late))


def events_of(user: User, now: datetime) -> list[Event]:
    """Everything open that is hers or at her desks, late or due within half a year."""
    rows = rows_for(user, _hers(user).filter(due_at__lt=now + AHEAD), now)
    return [Event(UID.format(row.duty.uid), _when(row), _summary(row)) for row in rows]


def _when(row: DutyRow) -> datetime | date:
    """A telephone reminds before a day begins, and not when the court has closed."""
    return _day_of(row) if row.duty.is_of_a_day else row.duty.late_from


def week_name(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(name: str, today: date) -> date:
    """The Monday of "2026-W48"; of this week where that is no week."""
    this = today - timedelta(days=today.weekday())
    try:
        asked = datetime.strptime(f"{name}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a day of the calendar has no zone
    except ValueError:
        return this
    # The weeks beside it are shown too; nobody plans for the end of the calendar.
    return asked if abs(asked - this) < FARTHEST else this


def _hers(user: User) -> "QuerySet[Duty]":
    desks: Iterable[UUID] = list(user.desk_uids)
    ours = Duty.objects.open().filter(organisation_id=user.organisation_id)
    return ours.filter(Q(owner_id=user.uid) | Q(owner=None, desk_id__in=desks))


def _summary(row: DutyRow) -> str:
    if row.rule.need_to_know or row.shown is None:
        return _("A duty: open Rihai")
    return f"{row.title} {row.shown.text}".strip()


def _day_of(row: DutyRow) -> date:
    return timezone.localdate(row.duty.late_from)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
