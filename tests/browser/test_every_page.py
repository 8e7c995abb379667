"""Every page that needs no record, as different people see it: readable by everybody, on a small screen too.

Pages of one record are visited by the journeys beside this file.
"""

import pytest
from playwright.sync_api import Page

from rihai.accounts.models import User
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture
from tests.house import source
from tests.house.addresses import Address, addresses

OK = 200
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def shows(page: Page, address: Address) -> bool:
    """Whether this person is shown a page there: neither led elsewhere nor given a picture or an answer for scripts."""
    answer = page.context.request.get(address.path, max_redirects=0)
    return answer.status == OK and "text/html" in answer.headers.get("content-type", "")


def walk(page: Page, name: str) -> tuple[int, list[str]]:
    """How many pages were shown, and what is wrong on them."""
    found, problems = 0, []
    for address in addresses():
        if not address.has_arguments and shows(page, address):
            found += 1
            page.goto(address.path)
            problems += accessibility_problems(page)
            problems += [f"{address.name} is wider than the screen"] if page.evaluate(TOO_WIDE) else []
            picture(page, f"{name}-{address.name.replace(':', '-')}")
    return found, problems


@pytest.mark.parametrize(
    ("name", "size"),
    [("dolly", SCREEN), ("asha", PHONE), ("kiran", PHONE), ("admin", SCREEN)],
    ids=["director", "caseworker on a phone", "coordinator on a phone", "administrator"],
)
def test_every_page_can_be_used_by_everybody(
    visit: NewPage, cast: dict[str, User], name: str, size: tuple[int, int]
) -> None:
    found, problems = walk(visit(cast[name], size), name)

    assert found
    assert not problems, source.report(problems, "Mend the template; axe says what is wrong.")


def test_every_page_open_to_all_can_be_used_by_everybody(visit: NewPage) -> None:
    found, problems = walk(visit(size=PHONE), "signed-out")

    assert found
    assert not problems, source.report(problems, "Mend the template; axe says what is wrong.")
