"""What people send with an alert, and how urgent its inquiry is, as they look on a desk and on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rihai.accounts.models import Desk, User
from rihai.intake.models import Alert, Attachment
from tests.browser.conftest import NewPage
from tests.browser.test_alerts_and_cases import SIZES, look
from tests.intake import builders
from tests.rescue import builders as rescue
from tests.vault import samples

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alert(asha: User, intake_desk: Desk) -> Alert:
    return builders.an_alert(asha, "Rani Test")


@SIZES
def test_a_flyer_is_sent_with_an_alert_and_looked_at(
    visit: NewPage, asha: User, alert: Alert, problems: list[str], size: tuple[int, int]
) -> None:
    page = visit(asha, size)
    page.goto(alert.get_absolute_url())
    look(page, "alert-without-files", size)
    page.get_by_role("link", name="Add files").click()
    flyer = {"name": "flyer.jpg", "mimeType": "image/jpeg", "buffer": samples.photo((1200, 700))}
    page.get_by_label("Files").set_input_files([flyer])  # type: ignore[arg-type]  # as the library's own type
    page.get_by_label("What is it?").select_option("flyer")
    page.get_by_label("In a few words").fill("Work in a bar")
    look(page, "alert-file-new", size)
    page.get_by_role("button", name="Seal and keep").click()

    expect(page.locator(".rihai-row")).to_have_count(1)
    expect(page.locator("main img")).to_have_count(0)
    page.goto(Attachment.objects.get().get_absolute_url())
    expect(page.locator("main img")).to_have_js_property("naturalWidth", 1200)
    look(page, "alert-file", size)
    assert not problems


@SIZES
def test_an_inquiry_becomes_urgent(
    visit: NewPage, ravi: User, kiran: User, problems: list[str], size: tuple[int, int]
) -> None:
    inquiry = rescue.an_inquiry(kiran, ravi)
    page = visit(ravi, size)
    page.goto(reverse("rescue:inquiry_priority", args=[inquiry.uid]))
    page.get_by_label("Danger now").check()
    page.get_by_label("Why is it more or less urgent?").fill("She is to be moved tonight")
    look(page, "inquiry-priority", size)
    page.get_by_role("button", name="Change").click()

    expect(page.get_by_text("Normal → Danger now")).to_be_visible()
    look(page, "inquiry-urgent", size)
    assert not problems
