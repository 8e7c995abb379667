"""The browser of the tests reaches our own server and nothing else, and notices what a page does wrong."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError

from rihai.accounts.models import User
from tests.browser.conftest import NewPage
from tests.browser.watching import accessibility_problems

# An address kept for documentation: nobody answers there even if a block fails.
ELSEWHERE = "192.0.2.1"


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_no_connection_leaves_this_machine() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection((ELSEWHERE, 80), timeout=1)


def test_signed_out_the_browser_is_led_to_the_sign_in_page(visit: NewPage) -> None:
    page = visit()

    page.goto("/")

    assert page.locator("input[type=password]").count() == 1


def test_somebody_past_the_door_sees_her_day(visit: NewPage, asha: User) -> None:
    page = visit(asha)

    page.goto("/")

    assert page.locator("input[type=password]").count() == 0
    assert page.locator("h1").count() == 1


def test_inline_code_is_refused_by_the_policy_and_noticed(visit: NewPage, problems: list[str]) -> None:
    page = visit()
    page.goto("/")

    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))")

    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in problem for problem in problems)
    problems.clear()


def test_a_request_to_a_third_party_is_refused_and_noticed(visit: NewPage, problems: list[str]) -> None:
    page = visit()
    page.goto("/")

    page.evaluate("fetch('https://elsewhere.example/').catch(() => null)")

    assert problems
    problems.clear()


def test_a_page_without_words_for_a_picture_is_told_on(visit: NewPage) -> None:
    page = visit()
    page.goto("/")
    assert not [found for found in accessibility_problems(page) if "image-alt" in found]

    page.evaluate("document.body.append(new Image())")

    assert [found for found in accessibility_problems(page) if "image-alt" in found]
