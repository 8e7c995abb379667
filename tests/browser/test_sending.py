"""Sending on a bad network: a second tap sends nothing twice, and what did not arrive is said."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from rihai.intake.models import Alert
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture
from tests.intake import builders

pytestmark = pytest.mark.django_db(transaction=True)
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
BUSY = "form[aria-busy=true]"
# The network is as slow as can be: what is sent is counted, and no answer comes.
NO_ANSWER = """() => {
  window.sent = 0;
  document.addEventListener("submit", (event) => { window.sent += 1; event.preventDefault(); });
}"""


@pytest.fixture
def alert(kiran: User) -> Alert:
    return builders.an_alert(kiran, "Test Name")


def decide(page: Page, alert: Alert) -> None:
    """Everything of a dismissal but the last tap."""
    page.goto(f"{alert.get_absolute_url()}triage/")
    page.get_by_label("Dismiss").check()
    page.locator("select[name=dismissal]").select_option("unfounded")
    page.get_by_label("reason").last.fill("We went and looked")


def test_two_taps_on_a_slow_network_send_one_form_and_later_it_may_be_sent_again(
    visit: NewPage, kiran: User, alert: Alert
) -> None:
    page = visit(kiran)
    page.clock.install()
    decide(page, alert)
    page.evaluate(NO_ANSWER)
    button = page.get_by_role("button", name="Save the decision")

    button.click()
    button.click()

    assert page.evaluate("window.sent") == 1
    expect(page.locator(BUSY)).to_have_count(1)
    page.clock.fast_forward(21_000)
    expect(page.locator(BUSY)).to_have_count(0)
    button.click()
    assert page.evaluate("window.sent") == 2


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
def test_a_slip_is_taken_back_where_it_is_told(
    visit: NewPage, kiran: User, alert: Alert, size: tuple[int, int]
) -> None:
    page = visit(kiran, size)
    decide(page, alert)
    page.get_by_role("button", name="Save the decision").click()
    picture(page, f"undo-{size[0]}")
    assert accessibility_problems(page) == []
    assert not page.evaluate(WIDE)

    page.get_by_role("button", name="Undo", exact=True).click()

    expect(page.get_by_text("The decision is taken back.")).to_be_visible()


def test_a_search_that_did_not_arrive_says_so_until_one_does(visit: NewPage, kiran: User, problems: list[str]) -> None:
    page = visit(kiran)
    page.goto(reverse("directory:agency_list"))
    told = page.get_by_role("alert", name="Error")
    search = page.get_by_role("search").get_by_role("button").first
    for lost in (lambda route: route.abort(), lambda route: route.fulfill(status=500, body="")):
        page.route("**/*", lost)

        search.click()

        expect(told).to_be_focused()
        expect(told).to_contain_text("This did not reach the server")
        page.unroute_all()

    assert accessibility_problems(page) == []
    picture(page, "network-error")
    problems.clear()  # the browser logs each failure; that it was told is what this asks
    search.click()

    expect(told).to_have_count(0)
