"""The directory as it is used: an agency with everything, its number changed by two people, doubles merged, a file."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from rihai.directory import actions
from rihai.directory.actions import load_reference
from rihai.directory.facts import AgencyFacts
from rihai.directory.fields import find_place
from rihai.directory.models import Agency
from rihai.directory.rules.columns import spans_of
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.test_alerts_and_cases import look
from tests.directory.conftest import NEW, in_force, phone
from tests.directory.test_marks import facts
from tests.factories import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
FILE = "ref,name,kind,source\nT1,Invented station,police_station,letter\nT2,,police_station,letter\n"


@pytest.fixture
def unit(kiran: User, dolly: User) -> Agency:
    """Everything an entry may hold."""
    load_reference(by=None)
    unit = Agency.objects.get(ref="PS03")
    actions.set_hours(unit, spans=spans_of("Mon-Fri 10:00-18:00; Sat 10:00-13:00"), by=kiran)
    actions.add_area(unit, place=find_place("Palghar, Maharashtra"), area="", source="order of the State", by=kiran)
    old = in_force(unit, by=kiran)
    in_force(unit, "1098", by=kiran, role="night")
    actions.propose_contact(unit, facts=phone("+919876543210", role="head", is_personal=True), by=dolly)
    actions.propose_contact(unit, facts=phone(NEW), replaces=old, by=kiran)
    actions.confirm_mark(actions.propose_mark(unit, facts=facts(), by=kiran), by=dolly)
    actions.add_agency(_desk(unit), parent=unit, by=kiran)
    actions.merge_agency(an_agency("Unit Nalasopara, old name", kind="ahtu", is_member=False), into=unit, by=kiran)
    return unit


def _desk(unit: Agency) -> AgencyFacts:
    return AgencyFacts("Women's desk Nalasopara", "womens_help_desk", "visit", address=unit.address, state=unit.state)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
def test_an_agency_says_how_it_is_reached_and_what_waits(
    visit: NewPage, dolly: User, unit: Agency, size: tuple[int, int]
) -> None:
    page = visit(dolly, size)
    page.goto(reverse("directory:agency_list"))
    look(page, "directory-list", size)
    page.goto(reverse("directory:agency_detail", args=[unit.uid]))
    look(page, "directory-agency", size)

    expect(page.get_by_text("Change pending").first).to_be_visible()
    page.get_by_role("link", name="Call and confirm").first.click()
    look(page, "directory-call", size)
    page.get_by_label("Reached: the old number confirms the change").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("The call is recorded.")).to_be_visible()
    expect(page.get_by_text("Takes effect").first).to_be_visible()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
def test_a_place_leads_to_its_units_and_a_file_is_looked_at_first(
    visit: NewPage, kiran: User, unit: Agency, size: tuple[int, int]
) -> None:
    page = visit(kiran, size)
    page.goto(reverse("directory:competent") + "?place=Nalasopara&kind=")
    look(page, "directory-competent", size)
    expect(page.get_by_text("In the district").first).to_be_visible()

    page.goto(reverse("directory:agency_import"))
    page.get_by_label("Or paste the lines here").fill(FILE)
    page.get_by_role("button", name="Look at it first").click()
    look(page, "directory-import", size)
    expect(page.get_by_role("button", name="Take the file in")).to_be_visible()

    _forms(page, unit, size)


def _forms(page: Page, unit: Agency, size: tuple[int, int]) -> None:
    for name in ("contact_new", "agency_hours", "area_new", "mark_new", "agency_edit"):
        page.goto(reverse(f"directory:{name}", args=[unit.uid]))
        look(page, f"directory-{name}", size)
    for name in ("agency_print", "waiting"):
        page.goto(reverse(f"directory:{name}"))
        look(page, f"directory-{name}", size)
    page.goto(reverse("directory:agency_detail", args=[Agency.objects.get(ref="PS11").uid]))
    page.get_by_text("Perhaps the same body, listed twice").click()
    look(page, "directory-doubles", size)
    page.get_by_role("button", name="One body: keep Office of Commissioner").click()
    expect(page.get_by_text("Decided: one body, merged")).to_be_visible()
