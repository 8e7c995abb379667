"""A caseworker whose phone runs no scripts, and a lawyer who uses no mouse, do what they do most."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from docx import Document
from playwright.sync_api import Page, expect
from pytest_django import Settings

from rihai.accounts.models import Installation, User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.prosecution.models import Claim, Hearing, LegalCase, Refusal, RefusalStep
from rihai.prosecution.workflow import LegalStatus
from tests import factories
from tests.browser import watching
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.prosecution import builders

pytestmark = pytest.mark.django_db(transaction=True)
MOST_STOPS = 80
# A stop is marked if it looks different once it is left; the mark of a radio button is drawn by the label beside it.
WHERE = """() => {
  const look = (one) => [[one, null], [one.nextElementSibling, "::before"]].map(([on, part]) => {
    const drawn = on && getComputedStyle(on, part);
    return drawn && [drawn.outline, drawn.boxShadow, drawn.backgroundColor, drawn.borderColor].join();
  }).join();
  const here = document.activeElement, last = window.lastStop, box = here.getBoundingClientRect();
  // A field for a day has stops of its own inside; the browser itself marks the one that opens the calendar.
  if (last?.here !== here) window.lastStop = {here, look: look(here)};
  const says = (here.labels?.length ? here.labels[0] : here).textContent.trim().replace(/\\s+/g, " ");
  const wasMarked = !last || last.here === here || look(last.here) !== last.look;
  return {says, wasMarked, isInSight: box.bottom > 0 && box.top < innerHeight, last: last?.here.outerHTML};
}"""


@pytest.fixture
def lata(organisation: Agency, settings: Settings) -> User:
    """In-house lawyer, in a demonstration, where an invented lawyer has confirmed what the letter needs."""
    settings.DEMO = True
    Installation.objects.update_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


def submit(page: Page, **answers: str) -> None:
    """Fill in what is named, choose what has that value, and press the last button."""
    for name, value in answers.items():
        field = page.locator(f"main form [name={name}]")
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"main form [name={name}][value={value}]").check()
        elif field.locator("option").count():
            field.select_option(value)
        else:
            field.fill(value)
    watching.submit(page)


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def test_without_scripts_an_fir_leads_to_the_letter_a_claim_is_appealed_and_a_hearing_adjourned(
    visit: NewPage, asha: User, lata: User, tmp_path: Path
) -> None:
    case, station = builders.a_case(asha), builders.a_station()
    page = visit(asha, PHONE, scripts=False)

    page.goto(reverse("prosecution:case_legal", args=[case.uid]))
    follow(page, "Record an FIR or a complaint")
    submit(page, status="asked", station=str(station.uid), lawyer=str(lata.uid))
    follow(page, "Police refuse to register")
    submit(page, officer="duty", ground="area")
    expect(page.locator(".govuk-error-summary")).to_contain_text("On which day? – This is needed.")
    expect(page.locator("[name=officer][value=duty]")).to_be_checked()
    submit(page, on="2026-11-02")
    follow(page, "Write down a step")
    submit(page, rung="senior_officer", on="2026-11-03")
    follow(page, "Letter on the refusal to register")
    page.fill("[name=text]", "She was taken on 1 June from an invented street.")
    with page.expect_download() as waiting:
        submit(page)
    waiting.value.save_as(tmp_path / "letter.docx")

    assert Document(str(tmp_path / "letter.docx")).paragraphs
    assert RefusalStep.objects.get().rung == "senior_officer"
    claim_without_scripts(page, case.uid)
    hearing_without_scripts(page, LegalCase.objects.get())


def claim_without_scripts(page: Page, case: object) -> None:
    page.goto(reverse("prosecution:claim_new", args=[case, "nalsa"]))
    submit(page, on="2026-10-01", has_understood="yes", wish="wants", guardian="agrees")
    for to, on, more in (
        ("filed", "2026-10-05", {"amount": "700000"}),
        ("refused", "2026-10-20", {"ground": "not_covered"}),
        ("appealed", "2026-10-25", {}),
    ):
        follow(page, "What happened next")
        submit(page, to=to, on=on, **more)
    expect(page.locator("main")).to_contain_text("On appeal")
    assert Claim.objects.get().status == "appealed"


def hearing_without_scripts(page: Page, legal_case: LegalCase) -> None:
    page.goto(legal_case.get_absolute_url())
    follow(page, "Add a hearing")
    submit(page, at="2026-10-12T11:00", purpose="bail")
    follow(page, "How did it go?")
    later = timezone.localdate() + timedelta(days=60)
    submit(page, outcome="adjourned", reason="witness", next_at=f"{later.isoformat()}T11:00")
    expect(page.locator("main")).to_contain_text(date_format(later))
    assert Hearing.objects.count() == 2


def tab_to(page: Page, words: str) -> None:
    """By the tabulator alone; every stop on the way is marked and in sight, and there is a way on."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        assert here["wasMarked"], here
        assert here["isInSight"], here
        if here["says"].startswith(words):
            return
    pytest.fail(f"No stop says {words}")


def enter(page: Page, words: str, *, at: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(at)


def test_a_refusal_is_written_down_without_a_mouse(visit: NewPage, asha: User, lata: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED, station=builders.a_station())
    page = visit(lata, SCREEN)
    page.goto(reverse("prosecution:legal_case_list"))

    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    enter(page, "First information report", at="The paper")
    enter(page, "Police refuse to register", at="Who refused?")
    tab_to(page, "Save draft")
    enter(page, "Save", at="There is a problem")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    tab_to(page, "On which day?")
    page.keyboard.press("Enter")
    expect(page.locator("[name=on]")).to_be_focused()
    page.evaluate(WHERE)
    page.keyboard.type("10102026")
    tab_to(page, "Officer on duty")
    page.keyboard.press("Space")
    tab_to(page, "Not the area of this station")
    page.keyboard.press("ArrowDown")
    tab_to(page, "The words that were used")
    page.keyboard.type("Invented words of an invented officer")
    enter(page, "Save", at="Refused on 10 October 2026")

    refusal = Refusal.objects.get(legal_case=legal_case)
    assert (refusal.officer, refusal.ground) == (Refusal.Officer.DUTY, Refusal.Ground.NO_OFFENCE)
