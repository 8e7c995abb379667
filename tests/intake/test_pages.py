"""The pages of alerts: the list, one alert as different people see it, and comparing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from rihai.access.actions import break_glass
from rihai.accounts.models import Desk, User
from rihai.cases.facts import ScreeningFacts
from rihai.intake import actions
from rihai.intake.models import Alert, PossibleDuplicate
from rihai.intake.workflow import Status
from rihai.people.models import Provenance, YesNoUnknown
from tests.cases.builders import facts_of, readings, token
from tests.conftest import SignedIn
from tests.intake import builders

LIST = "/alerts/"
SEALED = (builders.WHAT, "Behind the old mill", "A man on a motorbike", "Rani Test", "A shopkeeper")


def page_of(alert: Alert, name: str = "alert_detail") -> str:
    return reverse(f"intake:{name}", args=[alert.uid])


def test_the_list_shows_codes_and_opens_no_seal(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    response = signed_in(kiran).get(LIST)

    assertContains(response, alert.reference)
    assertContains(response, "Missing person")
    for words in SEALED:
        assertNotContains(response, words)
    assert readings() == 0


def test_recorder_desk_and_whoever_leads_see_an_alert_and_others_do_not(
    signed_in: SignedIn, alert: Alert, asha: User, kiran: User, dolly: User, meera: User, chand: User
) -> None:
    for user in (asha, kiran, dolly):
        assertContains(signed_in(user).get(LIST), alert.reference)
    for user in (meera, chand):
        assertNotContains(signed_in(user).get(f"{LIST}?status=all"), alert.reference)


def test_danger_stands_first_and_then_whoever_has_waited_longest(signed_in: SignedIn, kiran: User) -> None:
    newer, older = builders.an_alert(kiran), builders.an_alert(kiran)
    danger = builders.an_alert(kiran, danger_now=YesNoUnknown.YES)
    Alert.objects.filter(pk=older.pk).update(received_at=timezone.now() - timedelta(days=2))

    body = signed_in(kiran).get(LIST).text

    places = [body.index(one.reference) for one in (danger, older, newer)]
    assert places == sorted(places)
    assert "Danger now" in body


@pytest.mark.parametrize(("status", "is_there"), [("new", True), ("all", True), ("dismissed", False), ("x", True)])
def test_the_list_answers_whatever_is_asked(
    signed_in: SignedIn, kiran: User, alert: Alert, status: str, is_there: bool
) -> None:
    response = signed_in(kiran).get(LIST, {"status": status, "page": "x"})

    assert response.status_code == 200
    assert (alert.reference in response.text) is is_there


def test_published_alerts_are_not_in_the_list_of_our_work(signed_in: SignedIn, kiran: User) -> None:
    alert = actions.record_alert(
        organisation=kiran.organisation, by=kiran, facts=builders.facts(), provenance=Provenance.PUBLISHED
    )

    assertNotContains(signed_in(kiran).get(f"{LIST}?status=all"), alert.reference)


def test_the_list_asks_as_often_for_many_alerts_as_for_one(
    signed_in: SignedIn, kiran: User, alert: Alert, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(kiran)
    client.get(LIST)
    with django_assert_max_num_queries(100) as for_one:
        client.get(LIST)
    for number in range(5):
        builders.an_alert(kiran, f"Person {number}")

    with django_assert_max_num_queries(len(for_one.captured_queries)):
        assert client.get(LIST).text.count("rihai-row__main") == 6


def test_one_page_is_one_reading(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    actions.dismiss_alert(alert, code="unfounded", reason="We went and looked", by=kiran)

    response = signed_in(kiran).get(page_of(alert))

    for words in (*SEALED, "We went and looked"):
        assertContains(response, words)
    assert readings() == 1


def test_a_reader_without_grants_sees_dots_and_reads_nothing(signed_in: SignedIn, dolly: User, alert: Alert) -> None:
    response = signed_in(dolly).get(page_of(alert))

    assertContains(response, "•••")
    assertContains(response, "You see this alert by code only")
    for words in SEALED:
        assertNotContains(response, words)
    assert readings() == 0


def test_a_role_that_never_opens_names_still_reads_what_she_recorded(
    signed_in: SignedIn, uma: User, intake_desk: Desk
) -> None:
    alert = builders.an_alert(uma, "Rani Test", who="A man on a motorbike")

    response = signed_in(uma).get(page_of(alert))

    assertContains(response, builders.WHAT)
    assertNotContains(response, "A man on a motorbike")
    assertNotContains(response, "Rani Test")


def test_what_an_emergency_opened_is_read_with_a_reason(signed_in: SignedIn, dolly: User, alert: Alert) -> None:
    break_glass(alert, compartments=["identity"], reason="Nobody of the desk answers", by=dolly)  # type: ignore[list-item]
    client = signed_in(dolly)
    assertContains(client.get(page_of(alert)), "Open with a reason")

    short = client.post(page_of(alert, "alert_open"), {"reason": "so"})
    assertContains(short, "at least 10 characters", status_code=422)
    assertNotContains(short, builders.WHAT, status_code=422)

    opened = client.post(page_of(alert, "alert_open"), {"reason": "She may be moved tonight"})
    assertContains(opened, builders.WHAT)
    assert "reason" in facts_of("records.read")


def test_the_page_leads_to_the_inquiry_only_those_who_may_see_it(
    signed_in: SignedIn, alert: Alert, asha: User, kiran: User
) -> None:
    inquiry = actions.accept_alert(alert, priority="high", reason="Two signs agree", officer=kiran, by=kiran)

    assertContains(signed_in(kiran).get(page_of(alert)), inquiry.reference)
    assertNotContains(signed_in(asha).get(page_of(alert)), inquiry.reference)


def test_a_possible_sexual_offence_against_a_child_is_pointed_out(signed_in: SignedIn, kiran: User) -> None:
    hers = ScreeningFacts(types_of_exploitation=("sexual_exploitation",))
    people = (builders.somebody("Rani Test", screening=hers),)
    alert = actions.record_alert(organisation=kiran.organisation, by=kiran, facts=builders.facts(people=people))

    assertContains(signed_in(kiran).get(page_of(alert)), "it must be reported")
    assertNotContains(signed_in(kiran).get(page_of(builders.an_alert(kiran, "Somebody"))), "it must be reported")


def test_the_page_asks_as_often_for_many_people_as_for_two(
    signed_in: SignedIn, kiran: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    few = builders.an_alert(kiran, "One Two", "Three Four")
    many = builders.an_alert(kiran, *(f"Person {letter}bc Xyz{letter}" for letter in "abcdefg"))
    client = signed_in(kiran)
    client.get(page_of(few))
    with django_assert_max_num_queries(150) as for_few:
        client.get(page_of(few))

    with django_assert_max_num_queries(len(for_few.captured_queries)):
        assertContains(client.get(page_of(many)), "Person gbc")


def test_a_decision_is_taken_back_on_the_screen(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    actions.dismiss_alert(alert, code="unfounded", reason="We went and looked", by=kiran)
    client, typed = signed_in(kiran), token()

    answers = [client.post(page_of(alert, "alert_reopen"), typed) for _each in range(2)]

    for answer in answers:
        assertRedirects(answer, page_of(alert), fetch_redirect_response=False)
    alert.refresh_from_db()
    assert alert.status == Status.NEW
    assertContains(client.get(page_of(alert)), "taken back by")


def test_taking_back_what_is_open_already_says_so(signed_in: SignedIn, kiran: User, alert: Alert) -> None:
    response = signed_in(kiran).post(page_of(alert, "alert_reopen"), token(), follow=True)

    assertContains(response, "cannot be taken back")


# Comparing.


def pair_of(kiran: User) -> PossibleDuplicate:
    builders.an_alert(kiran, "Sunita Devi")
    builders.an_alert(kiran, "सुनीता देवी")
    return builders.pairs()[0]


@pytest.mark.parametrize(("decision", "words"), [("same", "Same matter"), ("different", "Different matters")])
def test_two_alerts_are_compared_on_the_screen(signed_in: SignedIn, kiran: User, decision: str, words: str) -> None:
    pair, client = pair_of(kiran), signed_in(kiran)
    assertContains(client.get(page_of(pair.later)), "Same-sounding name")

    response = client.post(
        reverse("intake:duplicate_decide", args=[pair.uid]), {**token(), "decision": decision, "from_earlier": "1"}
    )

    assertRedirects(response, page_of(pair.earlier), fetch_redirect_response=False)
    assertContains(client.get(page_of(pair.later)), words)


@pytest.mark.parametrize("decision", ["", "open", "maybe"])
def test_what_is_no_decision_is_refused(signed_in: SignedIn, kiran: User, decision: str) -> None:
    pair = pair_of(kiran)

    response = signed_in(kiran).post(
        reverse("intake:duplicate_decide", args=[pair.uid]), {**token(), "decision": decision}
    )

    assert response.status_code == 400
    pair.refresh_from_db()
    assert pair.decided_at is None


def test_the_desk_that_holds_the_earlier_one_is_told_the_reference(
    signed_in: SignedIn, asha: User, ravi: User, kiran: User, intake_desk: Desk
) -> None:
    Desk.objects.exclude(pk=intake_desk.pk).update(is_active=False)
    first, second = builders.an_alert(asha, "Sunita Devi"), builders.an_alert(ravi, "Sunita Devi")

    assertContains(signed_in(kiran).get(page_of(first)), second.reference)
    assertNotContains(signed_in(asha).get(page_of(first)), second.reference)


def varying(body: str) -> str:
    """The body without what differs between any two pages: keys, tokens, codes, names that are drawn, moments."""
    body = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "UID", body)
    body = re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken": )"?="?[^"]+"', "TOKEN", body)
    body = re.sub(r'"X-CSRFToken": "[^"]+"', "TOKEN", body)
    body = re.sub(r"\b(RH|A|S)-[0-9A-Z]{4}-[0-9A-Z]{3}\b", "CODE", body)
    body = re.sub(r"</span> [^<]+</a>", "</span> PSEUDONYM</a>", body)
    return re.sub(r"\d{1,2}:\d\d|\d+ (seconds?|minutes?)( ago)?|now", "TIME", body)


def test_who_may_not_know_sees_the_same_page_with_and_without_a_match(
    signed_in: SignedIn, asha: User, ravi: User, intake_desk: Desk
) -> None:
    client = signed_in(ravi)

    def record() -> tuple[Any, Any]:
        typed = {**builders.SHORTEST, **builders.PEOPLE, **token(), "people-0-name": "Sunita Devi"}
        answer = client.post(reverse("intake:alert_new"), typed)
        Alert.objects.filter(received_by=ravi).latest("received_at").tokens.all().delete()
        return answer, client.get(answer.headers["Location"])

    without = record()
    builders.an_alert(asha, "Sunita Devi")
    with_match = record()

    assert len(builders.pairs()) == 1
    assert [answer.status_code for answer in with_match] == [answer.status_code for answer in without] == [302, 200]
    assert varying(with_match[0].headers["Location"]) == varying(without[0].headers["Location"])
    assert varying(with_match[1].text) == varying(without[1].text)


def test_the_comparison_of_pages_would_notice_a_match(signed_in: SignedIn, kiran: User) -> None:
    pair = pair_of(kiran)
    alone = builders.an_alert(kiran, "Rekha Yadav")
    client = signed_in(kiran)

    pages = [varying(client.get(page_of(one)).text) for one in (pair.later, alone)]

    assert pages[0] != pages[1]
    assert "May be the same matter" in pages[0]


def addresses(alert: Alert) -> list[str]:
    return [page_of(alert, name) for name in ("alert_detail", "alert_open", "alert_triage", "alert_reopen")]


def test_a_stranger_and_a_colleague_without_part_get_404_everywhere(
    signed_in: SignedIn, kiran: User, alert: Alert, chand: User, meera: User
) -> None:
    compare = reverse("intake:duplicate_decide", args=[pair_of(kiran).uid])
    for user in (chand, meera):
        client = signed_in(user)
        for path in addresses(alert):
            assert client.get(path).status_code in (404, 405), path
            assert client.post(path, token()).status_code in (404, 405), path
        for decision in ("same", "maybe"):
            assert client.post(compare, {**token(), "decision": decision}).status_code == 404, decision


def test_signed_out_everything_leads_to_the_sign_in_page(client: Client, alert: Alert) -> None:
    for path in [LIST, reverse("intake:alert_new"), *addresses(alert)]:
        response = client.get(path)
        assert response.status_code == 302, path
        assert response.headers["Location"].startswith(reverse("account_login"))
