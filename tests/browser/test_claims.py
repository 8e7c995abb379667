"""A claim as it is used: what could be asked for, told, filed, ordered, credited; and the picture of all moves."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture, submit
from tests.prosecution import builders

pytestmark = pytest.mark.django_db(transaction=True)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def look(page: Page, name: str, size: tuple[int, int]) -> None:
    picture(page, f"claim-{name}-{size[0]}")
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
def test_from_telling_to_the_money_and_the_picture_moves(visit: NewPage, asha: User, size: tuple[int, int]) -> None:
    case = builders.a_case(asha)
    page = visit(asha, size)
    page.goto(reverse("prosecution:claim_case", args=[case.uid]))
    look(page, "none-yet", size)
    ask(page, size)
    tell(page, size)
    step(page, "filed", "2026-03-10", "700000")
    look(page, "filed", size)
    step(page, "ordered", "2026-06-10", "400000")
    page.get_by_role("link", name="Money came", exact=True).click()
    page.fill("[name=amount]", "100000")
    page.fill("[name=on]", "2026-07-10")
    page.select_option("[name=account]", "deposit")
    look(page, "money", size)
    submit(page)
    expect(page.locator("main")).to_contain_text("of what was ordered has not come")
    look(page, "partly", size)
    page.get_by_role("link", name="Sheet for the survivor").click()
    for told in ("A part of the money has come", "₹ 4,00,000", "₹ 1,00,000"):
        expect(page.locator("main")).to_contain_text(told)
    look(page, "sheet", size)
    page.goto(reverse("prosecution:claim_list"))
    expect(page.locator("main .rihai-rows")).to_contain_text(case.person.code)
    look(page, "list", size)
    page.get_by_role("link", name="How far claims come").click()
    expect(page.locator("tbody tr").last).to_contain_text("1")
    look(page, "funnel", size)
    User.objects.update(language="hi")
    for name, address in (("hindi-funnel", page.url), ("hindi-claim", case.claims.get().get_absolute_url())):
        page.goto(address)
        expect(page.locator("main")).to_contain_text("दावा")
        look(page, name, size)


def ask(page: Page, size: tuple[int, int]) -> None:
    page.get_by_role("link", name="What could be asked for?").click()
    page.fill("[name=victim__age_years]", "15")
    page.get_by_text("Sexual acts").click()
    page.locator("[name=sexual__penetrative][value=yes]").check()
    look(page, "facts", size)
    submit(page)
    expect(page.locator("main")).to_contain_text("fits the facts")
    look(page, "options", size)


def tell(page: Page, size: tuple[int, int]) -> None:
    page.get_by_role("link", name="Begin this claim NALSA").click()
    page.fill("[name=on]", "2026-03-02")
    page.locator("[name=has_understood][value=yes]").check()
    page.get_by_label("Wishes it", exact=True).check()
    page.get_by_label("Parent or guardian agrees").check()
    look(page, "begin", size)
    submit(page)
    expect(page.locator("main")).to_contain_text("Collect the papers and file it")


def step(page: Page, to: str, on: str, amount: str) -> None:
    page.get_by_role("link", name="What happened next").click()
    page.locator(f"[name=to][value={to}]").check()
    page.fill("[name=on]", on)
    page.fill("[name=amount]", amount)
    submit(page)
