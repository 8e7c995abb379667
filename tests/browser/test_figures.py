"""Figures in a real browser: read, published by two people, and printed on one sheet that hides what it must."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from rihai.accounts.models import User
from rihai.research import actions
from tests import shared
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.test_impact import A_PAGE
from tests.browser.watching import accessibility_problems, picture
from tests.research import own
from tests.research.test_publishing import carried_out, defined, proposed, released

pytestmark = pytest.mark.django_db(transaction=True)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def work(kiran: User, db: None) -> None:
    """Fifteen operations; in one of them somebody was found."""
    with own.travel(own.MONDAY):
        carried_out(kiran, 14)
        own.in_operation(kiran, "sexual_exploitation_stated", own.past_operation(kiran, "2029-05"))
    with own.travel(own.TUESDAY):
        carried_out(kiran, 2)


def look(page: Page, name: str) -> None:
    picture(page, name)
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)


def printed(page: Page, name: str) -> int:
    """How many sheets it takes; what stands on them is in the pictures."""
    sheet = page.pdf(format="A4", print_background=True)
    folder = os.environ.get(shared.SCREENSHOTS)
    if folder:
        (Path(folder) / f"{name}.pdf").write_bytes(sheet)
    return len(A_PAGE.findall(sheet))


def test_paper_hides_what_the_screen_of_the_entitled_shows(visit: NewPage, dolly: User, work: None) -> None:
    with own.travel(own.WEDNESDAY):
        page = visit(dolly)
        page.goto(f"/impact/?as_of={own.MONDAY.date().isoformat()}")
        assert page.get_by_text("Known today about that time").count() > 0
        look(page, "figures-impact")

        page.emulate_media(media="print")
        assert page.locator(".rihai-own .rihai-stat__figure").all_inner_texts() == ["15", "hidden", "hidden"]
        picture(page, "figures-impact-print")
        assert printed(page, "figures-impact") == 1


def test_two_people_let_a_figure_out(visit: NewPage, dolly: User, output_checker: User, work: None) -> None:
    with own.travel(own.WEDNESDAY):
        page = visit(dolly)
        page.goto("/impact/indicators/")
        look(page, "figures-indicators")
        assert printed(page, "figures-indicators") == 1
        page.get_by_role("link", name="Propose to publish Operations", exact=True).click()
        look(page, "figures-propose")
        page.get_by_role("button", name="Freeze and propose").click()
        address = page.url

        second = visit(output_checker, PHONE)
        second.goto(address)
        look(second, "figures-decide-phone")
        second.get_by_role("button", name="Publish this figure").click()
        second.goto("/impact/published/")
        look(second, "figures-published-phone")
        page.goto("/impact/published/")
        look(page, "figures-published")


@pytest.mark.parametrize(("size", "name"), [(SCREEN, "screen"), (PHONE, "phone")], ids=["screen", "phone"])
def test_whoever_sees_only_what_may_be_passed_on(
    visit: NewPage, data_officer: User, work: None, size: tuple[int, int], name: str
) -> None:
    with own.travel(own.WEDNESDAY):
        page = visit(data_officer, size)
        for part in ("", "indicators/", "how-we-count/"):
            page.goto(f"/impact/{part}")
            look(page, f"figures-{name}-{part.strip('/') or 'impact'}")


def test_a_correction_and_a_warning_are_seen(
    visit: NewPage, kiran: User, dolly: User, output_checker: User, work: None
) -> None:
    with own.travel(own.WEDNESDAY):
        figure = released(dolly, output_checker, as_of=own.MONDAY.date())
        carried_out(kiran, 11)
        reason = "Operations of February were written down late"
        new = actions.propose_correction(figure, indicator=defined("operations"), reason=reason, by=dolly)
        actions.publish_figure(new, by=output_checker)
        few = proposed(dolly, as_of=own.TUESDAY.date())

        page = visit(output_checker)
        page.goto("/impact/published/")
        look(page, "figures-corrected")
        page.goto(few.get_absolute_url())
        look(page, "figures-warned")
        page.get_by_role("button", name="Publish this figure").click()
        assert page.get_by_text("Look at the warning first").count() > 0
        look(page, "figures-warned-error")
        phone = visit(output_checker, PHONE)
        phone.goto(f"/impact/published/{figure.uid}/withdraw/")
        look(phone, "figures-withdraw-phone")


def test_the_first_year_is_set_and_said(visit: NewPage, dolly: User, work: None) -> None:
    page = visit(dolly, PHONE)
    page.goto("/impact/how-we-count/")
    page.get_by_role("link", name="Set the first year that counts").click()
    page.get_by_label("First year that counts").fill("2019")
    look(page, "figures-first-year")

    page.get_by_role("button", name="Count from this year").click()

    assert page.get_by_text("Counted since 2019.").count() > 5
    look(page, "figures-counted-since")
