"""From an FIR on paper to a checked application, as somebody does it who sees the pages for the first time.

The case is constructed: a girl of fifteen taken from South 24 Parganas to Pune in 2024; the FIR names IPC 363 alone.
Every click and every character is counted; docs/law.md says how minutes are made of them.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.models import SectionFiling
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.test_prosecution import look
from tests.prosecution import builders
from tests.prosecution.test_said import SOLD

pytestmark = pytest.mark.django_db(transaction=True)
# A keystroke, and pointing at something after having found it (Card, Moran and Newell, 1980); reading is added apart.
KEY, POINT, READ = 0.28, 1.1 + 1.35, 30.0
TEN_MINUTES = 600


class Hand:
    """Does what a hand does, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.keys, self.pages = page, 0, 0, 1

    def click(self, what: Locator, *, leads: bool = False) -> None:
        what.click()
        self.clicks, self.pages = self.clicks + 1, self.pages + leads

    def type(self, field: str, text: str) -> None:
        self.page.fill(f"[name={field}]", text)
        self.clicks, self.keys = self.clicks + 1, self.keys + len(text)

    def choose(self, field: str, value: str) -> None:
        self.page.select_option(f"[name={field}]", value)
        self.clicks += 2

    def follow(self, name: str) -> None:
        self.click(self.page.locator("main").get_by_role("link", name=name).first, leads=True)

    def submit(self) -> None:
        self.click(self.page.locator("main form button[type=submit]:visible").last, leads=True)

    @property
    def seconds(self) -> float:
        return self.clicks * POINT + self.keys * KEY + self.pages * READ


@pytest.fixture
def lata(organisation: Agency) -> User:
    """A lawyer who accompanies survivors herself, as in a small organisation."""
    return factories.a_user("lata", Role.LAWYER, Role.CASEWORKER, organisation=organisation)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
def test_from_paper_to_a_checked_application_in_under_ten_minutes(
    visit: NewPage, asha: User, lata: User, size: tuple[int, int]
) -> None:
    case = builders.a_case(lata)
    station = builders.a_station()
    page = visit(lata, size)
    page.goto(case.get_absolute_url())
    hand = Hand(page)

    hand.follow("Police and court")
    hand.follow("Record an FIR or a complaint")
    hand.choose("status", "registered")
    hand.choose("station", str(station.uid))
    hand.type("number", "0045/2024")
    hand.type("filed_on", "2024-03-06")
    hand.type("sections", "363 IPC")
    hand.submit()
    hand.follow("Check the sections")
    expect(page.locator("main")).to_contain_text("From the record")
    look(page, "check-facts", size)
    for field, text in (
        ("offence__date_from", "2024-03-04"),
        ("offence__date_to", "2024-05-20"),
        ("victim__age_years", "15"),
    ):
        hand.type(field, text)
    for answer in (
        *("transported or taken along", "kept or housed for others"),
        *("taken or lured away from parents or guardian", "by lies or false promises", "sexual exploitation"),
    ):
        hand.click(page.get_by_label(answer, exact=True))
    hand.submit()
    expect(page.locator("main")).to_contain_text("IPC 1860 s. 370(4)")
    look(page, "claim-found", size)
    hand.follow("Decide on all that is missing")
    hand.click(page.get_by_label("Ask for all of them"))
    hand.type("reason", "She was fifteen, taken by a promise of work and exploited.")
    look(page, "claim-decide", size)
    hand.submit()
    hand.follow("Write down what was filed")
    hand.type("on", "2024-05-28")
    hand.type("what", "Application to add IPC 370(4) and the others decided on")
    hand.type("before", "Judicial Magistrate, Pune")
    hand.submit()

    expect(page.locator("aside")).to_contain_text("Application to add IPC 370(4)")
    assert SectionFiling.objects.count() == 1
    assert hand.seconds < TEN_MINUTES


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
def test_reasons_and_elements_are_read_in_hindi(visit: NewPage, lata: User, size: tuple[int, int]) -> None:
    legal_case = builders.a_legal_case(lata, sections=("itpa-6",), lawyer=lata)
    check = actions.check_sections(legal_case, facts=SOLD, by=lata)
    User.objects.update(language="hi")
    page = visit(lata, size)

    page.goto(reverse("prosecution:check_detail", args=[check.uid]))
    expect(page.locator("main")).to_contain_text("सज़ा:")
    expect(page.locator("main")).not_to_contain_text("The longest sentence")
    look(page, "check-hindi", size)
    page.goto(reverse("prosecution:legal_evidence", args=[legal_case.uid]))
    look(page, "evidence-hindi", size)


def test_a_rare_act_is_unfolded_and_ticked_by_keyboard_and_without_scripts(visit: NewPage, lata: User) -> None:
    legal_case = builders.a_legal_case(lata, lawyer=lata)
    page = visit(lata, PHONE, scripts=False)
    page.goto(reverse("prosecution:check_new", args=[legal_case.uid]))
    organ = page.get_by_label("an organ removed", exact=True)
    assert not organ.is_visible()

    page.locator("summary", has_text="Begging, crime, marriage, organs").focus()
    page.keyboard.press("Enter")
    organ.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Check", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.locator("aside")).to_contain_text("an organ removed")
    page.get_by_role("link", name="Check again with more facts").last.click()
    expect(page.get_by_label("an organ removed", exact=True)).to_be_checked()
    expect(page.get_by_label("an organ removed", exact=True)).to_be_visible()
