"""Duties as they stand on a page: whose, about what, how late. A constant number of queries, however many.

A duty at a desk whose record somebody may not know of is not shown to her at all; one that she owes herself
stays visible without its code, so that it is handed over and not forgotten.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timesince import timesince, timeuntil
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rihai.access.own import open_own
from rihai.accounts.models import Desk, RoleAssignment, User
from rihai.accounts.permissions import Permission
from rihai.duties.models import Duty, Escalation, Postponement
from rihai.duties.rules import UNDO_WITHIN, Rule, rule_or_gone
from rihai.duties.subjects import Shown, about_what_is_known, shown_to

SOON = timedelta(days=7)
DAY_AND_TIME = "j M, H:i"
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class DutyRow:
    """One line of a list; without `shown`, the record is closed to whoever looks."""

    duty: Duty
    rule: Rule
    shown: Shown | None
    is_overdue: bool
    may_complete: bool
    may_reassign: bool
    may_put_off: bool
    is_resting: bool

    @property
    def title(self) -> str | Promise:
        return self.rule.title

    @property
    def complete_url(self) -> str:
        return duty_url("duties:duty_complete", self.duty.uid)

    @property
    def talk_url(self) -> str:
        return duty_url("duties:duty_talk", self.duty.uid)

    @property
    def reasons_url(self) -> str:
        return duty_url("duties:duty_reasons", self.duty.uid)

    @property
    def put_off_url(self) -> str:
        return duty_url("duties:duty_put_off", self.duty.uid)

    @property
    def reassign_url(self) -> str:
        return duty_url("duties:duty_reassign", self.duty.uid)

    @property
    def due_words(self) -> str:
        """How late or how soon, in the largest unit: "Overdue by 3 hours"."""
        if self.is_resting:
            return _("Put off until %(when)s") % {"when": date_format(localtime(self.duty.put_off_until), DAY_AND_TIME)}
        if self.is_overdue:
            return _("Overdue by %(span)s") % {"span": timesince(self.duty.late_from, depth=1)}
        return _("Due in %(span)s") % {"span": timeuntil(self.duty.due_at, depth=1)}


def duty_url(name: str, uid: UUID) -> str:
    """The address of a page of one duty; looking each of a hundred up by its name takes a tenth of a list."""
    before, after = _around_uid(name)
    return f"{before}{uid}{after}"


@cache
def _around_uid(name: str) -> tuple[str, str]:
    before, _uid, after = reverse(name, args=[NOBODY]).partition(str(NOBODY))
    return before, after


@dataclass(frozen=True)
class MyDay:
    """What somebody owes, by urgency, and what lies at her desks for whoever takes it."""

    overdue: tuple[DutyRow, ...]
    today: tuple[DutyRow, ...]
    soon: tuple[DutyRow, ...]
    later: tuple[DutyRow, ...]
    desk: tuple[DutyRow, ...]
    # Of colleagues, late, and now brought before her.
    brought: tuple[DutyRow, ...]
    resting: tuple[DutyRow, ...]
    # Ticked off or put off by her some minutes ago: can be taken back.
    can_be_undone: tuple[DutyRow, ...]

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in (self.overdue, self.today, self.soon, self.later, self.desk, self.resting))


def my_day(user: User, now: datetime) -> MyDay:
    """Everything open that is hers or at her desks, the earliest first."""
    desks = list(user.desk_uids)
    found = rows_for(user, _concerning(user, desks, now), now)
    rows = [row for row in found if row.duty.is_open and not row.is_resting]
    just_put_off = set(
        Postponement.objects.filter(put_off_by=user, put_off_at__gt=now - UNDO_WITHIN, undone_at=None).values_list(
            "duty_id", flat=True
        )
    )
    own = [row for row in rows if row.duty.owner_id == user.uid]
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return MyDay(
        overdue=tuple(row for row in own if row.is_overdue),
        today=tuple(row for row in own if now < row.duty.late_from < midnight),
        soon=tuple(row for row in own if midnight <= row.duty.late_from < midnight + SOON and not row.is_overdue),
        later=tuple(row for row in own if row.duty.late_from >= midnight + SOON),
        desk=tuple(row for row in rows if row.duty.owner_id is None and row.duty.desk_id in desks),
        brought=tuple(row for row in rows if not row.duty.is_owed_by(user, desks)),
        resting=tuple(row for row in found if row.is_resting and row.duty.is_owed_by(user, desks)),
        can_be_undone=tuple(
            row for row in found if not row.duty.is_open or (row.is_resting and row.duty.uid in just_put_off)
        ),
    )


def _concerning(user: User, desks: list[UUID], now: datetime) -> QuerySet[Duty]:
    """Open ones that are hers, at her desks, or brought before her; and what she did just now.

    Each by its own index: asked for with "or", the database reads whatever the organisation ever owed.
    """
    ours = Duty.objects.filter(organisation_id=user.organisation_id).order_by()
    brought = Escalation.objects.filter(user_id=user.uid).values("duty_id")
    done = ours.filter(done_by_hand=True, done_by_id=user.uid, done_at__gt=now - UNDO_WITHIN, cancelled_at=None)
    at_desks, before_her = ours.open().filter(owner=None, desk_id__in=desks), ours.open().filter(pk__in=brought)
    others = [rows.values("pk") for rows in (at_desks, before_her, done)]
    return Duty.objects.filter(pk__in=ours.open().filter(owner_id=user.uid).values("pk").union(*others, all=True))


def open_and_known(user: User) -> QuerySet[Duty]:
    """Every open duty that `rows_for` would show her, to be counted and cut into pages by the database."""
    return Duty.objects.visible_to(user).open().filter(Q(owner_id=user.uid) | about_what_is_known(user))


def count_all_and_late(duties: QuerySet[Duty], now: datetime) -> tuple[int, int]:
    is_late = Q(Q(put_off_until=None) | Q(put_off_until__lte=now), due_at__lte=now)
    counts = duties.order_by().aggregate(all=Count("pk"), late=Count("pk", filter=is_late))
    return counts["all"], counts["late"]


def rows_for(user: User, duties: QuerySet[Duty], now: datetime) -> list[DutyRow]:
    """Lines for these duties, without those whose record she may not know of (her own apart)."""
    found = list(duties.select_related("owner", "desk"))
    prefetch_related_objects([duty for duty in found if duty.talked_by_id], "talked_by")
    shown, desks, leads = shown_to(user, found), user.desk_uids, user.has(Permission.DUTY_REASSIGN)
    return [
        DutyRow(
            duty=duty,
            rule=rule_or_gone(duty.rule),
            shown=shown.get(duty.uid),
            is_overdue=duty.is_late(now),
            may_complete=rule_or_gone(duty.rule).by_hand and duty.is_owed_by(user, desks),
            may_reassign=leads or duty.is_owed_by(user, desks),
            may_put_off=duty.is_owed_by(user, desks) and rule_or_gone(duty.rule).latest(duty.due_at) > now,
            is_resting=duty.put_off_until is not None and duty.put_off_until > now,
        )
        for duty in found
        if duty.uid in shown or duty.owner_id == user.uid
    ]


def colleagues_for(user: User) -> list[User]:
    """Whom a duty can be handed to; whether she may open the record is asked when it is handed over."""
    holders = RoleAssignment.objects.in_force().values("user_id")
    return list(User.objects.visible_to(user).active().filter(pk__in=holders).exclude(pk=user.pk))


def desks_for(user: User) -> list[Desk]:
    return list(Desk.objects.filter(organisation_id=user.organisation_id, is_active=True))


@dataclass(frozen=True, repr=False)
class PutOffReason:
    row: Postponement
    # Plain text, or a sealed value that prints as •••.
    text: object


def reasons_of(duty: Duty, user: User) -> list[PutOffReason]:
    """Why it was put off, opened with one reading for whoever leads the work."""
    rows = list(Postponement.objects.visible_to(user).filter(duty=duty).select_related("put_off_by", "duty"))
    page = open_own((rows, ["reason"]), by=user)
    return [PutOffReason(row, page.value(row, "reason")) for row in rows]
