"""The week of one colleague on a page and as a file that tells nobody anything."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.duties.actions import put_off_duty
from rihai.duties.calendar import events_of, monday_of, week_of
from rihai.duties.models import Duty
from rihai.people.models import Person
from tests.conftest import SignedIn
from tests.duties.conftest import a_duty
from tests.lib.calendars import strictly, unescaped
from tests.people.conftest import a_person_of
from tests.rescue import builders as rescue

MONDAY = datetime(2026, 11, 23).date()  # noqa: DTZ001 - a day of the calendar has no zone
WEDNESDAY_LATE = "2026-11-25T23:30:00+05:30"
FILE = reverse("duties:calendar_file")


@pytest.fixture
def wednesday(asha: User, person: Person) -> Duty:
    """Due late on Wednesday, when it is still Wednesday in London and already Thursday nowhere."""
    return a_duty(person, owner=asha, due_at=datetime.fromisoformat(WEDNESDAY_LATE))


def test_a_duty_stands_on_its_day_by_the_clock_of_the_office(asha: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, due_at=datetime.fromisoformat("2026-11-26T00:30:00+05:30"))

    week = week_of(asha, MONDAY, timezone.now())

    assert [len(day.rows) for day in week.days] == [0, 0, 0, 1, 0, 0, 0]
    assert week.days[3].rows[0].duty == duty


def test_what_rests_stands_on_the_day_on_which_it_comes_back(asha: User, person: Person) -> None:
    with time_machine.travel("2026-11-24T10:00:00+05:30", tick=False):
        duty = a_duty(person, owner=asha, rule="contact.confirm_number", due_at=timezone.now() - timedelta(days=3))
        put_off_duty(duty, until=timezone.now() + timedelta(days=3), reason="Not at home", by=asha)

        week = week_of(asha, MONDAY, timezone.now())

    assert [day.on.day for day in week.days if day.rows] == [27]


def test_what_is_late_from_weeks_before_stands_above_this_week_and_no_other(
    signed_in: SignedIn, asha: User, wednesday: Duty
) -> None:
    with time_machine.travel("2026-12-09T10:00:00+05:30", tick=False):
        weeks = [week_of(asha, MONDAY + timedelta(weeks=number), timezone.now()) for number in (1, 2, 3)]
        page = signed_in(asha).get(reverse("duties:calendar")).text

    assert [[row.duty for row in week.late] for week in weeks] == [[], [wednesday], []]
    assert "Late from earlier weeks" in page
    assert "Overdue by" in page


@pytest.mark.parametrize(("name", "day"), [("2026-W48", 23), ("2026-W53", 28), ("2027-W01", 4)])
def test_weeks_are_counted_as_everywhere(name: str, day: int) -> None:
    assert monday_of(name, MONDAY).day == day


@pytest.mark.parametrize("name", ["", "2026-W60", "yesterday", "9999-W99", "2026-11-23"])
def test_what_is_no_week_is_this_week(name: str) -> None:
    assert monday_of(name, MONDAY + timedelta(days=4)) == MONDAY


def test_the_page_says_the_rule_and_the_code(signed_in: SignedIn, asha: User, wednesday: Duty, person: Person) -> None:
    page = signed_in(asha).get(reverse("duties:calendar"), {"week": "2026-W48"}).text

    assert "Bring the child before the Child Welfare Committee" in page
    assert person.code in page
    assert "?week=2026-W47" in page
    assert "?week=2026-W49" in page


def test_the_file_is_sound_and_says_no_more_than_the_rule_and_the_code(
    signed_in: SignedIn, asha: User, wednesday: Duty, person: Person
) -> None:
    with time_machine.travel("2026-11-24T10:00:00+05:30", tick=False):
        response = signed_in(asha).get(FILE)

    (event,) = strictly(response.content.decode())
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["DTSTART"] == "20261125T180000Z"
    assert event["UID"] == f"duty-{wednesday.uid}"
    said = unescaped(event["SUMMARY"])
    assert said == f"Bring the child before the Child Welfare Committee {person.code}"
    assert "Rani" not in response.content.decode()


def test_what_is_due_on_a_day_and_at_no_hour_is_a_whole_day(signed_in: SignedIn, asha: User, wednesday: Duty) -> None:
    Duty.objects.filter(pk=wednesday.pk).update(due_at=datetime.fromisoformat("2026-11-25T23:59:59.999999+05:30"))

    with time_machine.travel("2026-11-24T10:00:00+05:30", tick=False):
        (event,) = strictly(signed_in(asha).get(FILE).content.decode())
        page = signed_in(asha).get(reverse("duties:calendar"), {"week": "2026-W48"}).text

    assert event["DTSTART"] == "20261125"
    assert "This day" in page
    assert "23:59" not in page


def test_a_duty_of_an_operation_stands_in_the_file_without_rule_and_code(kiran: User, ravi: User) -> None:
    operation = rescue.an_operation(kiran, ravi)
    rescue.told(operation, rescue.a_unit(), kiran)

    said = [event.summary for event in events_of(kiran, timezone.now())]

    assert said == ["A duty: open Rihai"]


def test_nobody_finds_duties_of_others(asha: User, bina: User, chand: User, wednesday: Duty) -> None:
    for user in (bina, chand):
        assert week_of(user, MONDAY, timezone.now()).is_empty
        assert events_of(user, timezone.now()) == []


def test_what_lies_at_her_desk_is_hers_to_see(asha: User, person: Person, casework_desk: Desk) -> None:
    a_duty(person, desk=casework_desk, due_at=datetime.fromisoformat(WEDNESDAY_LATE))

    assert not week_of(asha, MONDAY, timezone.now()).is_empty


def test_the_page_asks_as_often_for_many_as_for_one(signed_in: SignedIn, asha: User, wednesday: Duty) -> None:
    client = signed_in(asha)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("duties:calendar"), {"week": "2026-W48"})
        return len(captured)

    queries()
    few = queries()
    for _each in range(5):
        a_duty(a_person_of(asha), owner=asha, due_at=wednesday.due_at)

    assert queries() == few


@pytest.mark.parametrize("week", ["9999-W52", "0001-W01", "2026-W99", "x"])
def test_a_week_beyond_the_calendar_is_this_week(signed_in: SignedIn, asha: User, week: str) -> None:
    page = signed_in(asha).get("/duties/calendar/", {"week": week})

    assert page.status_code == 200
    assert page.text.count("<h2") == signed_in(asha).get("/duties/calendar/").text.count("<h2")
