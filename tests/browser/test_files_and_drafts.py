"""Files and long forms as they are used: sending with progress, looking at a copy, being interrupted while typing."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Dialog, Page, Route, expect

from rihai.access.drafts import actions as drafts
from rihai.access.models import Draft
from rihai.accounts.models import User
from rihai.cases.models import Case, CaseNote, Document
from tests.browser.conftest import PHONE, NewPage
from tests.browser.test_alerts_and_cases import SIZES, look
from tests.browser.watching import submit
from tests.cases import builders
from tests.vault import samples

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Letter of her father"
PHOTO = samples.photo((1200, 700))
REASON = "The court asks for the paper as it came"


@pytest.fixture
def case(asha: User) -> Case:
    return builders.a_case(asha, wish=builders.WISH)


def files(*contents: bytes) -> list[dict[str, Any]]:
    return [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": one} for n, one in enumerate(contents)]


def fill(page: Page, case: Case, *contents: bytes) -> None:
    page.goto(reverse("cases:case_document_new", args=[case.uid]))
    page.get_by_label("Files").set_input_files(files(*contents))  # type: ignore[arg-type]  # as the library's own type
    page.get_by_label("What is it?").select_option("letter")
    page.get_by_label("In a few words").fill(TITLE)


@SIZES
def test_documents_are_sent_listed_looked_at_and_withdrawn(
    visit: NewPage, asha: User, case: Case, problems: list[str], size: tuple[int, int]
) -> None:
    page = visit(asha, size)
    page.goto(case.get_absolute_url())
    page.get_by_role("link", name="Documents").click()
    look(page, "documents-none", size)

    fill(page, case, PHOTO, samples.pdf(), b"plain words", b"MZ\x90\x00")
    look(page, "document-new", size)
    page.get_by_role("button", name="Seal and keep").click()

    expect(page.locator(".rihai-row")).to_have_count(4)
    expect(page.locator("main img")).to_have_count(0)
    look(page, "documents", size)
    picture = Document.objects.get(copy_kind="jpeg")
    page.goto(picture.get_absolute_url())
    expect(page.locator("main img")).to_have_js_property("naturalWidth", 1200)
    look(page, "document-photo", size)
    for kind in ("pdf", "text", ""):
        page.goto(Document.objects.get(copy_kind=kind).get_absolute_url())
        look(page, f"document-{kind or 'without-view'}", size)
    page.goto(picture.get_absolute_url())
    page.get_by_text("Save the file as it came").click()
    page.get_by_label("Why do you need it?").fill(REASON)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it with this reason").click()
    assert download.value.path().read_bytes() == PHOTO
    assert re.fullmatch(r"document-[0-9a-f]{8}\.jpg", download.value.suggested_filename)
    page.get_by_role("link", name="Withdraw this document").click()
    page.get_by_label("Why is it withdrawn?").fill("It is of another person")
    submit(page)
    expect(page.get_by_text("Withdrawn")).to_be_visible()
    # The browser's own viewer of PDF consists of pages inside the browser.
    problems[:] = [
        one for one in problems if not one.startswith(("a request to chrome-extension:", "a request to chrome:"))
    ]


def test_sending_shows_how_far_it_is_and_can_be_stopped(
    visit: NewPage, asha: User, case: Case, problems: list[str]
) -> None:
    page = visit(asha)
    fill(page, case, PHOTO)
    held: list[Route] = []
    page.route("**/documents/new/", lambda route: held.append(route) if not held else route.continue_())

    page.get_by_role("button", name="Seal and keep").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    look(page, "document-sending")
    page.get_by_role("button", name="Stop sending").click()

    expect(page.get_by_text("Stopped. Nothing was kept.")).to_be_visible()
    assert not Document.objects.exists()
    page.get_by_role("button", name="Seal and keep").click()
    expect(page.locator(".rihai-row")).to_have_count(1)
    assert Document.objects.count() == 1


def test_a_mistake_beside_the_files_is_said_on_the_page(visit: NewPage, asha: User, case: Case) -> None:
    page = visit(asha, PHONE)
    fill(page, case, PHOTO)
    page.get_by_label("In a few words").fill("")

    page.get_by_role("button", name="Seal and keep").click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    look(page, "document-mistake", PHONE)
    fill(page, case, PHOTO)
    page.get_by_role("button", name="Seal and keep").click()
    expect(page.locator(".rihai-row")).to_have_count(1)


@SIZES
def test_what_is_typed_survives_leaving_the_page(visit: NewPage, asha: User, case: Case, size: tuple[int, int]) -> None:
    page = visit(asha, size)
    note = reverse("cases:case_note_new", args=[case.uid])
    page.clock.install()
    page.goto(note)
    page.get_by_label("Note").fill("She was told to say nothing")
    page.clock.run_for(21_000)
    draft_said = page.get_by_role("status").filter(has_text=re.compile(r"Draft saved \d\d:\d\d"))
    expect(draft_said).to_be_visible()
    look(page, "draft-saved", size)
    kept = Draft.objects.get()

    page.goto("/")
    page.goto(note)
    expect(page.get_by_label("Note")).to_have_value("")
    look(page, "draft-waits", size)
    page.get_by_role("button", name="Continue it").click()
    expect(page.get_by_label("Note")).to_have_value("She was told to say nothing")
    look(page, "draft-continued", size)
    submit(page)

    expect(page.get_by_text("She was told to say nothing")).to_be_visible()
    assert CaseNote.objects.count() == 1
    assert not Draft.objects.filter(pk=kept.pk).exists()


def test_the_last_words_before_leaving_are_kept_however_soon_after_a_saving(
    visit: NewPage, asha: User, case: Case
) -> None:
    page, note = visit(asha, PHONE), reverse("cases:case_note_new", args=[case.uid])
    page.goto(note)
    page.get_by_label("Note").fill("first words")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.get_by_label("Note").fill("last words")

    page.goto("/")
    page.wait_for_timeout(1_000)  # a request that outlives its page tells nobody when it is answered

    page.goto(note)
    page.get_by_role("button", name="Continue it").click()
    expect(page.get_by_label("Note")).to_have_value("last words")


def test_words_saved_too_soon_are_not_called_saved_until_they_are(
    visit: NewPage, asha: User, case: Case, problems: list[str]
) -> None:
    page = visit(asha, PHONE)
    page.goto(reverse("cases:case_note_new", args=[case.uid]))
    save = page.get_by_role("button", name="Save draft")
    page.get_by_label("Note").fill("first words")
    save.click()
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.get_by_label("Note").fill("last words")

    save.click()

    expect(page.get_by_text("Not saved yet")).to_be_visible()
    look(page, "draft-too-soon", PHONE)
    expect(page.get_by_text("Draft saved")).to_be_visible(timeout=8_000)
    problems[:] = [one for one in problems if "429" not in one]  # what is shown here


def test_what_is_typed_survives_another_language(visit: NewPage, asha: User, case: Case) -> None:
    page = visit(asha, PHONE)
    page.goto(reverse("cases:case_note_new", args=[case.uid]))
    page.get_by_label("Note").fill("typed before the language changed")

    page.get_by_role("button", name="हिंदी").click()

    expect(page.locator("html")).to_have_attribute("lang", "hi")
    expect(page.locator("[data-draft-waits]")).to_be_visible()
    look(page, "draft-hindi", PHONE)
    page.locator("button[name=draft][value=continue]").click()
    expect(page.get_by_text("typed before the language changed")).to_be_visible()


def test_beside_a_draft_that_waits_nothing_is_typed_and_what_another_page_keeps_from_being_saved_is_not_left_silently(
    visit: NewPage, asha: User, case: Case, problems: list[str]
) -> None:
    page, note = visit(asha, PHONE), reverse("cases:case_note_new", args=[case.uid])
    page.goto(note)
    text = page.get_by_label("Note")
    drafts.keep_draft(
        drafts.Place("cases:case_note_new", case.uid), contents={"body": ["older"]}, continues=None, by=asha
    )
    text.fill("typed where it cannot be kept")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Continue it or throw it away first")).to_be_in_viewport()
    asked: list[str] = []

    def go(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", go)

    page.goto(note)

    assert asked == ["beforeunload"]
    assert page.locator("form:has([data-draft-waits]) > [inert]").count() > 0
    look(page, "draft-waits-first", PHONE)
    page.get_by_role("button", name="Throw it away").click()
    text.fill("typed anew")
    expect(page.locator("[inert]")).to_have_count(0)
    problems[:] = [one for one in problems if "409" not in one]  # the draft of the other page


def test_what_is_typed_into_a_form_without_drafts_is_not_left_without_a_question(
    visit: NewPage, asha: User, case: Case
) -> None:
    page = visit(asha, PHONE)
    page.goto(reverse("cases:case_document_new", args=[case.uid]))
    title, asked = page.get_by_label("In a few words"), list[str]()
    title.fill(TITLE)

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    page.on("dialog", answer)
    page.get_by_role("button", name="हिंदी").click()
    expect(title).to_have_value(TITLE)
    page.get_by_role("button", name="हिंदी").click()

    expect(page.locator("html")).to_have_attribute("lang", "hi")
    assert asked == ["What you typed is not saved. Leave all the same?"] * 2


def test_signed_out_meanwhile_one_is_told_and_nothing_is_lost(visit: NewPage, asha: User, case: Case) -> None:
    page = visit(asha)
    page.goto(reverse("cases:case_note_new", args=[case.uid]))
    page.get_by_label("Note").fill("typed while the session ended")
    mine = page.context.cookies()
    page.context.clear_cookies(name="staff")

    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("you are signed out")).to_be_visible()
    page.context.add_cookies(mine)  # type: ignore[arg-type]  # as they were
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_text(re.compile("Draft saved"))).to_be_visible()
    assert Draft.objects.get().saved_at <= timezone.now()


def test_what_could_not_be_kept_is_not_left_without_a_word(
    visit: NewPage, asha: User, case: Case, problems: list[str]
) -> None:
    """The server is in trouble: its page is not taken for words about the draft, and another form asks first."""
    page = visit(asha, PHONE)
    page.goto(reverse("cases:case_note_new", args=[case.uid]))
    page.get_by_label("Note").fill("typed while the server was ill")
    page.route("**/note/", lambda route: route.fulfill(status=503, body="<html>PLANTED"))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)

    page.get_by_role("button", name="हिंदी").click()

    expect(page.get_by_text("The draft is not saved")).to_be_visible()
    expect(page.get_by_text("PLANTED")).to_have_count(0)
    expect(page.get_by_label("Note")).to_have_value("typed while the server was ill")
    assert asked == ["What you typed is not saved. Leave all the same?"]
    problems[:] = [one for one in problems if "503" not in one]  # the trouble we made
