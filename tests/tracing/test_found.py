"""A home records a found child in one short page; who searches elsewhere learns nothing of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from rihai.access.own import open_own
from rihai.accounts.models import User
from rihai.cases.actions import open_case
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.people.models import SearchEntry
from rihai.tracing import actions
from rihai.tracing.holding import is_held
from rihai.tracing.models import FoundRecord, MissingReport
from rihai.tracing.workflow import FoundStatus
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.builders import send, text_of

JUDGING = ("traffick", "victim", "survivor", "exploit", "rescued")


def now_typed() -> str:
    return timezone.localtime().strftime("%Y-%m-%dT%H:%M")


def typed(**more: object) -> dict[str, object]:
    return {"kind": "shelter", "found_at": now_typed(), "sex": "female", "age": "9", "estimated_by": "staff", **more}


def test_four_answers_are_enough(matron: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(matron), "found_new", **typed())

    found = FoundRecord.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == found.get_absolute_url()
    assert found.may_be_child


@pytest.mark.parametrize(("left", "words"), [("sex", "Choose the sex."), ("age", "Write an age, if only a guess.")])
def test_what_is_needed_is_said_and_what_was_typed_stays(
    matron: User, signed_in: SignedIn, left: str, words: str
) -> None:
    answer = send(signed_in(matron), "found_new", **typed(**{left: "", "marks": "A scar on the chin"}))

    assert answer.status_code == 422
    assert escape(words) in answer.content.decode()
    assert "A scar on the chin" in answer.content.decode()


def test_somebody_who_cannot_say_a_name_is_no_incomplete_record(matron: User, signed_in: SignedIn) -> None:
    client = signed_in(matron)

    send(client, "found_new", **typed(cannot_say_name="on"))

    found = FoundRecord.objects.get()
    assert found.cannot_say_name
    assert "Cannot or does not say a name" in text_of(client, "found_sheet", found.uid)


def test_a_name_and_no_name_together_are_asked_back(matron: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(matron), "found_new", **typed(cannot_say_name="on", name="Test Name"))

    assert answer.status_code == 422


def test_a_time_ahead_is_refused(matron: User, signed_in: SignedIn) -> None:
    ahead = timezone.now() + timedelta(hours=2)
    answer = send(
        signed_in(matron), "found_new", **typed(found_at=timezone.localtime(ahead).strftime("%Y-%m-%dT%H:%M"))
    )

    assert answer.status_code == 422
    with pytest.raises(NotPossible):
        builders.a_found(matron, found_at=ahead)


def test_a_year_that_cannot_be_is_asked_back(matron: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(matron), "found_new", **typed(found_at="0001-01-01T00:00"))

    assert answer.status_code == 422
    assert "Write the year with four digits" in answer.content.decode()


def test_the_committee_is_owed_within_a_day_for_whoever_may_be_a_child(matron: User) -> None:
    child, grown = builders.a_found(matron, 17), builders.a_found(matron, 40)

    owed = Duty.objects.open().filter(rule="found.committee")
    assert [(one.subject_uid, one.due_at - child.found_at) for one in owed] == [(child.uid, timedelta(days=1))]
    assert grown.uid != child.uid


@pytest.mark.parametrize("age", [9, 40])
def test_neither_page_nor_sheet_judges(matron: User, signed_in: SignedIn, age: int) -> None:
    found, client = builders.a_found(matron, age), signed_in(matron)

    for page in ("found_detail", "found_sheet"):
        text = text_of(client, page, found.uid).split("<main")[1].split("</main")[0].lower()
        assert not [word for word in JUDGING if word in text]


def test_the_sheet_goes_to_the_committee_for_a_child_and_to_the_file_for_an_adult(
    matron: User, signed_in: SignedIn
) -> None:
    client = signed_in(matron)

    assert "Child Welfare Committee" in text_of(client, "found_sheet", builders.a_found(matron, 9).uid)
    assert "Child Welfare Committee" not in text_of(client, "found_sheet", builders.a_found(matron, 40).uid)


def test_the_matcher_is_told_and_a_withdrawn_record_finds_nobody(found: FoundRecord, matron: User) -> None:
    entry = SearchEntry.objects.get(subject_uid=found.uid)
    assert (entry.kind, entry.status) == (SearchEntry.Kind.FOUND, SearchEntry.Status.PENDING)

    actions.withdraw_found(found, reason="Written down twice", by=matron)

    entry.refresh_from_db()
    found.refresh_from_db()
    assert entry.status == SearchEntry.Status.REMOVED
    assert found.status == FoundStatus.WITHDRAWN
    assert not Duty.objects.open().filter(subject_uid=found.uid).exists()
    assert not SearchEntry.objects.in_force().filter(person=found.person).exists()
    assert not is_held(entry)


def test_whoever_has_a_case_is_still_known_after_her_record_was_withdrawn(found: FoundRecord, matron: User) -> None:
    open_case(found.person, by=matron, case_owner=matron)

    actions.withdraw_found(found, reason="Written down twice", by=matron)

    assert SearchEntry.objects.in_force().get(person=found.person).kind == SearchEntry.Kind.KNOWN


def test_saying_where_a_home_is_opens_to_those_only_who_may_know(ravi: User, matron: User) -> None:
    at_home = builders.a_found(matron, where="Behind the temple")
    at_station = builders.a_found(matron, where="Platform two", kind=FoundRecord.Kind.RAILWAY)

    assert at_home.compartment_of("where") == "home_location"
    assert at_station.compartment_of("where") == "record"
    assert open_own((at_home, ("where",)), by=matron).value(at_home, "where") == "Behind the temple"


def test_whoever_searches_elsewhere_sees_the_same_pages_with_and_without_the_found_record(
    report: MissingReport, ravi: User, matron: User, signed_in: SignedIn
) -> None:
    client = signed_in(ravi)
    before = [body_of(client, page) for page in ("report_list", "found_list")]
    builders.a_found(matron)

    after = [body_of(client, page) for page in ("report_list", "found_list")]

    assert before == after


def body_of(client: Client, page: str) -> str:
    return text_of(client, page).split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("page", ["found_detail", "found_sheet", "found_withdraw", "found_photo_new"])
def test_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    found: FoundRecord, ravi: User, signed_in: SignedIn, client: Client, page: str
) -> None:
    address = reverse(f"tracing:{page}", args=[found.uid])

    assert signed_in(ravi).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_the_list_shows_codes_and_no_names(found: FoundRecord, matron: User, signed_in: SignedIn) -> None:
    page = text_of(signed_in(matron), "found_list")

    assert found.reference in page
    assert "Zarina" not in page
