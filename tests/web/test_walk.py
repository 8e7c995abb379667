"""The walk: steps done when the records say so, in a demonstration only, off by one click."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker, Settings

from rihai.accounts.models import Installation
from rihai.audit.models import AuditEvent
from rihai.intake.actions import accept_alert, dismiss_alert
from rihai.intake.models import Alert
from rihai.people.facts import PersonFacts
from rihai.rescue import actions as rescue
from rihai.rescue.facts import AnswerFacts, FoundFacts, LeadFacts, Listed, OperationFacts
from rihai.rescue.models import Inquiry, Lead, NeedToKnow, Operation, UnitContact
from rihai.web.demo import facts
from rihai.web.demo.cast import agency, colleague
from rihai.web.demo.matters import tell
from rihai.web.demo.night import tell_call
from rihai.web.walk.records import Records, records_of_walk
from rihai.web.walk.steps import steps_of, walk_of
from tests.conftest import SignedIn
from tests.web.walking import cast_then, in_demonstration
from tests.worlds import standing

pytestmark = pytest.mark.django_db

EVERYWHERE = ("web:my_day", "intake:alert_list", "directory:agency_list", "accounts:me")


@pytest.fixture(scope="module")
def call(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The call of tonight, and one case whose address and name can be tried."""
    one_case = partial(tell, facts.matters()[0])
    with standing(django_db_blocker, lambda: cast_then(one_case, partial(tell_call, facts.night()))):
        yield


@pytest.fixture
def night(call: None, settings: Settings) -> None:
    in_demonstration(settings)


def records() -> Records:
    found = records_of_walk()
    assert found is not None
    return found


def done() -> list[bool]:
    return [step.is_done for step in steps_of(records())]


def accept() -> Inquiry:
    ravi = colleague("ravi")
    return accept_alert(records().alert, priority="crisis", reason="They are held.", officer=ravi, by=ravi)


def lead(inquiry: Inquiry, kind: Lead.Kind, standing: Lead.Standing) -> None:
    ravi = colleague("ravi")
    told = rescue.add_lead(inquiry, facts=LeadFacts(kind=kind, text="Seen."), by=ravi)
    rescue.judge_lead(told, standing=standing, basis="By two of us.", by=ravi)


def three_leads(inquiry: Inquiry) -> None:
    lead(inquiry, Lead.Kind.OBSERVATION, Lead.Standing.VERIFIED)
    lead(inquiry, Lead.Kind.QUESTION, Lead.Standing.VERIFIED)
    lead(inquiry, Lead.Kind.INFORMATION, Lead.Standing.REFUTED)


def plan(inquiry: Inquiry) -> Operation:
    others = (Listed(colleague("kiran"), NeedToKnow.Why.TEAM),)
    told = OperationFacts(others=others, part=Operation.Part.LED)
    return rescue.plan_operation(inquiry, facts=told, by=colleague("ravi"))


def find_two(operation: Operation) -> None:
    ravi = colleague("ravi")
    said = AnswerFacts(answer=UnitContact.Answer.ACTED_FIRST, at=timezone.now(), officer="Invented")
    rescue.start_police_first(operation, unit=agency("ahtu"), facts=said, by=ravi)
    people = [
        FoundFacts(person=PersonFacts(), outcome="rescued_in_operation", operation=operation, wish=wish)
        for wish in ("I want to go home.", "I do not want to go home.")
    ]
    rescue.record_several_found(organisation=ravi.organisation, by=ravi, people=people)


def test_at_first_nothing_is_done(night: None) -> None:
    assert done() == [False] * 5
    assert steps_of(records())[0].url == reverse("intake:alert_detail", args=[records().alert.uid])


def test_each_step_is_done_by_its_work_and_by_nothing_else(night: None, signed_in: SignedIn) -> None:
    inquiry = accept()
    assert done() == [True, False, False, False, False]
    three_leads(inquiry)
    assert done() == [True, True, False, False, False]
    operation = plan(inquiry)
    assert done()[2] is False
    rescue.choose_unit(operation, agency=agency("ahtu"), tell_at=timezone.now(), by=colleague("ravi"))
    assert done() == [True, True, True, False, False]
    find_two(operation)
    assert done() == [True, True, True, True, False]

    signed_in(colleague("dolly")).get(reverse("research:impact"))

    assert done() == [True] * 5


