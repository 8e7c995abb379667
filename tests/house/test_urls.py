"""Nobody passes the door unnoticed: every address, walked as nobody, as a stranger, and as an administrator.

What each page shows to whom is for the tests of its package; this walk holds for pages not yet written.
"""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from rihai.accounts.middleware import PUBLIC
from rihai.accounts.models import User
from tests.conftest import SignedIn
from tests.house import markup, source
from tests.house.addresses import Address, addresses, unnamed

OK, FORBIDDEN, NOT_FOUND, NOT_ALLOWED, GONE_ELSEWHERE = 200, 403, 404, 405, 302
ANSWERS_TO_A_STRANGER = {GONE_ELSEWHERE, FORBIDDEN, NOT_FOUND, NOT_ALLOWED}
SERVER_ERROR = 500
# Each shows nothing about anybody, and why it must be open.
OPEN_TO_ALL = {
    "account_login": "the sign-in page",
    "account_logout": "signing out twice is no error",
    "account_inactive": "says that an account is closed",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "signing in with a passkey",
    "set_language": "reading in one's own language",
    "web:health": "says whether the program runs",
    "web:offline": "the page for the time without network, kept on the device",
    "web:offline_worker": "keeps that page on the device, before and after signing in",
    "accounts:enter": "the one-time link of a demonstration",
}


def closed() -> list[Address]:
    return [address for address in addresses() if address.name not in OPEN_TO_ALL]


def test_there_are_addresses_to_walk() -> None:
    assert [address for address in closed() if address.has_arguments]
    assert [address for address in closed() if not address.has_arguments]


def test_every_address_has_a_name() -> None:
    assert unnamed() == []


def test_the_door_is_open_exactly_where_this_list_says_why() -> None:
    assert set(OPEN_TO_ALL) == PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_signed_out_every_page_leads_to_the_sign_in_page(method: str) -> None:
    client = Client()

    wrong = [
        f"{address.name}: {answer}"
        for address in closed()
        if (answer := where_to(client, method, address)) != "sign-in"
    ]

    assert not wrong, source.report(wrong, "The door (accounts/middleware.py) must stop it.")


def where_to(client: Client, method: str, address: Address) -> str:
    response = getattr(client, method)(address.path)
    leads_there = response.status_code == GONE_ELSEWHERE and response["Location"].split("?")[0] == reverse(
        settings.LOGIN_URL
    )
    return "sign-in" if leads_there else f"{response.status_code} {response.get('Location', '')}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_learns_nothing_from_any_address_of_a_record(signed_in: SignedIn, chand: User, method: str) -> None:
    client = signed_in(chand)

    wrong = [
        f"{address.name}: {status}"
        for address in closed()
        if address.has_arguments
        and (status := getattr(client, method)(address.path).status_code) not in ANSWERS_TO_A_STRANGER
    ]

    assert not wrong, source.report(wrong, "Answer 404 for what somebody may not know exists.")


@pytest.mark.parametrize("name", ["asha", "kiran", "dolly", "admin"])
def test_no_address_breaks_whoever_asks(signed_in: SignedIn, cast: dict[str, User], name: str) -> None:
    client = signed_in(cast[name])
    client.raise_request_exception = False

    wrong = [
        f"{address.name}: {status}"
        for address in closed()
        if (status := client.get(address.path).status_code) >= SERVER_ERROR
    ]

    assert not wrong, source.report(wrong, "A page answers, whatever it is asked.")


@pytest.mark.page
@pytest.mark.parametrize("name", ["asha", "kiran", "dolly", "admin"])
def test_no_rendered_page_has_inline_style_script_or_event_handlers(
    signed_in: SignedIn, cast: dict[str, User], name: str
) -> None:
    client = signed_in(cast[name])
    pages = [(address.name, client.get(address.path)) for address in closed() if not address.has_arguments]
    shown = [(at, page) for at, page in pages if page.status_code == OK and "html" in page.get("Content-Type", "")]

    wrong = [f"{at} {flaw}" for at, page in shown for flaw in markup.flaws(page.content.decode())]

    assert shown
    assert not wrong, source.report(wrong, "Put it into a file under static/; the policy refuses it in a page.")


@pytest.mark.page
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_answer_is_as_long_as_it_says(signed_in: SignedIn, asha: User, method: str) -> None:
    """A browser would read what is too long as the beginning of the next answer."""
    client = signed_in(asha)
    answers = [(address.name, getattr(client, method)(address.path)) for address in closed()]
    stated = [(name, answer) for name, answer in answers if "Content-Length" in answer and not answer.streaming]

    wrong = [name for name, answer in stated if int(answer["Content-Length"]) != len(answer.content)]

    assert stated
    assert not wrong, source.report(wrong, "Whoever replaces the content states its length anew.")


@pytest.mark.django_db
def test_every_page_that_is_open_to_all_answers_without_a_session() -> None:
    client = Client()

    broken = [
        address.name
        for address in addresses()
        if address.name in OPEN_TO_ALL and client.get(address.path).status_code >= SERVER_ERROR
    ]

    assert broken == []


def test_the_names_of_open_pages_exist() -> None:
    # The demonstration's link is routed in a demonstration only.
    named = {address.name for address in addresses()} | {"accounts:enter"}

    assert set(OPEN_TO_ALL) <= named
    assert resolve(reverse("web:health")).view_name == "web:health"
