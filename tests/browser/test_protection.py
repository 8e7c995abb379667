"""A survivor who is threatened: from the threat to the application, the day in court, the paper to take along."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import HearingFacts
from rihai.prosecution.facts.survivor_facts import DetentionFacts, SurvivorStepFacts
from rihai.prosecution.models import Detention, Hearing, LegalCase, SurvivorStep
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture, submit
from tests.prosecution import builders
from tests.prosecution.test_hearings import in_days
from tests.prosecution.test_protection import DAY

pytestmark = pytest.mark.django_db(transaction=True)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
ONE_PAGE = 1123


@pytest.fixture
def lata(organisation: Agency) -> User:
    """In-house lawyer."""
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


def look(page: Page, name: str, size: tuple[int, int]) -> None:
    picture(page, f"protection-{name}-{size[0]}")
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)


@pytest.mark.parametrize(
    ("size", "language"), [(SCREEN, "en"), (PHONE, "en"), (PHONE, "hi")], ids=["desk", "phone", "hindi"]
)
def test_from_a_threat_to_the_application_and_the_day_in_court(
    visit: NewPage, asha: User, lata: User, size: tuple[int, int], language: str
) -> None:
    User.objects.update(language=language)
    legal_case = builders.a_legal_case(asha, builders.a_case(asha, 24, name="Sunita Testwali"), lawyer=lata)
    hearing = actions.plan_hearing(legal_case, facts=HearingFacts(in_days(20), Hearing.Purpose.SURVIVOR), by=lata)
    around(asha, legal_case)
    page, mark = visit(asha, size), "" if language == "en" else "hindi-"

    page.goto(reverse("prosecution:threat_new", args=[legal_case.uid]))
    page.locator("[name=severity][value=crisis]").check()
    page.fill("[name=on]", DAY.isoformat())
    for name, value in (("kind", "visit"), ("towards", "survivor"), ("origin", "theirs"), ("channel", "person")):
        page.select_option(f"[name={name}]", value)
    look(page, f"{mark}threat", size)
    submit(page)
    page.goto(reverse("prosecution:threat_answer", args=[legal_case.threats.get().uid]))
    look(page, f"{mark}answer", size)
    page.goto(reverse("prosecution:protection_new", args=[legal_case.uid]))
    page.fill("[name=applied_on]", DAY.isoformat())
    look(page, f"{mark}apply", size)
    submit(page)
    expect(page.locator("main .rihai-panel").first).to_be_visible()
    look(page, f"{mark}page", size)
    for name in ("around", "legal_case_detail"):
        page.goto(reverse(f"prosecution:{name}", args=[legal_case.uid]))
        look(page, f"{mark}{name}", size)
    page.goto(reverse("prosecution:court_day_plan", args=[hearing.uid, legal_case.survivors.get().uid]))
    page.select_option("[name=goes_along]", str(asha.pk))
    page.fill("[name=phone]", "0000 000 000")
    page.select_option("[name=transport]", "ready")
    look(page, f"{mark}plan", size)
    submit(page)
    look(page, f"{mark}day", size)
    plan = hearing.court_days.get()
    page.goto(reverse("prosecution:court_day_sheet", args=[plan.uid]))
    look(page, f"{mark}paper", size)
    page.emulate_media(media="print")
    expect(page.locator("[data-identity-law].rihai-print-only")).to_be_visible()
    expect(page.locator(".govuk-back-link")).to_be_hidden()
    picture(page, f"protection-{mark}paper-printed-{size[0]}")
    if size == SCREEN:
        assert page.evaluate("document.documentElement.scrollHeight") <= ONE_PAGE


def around(asha: User, legal_case: LegalCase) -> None:
    survivor = legal_case.survivors.get()
    step = SurvivorStepFacts(SurvivorStep.State.DONE, DAY, at=in_days(-2), consent=SurvivorStep.Consent.OWN)
    actions.begin_step(survivor, kind=SurvivorStep.Kind.MEDICAL, facts=step, by=asha)
    kept = DetentionFacts(Detention.Basis.INQUIRY, DAY, wish=Detention.Wish.LEAVE, wish_on=DAY)
    actions.record_detention(survivor, facts=kept, by=asha)
