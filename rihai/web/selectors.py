"""What stands together on My day: duties, and the open work of each room, in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.models import Case
from rihai.cases.workflow import Status as CaseStatus
from rihai.duties.selectors import MyDay, my_day
from rihai.intake.models import Alert
from rihai.intake.workflow import Status as AlertStatus
from rihai.rescue.models import Inquiry, Operation
from rihai.rescue.workflow import InquiryStatus, OperationStatus

AT_MOST = 5


@dataclass(frozen=True)
class Day:
    duties: MyDay
    new_alerts: list[Alert]
    inquiries: list[Inquiry]
    operations: list[Operation]
    cases: list[Case]
    may_record_alert: bool

    @property
    def is_quiet(self) -> bool:
        return not (self.duties.count or self.new_alerts or self.inquiries or self.operations or self.cases)


def day_of(user: User, now: datetime) -> Day:
    ended = [OperationStatus.ENDED, OperationStatus.CALLED_OFF]
    alerts = Alert.objects.visible_to(user).filter(status=AlertStatus.NEW)
    inquiries = Inquiry.objects.visible_to(user).exclude(status=InquiryStatus.CLOSED)
    operations = Operation.objects.visible_to(user).exclude(status__in=ended)
    cases = Case.objects.visible_to(user).filter(case_owner=user, status=CaseStatus.ACTIVE)
    return Day(
        duties=my_day(user, now),
        new_alerts=list(alerts.select_related("place", "desk").order_by("received_at")[:AT_MOST]),
        inquiries=list(inquiries.filter(officer=user).select_related("place")[:AT_MOST]),
        operations=list(operations[:AT_MOST]),
        cases=list(cases.select_related("person")[:AT_MOST]),
        may_record_alert=user.has(Permission.ALERT_RECORD),
    )
