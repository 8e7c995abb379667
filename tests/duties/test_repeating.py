"""What comes again: one at a time, in its rhythm, until the record is closed."""

import uuid
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.audit.refusals import Hidden
from rihai.cases.actions import assign_case_owner
from rihai.cases.models import Case
from rihai.duties.actions import cancel_duties, complete_duty, end_repetition, repeat_duty
from rihai.duties.models import Duty, Repetition
from rihai.duties.workers import open_what_comes_again
from rihai.intake import actions as intake_actions
from rihai.lib.recurrence import Period, Unit
from tests.cases.builders import a_case
from tests.conftest import SignedIn
from tests.intake import builders as intake

VISIT = "case.visit"
NOON = "2030-01-10T12:00:00+05:30"
PAGE = reverse("duties:repetitions")


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha)


def visits(case: Case, by: User, first: date = date(2030, 1, 31), every: int = 1) -> Repetition:
    period = Period(every, Unit.MONTHS)
    return repeat_duty(
        VISIT, subject=case, organisation=case.organisation, owner=by, period=period, first_on=first, by=by
    )


def days() -> list[date]:
    return [timezone.localdate(duty.due_at) for duty in Duty.objects.filter(rule=VISIT).order_by("due_at")]


def done(by: User) -> None:
    complete_duty(Duty.objects.open().get(rule=VISIT), by=by)


def test_the_first_is_open_at_once_and_due_at_the_end_of_that_day(asha: User, case: Case) -> None:
    with time_machine.travel(NOON, tick=False):
        visits(case, asha)

    duty = Duty.objects.get(rule=VISIT)
    assert duty.due_at == datetime.fromisoformat("2030-01-31T18:00:00+05:30")
    assert duty.owner == asha


def test_the_next_opens_when_the_last_is_done_and_keeps_to_the_end_of_the_month(asha: User, case: Case) -> None:
    with time_machine.travel(NOON, tick=False):
        visits(case, asha)
        for _each in range(3):
            done(asha)
            open_what_comes_again()

    assert days() == [date(2030, 1, 31), date(2030, 2, 28), date(2030, 3, 31), date(2030, 4, 30)]


def test_what_is_late_is_not_piled_up(asha: User, case: Case) -> None:
    with time_machine.travel(NOON, tick=False):
        visits(case, asha)
    with time_machine.travel("2030-05-02T12:00:00+05:30", tick=False):
        assert open_what_comes_again() == 0
        done(asha)
        assert [open_what_comes_again(), open_what_comes_again()] == [1, 0]

    assert days() == [date(2030, 1, 31), date(2030, 5, 31)]


def test_asked_for_twice_it_keeps_its_rhythm(asha: User, case: Case) -> None:
    with time_machine.travel(NOON, tick=False):
        first, second = visits(case, asha), visits(case, asha, every=2)

    assert (first, second.every) == (second, 1)
    assert Duty.objects.filter(rule=VISIT).count() == 1


def test_it_ends_with_the_record_and_by_hand(asha: User, case: Case) -> None:
    with time_machine.travel(NOON, tick=False):
        repetition = visits(case, asha)
        cancel_duties(None, subject=case, by=asha)

        assert open_what_comes_again() == 0
        repetition.refresh_from_db()
        assert repetition.ended_by == asha
        again = visits(case, asha, first=date(2030, 2, 10))
        end_repetition(again, by=asha)
        done(asha)
        assert open_what_comes_again() == 0


def test_it_passes_on_with_the_case(asha: User, bina: User, case: Case) -> None:
    with time_machine.travel(NOON, tick=False):
        visits(case, asha)
        assign_case_owner(case, to=bina, by=bina)
        done(bina)
        open_what_comes_again()

    assert Duty.objects.open().get(rule=VISIT).owner == bina


def test_a_stranger_ends_nothing(asha: User, ravi: User, case: Case) -> None:
    repetition = visits(case, asha, first=timezone.localdate() + timedelta(days=2))

    with pytest.raises(Hidden):
        end_repetition(repetition, by=ravi)


def test_the_search_for_somebody_missing_is_reviewed_again_and_again(
    asha: User, kiran: User, intake_desk: Desk, rescue_desk: Desk
) -> None:
    alert = intake.an_alert(asha, kind="missing_report")

    inquiry = intake_actions.accept_alert(alert, priority="high", reason="A child", by=kiran, officer=kiran)

    repetition = Repetition.objects.get(rule="inquiry.review")
    assert (repetition.subject_uid, repetition.every, repetition.unit) == (inquiry.uid, 14, "days")
    duty = Duty.objects.open().get(rule="inquiry.review")
    assert timezone.localdate(duty.due_at) == timezone.localdate() + timedelta(days=14)


def typed(case: Case, **more: object) -> dict[str, object]:
    first = (timezone.localdate() + timedelta(days=3)).isoformat()
    told = {"rule": VISIT, "code": case.person.code, "first_on": first, "every": 2, "unit": "weeks"}
    return {**told, "form_token": str(uuid.uuid4()), **more}


def test_it_is_begun_and_ended_on_the_screen(signed_in: SignedIn, asha: User, case: Case) -> None:
    client = signed_in(asha)

    begun = client.post(PAGE, typed(case))
    shown = client.get(PAGE).text
    repetition = Repetition.objects.get()
    ended = client.post(reverse("duties:repetition_end", args=[repetition.uid]), {"form_token": str(uuid.uuid4())})

    assert (begun.status_code, ended.status_code) == (302, 302)
    assert "every 2 weeks" in shown
    assert case.person.code not in begun.headers["Location"]
    assert not Repetition.objects.in_force().exists()


@pytest.mark.parametrize("flaw", [{"code": "RH-0000-000"}, {"first_on": "2020-01-01"}, {"every": "0"}, {"unit": "x"}])
def test_what_is_not_sound_is_said(signed_in: SignedIn, asha: User, case: Case, flaw: dict[str, str]) -> None:
    assert signed_in(asha).post(PAGE, typed(case, **flaw)).status_code == 422
    assert not Repetition.objects.exists()


def test_what_she_may_not_know_of_is_as_if_it_did_not_exist(
    signed_in: SignedIn, asha: User, bina: User, case: Case, chand: User
) -> None:
    response = signed_in(chand).post(PAGE, typed(case))

    assert response.status_code == 422
    assert "There is no such record" in response.text
