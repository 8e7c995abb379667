"""An officer loses the network: the browser shows a page of ours, and what was typed stays."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rihai.accounts.models import User
from tests.browser.conftest import PHONE, NewPage
from tests.browser.watching import accessibility_problems, picture

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_network_a_page_of_ours_answers_and_no_word_is_lost(
    visit: NewPage, ravi: User, problems: list[str]
) -> None:
    page = visit(ravi, PHONE)
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(reverse("intake:alert_new"))
    page.fill("[name=what]", "A call in the night.")
    page.context.set_offline(True)

    page.get_by_role("button", name="Save and hand to the desk").click()

    expect(page.get_by_text("This did not reach the server")).to_be_visible()
    assert page.input_value("[name=what]") == "A call in the night."

    page.goto("/cases/")

    expect(page.get_by_role("heading", name="No connection · कनेक्शन नहीं है")).to_be_visible()
    assert accessibility_problems(page) == []
    picture(page, "offline")
    stored = page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((s) => s.keys()))))"
        ".then((lists) => lists.flat().map((request) => new URL(request.url).pathname))"
    )
    assert all(path == reverse("web:offline") or path.startswith("/static/") for path in stored)

    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()

    expect(page.get_by_role("heading", name="My day")).to_be_visible()
    problems.clear()  # the browser reports the missing network itself
