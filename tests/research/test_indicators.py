"""Each indicator counts what its definition says, from what was known on the day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rihai.access import actions as access
from rihai.access.compartments import Compartment
from rihai.access.models import Grant, Reason
from rihai.access.reasons import keep_reason
from rihai.accounts.models import Desk, User
from rihai.cases import actions as cases
from rihai.directory.models import Agency
from rihai.intake import actions as intake
from rihai.people.models import YesNoUnknown
from rihai.rescue import actions as rescue
from rihai.rescue.models import Inquiry, Lead, Operation
from rihai.research.definitions import indicator
from rihai.research.indicators import FUNCTIONS, Known, measure
from rihai.research.measured import Measured
from tests.intake import builders as alerts
from tests.rescue import builders
from tests.research import own
from tests.research.own import MONDAY, TUESDAY, travel

pytestmark = pytest.mark.django_db


def measured(code: str, as_of: date | None = None) -> Measured:
    found = indicator(code)
    assert found is not None
    return measure(found, Known(as_of or timezone.localdate()))


def a_reason(finder: User, by: User) -> Reason:
    return keep_reason("She called from the station", about=own.found(finder, "located").case, by=by)


def test_the_time_to_decide_is_the_median_of_first_decisions(asha: User, kiran: User, intake_desk: Desk) -> None:
    for minutes in (10, 20, 300):
        with travel(MONDAY):
            alert = alerts.an_alert(asha)
        with travel(MONDAY + timedelta(minutes=minutes)):
            intake.dismiss_alert(alert, code="unfounded", reason="Checked", by=kiran)
            intake.reopen_alert(alert, by=kiran)
    with travel(MONDAY):
        alerts.an_alert(asha)

    with travel(TUESDAY):
        found = measured("response_time")

    assert (found.value, found.n) == (20, 3)


def test_an_alert_of_danger_that_nobody_decided_on_counts_against_us(
    asha: User, kiran: User, intake_desk: Desk
) -> None:
    with travel(MONDAY):
        quick, _waiting = (alerts.an_alert(asha, danger_now=YesNoUnknown.YES) for _number in range(2))
        alerts.an_alert(asha, danger_now=YesNoUnknown.UNKNOWN)
    with travel(MONDAY + timedelta(minutes=29)):
        intake.dismiss_alert(quick, code="unfounded", reason="Checked", by=kiran)

    with travel(TUESDAY):
        found = measured("crisis_in_time")

    assert (found.value, found.n) == (50.0, 2)


def test_an_alert_that_is_written_down_today_is_not_in_yesterdays_share(asha: User, intake_desk: Desk) -> None:
    with travel(TUESDAY):
        alerts.an_alert(asha, danger_now=YesNoUnknown.YES, received_at=MONDAY)

        assert measured("crisis_in_time", MONDAY.date()).n == 0
        assert measured("crisis_in_time").n == 1


def test_verified_leads_stand_against_alerts_with_a_decision(
    asha: User, kiran: User, ravi: User, intake_desk: Desk
) -> None:
    inquiry = builders.an_inquiry(kiran, ravi)
    verified, changed, _unjudged = (builders.a_lead(inquiry, ravi) for _number in range(3))
    builders.verified(verified, ravi)
    builders.verified(changed, ravi)
    rescue.judge_lead(changed, standing=Lead.Standing.REFUTED, basis="It was another", by=ravi)
    for _number in range(2):
        intake.dismiss_alert(alerts.an_alert(asha), code="unfounded", reason="Checked", by=kiran)

    found = measured("verification_yield")

    assert (found.value, found.n) == (0.5, 2)


def test_closed_as_unfounded_or_as_a_free_choice_is_a_share_of_closed_alerts(
    asha: User, kiran: User, intake_desk: Desk
) -> None:
    for code in ("unfounded", "outside_scope", "duplicate"):
        intake.dismiss_alert(alerts.an_alert(asha), code=code, reason="Checked", by=kiran)
    inquiry = intake.accept_alert(
        alerts.an_alert(asha), priority="high", reason="", officer=kiran, summary="", by=kiran
    )
    rescue.close_inquiry(inquiry, outcome=Inquiry.Outcome.VOLUNTARY, reason="Spoke to her", by=kiran)

    found = measured("unfounded_share")

    assert (found.value, found.n) == (66.7, 3)


def test_a_warning_counts_among_operations_that_began_here(kiran: User, ravi: User) -> None:
    unit = builders.a_unit()
    started = builders.started(builders.an_operation(kiran, ravi), unit, kiran)
    rescue.end_operation(started, result=Operation.Result.TIPPED_OFF, note="Empty", by=kiran)
    given_up = builders.an_operation(kiran, ravi)
    rescue.call_off(given_up, reason="They know", result=Operation.Result.TIPPED_OFF, by=kiran)
    builders.started(builders.an_operation(kiran, ravi), unit, kiran)
    own.past_operation(kiran)

    found = measured("leak_rate")

    assert (found.value, found.n) == (66.7, 3)


def test_operations_that_began_with_our_inquiry_are_a_share_of_all(kiran: User, ravi: User) -> None:
    builders.started(builders.an_operation(kiran, ravi), builders.a_unit(), kiran)
    own.past_operation(kiran)

    found = measured("operations_led")

    assert found.n == 2
    assert found.value in (50.0, 100.0)


def test_open_cases_are_shared_among_their_named_workers(asha: User, bina: User, kiran: User) -> None:
    found = [own.found(kiran, "located").case for _number in range(4)]
    for case, worker in zip(found[:3], (asha, asha, bina), strict=True):
        cases.assign_case_owner(case, to=worker, by=bina)

    assert (measured("caseload").value, measured("caseload").n) == (1.5, 3)

    cases.propose_closing(found[2], reason="She asked", ask=asha, by=bina)
    cases.agree_closing(found[2], by=asha)

    assert (measured("caseload").value, measured("caseload").n) == (2.0, 2)


def test_an_emergency_opening_is_counted_once_however_much_it_opened(kiran: User, bina: User) -> None:
    case = own.found(kiran, "located").case
    wanted = [Compartment.RECORD, Compartment.IDENTITY]
    access.break_glass(case, compartments=wanted, reason="She called from the station", by=bina)

    found = measured("emergency_openings")

    assert Grant.objects.filter(basis=Grant.Basis.BREAK_GLASS).count() == 2
    assert (found.value, found.n) == (100.0, 1)


@pytest.mark.parametrize(("days", "value"), [(6, 100.0), (8, 0.0)])
def test_a_reason_is_reviewed_in_time_or_not(kiran: User, bina: User, days: int, value: float) -> None:
    reason = a_reason(kiran, bina)
    Reason.objects.filter(pk=reason.pk).update(
        written_at=timezone.now() - timedelta(days=30),
        reviewed_at=timezone.now() - timedelta(days=30 - days),
        reviewed_by=kiran,
    )

    assert (measured("openings_reviewed").value, measured("openings_reviewed").n) == (value, 1)


def test_a_young_reason_is_not_late_yet(kiran: User, bina: User) -> None:
    a_reason(kiran, bina)

    assert measured("openings_reviewed").n == 0


def test_nothing_recorded_is_nothing_to_measure_and_no_zero(db: None) -> None:
    found = [each(Known(MONDAY.date())) for each in FUNCTIONS.values()]

    assert all(not one.n for one in found)
    assert [one.value for one in found] == [0, 0, 0, *[None] * (len(found) - 3)]


@pytest.mark.parametrize("code", sorted(FUNCTIONS))
def test_the_work_of_another_organisation_is_not_ours(
    code: str, asha: User, kiran: User, ravi: User, intake_desk: Desk, other_organisation: Agency
) -> None:
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))
    intake.dismiss_alert(alerts.an_alert(asha), code="unfounded", reason="Checked", by=kiran)

    found = FUNCTIONS[code](Known(timezone.localdate(), other_organisation))

    assert not found.n


def test_a_state_of_today_changes_nothing_of_yesterday(kiran: User, ravi: User, asha: User, intake_desk: Desk) -> None:
    """An operation that ends, an inquiry that closes, a case that is handed on: all of them known from today only."""
    with travel(MONDAY):
        alert = alerts.an_alert(asha)
        accepted = {"priority": "high", "reason": "", "officer": kiran, "summary": ""}
        inquiry = intake.accept_alert(alert, by=kiran, **accepted)  # type: ignore[arg-type]  # facts of a form
        operation = builders.started(builders.an_operation(kiran, ravi), builders.a_unit(), kiran)
        before = [measured(code) for code in ("leak_rate", "unfounded_share")]
    with travel(TUESDAY):
        rescue.end_operation(operation, result=Operation.Result.TIPPED_OFF, note="Empty", by=kiran)
        rescue.close_inquiry(inquiry, outcome=Inquiry.Outcome.UNFOUNDED, reason="Nothing there", by=kiran)

        after = [measured(code, MONDAY.date()) for code in ("leak_rate", "unfounded_share")]
        today = [measured(code).value for code in ("leak_rate", "unfounded_share")]

    assert after == before
    assert [one.value for one in before] == [0.0, None]
    assert today == [100.0, 100.0]
