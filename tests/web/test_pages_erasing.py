"""Erasing on the screen: asked on the closed case, shown with what goes and what stays, decided with the code."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.cases.erasing.models import Erasure
from rihai.cases.models import Case
from rihai.web.erasing.actions import erase_person
from tests.cases.builders import a_case
from tests.conftest import SignedIn
from tests.web.erasing import asked, close


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha)


def send(client: Client, page: str, record: Case | Erasure, **told: str) -> tuple[int, str]:
    address = reverse(f"web:erasure_{page}", args=[record.pk])
    answer = client.post(address, {"form_token": str(uuid.uuid4()), **told})
    return answer.status_code, answer.text


def text(client: Client, page: str, record: Case | Erasure) -> str:
    return client.get(reverse(f"web:erasure_{page}", args=[record.pk])).text


def test_from_the_closed_case_to_nothing(case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn) -> None:
    client, second = signed_in(asha), signed_in(dolly)
    close(case, asha, bina)
    assert reverse("web:erasure_ask", args=[case.pk]) in client.get(case.get_absolute_url()).text

    assert send(client, "ask", case, why="wish")[0] == 302
    erasure = Erasure.objects.get()
    wrong = send(second, "decide", erasure, decision="erase", code="P-0000")
    right = send(second, "decide", erasure, decision="erase", code=case.person.code.lower())

    erasure.refresh_from_db()
    assert (wrong[0], right[0], erasure.outcome) == (422, 302, Erasure.Outcome.ERASED)
    assert "Write the code of this person" in wrong[1]
    assert "(optional)" not in wrong[1]
    assert "Rani" not in client.get(case.get_absolute_url()).text


def test_the_pages_name_no_name(case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn) -> None:
    erasure = asked(case, asha, bina)

    shown = text(signed_in(dolly), "decide", erasure) + text(signed_in(dolly), "detail", erasure)
    shown += text(signed_in(asha), "ask", case) + signed_in(dolly).get(reverse("web:erasure_list")).text

    assert "Rani" not in shown
    assert case.person.code in shown
    assert "What stays" in shown


def test_an_open_case_says_what_is_in_the_way_and_offers_no_button(case: Case, asha: User, signed_in: SignedIn) -> None:
    shown = text(signed_in(asha), "ask", case)

    assert "still open" in shown
    assert "Ask a second person" not in shown
    assert send(signed_in(asha), "ask", case, why="wish")[0] == 422


def test_a_refusal_and_taking_back_on_the_screen(
    case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    erasure = asked(case, asha, bina)

    assert send(signed_in(asha), "take_back", erasure)[0] == 422
    assert send(signed_in(asha), "take_back", erasure, ground="changed")[0] == 302
    again = Erasure.objects.exclude(pk=erasure.pk)
    send(signed_in(asha), "ask", case, why="wish")
    assert send(signed_in(dolly), "decide", again.get(), decision="keep")[0] == 302

    assert "A law or a court asks us to keep it" in text(signed_in(asha), "detail", again.get())


def test_who_writes_on_what_was_erased_is_told_so(
    case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    erase_person(asked(case, asha, bina), by=dolly)
    note = {"body": "She called again", "compartment": "record", "form_token": str(uuid.uuid4())}

    answer = signed_in(asha).post(reverse("cases:case_note_new", args=[case.pk]), note)

    assert (answer.status_code, case.notes.count()) == (410, 0)
    assert "erased for good" in answer.text


def test_the_case_says_that_the_person_was_erased_and_offers_nothing_that_would_be_refused(
    case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    erase_person(asked(case, asha, bina), by=dolly)

    shown = signed_in(asha).get(case.get_absolute_url()).text

    assert "erased for good" in shown
    pages = ("case_event_new", "case_note_new", "case_wish", "case_status", "case_assign")
    assert not [page for page in pages if reverse(f"cases:{page}", args=[case.pk]) in shown]


def test_only_those_who_work_on_the_case_and_those_who_decide_come_in(
    case: Case, asha: User, bina: User, dolly: User, data_officer: User, chand: User, ravi: User, signed_in: SignedIn
) -> None:
    erasure = asked(case, asha, bina)
    people = (asha, dolly, data_officer, ravi, chand)

    detail, ask, decide = (
        [signed_in(one).get(reverse(f"web:erasure_{page}", args=[record.pk])).status_code for one in people]
        for page, record in (("detail", erasure), ("ask", case), ("decide", erasure))
    )
    listed = [signed_in(one).get(reverse("web:erasure_list")).status_code for one in people]

    assert detail == [200, 200, 200, 404, 404]
    assert ask == [200, 403, 404, 404, 404]
    assert decide == [403, 200, 200, 404, 404]
    assert listed == [403, 200, 200, 403, 403]


def test_who_decides_finds_the_list_on_the_own_page(data_officer: User, asha: User, signed_in: SignedIn) -> None:
    address = reverse("web:erasure_list")

    shown = [address in signed_in(one).get(reverse("accounts:me")).text for one in (data_officer, asha)]

    assert shown == [True, False]


def test_the_copy_is_called_by_the_code(case: Case, asha: User, dolly: User, signed_in: SignedIn) -> None:
    address = reverse("web:erasure_copy", args=[case.pk])

    answer = signed_in(asha).post(address)

    assert answer["Content-Disposition"] == f'attachment; filename="{case.person.code}.txt"'
    assert "Rani Test" in answer.text
    assert signed_in(dolly).post(address).status_code == 403


def test_in_hindi_how_far_it_is_is_no_state_of_india(
    case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    dolly.language = "hi"
    dolly.save()

    shown = text(signed_in(dolly), "detail", asked(case, asha, bina))

    assert "स्थिति" in shown
    assert "राज्य" not in shown
