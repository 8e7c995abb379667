"""A real browser for the tests in this folder, signed in or not, which reaches this machine and nothing else.

A page that logs an error, breaks the content policy or asks a third party for anything fails its test.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from rihai.accounts.models import User
from tests import equipment
from tests.browser.watching import watch
from tests.conftest import sign_in

LOOPBACK = ["127.0.0.1", "::1", "localhost"]
# A second wall behind pytest-socket, which does not see another process: the browser resolves no other name.
ARGUMENTS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost", "--disable-background-networking"]
SCREEN, PHONE = (1280, 900), (360, 740)

NewPage = Callable[..., Page]

# A busy machine is no failure: what comes is waited for three times as long as the library would.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's own browser; as root it runs only without its sandbox."""
    program = equipment.find_chromium()
    assert program, "The browser tests need Chromium: ./run test browser installs it where it may"
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What the pages of this test did wrong so far; a test that provokes something takes it out again."""
    return []


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer, problems: list[str]) -> Iterator[NewPage]:
    """Make pages: `visit()` signed out, `visit(asha)` past the door, `visit(asha, PHONE)` on a small screen."""
    opened: list[BrowserContext] = []

    def new_page(user: User | None = None, size: tuple[int, int] = SCREEN, *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            locale="en-IN",
            java_script_enabled=scripts,
        )
        opened.append(context)
        if user:
            context.add_cookies(
                [
                    {
                        "name": settings.SESSION_COOKIE_NAME,
                        "value": session_of(user),
                        "url": live_server.url,
                        "sameSite": "Strict",
                    }
                ]
            )
        page = context.new_page()
        watch(page, live_server.url, problems)
        return page

    yield new_page
    for context in opened:
        context.close()
    assert not problems, "\n".join(problems)


def session_of(user: User) -> str:
    """A session that has passed both factors."""
    return sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
