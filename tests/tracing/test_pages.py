"""Screens of missing reports: one page for a worried caller, a counter, and nothing for strangers."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from rihai.access.drafts.models import Draft
from rihai.accounts.models import Desk, User
from rihai.people.models import PersonName, Source
from rihai.tracing import actions
from rihai.tracing.models import MissingReport, ReportOutcome, Sighting
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.builders import send, text_of

PAGES = [
    "report_detail", "report_correct", "report_assign", "report_reporter", "report_end", "report_reopen",
    "sighting_new", "sheet_new", "consent_new", "report_photo_new",
]  # fmt: skip
TYPED = {
    "circumstances": builders.WORDS,
    "name": "ज़रीना टेस्ट",
    "sex": "female",
    "age": "12",
    "last_seen_day": "1",
    "last_seen_month": "10",
    "last_seen_year": "2026",
    "relation": "uncle",
    "reporter_name": "Test Caller",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    report: MissingReport, chand: User, signed_in: SignedIn, client: Client, page: str
) -> None:
    address = reverse(f"tracing:{page}", args=[report.uid])

    assert signed_in(chand).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_one_page_makes_person_reporter_and_report(ravi: User, signed_in: SignedIn) -> None:
    client = signed_in(ravi)

    answer = send(client, "report_new", **TYPED)

    report = MissingReport.objects.get()
    assert answer["Location"] == report.get_absolute_url()
    assert (PersonName.objects.count(), Source.objects.count()) == (1, 1)
    page = text_of(client, "report_detail", report.uid)
    assert escape(builders.WORDS) in page
    assert "ज़रीना टेस्ट" in page


def test_only_what_happened_is_needed(ravi: User, signed_in: SignedIn) -> None:
    client = signed_in(ravi)
    refused = send(client, "report_new", name="Test Name")

    assert refused.status_code == 422
    assert "Test Name" in refused.content.decode()
    assert send(client, "report_new", circumstances="Did not come home").status_code == 302


def test_somebody_known_is_chosen_by_code(report: MissingReport, ravi: User, signed_in: SignedIn) -> None:
    client, code = signed_in(ravi), report.person.code

    send(client, "report_new", circumstances="Missing once more", known=code.lower().replace("-", " "))

    assert report.person.missing_reports.count() == 2


def test_the_code_of_somebody_she_may_not_know_is_as_wrong_as_one_that_does_not_exist(
    matron: User, ravi: User, signed_in: SignedIn
) -> None:
    hidden = builders.a_found(matron).person.code
    client = signed_in(ravi)

    pages = [send(client, "report_new", circumstances="x", known=code) for code in (hidden, "RH-0000-000")]

    words = escape("You know of nobody with this code. Check it, or leave it empty.")
    assert [(page.status_code, words in page.content.decode()) for page in pages] == [(422, True), (422, True)]


def test_a_half_written_report_is_kept_as_a_draft_of_its_writer(ravi: User, signed_in: SignedIn) -> None:
    page = send(signed_in(ravi), "report_new", draft="save", **TYPED)

    assert page.status_code == 200
    assert Draft.objects.filter(user=ravi).exists()
    assert not MissingReport.objects.exists()


def test_the_page_counts_days_and_shows_why_abduction_is_presumed(
    report: MissingReport, ravi: User, signed_in: SignedIn
) -> None:
    page = text_of(signed_in(ravi), "report_detail", report.uid)

    assert "Missing for 9 days" in page
    assert "counts as abducted or trafficked" in page
    assert "Bachpan Bachao Andolan" in page
    assert "Reporter not verified: tell nothing" in page


def test_nothing_is_presumed_of_a_grown_person(grown_report: MissingReport, ravi: User, signed_in: SignedIn) -> None:
    assert "counts as abducted" not in text_of(signed_in(ravi), "report_detail", grown_report.uid)


def test_the_list_has_codes_days_and_no_names(report: MissingReport, ravi: User, signed_in: SignedIn) -> None:
    page = text_of(signed_in(ravi), "report_list")

    assert report.reference in page
    assert "Missing for 9 days" in page
    assert "Zarina" not in page


@pytest.mark.parametrize(("tab", "shown"), [("mine", True), ("open", True), ("unasked", True), ("ended", False)])
def test_the_parts_of_the_list(report: MissingReport, ravi: User, signed_in: SignedIn, tab: str, shown: bool) -> None:
    page = signed_in(ravi).get(reverse("tracing:report_list"), {"show": tab}).content.decode()

    assert (report.reference in page) is shown


def test_the_coordinator_s_reader_opens_words_with_a_reason_only(
    report: MissingReport, kiran: User, signed_in: SignedIn, rescue_desk: Desk
) -> None:
    """Kiran sees every report by its code; the words are Ravi's work."""
    client = signed_in(kiran)

    page = text_of(client, "report_detail", report.uid)

    assert report.reference in page
    assert escape(builders.WORDS) not in page


