"""The trail on a phone: nothing of a line stands beside the screen."""

import pytest
from playwright.sync_api import Page

from rihai.accounts.models import User
from rihai.audit import actions as audit
from tests.browser.conftest import PHONE, NewPage
from tests.browser.watching import accessibility_problems, picture

pytestmark = pytest.mark.django_db(transaction=True)
BESIDE = "found => found.filter(one => one.getBoundingClientRect().right > innerWidth).length"


def beside(page: Page) -> int:
    return int(page.locator("main *").evaluate_all(BESIDE))


def test_the_trail_fits_a_phone(visit: NewPage, auditor: User, asha: User) -> None:
    audit.record("agency.contact_called_back", by=asha, subject=asha.organisation)
    page = visit(auditor)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})

    page.goto("/access/trail/")

    picture(page, f"trail-{PHONE[0]}")
    assert page.get_by_text("Called the old number").count() == 1
    assert beside(page) == 0
    assert accessibility_problems(page) == []
