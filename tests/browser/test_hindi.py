"""The pages in Hindi: chosen by a press, kept for her, nothing cut off, nothing that other eyes could not use."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from rihai.people.models import YesNoUnknown
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture
from tests.cases import builders as cases
from tests.intake import builders as intake
from tests.rescue import builders as rescue

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Text that its box does not show whole: boxes that scroll or hide on purpose are left out.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter(box => box.children.length === 0 && box.textContent.trim() && getComputedStyle(box).overflow === "hidden"
    && !box.closest(".govuk-visually-hidden") && box.clientHeight > 1 && box.scrollHeight > box.clientHeight + 1)
  .map(box => box.textContent.trim().slice(0, 60))"""


def look(page: Page, name: str, size: tuple[int, int]) -> None:
    picture(page, f"hindi-{name}-{size[0]}")
    assert page.locator("html").get_attribute("lang") == "hi"
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)
    assert page.evaluate(CUT_OFF) == []


@SIZES
def test_the_way_in_speaks_hindi_once_it_is_chosen(visit: NewPage, size: tuple[int, int]) -> None:
    page = visit(size=size)
    page.goto(reverse("account_login"))

    page.get_by_role("button", name="हिंदी").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("साइन इन करें")
    look(page, "sign-in", size)
    page.locator("main form button[type=submit]").first.click()
    look(page, "sign-in-error", size)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


@SIZES
def test_the_path_of_an_alert_can_be_read_in_hindi(
    visit: NewPage, size: tuple[int, int], kiran: User, asha: User, ravi: User, dolly: User
) -> None:
    User.objects.update(language="hi")
    alert = intake.an_alert(asha, "सुनीता काल्पनिक", danger_now=YesNoUnknown.YES)
    inquiry = rescue.an_inquiry(kiran, ravi)
    rescue.verified(rescue.a_lead(inquiry, ravi), ravi)
    case = cases.a_case(kiran)
    page, leading = visit(kiran, size), visit(dolly, size)

    for name, address, reader in (
        ("my-day", "/", page),
        ("alert-new", reverse("intake:alert_new"), page),
        ("alert", reverse("intake:alert_detail", args=[alert.pk]), page),
        ("triage", reverse("intake:alert_triage", args=[alert.pk]), page),
        ("inquiry", reverse("rescue:inquiry_detail", args=[inquiry.pk]), page),
        ("lead-new", reverse("rescue:lead_new", args=[inquiry.pk]), page),
        ("case", reverse("cases:case_detail", args=[case.pk]), page),
        ("duties", reverse("duties:duty_list"), page),
        ("directory", reverse("directory:agency_list"), page),
        ("impact", reverse("research:impact"), leading),
        ("error", "/no/such/page/", page),
    ):
        reader.goto(address)
        look(reader, name, size)

    page.goto(reverse("intake:alert_new"))
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("एक समस्या है")
    look(page, "alert-error", size)
    page.emulate_media(media="print")
    page.goto(reverse("cases:case_detail", args=[case.pk]))
    look(page, "case-print", size)
