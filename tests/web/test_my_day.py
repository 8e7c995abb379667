"""My day: what is most urgent stands first, everything once, and the page costs the same however full it is."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.people.models import YesNoUnknown
from rihai.web.selectors import MOST_DUTIES, Day, day_of
from tests.cases import builders as cases
from tests.conftest import SignedIn
from tests.house import markup
from tests.intake import builders as intake
from tests.rescue import builders as rescue

pytestmark = pytest.mark.django_db
URL = "/"


def day(user: User) -> Day:
    return day_of(user, timezone.now())


def due(rule: str, *, hours: float) -> None:
    Duty.objects.filter(rule=rule).update(due_at=timezone.now() + timedelta(hours=hours))


def test_danger_comes_first_then_what_is_overdue_then_today_then_new_alerts(
    signed_in: SignedIn, kiran: User, asha: User
) -> None:
    with time_machine.travel("2030-03-04T11:00:00+05:30", tick=False):
        intake.an_alert(asha, danger_now=YesNoUnknown.YES)
        intake.an_alert(asha)
        rescue.a_lead(rescue.an_inquiry(kiran, kiran), kiran)
        due("inquiry.next_step", hours=-3)
        due("lead.judge", hours=1)

        page = signed_in(kiran).get(URL).text

    titles = (
        "Somebody is in danger now",
        "Overdue</h2>",
        "Due today</h2>",
        "New alerts that wait for a decision",
        "My inquiries",
    )
    places = [page.index(title) for title in titles]
    assert places == sorted(places)


def test_an_alert_whose_decision_is_overdue_stands_among_what_is_overdue(kiran: User, asha: User) -> None:
    alert = intake.an_alert(asha)
    due("alert.triage", hours=-1)

    found = day(kiran)

    assert [one.alert for one in found.overdue_alerts] == [alert]
    assert found.new_alerts == ()


def test_an_alert_stands_once_with_its_duty(signed_in: SignedIn, kiran: User, asha: User) -> None:
    alert = intake.an_alert(asha)

    found, page = day(kiran), signed_in(kiran).get(URL).text

    assert [one.duty is not None for one in found.new_alerts] == [True]
    assert found.duties == 0
    assert page.count(alert.reference) == 1
    assert "Decide within" in page


def test_of_many_alerts_those_beyond_the_list_stay_among_the_duties(kiran: User, asha: User) -> None:
    for _number in range(12):
        intake.an_alert(asha)

    found = day(kiran)

    assert (len(found.new_alerts), len(found.desk)) == (10, 2)


def test_whoever_decides_nothing_is_not_asked_to(signed_in: SignedIn, asha: User, kiran: User) -> None:
    intake.an_alert(asha)

    recorder, coordinator = (signed_in(user).get(URL).text for user in (asha, kiran))

    assert "New alerts you know of" in recorder
    assert "wait for a decision" not in recorder
    assert "New alerts that wait for a decision" in coordinator


def test_her_own_inquiries_operations_and_cases_stand_beside(
    signed_in: SignedIn, kiran: User, ravi: User, asha: User
) -> None:
    inquiry = rescue.an_inquiry(kiran, ravi)
    operation = rescue.an_operation(kiran, ravi, inquiry=inquiry)
    case = cases.a_case(asha)

    officer, caseworker = signed_in(ravi).get(URL).text, signed_in(asha).get(URL).text

    assert inquiry.reference in officer
    assert operation.reference in officer
    assert operation.reference not in caseworker
    assert case.person.code in caseworker
    assert case.person.code not in officer


def test_nobody_sees_the_work_of_another_organisation(
    signed_in: SignedIn, kiran: User, ravi: User, asha: User, chand: User
) -> None:
    intake.an_alert(asha)
    rescue.an_operation(kiran, ravi)
    cases.a_case(asha)

    assert day(chand).is_quiet
    assert "Nothing waits for you" in signed_in(chand).get(URL).text


def test_a_day_without_anything_says_so_and_offers_what_she_may_do(
    signed_in: SignedIn, ravi: User, admin: User
) -> None:
    officer, administrator = signed_in(ravi).get(URL).text, signed_in(admin).get(URL).text

    assert "Nothing waits for you" in officer
    assert reverse("intake:alert_new") in officer
    assert reverse("intake:alert_new") not in administrator


def test_with_work_and_without_duties_it_is_said_that_nothing_is_owed(signed_in: SignedIn, asha: User) -> None:
    cases.a_case(asha)
    Duty.objects.all().delete()

    page = signed_in(asha).get(URL).text

    assert "You owe nothing at the moment." in page
    assert "Nothing waits for you" not in page


def test_no_name_and_no_sealed_word_is_on_it(signed_in: SignedIn, kiran: User, asha: User) -> None:
    intake.an_alert(kiran, "Zubeida Canary", what="canary in the text", danger_now=YesNoUnknown.YES)
    cases.a_case(asha, name="Mumtaz Canary")

    pages = [signed_in(user).get(URL).text for user in (kiran, asha)]

    assert all("canary" not in page.lower() for page in pages)
    assert all(markup.flaws(page) == [] for page in pages)


def test_the_number_of_queries_does_not_grow_with_the_work(
    signed_in: SignedIn, kiran: User, ravi: User, asha: User
) -> None:
    client = signed_in(kiran)

    def fill() -> None:
        intake.an_alert(asha, danger_now=YesNoUnknown.YES)
        intake.an_alert(asha)
        rescue.a_lead(rescue.an_inquiry(kiran, kiran), kiran)
        rescue.an_operation(kiran, ravi)
        cases.a_case(kiran)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(URL).status_code == 200
        return len(seen)

    fill()
    queries()
    first = queries()
    for _number in range(4):
        fill()

    assert queries() == first
    assert first <= 18


def test_the_most_urgent_duties_are_shown_and_the_rest_is_counted_until_it_is_asked_for(
    signed_in: SignedIn, kiran: User
) -> None:
    inquiries = [rescue.an_inquiry(kiran, kiran) for _ in range(MOST_DUTIES + 2)]
    due("inquiry.next_step", hours=-3)
    latest = Duty.objects.get(rule="inquiry.next_step", subject_uid=inquiries[-1].uid)
    Duty.objects.filter(pk=latest.pk).update(due_at=timezone.now() - timedelta(hours=1))

    found, page, everything = day(kiran), signed_in(kiran).get(URL).text, signed_in(kiran).get(f"{URL}?all=1").text

    assert len(found.overdue) == MOST_DUTIES
    assert latest in [row.duty for row in found.left_out]
    assert "Show 2 more duties" in page
    assert "2 of them are overdue" in page
    assert "more duties" not in everything
    assert everything.count("Overdue by") == MOST_DUTIES + 2
