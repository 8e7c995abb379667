"""Screens of inquiries and leads: they work on a phone at night, keep what was typed, and tell strangers nothing."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from rihai.access.actions import break_glass
from rihai.access.compartments import Compartment
from rihai.access.models import Grant, Reason
from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.cases.models import MovementStage
from rihai.directory.models import Agency, Place
from rihai.lib.precision import ImpreciseDate
from rihai.people.models import Person, Source
from rihai.rescue import actions
from rihai.rescue.facts import LeadFacts
from rihai.rescue.models import DecoyRequest, Inquiry, Lead
from rihai.rescue.workflow import InquiryStatus
from tests.conftest import SignedIn
from tests.rescue import builders
from tests.rescue.builders import send, text_of

PAGES_OF_AN_INQUIRY = [
    "inquiry_detail", "inquiry_summary", "inquiry_person_new", "inquiry_assign", "inquiry_close", "lead_new",
    "decoy_new", "inquiry_found_new", "operation_from_inquiry",
]  # fmt: skip


def fact(**more: object) -> dict[str, object]:
    return {"text": "Seen at the ferry", "kind": "information", "source": "", **more}


@pytest.mark.parametrize("page", PAGES_OF_AN_INQUIRY)
def test_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    inquiry: Inquiry, signed_in: SignedIn, chand: User, client: Client, page: str
) -> None:
    address = reverse(f"rescue:{page}", args=[inquiry.uid])

    assert signed_in(chand).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_the_list_shows_mine_first_with_days_elapsed_and_no_words(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User, kiran: User
) -> None:
    Inquiry.objects.update(opened_at=timezone.now() - timedelta(days=15))
    other = builders.an_inquiry(kiran, kiran)

    page = text_of(signed_in(ravi), "inquiry_list")

    assert inquiry.reference in page
    assert "15 days" in page
    assert other.reference not in page
    assert "did not come home" not in page


def test_the_coordinator_s_list_of_all_open_has_everything_open(
    inquiry: Inquiry, signed_in: SignedIn, kiran: User, ravi: User
) -> None:
    closed = builders.an_inquiry(kiran, ravi)
    actions.close_inquiry(closed, outcome=Inquiry.Outcome.FALSE_ALARM, reason="Wrong house", by=kiran)
    client = signed_in(kiran)

    open_page = client.get(reverse("rescue:inquiry_list"), {"show": "open"}).content.decode()
    closed_page = client.get(reverse("rescue:inquiry_list"), {"show": "closed"}).content.decode()

    assert (inquiry.reference in open_page, closed.reference in open_page) == (True, False)
    assert (inquiry.reference in closed_page, closed.reference in closed_page) == (False, True)
    assert "False alarm" in closed_page


def test_the_page_shows_leads_in_three_groups_that_are_never_mixed(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User
) -> None:
    builders.verified(builders.a_lead(inquiry, ravi, "It is certain"), ravi)
    builders.a_lead(inquiry, ravi, "It is open")
    wrong = builders.a_lead(inquiry, ravi, "It is wrong")
    actions.judge_lead(wrong, standing=Lead.Standing.REFUTED, basis="Asked her", by=ravi)

    page = text_of(signed_in(ravi), "inquiry_detail", inquiry.uid)

    order = ["Verified (1)", "It is certain", "Not verified (1)", "It is open", "Refuted (1)", "It is wrong"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)


def test_one_reading_opens_the_page_and_is_in_the_trail_once(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    for number in range(3):
        builders.a_lead(inquiry, ravi, f"Fact {number}")
    client = signed_in(ravi)

    text_of(client, "inquiry_detail", inquiry.uid)

    assert AuditEvent.objects.filter(verb="records.read", actor_uid=ravi.uid).count() == 1


def test_the_director_sees_the_coded_page_only(inquiry: Inquiry, signed_in: SignedIn, ravi: User, dolly: User) -> None:
    builders.a_lead(inquiry, ravi, "Seen at the ferry", where="East quay")

    page = text_of(signed_in(dolly), "inquiry_detail", inquiry.uid)

    assert inquiry.reference in page
    for sealed in ("did not come home", "Seen at the ferry", "East quay"):
        assert sealed not in page


def test_a_decoy_is_not_even_listed_for_the_desk(
    signed_in: SignedIn, ravi: User, kiran: User, rescue_desk: Desk, unit: Agency
) -> None:
    inquiry = builders.an_inquiry(ravi, ravi, desk=rescue_desk)
    facts = LeadFacts(Lead.Kind.DECOY, "Two upstairs")
    lead = actions.record_decoy(inquiry, facts=facts, request=builders.a_request(unit), by=ravi)

    assert "Two upstairs" in text_of(signed_in(ravi), "inquiry_detail", inquiry.uid)
    page = text_of(signed_in(kiran), "inquiry_detail", inquiry.uid)
    assert str(lead.uid) not in page
    assert signed_in(kiran).get(reverse("rescue:lead_judge", args=[lead.uid])).status_code == 404


def test_the_chain_draws_verified_stations_only(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    sold = builders.a_lead(inquiry, ravi, movement=MovementStage.SALE, on=ImpreciseDate.parse("2026-05"))
    builders.verified(sold, ravi)
    builders.a_lead(inquiry, ravi, movement=MovementStage.TRANSIT)

    page = text_of(signed_in(ravi), "inquiry_detail", inquiry.uid)

    picture = page[page.index("<svg role") : page.index("</svg>", page.index("<svg role"))]
    assert "Sold or handed over" in picture
    assert "May 2026" in picture
    assert "On the way" not in picture
    assert "1 station is not verified and not drawn." in page


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        ([], "Write down the first thing you know"),
        (["lead"], "1 lead waits to be judged"),
        (["verified"], "Only one independent fact is verified."),
        (["verified", "located"], "From here on the police lead"),
    ],
)
def test_the_page_says_what_comes_next(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User, prepare: list[str], words: str
) -> None:
    if "lead" in prepare:
        builders.a_lead(inquiry, ravi)
    if "verified" in prepare:
        builders.verified(builders.a_lead(inquiry, ravi), ravi)
    if "located" in prepare:
        actions.mark_located(inquiry, by=ravi)

    assert words in text_of(signed_in(ravi), "inquiry_detail", inquiry.uid)


def test_the_number_of_leads_does_not_change_the_number_of_queries(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        builders.verified(builders.a_lead(inquiry, ravi, f"Fact {number}"), ravi)
    client = signed_in(ravi)

    with django_assert_max_num_queries(45):
        text_of(client, "inquiry_detail", inquiry.uid)


def test_opening_an_inquiry_with_somebody_sought(signed_in: SignedIn, kiran: User, ravi: User) -> None:
    answer = send(
        signed_in(kiran), "inquiry_new", summary="Find her", place="", officer=ravi.uid, name="Test Name",
        sex="female", age="15", age_certainty="stated",
    )  # fmt: skip

    inquiry = Inquiry.objects.get()
    assert answer["Location"] == inquiry.get_absolute_url()
    assert inquiry.officer == ravi
    assert Person.objects.get().inquiries.get().inquiry == inquiry


def test_an_officer_gives_the_inquiry_away_and_is_led_to_the_list(
    signed_in: SignedIn, inquiry: Inquiry, ravi: User, kiran: User, meera: User
) -> None:
    answer = send(signed_in(kiran), "inquiry_assign", inquiry.uid, officer=meera.uid)

    assert answer["Location"] == inquiry.get_absolute_url()
    assert signed_in(ravi).get(inquiry.get_absolute_url()).status_code == 404


def test_a_lead_is_saved_with_today_a_kind_and_a_new_source(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    today = timezone.localdate()
    typed = fact(source="new:family", reliability="B", credibility="2")
    when = builders.parts_of_date("on", str(today.day), str(today.month), str(today.year))

    answer = send(signed_in(ravi), "lead_new", inquiry.uid, **typed, **when)

    lead = Lead.objects.get()
    assert answer["Location"] == inquiry.get_absolute_url()
    assert (lead.occurred_on, lead.precision, lead.credibility) == (today, "day", "2")
    assert (Source.objects.get(), Source.objects.get().kind) == (lead.source, "family")


def test_a_source_known_in_the_inquiry_is_chosen_by_its_code(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    client = signed_in(ravi)
    send(client, "lead_new", inquiry.uid, **fact(source="new:police", source_name="Test Officer"))
    source = Source.objects.get()

    page = text_of(client, "lead_new", inquiry.uid)
    send(client, "lead_new", inquiry.uid, **fact(source=source.code))

    assert source.code in page
    assert "Test Officer" not in page
    assert set(Lead.objects.values_list("source", flat=True)) == {source.uid}


def test_a_lead_sent_twice_is_one_lead(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    client, token = signed_in(ravi), uuid4()

    answers = [send(client, "lead_new", inquiry.uid, token=token, **fact()) for _time in range(2)]

    assert Lead.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_bad_input_keeps_everything_that_was_typed(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    typed = fact(text="A long <story> told at night", kind="question", place="Nowhere at all", where="East quay")

    answer = send(signed_in(ravi), "lead_new", inquiry.uid, **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("A long <story> told at night", "Nowhere at all", "East quay"):
        assert escape(words) in page
    assert "not in the list" in page
    assert re.search(r'<input[^>]*value="question"[^>]*\bchecked\b', page)
    assert not Lead.objects.exists()


def test_a_lead_for_a_closed_inquiry_says_so_and_keeps_the_words(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User, kiran: User
) -> None:
    actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.UNFOUNDED, reason="Nothing there", by=kiran)

    answer = send(signed_in(ravi), "lead_new", inquiry.uid, **fact())

    assert answer.status_code == 422
    assert "Reopen it before you add to it" in answer.content.decode()
    assert "Seen at the ferry" in answer.content.decode()


def test_without_a_police_request_the_decoy_form_refuses_in_words(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User
) -> None:
    answer = send(signed_in(ravi), "decoy_new", inquiry.uid, asked="no", text="Two upstairs")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "without a recorded request of a named police officer" in page
    assert "Two upstairs" in page
    assert not Lead.objects.exists()


def test_a_half_filled_request_names_every_gap(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    answer = send(signed_in(ravi), "decoy_new", inquiry.uid, asked="yes", text="Two upstairs", officer="Test Officer")

    page = answer.content.decode()
    for gap in ("Choose the police unit", "day on which the officer asked", "safety plan", "Plan a second person"):
        assert gap in page
    assert "Test Officer" in page
    assert not DecoyRequest.objects.exists()


def test_a_decoy_at_police_request_is_recorded(inquiry: Inquiry, signed_in: SignedIn, ravi: User, unit: Agency) -> None:
    answer = send(
        signed_in(ravi), "decoy_new", inquiry.uid, asked="yes", agency=unit.uid, officer="Test Officer",
        requested_on=timezone.localdate().isoformat(), safety_plan="Two outside", goes_accompanied="on",
        text="Two upstairs",
    )  # fmt: skip

    assert answer.status_code == 302
    assert DecoyRequest.objects.get().lead.kind == Lead.Kind.DECOY


def test_judging_locating_and_closing_from_the_screens(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User, kiran: User
) -> None:
    lead, officer = builders.a_lead(inquiry, ravi), signed_in(ravi)

    send(officer, "lead_judge", lead.uid, standing="verified", basis="Two of us saw it")
    send(officer, "inquiry_locate", inquiry.uid)
    assert Inquiry.objects.get().status == InquiryStatus.LOCATED

    send(signed_in(kiran), "inquiry_close", inquiry.uid, outcome="voluntary", reason="She left by her own choice")
    page = text_of(officer, "inquiry_detail", inquiry.uid)
    assert "Closed: Left by own choice" in page
    assert "She left by her own choice" in page


def test_a_button_that_cannot_be_pressed_says_why(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    client = signed_in(ravi)

    answer = client.post(
        reverse("rescue:inquiry_locate", args=[inquiry.uid]), {"form_token": str(uuid4())}, follow=True
    )

    assert "No lead is verified yet. Judge at least one lead" in answer.content.decode()
    assert Inquiry.objects.get().status == InquiryStatus.OPEN


def test_the_summary_is_rewritten_by_those_who_can_read_it(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User, kiran: User
) -> None:
    client = signed_in(ravi)
    assert "did not come home" in text_of(client, "inquiry_summary", inquiry.uid)

    send(client, "inquiry_summary", inquiry.uid, summary="She called once", place="")

    assert "She called once" in text_of(client, "inquiry_detail", inquiry.uid)
    assert not Grant.objects.filter(subject_uid=inquiry.uid, user=kiran).exists()
    assert signed_in(kiran).get(reverse("rescue:inquiry_summary", args=[inquiry.uid])).status_code == 403


def test_the_district_is_shown_in_the_list(signed_in: SignedIn, ravi: User) -> None:
    place = Place.objects.create(kind="district", code="IN-T/hill", name="Hill District", country_code="IN")
    builders.an_inquiry(ravi, ravi, place=place)

    assert "Hill District" in text_of(signed_in(ravi), "inquiry_list")


def test_outside_her_own_work_a_reason_opens_the_page_once(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User, meera: User
) -> None:
    builders.a_lead(inquiry, ravi, "Seen at the ferry")
    break_glass(inquiry, compartments=[Compartment.IDENTITY], reason="She is in hospital and asks", by=meera)
    client, address = signed_in(meera), reverse("rescue:inquiry_open", args=[inquiry.uid])
    assert "Seen at the ferry" not in text_of(client, "inquiry_detail", inquiry.uid)

    too_short = client.post(address, {"reason": "Because"})
    opened = client.post(address, {"reason": "The hospital asks whom to call"})

    assert too_short.status_code == 422
    assert "Seen at the ferry" not in too_short.content.decode()
    assert "Seen at the ferry" in opened.content.decode()
    assert Reason.objects.filter(written_by=meera).count() == 2


def test_a_stranger_gets_nothing_by_giving_a_reason(inquiry: Inquiry, signed_in: SignedIn, chand: User) -> None:
    address = reverse("rescue:inquiry_open", args=[inquiry.uid])

    assert signed_in(chand).post(address, {"reason": "I would like to know"}).status_code == 404
