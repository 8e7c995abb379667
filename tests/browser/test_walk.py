"""The walk of the demonstration in a real browser: five steps of real work, then the proof, and off by one click."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from rihai.directory.actions import load_reference
from rihai.rescue.models import Inquiry, Operation
from rihai.research.impact import Figures, impact_report
from rihai.web.demo.cast import agency, colleague, make_cast
from rihai.web.demo.matters import tell_matters
from rihai.web.demo.night import tell_night
from rihai.web.walk.records import records_of_walk
from tests.browser.conftest import PHONE, NewPage
from tests.browser.watching import accessibility_problems, picture
from tests.web.walking import in_demonstration

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def night(settings: Settings) -> None:
    in_demonstration(settings)
    load_reference(by=None)
    make_cast()
    tell_matters()
    tell_night()


def look(page: Page, name: str) -> None:
    """Wide and on a phone."""
    for size, width in (("wide", 1280), ("phone", 360)):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"walk-{name}-{size}")
    assert accessibility_problems(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def send(page: Page) -> None:
    page.locator("main form:not([action*=demonstration]) button[type=submit]").last.click()


def next_step(page: Page, link: str) -> None:
    """Follow the margin, as a new user would."""
    page.goto("/")
    with page.expect_event("load"):
        page.locator("aside").get_by_role("link", name=link, exact=True).click()


def own_figures() -> Figures:
    return impact_report(timezone.localdate(), agency("rescue")).own


def triage(page: Page) -> Inquiry:
    next_step(page, "Open the alert")
    look(page, "1-alert")
    page.get_by_role("link", name="Decide").first.click()
    page.check("[name=decision][value=accept]")
    page.check("[name=priority][value=crisis]")
    page.select_option("[name=officer]", label="Ravi")
    page.fill("[name=reason]", "Two people beat on the window.")
    look(page, "1-triage")
    send(page)
    inquiry = records_of_walk().inquiry  # type: ignore[union-attr]  # the night was told
    assert inquiry is not None
    return inquiry


def lead(page: Page, *, kind: str, text: str, standing: str, basis: str) -> None:
    next_step(page, "Open the inquiry")
    page.get_by_role("link", name="Add a lead").first.click()
    page.check(f"[name=kind][value={kind}]")
    page.fill("[name=text]", text)
    send(page)
    page.get_by_role("link", name=re.compile(r"^Judge(?! again)")).first.click()
    page.check(f"[name=standing][value={standing}]")
    page.fill("[name=basis]", basis)
    send(page)


def leads(page: Page) -> None:
    lead(
        page,
        kind="observation",
        text="Two of us saw both at the window.",
        standing="verified",
        basis="Both wrote it down apart.",
    )
    lead(
        page,
        kind="question",
        text="The tea seller saw the car come twice.",
        standing="verified",
        basis="The number is the same.",
    )
    lead(
        page,
        kind="information",
        text="A caller says that they are in the next street.",
        standing="refuted",
        basis="That house is empty.",
    )
    page.goto("/")
    look(page, "2-leads-done")


def unit(page: Page) -> Operation:
    next_step(page, "Plan an operation")
    page.select_option("[name=colleague]", label="Kiran")
    page.check("[name=part][value=led]")
    look(page, "3-plan")
    send(page)
    next_step(page, "Choose the unit")
    page.select_option("[name=agency]", str(agency("ahtu").uid))
    page.fill("[name=tell_at]", timezone.localtime().strftime("%Y-%m-%dT%H:%M"))
    look(page, "3-unit")
    send(page)
    operation = records_of_walk().operation  # type: ignore[union-attr]  # the night was told
    assert operation is not None
    return operation


def found(page: Page) -> None:
    next_step(page, "The police act first")
    page.select_option("[name=unit]", str(agency("ahtu").uid))
    page.fill("[name=officer]", "Invented Inspector")
    look(page, "4-police-first")
    send(page)
    next_step(page, "Record who was found")
    page.select_option("[name=case_owner]", label="Asha")
    page.fill("[name=people-0-name]", "Kusumlata Invented")
    page.select_option("[name=people-0-outcome]", "rescued_in_operation")
    page.select_option("[name=people-0-exploitation]", "exploitation_stated_kind_open")
    page.fill("[name=people-0-wish]", "I want to go home tonight.")
    page.locator("button[name^=more], button[name*=another], button[name*=more]").first.click()
    page.fill("[name=people-1-name]", "कल्पनादेवी काल्पनिक")
    page.select_option("[name=people-1-outcome]", "rescued_in_operation")
    page.fill("[name=people-1-wish]", "I do not want to go home. I want work.")
    look(page, "4-found")
    send(page)


def become(page: Page, part: str) -> None:
    page.goto(reverse("web:walk"))
    page.get_by_role("button", name=f"Go on as {part}", exact=True).first.click()
    expect(page.locator("aside")).to_contain_text(f"You are {part}.")


def test_five_steps_of_real_work_and_the_proof(visit: NewPage, night: None) -> None:
    before = own_figures()
    page = visit(colleague("ravi"))
    page.goto("/")
    look(page, "0-day")
    page.get_by_role("link", name=re.compile("Missing for 9 days")).click()
    page.get_by_role("link", name="Say where homes and hospitals are not asked yet").click()
    look(page, "0-ask")

    triage(page)
    leads(page)
    unit(page)
    found(page)
    become(page, "the director")
    page.locator("aside").get_by_role("link", name="Open the impact page").click()
    page.reload()
    look(page, "5-impact")

    after = own_figures()
    assert (after.operations, after.people_located) == (before.operations + 1, before.people_located + 2)
    for label, was, now in (
        ("Operations", before.operations, after.operations),
        ("People located", before.people_located, after.people_located),
    ):
        expect(page.locator("aside")).to_contain_text(f"{label}: before {was}, now {now}")
    expect(page.locator("aside")).to_contain_text("All five steps are done.")
    page.goto(reverse("web:walk"))
    look(page, "6-walk")
    prove(page)


def prove(page: Page) -> None:
    become(page, "a caseworker of another organisation")
    page.goto(reverse("web:walk"))
    with page.expect_response(re.compile("/cases/")) as answer:
        page.get_by_role("link", name="Open the address of this case").click()
    look(page, "7-not-found")
    assert answer.value.status == 404
    become(page, "a caseworker")
    page.goto(reverse("web:walk"))
    expect(page.locator("main")).to_contain_text("Tried and refused")
    page.get_by_role("link", name="Open this person's page").click()
    page.get_by_role("button", name="Open", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("Kusumlata Invented")
    become(page, "the data officer")
    page.goto(reverse("web:walk"))
    page.get_by_role("link", name="See who opened it").click()
    look(page, "8-openings")
    expect(page.locator("main table")).to_contain_text("Asha")
    expect(page.locator("main")).not_to_contain_text("Kusumlata")


def test_one_click_hides_the_walk_everywhere_and_another_shows_it(visit: NewPage, night: None) -> None:
    page = visit(colleague("ravi"), PHONE)
    page.goto("/")
    page.get_by_role("button", name="Hide the walk").click()
    expect(page.get_by_text("A walk through one night")).to_have_count(0)
    other = visit(colleague("dolly"))
    other.goto("/")
    expect(other.get_by_text("A walk through one night")).to_have_count(0)

    other.get_by_role("button", name="Show the walk").click()

    expect(other.get_by_text("A walk through one night")).to_have_count(1)
