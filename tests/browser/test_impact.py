"""The impact report in a real browser: drawn, accessible, and one sheet when it is printed."""

import re

import pytest

from rihai.accounts.models import User
from rihai.research.stories.load import load_stories
from rihai.research.stories.schema import read_story_file
from tests.browser.conftest import PHONE, NewPage
from tests.browser.watching import accessibility_problems
from tests.research import own
from tests.research.conftest import STORIES

pytestmark = pytest.mark.django_db(transaction=True)
A_PAGE = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def report(kiran: User, db: None) -> None:
    """Our own work, and the stories of a publisher."""
    load_stories(read_story_file(STORIES), by=None)
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))


def test_the_whole_report_prints_on_one_sheet(visit: NewPage, dolly: User, report: None) -> None:
    page = visit(dolly)
    page.goto("/impact/")

    assert page.locator("svg rect").count() == 5
    assert len(A_PAGE.findall(page.pdf(format="A4"))) == 1


def test_it_can_be_read_aloud_and_on_a_telephone(visit: NewPage, dolly: User, report: None) -> None:
    page = visit(dolly, PHONE)
    page.goto("/impact/")

    assert accessibility_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
