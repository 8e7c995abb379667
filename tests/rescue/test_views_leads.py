"""Adding and judging leads from the screen: the source as it was told, the lead in sight of whoever judges it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.lib.precision import ImpreciseDate
from rihai.people.models import Source
from rihai.rescue import actions
from rihai.rescue.models import Inquiry, Lead
from tests.conftest import SignedIn
from tests.rescue import builders
from tests.rescue.builders import send


def fact(**more: object) -> dict[str, object]:
    return {"text": "Seen at the ferry", "kind": "information", "source": "", **more}


@pytest.fixture
def officer(signed_in: SignedIn, ravi: User) -> Client:
    return signed_in(ravi)


def test_a_name_alone_makes_a_source_of_a_kind_not_stated(inquiry: Inquiry, officer: Client, ravi: User) -> None:
    send(officer, "lead_new", inquiry.uid, **fact(source_name="Test Aunt"))

    source = Source.objects.get()
    assert (source, source.kind) == (Lead.objects.get().source, "not_stated")
    assert read((source, ["name"]), by=ravi, why=OwnWork())(source).name == "Test Aunt"


def test_without_name_and_kind_there_is_no_source(inquiry: Inquiry, officer: Client) -> None:
    send(officer, "lead_new", inquiry.uid, **fact())

    assert Lead.objects.get().source is None
    assert not Source.objects.exists()


def test_a_name_beside_a_known_source_is_asked_about(inquiry: Inquiry, officer: Client) -> None:
    send(officer, "lead_new", inquiry.uid, **fact(source="new:police", source_name="Test Officer"))
    known = Source.objects.get()

    answer = send(officer, "lead_new", inquiry.uid, **fact(source=known.code, source_name="Test Aunt"))

    assert answer.status_code == 422
    assert "You chose a source that is known already" in answer.content.decode()
    assert (Lead.objects.count(), Source.objects.count()) == (1, 1)


def test_whoever_judges_has_the_lead_in_sight(inquiry: Inquiry, officer: Client, ravi: User) -> None:
    send(officer, "lead_new", inquiry.uid, **fact(source="new:family", reliability="B", credibility="2"))
    told, source = Lead.objects.get(), Source.objects.get()
    other = builders.a_lead(inquiry, ravi, "Another fact", where="East quay", on=ImpreciseDate.parse("2026-05"))

    pages = [officer.get(reverse("rescue:lead_judge", args=[lead.uid])).content.decode() for lead in (told, other)]

    for words in ("Seen at the ferry", source.code, "Family", "Usually reliable (B)", "Probably true (2)"):
        assert words in pages[0]
    assert "Another fact" not in pages[0]
    for words in ("Another fact", "East quay", "May 2026"):
        assert words in pages[1]
    assert pages[0].index("Seen at the ferry") < pages[0].index("What is it worth?")


def test_judging_is_one_reading_of_the_lead_and_sending_it_none_more(
    inquiry: Inquiry, officer: Client, ravi: User
) -> None:
    lead = builders.a_lead(inquiry, ravi)
    readings = AuditEvent.objects.filter(verb="records.read", actor_uid=ravi.uid)

    officer.get(reverse("rescue:lead_judge", args=[lead.uid]))
    send(officer, "lead_judge", lead.uid, standing="verified", basis="Two of us saw it")

    assert readings.count() == 1
    lead.refresh_from_db()
    assert lead.standing == Lead.Standing.VERIFIED


def test_a_lead_that_was_judged_and_left_open_is_not_the_next_to_judge(
    inquiry: Inquiry, officer: Client, ravi: User
) -> None:
    judged, fresh = builders.a_lead(inquiry, ravi, "Old"), builders.a_lead(inquiry, ravi, "New")
    actions.judge_lead(judged, standing=Lead.Standing.UNVERIFIED, basis="Nobody could say", by=ravi)
    addresses = [reverse("rescue:lead_judge", args=[lead.uid]) for lead in (judged, fresh)]

    page = officer.get(inquiry.get_absolute_url()).content.decode()

    assert "1 lead waits to be judged" in page
    button = page[: page.index("Judge the oldest")].rpartition("href=")[2]
    assert [address in button for address in addresses] == [False, True]


def test_when_all_are_judged_and_none_is_verified_another_source_is_asked_for(
    inquiry: Inquiry, officer: Client, ravi: User
) -> None:
    judged = builders.a_lead(inquiry, ravi)
    actions.judge_lead(judged, standing=Lead.Standing.UNVERIFIED, basis="Nobody could say", by=ravi)

    page = officer.get(inquiry.get_absolute_url()).content.decode()

    assert "Look for another source" in page
    assert "Judge the oldest" not in page


def test_a_link_to_judge_says_which_lead_to_those_who_hear_it(inquiry: Inquiry, officer: Client, ravi: User) -> None:
    for text in ("Seen at the ferry", "Heard in the market"):
        builders.a_lead(inquiry, ravi, text)

    page = officer.get(inquiry.get_absolute_url()).content.decode()

    heard = re.findall(r'Judge<span class="govuk-visually-hidden">(.*?)</span>', page)
    assert len(set(heard)) == len(heard) == 2
    assert any("Heard in the market" in one for one in heard)
