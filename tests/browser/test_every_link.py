"""Every page that a link leads to, in a network that has work: readable by everybody, wide and on a phone.

Pages that need no record are visited beside this, as people without any work see them (`test_every_page`).
"""

import re
from html import unescape

import pytest
from django.urls import resolve
from playwright.sync_api import Page
from pytest_django import Settings

from rihai.directory.actions import load_reference
from rihai.web.demo.cast import colleague, make_cast
from rihai.web.demo.matters import tell_matters
from rihai.web.demo.night import tell_night
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture
from tests.house import source
from tests.web.walking import in_demonstration

pytestmark = pytest.mark.django_db(transaction=True)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LINK = re.compile(r"""<a [^>]*href="(/[^"#]*)""")
# Who leads finds pages that an officer does not.
PEOPLE = ("ravi", "dolly")
# Whoever takes the way to one of these out of the pages hears of it here; so does a walk that ends too soon.
WITHIN_REACH = {
    "access:trail", "cases:case_document_list", "cases:case_document_new", "cases:case_event_new",
    "directory:agency_hours", "directory:agency_import", "directory:agency_print", "duties:calendar",
    "duties:duty_late", "duties:duty_put_off", "duties:repetitions", "duties:rule_change", "people:person_detail",
    "research:figure_list", "research:figure_propose", "web:handover_list", "web:handover_new", "web:my_day",
}  # fmt: skip


@pytest.fixture
def night(settings: Settings) -> None:
    in_demonstration(settings)
    load_reference(by=None)
    make_cast()
    tell_matters()
    tell_night()


def mistakes(page: Page, name: str) -> list[str]:
    """What is wrong at a desk and on a phone."""
    found = []
    for width, height in (SCREEN, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} px: {problem}" for problem in accessibility_problems(page)]
        found += [f"{name} is wider than {width} px"] if page.evaluate(TOO_WIDE) else []
        picture(page, f"link-{name.replace(':', '-')}-{width}")
    return found


def opened(page: Page, path: str, name: str) -> list[str]:
    page.goto(path)
    return mistakes(page, name)


def follow(page: Page, seen: set[str]) -> list[str]:
    """Ask for one page behind each kind of address, and look at it if nobody has."""
    waiting, problems, mine = ["/"], [], set[str]()
    while waiting:
        path = waiting.pop(0)
        name = resolve(path.partition("?")[0]).view_name
        if name not in mine:
            mine.add(name)
            answer = page.context.request.get(path)
            if "text/html" in answer.headers.get("content-type", ""):
                waiting += [unescape(link) for link in LINK.findall(answer.text())]
                problems += [] if name in seen else opened(page, path, name)
    seen |= mine
    return problems


def test_every_page_that_a_link_leads_to_can_be_used_by_everybody(visit: NewPage, night: None) -> None:
    seen: set[str] = set()

    problems = [problem for name in PEOPLE for problem in follow(visit(colleague(name)), seen)]

    assert seen >= WITHIN_REACH, WITHIN_REACH - seen
    assert not problems, source.report(problems, "Mend the template; axe says what is wrong.")