def test_two_leads_from_one_mouth_are_not_enough(night: None) -> None:
    inquiry = accept()
    lead(inquiry, Lead.Kind.OBSERVATION, Lead.Standing.VERIFIED)
    lead(inquiry, Lead.Kind.DISCREET_VISIT, Lead.Standing.VERIFIED)
    lead(inquiry, Lead.Kind.INFORMATION, Lead.Standing.REFUTED)

    assert done()[1] is False


def test_the_figures_move_by_one_operation_and_two_people(night: None, signed_in: SignedIn) -> None:
    def figures() -> tuple[int, int]:
        own = signed_in(colleague("dolly")).get(reverse("research:impact")).context["report"].own
        return own.operations, own.people_located

    operations, people = figures()
    inquiry = accept()
    find_two(plan(inquiry))

    assert figures() == (operations + 1, people + 2)
    walk = walk_of(colleague("dolly"), is_hidden=False)
    assert walk is not None
    assert [(one.before, one.after) for one in walk.changes] == [(operations, operations + 1), (people, people + 2)]


def test_a_walk_begun_goes_on_after_another_start(night: None) -> None:
    begun = accept().uid
    with time_machine.travel(timezone.now() + timedelta(minutes=40)):
        tell_call(facts.night())

    assert records().inquiry is not None
    assert records().alert.inquiry_id == begun
    assert Alert.objects.filter(status="new").count() == 1


def test_a_call_dismissed_by_mistake_can_be_taken_back(night: None) -> None:
    ravi = colleague("ravi")
    dismiss_alert(records().alert, code="unfounded", reason="A mistake.", by=ravi)

    assert done() == [False] * 5


@pytest.mark.parametrize("name", EVERYWHERE)
def test_the_margin_is_on_every_page(night: None, signed_in: SignedIn, name: str) -> None:
    page = signed_in(colleague("ravi")).get(reverse(name)).text

    assert "A walk through one night" in page
    assert "Demonstration. Never enter a real person." in page


def test_off_by_one_click_and_on_by_another(night: None, signed_in: SignedIn) -> None:
    client = signed_in(colleague("ravi"))

    client.post(reverse("web:walk_choose"), {"hide": ""})
    hidden = client.get(reverse("web:my_day")).text
    elsewhere = signed_in(colleague("asha")).get(reverse("web:my_day")).text
    client.post(reverse("web:walk_choose"), {"show": ""})

    assert "A walk through one night" not in hidden + elsewhere
    assert "Show the walk" in hidden
    assert "A walk through one night" in client.get(reverse("web:my_day")).text


def test_hiding_leads_back_to_the_page_and_to_no_other_host(night: None, signed_in: SignedIn) -> None:
    client = signed_in(colleague("ravi"))
    own, foreign = "http://testserver/alerts/", "https://elsewhere.example/alerts/"

    here = client.post(reverse("web:walk_choose"), {"hide": ""}, headers={"referer": own})
    there = client.post(reverse("web:walk_choose"), {"hide": ""}, headers={"referer": foreign})

    assert here["Location"] == own
    assert there["Location"] == reverse("web:my_day")


def test_a_script_hides_the_walk_and_the_half_filled_page_stays(night: None, signed_in: SignedIn) -> None:
    client = signed_in(colleague("ravi"))

    answer = client.post(reverse("web:walk_choose"), {"hide": ""}, headers={"X-Walk": "stay"})

    assert answer.status_code == 204
    assert "A walk through one night" not in client.get(reverse("web:my_day")).text


def test_one_goes_on_as_somebody_else(night: None, signed_in: SignedIn) -> None:
    client = signed_in(colleague("ravi"))

    answer = client.post(reverse("web:walk_enter", args=["dolly"]), follow=True)

    assert answer.context["user"].username == "dolly"
    assert AuditEvent.objects.filter(verb="entry.used", subject_uid=colleague("dolly").uid).exists()


