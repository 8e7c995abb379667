"""Deciding on an alert on the screen: accept, refer, dismiss, and what happens to whoever comes second."""

from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import Desk, User
from rihai.directory.models import Agency, Place
from rihai.duties.models import Duty
from rihai.intake import actions
from rihai.intake.models import Alert
from rihai.intake.workflow import Status
from rihai.people.models import YesNoUnknown
from rihai.rescue.models import Inquiry
from tests.cases.builders import readings, token
from tests.conftest import SignedIn
from tests.factories import an_agency
from tests.intake import builders
from tests.together import run_together

NEW = "/alerts/new/"
HINDI = "उसने कहा कि दुकान में काम है"


def triage(client: Client, alert: Alert, **typed: Any) -> Any:
    return client.post(reverse("intake:alert_triage", args=[alert.uid]), {**token(), **typed})


def test_the_form_begins_with_what_the_alert_says(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    response = signed_in(kiran).get(reverse("intake:alert_triage", args=[alert.uid]))

    assert response.context["form"].initial["summary"] == builders.WHAT
    assert readings() == 1


def test_units_of_the_district_of_the_alert_are_offered_before_all_others(
    signed_in: SignedIn, kiran: User, alert: Alert
) -> None:
    told = {"name": "Thane", "state_name": "Maharashtra", "country_code": "IN"}
    thane = Place.objects.create(kind=Place.Kind.DISTRICT, code="IN-MH/thane", **told)
    Alert.objects.filter(pk=alert.pk).update(place=thane)
    here, there = (
        an_agency(f"{district} unit", kind="ahtu", district=district, state="Maharashtra")
        for district in ("Thane", "Akola")
    )

    page = signed_in(kiran).get(reverse("intake:alert_triage", args=[alert.uid])).content.decode()

    assert page.index("In the district") < page.index(here.name) < page.index("Elsewhere") < page.index(there.name)


def test_somebody_who_cannot_read_the_alert_decides_on_what_she_sees(
    signed_in: SignedIn, dolly: User, alert: Alert
) -> None:
    client = signed_in(dolly)
    assertNotContains(client.get(reverse("intake:alert_triage", args=[alert.uid])), builders.WHAT)

    triage(client, alert, decision="dismiss", dismissal="duplicate", reason="Known")

    assert readings() == 0
    alert.refresh_from_db()
    assert alert.status == Status.DISMISSED


def test_accepting_leads_to_the_inquiry(signed_in: SignedIn, kiran: User, ravi: User, alert: Alert) -> None:
    response = triage(
        signed_in(kiran),
        alert,
        decision="accept",
        priority="high",
        officer=str(ravi.uid),
        reason="Two signs agree",
        summary=HINDI,
    )

    inquiry = Inquiry.objects.get()
    assertRedirects(response, inquiry.get_absolute_url(), fetch_redirect_response=False)
    assert inquiry.officer == ravi
    assert read((inquiry, ["summary"]), by=ravi, why=OwnWork())(inquiry).summary == HINDI


def test_without_an_officer_whoever_accepts_takes_it(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    triage(signed_in(kiran), alert, decision="accept", priority="high", reason="Two signs agree")

    assert Inquiry.objects.get().officer == kiran


def test_referring_and_dismissing_lead_back_to_the_alert(
    signed_in: SignedIn, kiran: User, alert: Alert, other_body: Agency
) -> None:
    client, other = signed_in(kiran), builders.an_alert(kiran)

    referred = triage(
        client,
        alert,
        decision="refer",
        priority="normal",
        refer_to=str(other_body.uid),
        referral="competent_elsewhere",
        reason="Their town",
    )
    dismissed = triage(client, other, decision="dismiss", dismissal="unfounded", reason="We looked")

    for response, one in ((referred, alert), (dismissed, other)):
        assertRedirects(response, one.get_absolute_url(), fetch_redirect_response=False)
    assertContains(client.get(alert.get_absolute_url()), other_body.name)
    assert Duty.objects.open().get(rule="alert.tell").owner == kiran


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("accept", "Choose how urgent it is"),
        ("refer", "Choose the body that responds"),
        ("dismiss", "Choose why no response is needed"),
        ("", "Choose what we do"),
    ],
)
def test_what_a_decision_still_needs_is_asked_and_the_reason_stays(
    signed_in: SignedIn, kiran: User, alert: Alert, decision: str, words: str
) -> None:
    response = triage(signed_in(kiran), alert, decision=decision, reason=HINDI)

    assertContains(response, words, status_code=422)
    assertContains(response, HINDI, status_code=422)
    alert.refresh_from_db()
    assert alert.status == Status.NEW


def test_a_child_in_danger_is_not_passed_on_for_lack_of_capacity(
    signed_in: SignedIn, kiran: User, other_body: Agency
) -> None:
    alert = builders.an_alert(kiran, "Rani Test", danger_now=YesNoUnknown.YES)

    response = triage(
        signed_in(kiran),
        alert,
        decision="refer",
        priority="crisis",
        refer_to=str(other_body.uid),
        referral="no_capacity",
        reason="We are full",
    )

    assertContains(response, "A child in danger is not passed on", status_code=422)
    assertContains(response, "We are full", status_code=422)


def test_danger_now_presets_the_highest_priority(signed_in: SignedIn, kiran: User) -> None:
    alert = builders.an_alert(kiran, danger_now=YesNoUnknown.YES)

    form = signed_in(kiran).get(reverse("intake:alert_triage", args=[alert.uid])).context["form"]

    assert form["priority"].value() == "crisis"


def test_an_alert_decided_already_shows_its_decision(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    actions.dismiss_alert(alert, code="unfounded", reason="We looked", by=kiran)

    response = signed_in(kiran).get(reverse("intake:alert_triage", args=[alert.uid]), follow=True)

    assertContains(response, "decided already")
    assertContains(response, "We looked")


def test_whoever_comes_second_is_told_in_words(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    actions.dismiss_alert(alert, code="unfounded", reason="We looked", by=kiran)

    response = triage(signed_in(kiran), alert, decision="accept", priority="high", reason=HINDI)

    assertContains(response, "Somebody has decided on this alert meanwhile", status_code=422)
    assertContains(response, HINDI, status_code=422)
    assert not Inquiry.objects.exists()


def test_a_decision_sent_twice_is_taken_once(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    client = signed_in(kiran)
    typed = {**token(), "decision": "accept", "priority": "high", "reason": "Two signs agree"}

    answers = [client.post(reverse("intake:alert_triage", args=[alert.uid]), typed) for _each in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Inquiry.objects.count() == 1


def test_somebody_who_records_only_is_told_before_she_decides(signed_in: SignedIn, asha: User, alert: Alert) -> None:
    response = signed_in(asha).get(reverse("intake:alert_triage", args=[alert.uid]))

    assertContains(response, "The rescue desk does", status_code=403)


@pytest.mark.django_db(transaction=True)
def test_of_two_screens_at_once_one_decides_and_the_other_gets_words(
    signed_in: SignedIn, kiran: User, tara: User, intake_desk: Desk, alert: Alert
) -> None:
    accept = {"decision": "accept", "priority": "high", "reason": "Two signs agree"}
    clients = [signed_in(user) for user in (kiran, tara)]

    answers: list[Any] = run_together([partial(triage, client, alert, **accept) for client in clients])

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    [late] = [answer for answer in answers if answer.status_code == 422]
    assert "Somebody has decided on this alert meanwhile" in late.text
    assert Inquiry.objects.count() == 1
