"""Legal cases as they are used: from an FIR on paper to what was filed, and a refusal with its next step."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import AccusedFacts
from rihai.prosecution.workflow import LegalStatus
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture, submit
from tests.prosecution import builders
from tests.prosecution.claiming import a_claim
from tests.prosecution.test_hearings import a_hearing
from tests.prosecution.test_petitions import a_closure
from tests.prosecution.test_protection import a_threat

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def lata(organisation: Agency) -> User:
    """In-house lawyer."""
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


def look(page: Page, name: str, size: tuple[int, int]) -> None:
    picture(page, f"legal-{name}-{size[0]}")
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)


@SIZES
def test_a_caseworker_copies_an_fir_from_paper(visit: NewPage, asha: User, lata: User, size: tuple[int, int]) -> None:
    case, station = builders.a_case(asha), builders.a_station()
    page = visit(asha, size)
    page.goto(case.get_absolute_url())
    page.locator("main").get_by_role("link", name="Police and court").click()
    look(page, "none-yet", size)
    page.get_by_role("link", name="Record an FIR or a complaint").click()
    page.get_by_label("How far is it?").select_option("registered")
    page.select_option("[name=station]", str(station.uid))
    page.fill("[name=number]", "0123/2026")
    page.fill("[name=filed_on]", "2026-11-02")
    page.fill("[name=sections]", "ITPA 6, 8; IPC 370")
    page.select_option("[name=lawyer]", str(lata.uid))
    look(page, "new", size)
    submit(page)
    expect(page.locator("main")).to_contain_text("Its clause is missing")
    look(page, "companion", size)


@SIZES
def test_a_lawyer_checks_it_decides_and_files(visit: NewPage, asha: User, lata: User, size: tuple[int, int]) -> None:
    builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6", "itpa-8"), station=builders.a_station())
    page = visit(lata, size)
    page.goto(reverse("prosecution:legal_case_list"))
    look(page, "list", size)
    page.locator("main .rihai-row a").first.click()
    look(page, "lawyer", size)
    page.get_by_role("link", name="Check the sections").click()
    look(page, "facts", size)
    code_facts(page)
    expect(page.locator("main")).to_contain_text("May harm the survivor: look at this first")
    look(page, "check", size)
    page.get_by_role("link", name="Decide BNS 2023 s. 143(4)").click()
    page.get_by_label("Ask for it to be added").check()
    page.fill("[name=reason]", "She was fifteen.")
    look(page, "decide", size)
    submit(page)
    page.get_by_role("link", name="Write down what was filed").click()
    page.fill("[name=on]", "2026-11-05")
    page.fill("[name=what]", "Application to add BNS 143(4)")
    submit(page)
    expect(page.locator("aside")).to_contain_text("Application to add BNS 143(4)")
    look(page, "filed", size)


def code_facts(page: Page) -> None:
    page.fill("[name=offence__date_from]", "2025-06-01")
    page.fill("[name=offence__date_to]", "2025-09-10")
    page.fill("[name=victim__age_years]", "15")
    for answer in ("recruited", "transported or taken along", "by lies or false promises", "sexual exploitation"):
        page.get_by_label(answer, exact=True).check()
    submit(page)


@SIZES
def test_a_refusal_shows_its_next_step(visit: NewPage, asha: User, lata: User, size: tuple[int, int]) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED, station=builders.a_station())
    page = visit(asha, size)
    page.goto(legal_case.get_absolute_url())
    page.get_by_role("link", name="Police refuse to register").click()
    page.fill("[name=on]", "2026-11-02")
    page.get_by_label("Officer on duty").check()
    page.get_by_label("Told to settle it").check()
    page.fill("[name=text]", "Invented words of an invented officer")
    look(page, "refusal-new", size)
    submit(page)
    expect(page.locator("main")).to_contain_text("Superintendent or Commissioner of Police, in writing")
    look(page, "refused", size)


@SIZES
def test_an_accused_and_a_hearing_stand_on_the_page(
    visit: NewPage, asha: User, lata: User, size: tuple[int, int]
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, station=builders.a_station())
    page = visit(lata, size)
    page.goto(legal_case.get_absolute_url())
    page.get_by_role("link", name="Add an accused").click()
    page.fill("[name=name]", "Bad Invented Man")
    page.select_option("[name=role]", "owner_or_manager")
    submit(page)
    page.get_by_role("link", name="How matters stand").click()
    page.select_option("[name=state]", "in_custody_pending_trial")
    for part, typed in (("day", "1"), ("month", "10"), ("year", "2026")):
        page.fill(f"[name=since_{part}]", typed)
    look(page, "state", size)
    submit(page)
    page.get_by_role("link", name="Add a hearing").click()
    page.fill("[name=at]", "2026-12-01T11:00")
    page.get_by_label("The survivor speaks").check()
    look(page, "hearing-new", size)
    submit(page)
    page.locator("main").get_by_role("link", name="Prepare").first.click()
    look(page, "prepare", size)
    submit(page)
    expect(page.locator("main")).to_contain_text("Default bail may accrue after")
    a_threat(legal_case, asha)
    a_claim(asha, legal_case.survivors.get().case, legal_case=legal_case)
    page.reload()
    look(page, "whole", size)
    first = page.locator("main h2").first
    assert first.inner_text() == "What comes next"


@SIZES
def test_the_pages_can_be_read_in_hindi(visit: NewPage, asha: User, lata: User, size: tuple[int, int]) -> None:
    User.objects.update(language="hi")
    legal_case = builders.a_legal_case(asha, lawyer=lata)
    actions.add_accused(legal_case, facts=AccusedFacts("owner_or_manager", name="काल्पनिक नाम"), by=lata)
    check = actions.check_sections(legal_case, facts={"victim.age_years": 15}, by=lata)
    a_threat(legal_case, asha)
    a_closure(legal_case, lata)
    a_hearing(legal_case, asha, days=3)
    a_claim(asha, legal_case.survivors.get().case, legal_case=legal_case)
    page = visit(lata, size)

    for name, address in (
        ("hindi-list", reverse("prosecution:legal_case_list")),
        ("hindi-page", legal_case.get_absolute_url()),
        ("hindi-check", reverse("prosecution:check_detail", args=[check.uid])),
        ("hindi-facts", reverse("prosecution:check_new", args=[legal_case.uid])),
    ):
        page.goto(address)
        look(page, name, size)
        assert page.locator("html").get_attribute("lang") == "hi"