def test_an_end_says_that_the_whereabouts_stay_with_us(
    grown_report: MissingReport, ravi: User, signed_in: SignedIn
) -> None:
    client = signed_in(ravi)

    send(client, "report_end", grown_report.uid, kind="voluntary", how="She told us herself")

    page = text_of(client, "report_detail", grown_report.uid)
    assert "Left of own will" in page
    assert "is not told to whoever reported" in page


def test_sighting_check_and_telling_work_on_the_screen(
    grown_report: MissingReport, ravi: User, signed_in: SignedIn
) -> None:
    client, uid = signed_in(ravi), grown_report.uid

    send(client, "sighting_new", uid, text="At the bus stand", certainty="likely", source_name="Vendor")
    send(client, "report_reporter", uid, relation="aunt", result="verified", how="Her passbook")
    send(client, "progress_new", uid, words="We asked two homes")
    send(client, "consent_new", uid, sentence=builders.SAFE, asked="in_person", how="Alone with her")
    send(client, "consent_tell", grown_report.consents.get().uid)

    page = text_of(client, "report_detail", uid)
    assert Sighting.objects.get().source is not None
    assert page.count("The reporter was told") == 2
    assert builders.SAFE in page


def test_consent_by_a_way_that_is_not_allowed_is_said_in_the_form(
    grown_report: MissingReport, ravi: User, signed_in: SignedIn
) -> None:
    page = send(
        signed_in(ravi), "consent_new", grown_report.uid, sentence=builders.SAFE, asked="call", how="I called"
    )  # fmt: skip

    assert page.status_code == 422
    assert "Nobody has asked this person yet about being reached." in page.content.decode()


def test_what_was_told_before_is_told_nowhere_else(report: MissingReport, chand: User, signed_in: SignedIn) -> None:
    assert signed_in(chand).post(reverse("tracing:report_open", args=[report.uid])).status_code == 404


def test_the_page_of_a_report_needs_as_many_queries_with_many_answers_as_with_one(
    report: MissingReport, ravi: User, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(ravi)
    for number in range(4):
        builders.asked(builders.a_sheet(report, ravi), builders.a_home(f"Home {number}"), ravi)
        builders.verified(report, ravi)
    actions.end_report(report, kind=ReportOutcome.Kind.SAFE, on=None, how="Seen", by=ravi)
    text_of(client, "report_detail", report.uid)

    with django_assert_max_num_queries(60):
        text_of(client, "report_detail", report.uid)


def test_correcting_shows_what_stands_there(report: MissingReport, ravi: User, signed_in: SignedIn) -> None:
    client = signed_in(ravi)
    assert "A burn on the left hand" in text_of(client, "report_correct", report.uid)

    send(client, "report_correct", report.uid, circumstances="Another day", marks="A scar")

    assert "A scar" in text_of(client, "report_detail", report.uid)
