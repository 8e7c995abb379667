"""Missing and found people as they are used: a worried caller's words, a matron's four answers, a sheet on paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency
from rihai.tracing.models import FoundRecord, MissingReport
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture, submit
from tests.tracing import builders

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def matron(other_organisation: Agency) -> User:
    return factories.a_user("matron", Role.HOME_SUPERINTENDENT, organisation=other_organisation)


@pytest.fixture(autouse=True)
def places(organisation: object, transactional_db: None) -> None:
    load_reference(by=None)


def look(page: Page, name: str, size: tuple[int, int] = SCREEN) -> None:
    picture(page, f"missing-{name}-{size[0]}")
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)


@SIZES
def test_a_search_begins_with_a_caller_s_words_and_asks_the_first_home(
    visit: NewPage, ravi: User, size: tuple[int, int]
) -> None:
    home = builders.a_home()
    page = visit(ravi, size)
    page.goto(reverse("tracing:report_new"))
    page.fill("[name=circumstances]", "वह पानी भरने गई थी और वापस नहीं आई।")
    page.fill("[name=name]", "ज़रीना काल्पनिक")
    page.select_option("[name=sex]", "female")
    page.fill("[name=age]", "13")
    page.fill("[name=place]", "Thane, Maharashtra")
    page.fill("[name=marks]", "A burn on the left hand")
    page.select_option("[name=relation]", "uncle")
    page.fill("[name=reporter_name]", "Test Caller")
    look(page, "new", size)
    submit(page)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Reported missing today")
    expect(page.locator("main")).to_contain_text("counts as abducted or trafficked")
    look(page, "report", size)
    page.get_by_role("link", name="Make a request sheet").click()
    look(page, "sheet-new", size)
    submit(page)
    expect(page.locator("main")).not_to_contain_text("ज़रीना")
    page.get_by_role("link", name="Write down whom you asked").click()
    page.select_option("[name=agency]", str(home.uid))
    page.get_by_label("By telephone").check()
    submit(page)
    expect(page.locator("main")).to_contain_text("Asked today, no answer yet")
    look(page, "sheet", size)
    report = MissingReport.objects.get()
    page.goto(report.get_absolute_url())
    look(page, "report-asked", size)


@SIZES
def test_a_matron_records_a_found_child_in_four_answers_and_prints_the_sheet(
    visit: NewPage, matron: User, size: tuple[int, int]
) -> None:
    page = visit(matron, size)
    page.goto("/")
    page.goto(reverse("tracing:found_new"))
    page.get_by_label("Home or shelter").check()
    page.select_option("[name=sex]", "female")
    page.fill("[name=age]", "8")
    page.get_by_label("Cannot or does not say a name").check()
    look(page, "found-new", size)
    submit(page)

    found = FoundRecord.objects.get()
    expect(page.get_by_role("heading", level=1)).to_contain_text(found.person.pseudonym)
    look(page, "found", size)
    page.get_by_role("link", name="Show the sheet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("To the Child Welfare Committee")
    look(page, "found-sheet", size)
    page.emulate_media(media="print")
    picture(page, f"missing-found-paper-{size[0]}")


@SIZES
def test_the_pages_can_be_read_in_hindi(visit: NewPage, ravi: User, matron: User, size: tuple[int, int]) -> None:
    User.objects.update(language="hi")
    report, found = builders.a_report(ravi), builders.a_found(matron)
    searching, keeping = visit(ravi, size), visit(matron, size)

    for page, name, address in (
        (searching, "report", report.get_absolute_url()),
        (searching, "list", reverse("tracing:report_list")),
        (searching, "new", reverse("tracing:report_new")),
        (keeping, "found-new", reverse("tracing:found_new")),
        (keeping, "found-sheet", reverse("tracing:found_sheet", args=[found.uid])),
    ):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "hi"
        look(page, f"hindi-{name}", size)
