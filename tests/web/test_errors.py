"""What went wrong is told in words, looks like our other pages, and gives nothing away."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from rihai.accounts.models import User
from rihai.vault import master
from rihai.web import errors
from tests.cases import builders as cases
from tests.conftest import SignedIn
from tests.house import markup
from tests.intake import builders as alerts
from tests.rescue import builders

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.faulty_urls")]
TOKENS = re.compile(r"[A-Za-z0-9]{64}")


@pytest.fixture
def locked(settings: LazySettings) -> Iterator[None]:
    """No master key is known to this process, nor can one be had."""
    settings.MASTER_KEY = ""
    master.lock()
    yield
    master.lock()


def forgiving(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/fault/", 500, "Something went wrong here"),
        ("/refused/", 403, "You may not do this"),
        ("/incomplete/", 400, "This form is incomplete."),
        ("/suspicious/", 400, "This request could not be read"),
        ("/locked/", 503, "The vault is locked"),
        ("/nowhere/", 404, "There is no such page"),
    ],
)
def test_a_signed_in_visitor_is_told_what_happened_and_where_to_go_on(
    signed_in: SignedIn, asha: User, path: str, status: int, words: str
) -> None:
    answer = forgiving(signed_in(asha)).get(path)

    assert answer.status_code == status
    assert words in answer.text
    assert f'href="{reverse("web:my_day")}"' in answer.text
    assert markup.flaws(answer.text) == []


@pytest.mark.parametrize(("path", "status"), [("/refused/", 403), ("/incomplete/", 400), ("/nowhere/", 404)])
def test_an_error_page_keeps_name_and_navigation_of_whoever_is_signed_in(
    signed_in: SignedIn, asha: User, path: str, status: int
) -> None:
    page = forgiving(signed_in(asha)).get(path).text

    assert asha.display_name in page
    assert f'href="{reverse("cases:case_list")}"' in page


def test_signed_out_an_error_page_shows_neither_name_nor_navigation() -> None:
    page = Client().get("/nowhere/").text

    assert "There is no such page" in page
    assert reverse("cases:case_list") not in page
    assert reverse("account_logout") not in page


@pytest.mark.parametrize("path", ["/fault/", "/suspicious/", "/locked/"])
def test_the_message_of_an_error_stays_with_us(signed_in: SignedIn, asha: User, path: str) -> None:
    page = forgiving(signed_in(asha)).get(path).text

    for words in ("her name is in this message", "what somebody sent", "where the key should be"):
        assert words not in page


def test_a_host_that_is_not_ours_is_refused_without_repeating_it() -> None:
    answer = Client().get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "This request could not be read" in answer.text
    assert "elsewhere" not in answer.text


def test_a_form_of_endless_fields_is_refused(signed_in: SignedIn, kiran: User) -> None:
    answer = signed_in(kiran).post(reverse("intake:alert_new"), {f"field-{number}": "x" for number in range(2000)})

    assert answer.status_code == 400
    assert "This request could not be read" in answer.text


def test_a_form_without_its_token_has_expired_and_says_what_to_do(signed_in: SignedIn, kiran: User) -> None:
    client = signed_in(kiran)
    client.handler.enforce_csrf_checks = True

    answer = client.post(reverse("intake:alert_new"), {"what": "typed for an hour"})

    assert answer.status_code == 403
    assert "This form has expired" in answer.text
    assert "copy what you typed" in answer.text


def test_signed_out_a_form_without_its_token_has_expired_too() -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "asha"})

    assert answer.status_code == 403
    assert "This form has expired" in answer.text


def test_a_page_that_takes_no_form_says_so_and_names_what_it_takes(signed_in: SignedIn, dolly: User) -> None:
    answer = signed_in(dolly).post(reverse("research:impact"))

    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
    assert int(answer["Content-Length"]) == len(answer.content)
    assert "This does not work that way" in answer.text
    assert dolly.display_name in answer.text


def test_a_broken_database_still_gets_its_page(signed_in: SignedIn, asha: User) -> None:
    client = forgiving(signed_in(asha))

    with connection.execute_wrapper(broken):
        answer = client.get("/")

    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text


def broken(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    raise OperationalError("connection lost")


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/nowhere/", "/fault/"])
def test_while_the_vault_is_locked_every_page_says_so(locked: None, path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code == 503
    assert "The vault is locked" in answer.text
    assert "Ask your administrator to unlock it." in answer.text


def test_while_the_vault_is_locked_nobody_is_signed_out(
    signed_in: SignedIn, asha: User, settings: LazySettings
) -> None:
    client, key = signed_in(asha), settings.MASTER_KEY
    settings.MASTER_KEY = ""
    master.lock()

    shut = client.get("/")
    settings.MASTER_KEY = key
    opened = client.get("/")

    assert (shut.status_code, opened.status_code) == (503, 200)


def test_a_monitor_is_told_that_the_vault_is_locked(locked: None) -> None:
    answer = Client().get(reverse("web:health"))

    assert (answer.status_code, answer.json()) == (503, {"ready": False})


def test_the_page_of_a_fault_asks_neither_database_nor_session() -> None:
    with connection.execute_wrapper(broken):
        pages = [errors.server_error(RequestFactory().get("/")), errors.locked(RequestFactory().get("/"))]

    assert [page.status_code for page in pages] == [500, 503]
    assert all("<form" not in page.content.decode() for page in pages)


def hidden_records(asha: User, kiran: User, ravi: User) -> dict[str, Any]:
    """Records that nobody of another organisation may know of."""
    case = cases.a_case(asha)
    inquiry = builders.an_inquiry(kiran, ravi)
    return {
        "cases:case_detail": case,
        "people:person_detail": case.person,
        "rescue:inquiry_detail": inquiry,
        "rescue:operation_detail": builders.an_operation(kiran, ravi),
        "intake:alert_detail": alerts.an_alert(kiran),
    }


def test_what_is_hidden_and_what_does_not_exist_get_the_same_page(
    signed_in: SignedIn, asha: User, kiran: User, ravi: User, chand: User
) -> None:
    client = signed_in(chand)

    for name, record in hidden_records(asha, kiran, ravi).items():
        hidden, missing = (client.get(reverse(name, args=[uid])) for uid in (record.uid, uuid4()))

        assert (hidden.status_code, missing.status_code) == (404, 404), name
        assert without_tokens(hidden.text, record.uid) == without_tokens(
            missing.text, missing.request["PATH_INFO"].split("/")[-2]
        )
        assert dict(hidden.headers) == dict(missing.headers)


def without_tokens(page: str, uid: object) -> str:
    """The page without what differs on every page: the form tokens and the address asked for."""
    return TOKENS.sub("TOKEN", page).replace(str(uid), "UID")
