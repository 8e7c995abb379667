"""Somebody missing stands above the duties on My day, with the districts in which nobody has asked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rihai.accounts.models import User
from rihai.directory.actions import load_reference
from rihai.directory.fields import find_place
from rihai.duties.actions import complete_duty
from rihai.duties.models import Duty
from rihai.intake.actions import accept_alert, record_alert
from rihai.intake.facts import AlertFacts
from rihai.lib.precision import ImpreciseDate
from rihai.lib.workflow import NotPossible
from rihai.rescue.actions import ASK_HOMES, close_inquiry, plan_asking
from rihai.rescue.models import Inquiry
from rihai.web.selectors import day_of
from tests.conftest import SignedIn
from tests.rescue.builders import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def sought(ravi: User, kiran: User) -> Inquiry:
    """A girl of whom nothing is known for nine days, and two districts to ask in."""
    load_reference(by=None)
    nine_days_ago = timezone.now() - timedelta(days=9)
    facts = AlertFacts(
        kind="missing_report",
        channel="phone",
        what="She did not come home.",
        happened=ImpreciseDate(timezone.localdate(nine_days_ago)),
        received_at=nine_days_ago,
    )
    alert = record_alert(organisation=kiran.organisation, by=kiran, facts=facts)
    inquiry = accept_alert(alert, priority="high", reason="A child.", officer=ravi, by=kiran)
    places = [find_place("Nashik, Maharashtra"), find_place("Palghar, Maharashtra")]
    return plan_asking(inquiry, places=places, since=nine_days_ago, by=ravi)


def test_the_search_stands_once_with_its_days_and_districts(signed_in: SignedIn, sought: Inquiry, ravi: User) -> None:
    page = signed_in(ravi).get(reverse("web:my_day")).text

    assert page.count("Missing for 9 days") == 1
    assert "not asked yet in: Nashik, Palghar" in page
    assert "Overdue by 1\N{NO-BREAK SPACE}week" in page
    assert "Ask homes, hospitals and railway police" not in page


def test_once_all_were_asked_it_stands_there_no_more(sought: Inquiry, ravi: User) -> None:
    complete_duty(Duty.objects.get(rule=ASK_HOMES), by=ravi)

    assert day_of(ravi, timezone.now()).missing == ()


def test_asking_elsewhere_takes_the_place_of_what_was_owed_and_stays_as_late(sought: Inquiry, ravi: User) -> None:
    before = Duty.objects.open().get(rule=ASK_HOMES)

    plan_asking(sought, places=[find_place("Palghar, Maharashtra")], by=ravi)

    after = Duty.objects.open().get(rule=ASK_HOMES)
    assert (after.detail, after.due_at) == ("Palghar", before.due_at)
    before.refresh_from_db()
    assert before.done_at is None, "a corrected list asked nobody anything"
    assert before.cancelled_at is not None


def test_nowhere_left_to_ask_closes_it(sought: Inquiry, ravi: User) -> None:
    plan_asking(sought, places=[], by=ravi)

    assert not Duty.objects.open().filter(rule=ASK_HOMES).exists()


def test_too_many_districts_at_once_are_refused_with_words(sought: Inquiry, ravi: User) -> None:
    with pytest.raises(NotPossible, match="nearest to the last trace"):
        plan_asking(sought, places=[find_place("Nashik, Maharashtra")] * 20, by=ravi)


def test_a_closed_inquiry_asks_nobody(sought: Inquiry, ravi: User, kiran: User) -> None:
    close_inquiry(sought, outcome=Inquiry.Outcome.FALSE_ALARM, reason="She is at home.", by=kiran)

    with pytest.raises(NotPossible, match="closed"):
        plan_asking(sought, places=[], by=ravi)
    assert day_of(ravi, timezone.now()).missing == ()


def test_the_officer_says_on_a_page_where_nobody_is_asked(
    signed_in: SignedIn, sought: Inquiry, ravi: User, asha: User, chand: User
) -> None:
    page = reverse("rescue:inquiry_ask_homes", args=[sought.uid])
    shown = signed_in(ravi).get(page)

    typed = {"place_0": "Thane, Maharashtra", "place_1": "Palghar, Maharashtra"}
    answer = send(signed_in(ravi), "inquiry_ask_homes", sought.uid, **typed)
    wrong = send(signed_in(ravi), "inquiry_ask_homes", sought.uid, place_0="Nowhereville")

    assert page in signed_in(ravi).get(sought.get_absolute_url()).text
    assert 'value="Nashik"' in shown.text
    assert answer["Location"] == sought.get_absolute_url()
    assert Duty.objects.open().get(rule=ASK_HOMES).detail == "Thane, Palghar"
    assert (wrong.status_code, b"Nowhereville" in wrong.content) == (422, True)
    assert signed_in(asha).get(page).status_code == 404
    assert signed_in(chand).get(page).status_code == 404


def test_a_colleague_who_owes_nothing_is_shown_no_search(sought: Inquiry, asha: User) -> None:
    assert day_of(asha, timezone.now()).missing == ()


def test_more_searches_ask_no_more_of_the_database(
    sought: Inquiry, ravi: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(60) as one:
        day_of(User.objects.get(pk=ravi.pk), timezone.now())
    alert = record_alert(
        organisation=ravi.organisation, by=ravi, facts=AlertFacts(kind="missing_report", channel="phone", what="Two.")
    )
    second = accept_alert(alert, priority="high", reason="A child.", officer=ravi, by=_coordinator(sought))
    plan_asking(second, places=[find_place("Thane, Maharashtra")], by=ravi)

    with django_assert_max_num_queries(len(one)) as two:
        day = day_of(User.objects.get(pk=ravi.pk), timezone.now())

    assert len(day.missing) == 2
    assert len(two) <= len(one)


def _coordinator(inquiry: Inquiry) -> User:
    return inquiry.opened_by