@pytest.mark.parametrize(("username", "headers"), [("kiran", {}), ("anil", {}), ("dolly", {"x-real-ip": "192.0.2.7"})])
def test_nobody_becomes_anybody_else(night: None, signed_in: SignedIn, username: str, headers: dict[str, str]) -> None:
    client = signed_in(colleague("ravi"))

    answer = client.post(reverse("web:walk_enter", args=[username]), headers=headers)

    assert answer.status_code == 404


def test_whoever_is_not_signed_in_walks_nowhere(night: None) -> None:
    answer = Client().post(reverse("web:walk_enter", args=["dolly"]))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_without_the_mark_of_the_database_the_addresses_do_nothing(night: None, signed_in: SignedIn) -> None:
    client = signed_in(colleague("ravi"))
    Installation.objects.update(kind=Installation.Kind.PRODUCTION)

    answers = [
        client.get(reverse("web:walk")).status_code,
        client.post(reverse("web:walk_choose"), {"hide": ""}).status_code,
        client.post(reverse("web:walk_enter", args=["dolly"])).status_code,
    ]

    assert answers == [404, 404, 404]
    assert "A walk through one night" not in client.get(reverse("web:my_day")).text


def test_the_address_of_a_case_answers_404_elsewhere_and_the_walk_sees_it(night: None, signed_in: SignedIn) -> None:
    walk = walk_of(colleague("chand"), is_hidden=False)
    assert walk is not None
    assert walk.proofs[0].is_seen is False

    answer = signed_in(colleague("chand")).get(walk.proofs[0].url)

    assert answer.status_code == 404
    assert "A walk through one night" in answer.text
    again = walk_of(colleague("chand"), is_hidden=False)
    assert again is not None
    assert again.proofs[0].is_seen is True


def test_who_opened_a_name_is_told_to_the_data_officer_without_the_name(night: None, signed_in: SignedIn) -> None:
    walk = walk_of(colleague("asha"), is_hidden=False)
    assert walk is not None
    person, openings = walk.proofs[1].url, walk.proofs[2].url
    farah = signed_in(colleague("farah"))
    assert "Nobody has opened it" in farah.get(openings).text

    opened = signed_in(colleague("asha")).post(f"{person}open/").text
    page = farah.get(openings).text

    assert "Sarkmunda" in opened
    assert "Asha" in page
    assert "Own work" in page
    assert "Sarkmunda" not in page
    assert signed_in(colleague("asha")).get(openings).status_code == 403
    assert signed_in(colleague("deb")).get(openings).status_code == 404


def test_a_page_asks_no_more_the_more_was_done(
    night: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ravi = colleague("ravi")
    inquiry = accept()
    three_leads(inquiry)
    with django_assert_max_num_queries(40) as few:
        walk_of(ravi, is_hidden=False)
    for _again in range(3):
        three_leads(inquiry)

    with django_assert_max_num_queries(len(few)):
        walk_of(ravi, is_hidden=False)


def test_the_walk_says_the_time_of_the_call_as_it_is_now(night: None) -> None:
    evening = datetime(2027, 3, 1, 2, 22, tzinfo=ZoneInfo("Asia/Kolkata"))
    with time_machine.travel(evening, tick=False):
        tell_call(facts.night())

    assert timezone.localtime(records().alert.received_at).strftime("%H:%M") == "02:14"


def test_the_whole_walk_stands_on_one_page_with_its_proofs(night: None, signed_in: SignedIn) -> None:
    page = signed_in(colleague("ravi")).get(reverse("web:walk")).text

    for words in ("./run rihai demo disk", "./run rihai audit verify", "Go on as the director"):
        assert words in page
    assert "Go on as the rescue officer on call" not in page


def test_a_link_of_the_walk_is_shown_to_whoever_may_open_it(night: None, signed_in: SignedIn) -> None:
    address = reverse("intake:alert_detail", args=[records().alert.uid])

    officer, director, stranger = (
        signed_in(colleague(name)).get(reverse("web:walk")).text for name in ("ravi", "dolly", "chand")
    )

    assert address in officer
    assert address not in stranger
    assert reverse("research:impact") in director
    assert "Open the impact page" not in officer
    assert "Go on as the rescue officer on call" in director
    assert "Open the address of this case" in stranger
