"""Whatever is recorded later, an earlier report stays what it was: tried with work in any order."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.intake import actions as intake
from rihai.people.models import YesNoUnknown
from rihai.rescue import actions as rescue
from rihai.rescue.models import FoundPerson, Inquiry, Operation
from rihai.research.impact import impact_report
from rihai.research.indicators import Known, measure_all
from tests import factories
from tests.intake import builders as alerts
from tests.rescue import builders
from tests.research import own
from tests.research.own import MONDAY, travel

Step = Callable[["Office"], None]
pytestmark = pytest.mark.django_db


class Office:
    """Two who work together, and what they have begun."""

    def __init__(self, asha: User, kiran: User) -> None:
        self.asha, self.kiran = asha, kiran
        self.operations: list[Operation] = []
        self.found: list[FoundPerson] = []
        self.inquiries: list[Inquiry] = []

    def forget(self) -> None:
        self.operations, self.found, self.inquiries = [], [], []


def past_operation(office: Office) -> None:
    own.past_operation(office.kiran, "2030-01")


def somebody_found(office: Office) -> None:
    office.found.append(own.in_operation(office.kiran, "not_stated", own.past_operation(office.kiran)))


def finding_revised(office: Office) -> None:
    for one in office.found[-1:]:
        own.revised(one, office.kiran, "rescued_in_operation", "sexual_exploitation_stated")


def danger_told_late(office: Office) -> None:
    alerts.an_alert(office.asha, danger_now=YesNoUnknown.YES, received_at=MONDAY)


def alert_dismissed(office: Office) -> None:
    alert = alerts.an_alert(office.asha, received_at=MONDAY)
    intake.dismiss_alert(alert, code="unfounded", reason="Checked", by=office.kiran)


def inquiry_begun(office: Office) -> None:
    alert = alerts.an_alert(office.asha, received_at=MONDAY)
    more = {"priority": "high", "reason": "", "officer": office.kiran, "summary": ""}
    office.inquiries.append(intake.accept_alert(alert, by=office.kiran, **more))  # type: ignore[arg-type]


def inquiry_closed(office: Office) -> None:
    while office.inquiries:
        inquiry = office.inquiries.pop()
        rescue.close_inquiry(inquiry, outcome=Inquiry.Outcome.FALSE_ALARM, reason="She came home", by=office.kiran)


def lead_verified(office: Office) -> None:
    for inquiry in office.inquiries[-1:]:
        builders.verified(builders.a_lead(inquiry, office.kiran), office.kiran)


def operation_begun(office: Office) -> None:
    operation = builders.an_operation(office.kiran, office.asha)
    office.operations.append(builders.started(operation, builders.a_unit(), office.kiran))


def operation_ended(office: Office) -> None:
    while office.operations:
        operation = office.operations.pop()
        rescue.end_operation(operation, result=Operation.Result.TIPPED_OFF, note="Empty", by=office.kiran)


STEPS: Final[list[Step]] = [
    past_operation, somebody_found, finding_revised, danger_told_late, alert_dismissed, inquiry_begun, inquiry_closed,
    lead_verified, operation_begun, operation_ended,
]  # fmt: skip


@pytest.fixture
def office(asha: User, kiran: User, intake_desk: Desk) -> Office:
    return Office(factories.a_user("usha", Role.CASEWORKER, organisation=kiran.organisation), kiran)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(STEPS), max_size=3), min_size=2, max_size=3))
def test_a_later_record_never_changes_an_earlier_report(office: Office, days: list[list[Step]]) -> None:
    told: dict[date, object] = {}
    with transaction.atomic():
        for number, steps in enumerate(days):
            day = MONDAY + timedelta(days=number)
            with travel(day):
                for step in steps:
                    step(office)
                for earlier, before in told.items():
                    assert report(earlier) == before
                told[day.date()] = report(day.date())
        transaction.set_rollback(True)
    office.forget()


def report(day: date) -> object:
    return impact_report(day), [found for _indicator, found in measure_all(Known(day))]
