"""A caseworker whom police sent away: the law card, the letter as a draft, and a question to the lawyer."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from docx import Document
from playwright.sync_api import Page, expect
from pytest_django import Settings

from rihai.accounts.models import Installation, User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import RefusalFacts
from rihai.prosecution.models import LegalCase, Refusal
from rihai.prosecution.workflow import LegalStatus
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture, submit
from tests.prosecution import builders

pytestmark = pytest.mark.django_db(transaction=True)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def refused(asha: User, organisation: Agency, settings: Settings) -> LegalCase:
    """In a demonstration, where an invented lawyer has confirmed a handful."""
    settings.DEMO = True
    Installation.objects.update_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})
    lata = factories.a_user("lata", Role.LAWYER, organisation=organisation)
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED, station=builders.a_station())
    facts = RefusalFacts(date(2026, 11, 2), Refusal.Ground.AREA, Refusal.Officer.DUTY)
    actions.record_refusal(legal_case, facts=facts, by=asha)
    return legal_case


def look(page: Page, name: str, size: tuple[int, int]) -> None:
    picture(page, f"help-{name}-{size[0]}")
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
def test_from_a_refusal_to_card_letter_and_answer(
    visit: NewPage, asha: User, refused: LegalCase, tmp_path: Path, size: tuple[int, int]
) -> None:
    page = visit(asha, size)
    page.goto(refused.get_absolute_url())
    page.get_by_role("link", name="Law card: what to do when police refuse").click()
    expect(page.locator("main svg").first).to_contain_text("DEMONSTRATION")
    look(page, "card", size)
    page.emulate_media(media="print")
    picture(page, f"help-card-print-{size[0]}")
    page.emulate_media(media="screen")
    page.goto(reverse("prosecution:paper_list", args=[refused.uid]))
    look(page, "papers", size)
    letter(page, tmp_path, size)
    question(page, refused, size)
    answer(visit(User.objects.get(username="lata"), size), size)
    User.objects.update(language="hi")
    for name, address in (
        ("hindi-card", reverse("prosecution:law_card", args=["fir_refused"])),
        ("hindi-cards", reverse("prosecution:law_card_list")),
        ("hindi-papers", reverse("prosecution:paper_list", args=[refused.uid])),
        ("hindi-question", reverse("prosecution:question_new", args=[refused.uid])),
    ):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "hi"
        look(page, name, size)


def letter(page: Page, folder: Path, size: tuple[int, int]) -> None:
    page.get_by_role("link", name="Letter on the refusal to register").click()
    page.fill("[name=text]", "Mira was taken on 1 June from an invented street.")
    look(page, "letter", size)
    submit(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("seems to name a survivor: “Mira”")
    look(page, "letter-names", size)
    page.fill("[name=text]", "She was taken on 1 June from an invented street.")
    with page.expect_download() as waiting:
        submit(page)
    waiting.value.save_as(folder / waiting.value.suggested_filename)
    said = "\n".join(one.text for one in Document(str(folder / "refusal_letter.docx")).paragraphs)
    assert "She was taken on 1 June from an invented street." in said
    assert "demonstration: confirmed by" in said
    expect(page).to_have_title(re.compile("^Letter on the refusal to register"))


def question(page: Page, legal_case: LegalCase, size: tuple[int, int]) -> None:
    page.goto(legal_case.get_absolute_url())
    page.get_by_role("link", name="Ask about this legal case").click()
    page.get_by_label("FIR and police").check()
    page.fill("[name=question]", "May I send the letter today?")
    look(page, "ask", size)
    submit(page)
    expect(page.locator("main")).to_contain_text("May I send the letter today?")
    look(page, "asked", size)


def answer(page: Page, size: tuple[int, int]) -> None:
    page.goto(reverse("prosecution:question_list"))
    look(page, "questions", size)
    page.locator("main .rihai-row a").first.click()
    page.fill("[name=answer]", "Yes, and keep the proof of posting.")
    look(page, "answer", size)
    submit(page)
    expect(page.locator("main")).to_contain_text("Yes, and keep the proof of posting.")
