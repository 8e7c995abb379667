"""The main navigation: in a line where there is room, behind one word on a phone, with JavaScript and without."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture

pytestmark = pytest.mark.django_db(transaction=True)
HOME = reverse("web:my_day")
# CSS pixels. A thumb needs the height; the width lets it miss the words.
THUMB, WIDE = 44, 300


def menu(page: Page) -> tuple[int, bool]:
    """How many entries can be seen, and whether there is a word to fold them."""
    links = page.locator(".rihai-nav a").all()
    return sum(link.is_visible() for link in links), page.locator(".rihai-nav summary").is_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_phone_the_page_comes_before_the_menu(visit: NewPage, kiran: User, *, scripts: bool) -> None:
    page = visit(kiran, PHONE, scripts=scripts)
    page.goto(HOME)

    assert menu(page) == (0, True)
    picture(page, f"menu-folded-{scripts}")

    page.locator(".rihai-nav summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    entries, has_fold = menu(page)
    assert entries > 8
    assert has_fold
    expect(page.locator(".rihai-nav a").first).to_be_focused()
    boxes = [link.bounding_box() for link in page.locator(".rihai-nav a").all()]
    assert [box for box in boxes if box is None or box["height"] < THUMB or box["width"] < WIDE] == []
    picture(page, f"menu-open-{scripts}")
    assert not scripts or accessibility_problems(page) == []


def test_where_there_is_room_the_menu_stands_open(visit: NewPage, kiran: User) -> None:
    page = visit(kiran, SCREEN, scripts=False)

    page.goto(HOME)

    entries, has_fold = menu(page)
    assert entries > 8
    assert not has_fold
