"""What stands together on My day: duties, new alerts, the open work of each room, in a constant number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.models import Case
from rihai.cases.workflow import Status as CaseStatus
from rihai.duties.selectors import DutyRow, my_day
from rihai.intake.models import Alert
from rihai.intake.selectors import alerts_listed
from rihai.intake.workflow import Status as AlertStatus
from rihai.people.models import YesNoUnknown
from rihai.rescue.models import MOST_URGENT_FIRST, Inquiry, Operation
from rihai.rescue.workflow import InquiryStatus, OperationStatus
from rihai.tracing.models import MissingReport
from rihai.tracing.selectors.found import reports_listed
from rihai.web.missing import Search, is_search, searches_of

TRIAGE: Final = "alert.triage"
MOST_ALERTS: Final = 10
MOST_ROWS: Final = 5
MOST_DUTIES: Final = 20
OVER: Final = (OperationStatus.ENDED, OperationStatus.CALLED_OFF)


@dataclass(frozen=True)
class WaitingAlert:
    """A new alert with the duty to decide on it, if that is hers or her desk's."""

    alert: Alert
    duty: DutyRow | None

    @property
    def is_danger(self) -> bool:
        return self.alert.danger_now == YesNoUnknown.YES

    @property
    def is_overdue(self) -> bool:
        return self.duty is not None and self.duty.is_overdue


@dataclass(frozen=True)
class Day:
    """Everything on the page; an alert stands once, with its duty, and not among the duties as well."""

    overdue: tuple[DutyRow, ...]
    today: tuple[DutyRow, ...]
    desk: tuple[DutyRow, ...]
    soon: tuple[DutyRow, ...]
    later: tuple[DutyRow, ...]
    brought: tuple[DutyRow, ...]
    resting: tuple[DutyRow, ...]
    can_be_undone: tuple[DutyRow, ...]
    in_danger: tuple[WaitingAlert, ...]
    missing: tuple[Search, ...]
    overdue_alerts: tuple[WaitingAlert, ...]
    new_alerts: tuple[WaitingAlert, ...]
    reports: list[MissingReport]
    inquiries: list[Inquiry]
    operations: list[Operation]
    cases: list[Case]
    may_record_alert: bool
    may_decide: bool
    # Less urgent than those above; the page counts them until they are asked for.
    left_out: tuple[DutyRow, ...]

    @property
    def duties(self) -> int:
        rows = (self.overdue, self.today, self.desk, self.soon, self.later, self.brought, self.resting, self.missing)
        return sum(map(len, rows))

    @property
    def late_left_out(self) -> int:
        return sum(row.is_overdue for row in self.left_out)

    @property
    def has_work(self) -> bool:
        return bool(self.reports or self.inquiries or self.operations or self.cases)

    @property
    def is_free(self) -> bool:
        """Nothing owed and nobody waiting, whatever else is going on."""
        return not (self.duties or self.in_danger or self.overdue_alerts or self.new_alerts)

    @property
    def is_quiet(self) -> bool:
        return self.is_free and not self.has_work

    @property
    def owes_nothing(self) -> bool:
        return self.is_free and self.has_work


def day_of(user: User, now: datetime, most_duties: int | None = MOST_DUTIES) -> Day:
    """`most_duties` shortens what is owed to the most urgent; None keeps all of it."""
    owed = my_day(user, now)
    owed_now = (*owed.overdue, *owed.today, *owed.desk, *owed.soon, *owed.later, *owed.brought)
    alerts = list(alerts_listed(user, AlertStatus.NEW)[:MOST_ALERTS])
    shown = {alert.uid for alert in alerts}
    deciding = {row.duty.subject_uid: row for row in owed_now if row.duty.rule == TRIAGE}
    waiting = [WaitingAlert(alert, deciding.get(alert.uid)) for alert in alerts]
    by_urgency = (owed.overdue, owed.brought, owed.today, owed.desk, owed.soon, owed.later)
    parts = [_but_shown(rows, shown) for rows in by_urgency] + [owed.resting]
    kept = tuple(_most_urgent(parts, most_duties))
    overdue, brought, today, desk, soon, later, resting = kept
    return Day(
        overdue=overdue,
        today=today,
        desk=desk,
        soon=soon,
        later=later,
        brought=brought,
        resting=resting,
        can_be_undone=owed.can_be_undone,
        in_danger=tuple(one for one in waiting if one.is_danger),
        missing=searches_of(owed_now, user),
        overdue_alerts=tuple(one for one in waiting if one.is_overdue and not one.is_danger),
        new_alerts=tuple(one for one in waiting if not (one.is_overdue or one.is_danger)),
        reports=list(reports_listed(user, "mine")[:MOST_ROWS]),
        inquiries=_inquiries_of(user),
        operations=_operations_of(user),
        cases=_cases_of(user),
        may_record_alert=user.has(Permission.ALERT_RECORD),
        may_decide=user.has(Permission.ALERT_TRIAGE),
        left_out=tuple(row for whole, cut in zip(parts, kept, strict=True) for row in whole[len(cut) :]),
    )


def _most_urgent(parts: list[tuple[DutyRow, ...]], most: int | None) -> Iterator[tuple[DutyRow, ...]]:
    """Each part cut to what room those before it leave: a page of a hundred rows is slow and helps nobody."""
    for rows in parts:
        yield rows[:most]
        most = None if most is None else max(0, most - len(rows))


def _but_shown(rows: tuple[DutyRow, ...], alerts: set[UUID]) -> tuple[DutyRow, ...]:
    """An alert and a search stand above, once, with what is owed about them."""
    return tuple(row for row in rows if not (_decides(row, alerts) or is_search(row)))


def _decides(row: DutyRow, alerts: set[UUID]) -> bool:
    return row.duty.rule == TRIAGE and row.duty.subject_uid in alerts


def _inquiries_of(user: User) -> list[Inquiry]:
    mine = Inquiry.objects.visible_to(user).filter(officer=user).exclude(status=InquiryStatus.CLOSED)
    return list(mine.select_related("officer", "desk", "place").order_by(*MOST_URGENT_FIRST)[:MOST_ROWS])


def _operations_of(user: User) -> list[Operation]:
    known = Operation.objects.visible_to(user).exclude(status__in=OVER)
    return list(known.select_related("premises__place")[:MOST_ROWS])


def _cases_of(user: User) -> list[Case]:
    mine = Case.objects.visible_to(user).filter(case_owner=user, status=CaseStatus.ACTIVE)
    return list(mine.select_related("person", "case_owner")[:MOST_ROWS])
