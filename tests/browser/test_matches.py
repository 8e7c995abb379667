"""From a girl who comes to a home at night to two who know who she is; and the trafficker who asks for her."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency, Place
from rihai.people.actions import add_name
from rihai.people.facts import NameFacts
from rihai.people.models import SearchEntry
from rihai.tracing.actions.deciding import say_of_match
from rihai.tracing.matcher.engine import shipped_engine
from rihai.tracing.matcher.registers import Registers
from rihai.tracing.matcher.taking import Taker
from rihai.tracing.models import MatchDecision, MissingReport, PlantedRecord, PotentialMatch, SearchRecord
from rihai.tracing.models.asking import PLANTED
from rihai.tracing.workflow import MatchStatus
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture, submit
from tests.tracing import builders
from tests.tracing.planting import WHY, planted, second_of
from tests.tracing.test_asking import a_search

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
Match = Callable[[], int]


@pytest.fixture
def desk(other_organisation: Agency) -> Desk:
    return factories.a_desk(other_organisation, Desk.Purpose.CASEWORK)


@pytest.fixture
def matron(other_organisation: Agency, desk: Desk) -> User:
    return factories.a_user("matron", Role.HOME_SUPERINTENDENT, organisation=other_organisation, desks=[desk])


@pytest.fixture
def colleague(other_organisation: Agency, desk: Desk) -> User:
    return factories.a_user("night_matron", Role.HOME_SUPERINTENDENT, organisation=other_organisation, desks=[desk])


@pytest.fixture(autouse=True)
def places(organisation: object, transactional_db: None) -> None:
    load_reference(by=None)


@pytest.fixture
def match(transactional_db: None) -> Match:
    """What the matcher does between two pages, with the shipped engine; its process has tests of its own."""
    taker = Taker(Registers(shipped_engine()))
    return taker.take


def look(page: Page, name: str, size: tuple[int, int] = SCREEN) -> None:
    picture(page, f"match-{name}-{size[0]}")
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)


def without_what_he_typed(page: Page, name: str) -> str:
    """The page of his newest question without her name, its reference and the minute in which he asked: no other."""
    asked_at = timezone.localtime(SearchRecord.objects.latest("asked_at").asked_at)
    text = page.locator("main").inner_text().replace(name, "").replace(page.locator("h1").inner_text(), "")
    assert set(re.findall(r"\b\d{1,2}:\d{2}\b", text)) == {f"{asked_at:%H:%M}"}
    return text.replace(f"{asked_at:%H:%M}", "")


def record_found(page: Page, name: str) -> None:
    page.goto(reverse("tracing:found_new"))
    page.get_by_label("Home or shelter").check()
    page.fill("[name=name]", name)
    page.select_option("[name=sex]", "female")
    page.fill("[name=age]", "14")
    page.fill("[name=marks]", "Burn mark, left hand")
    submit(page)


@SIZES
def test_a_girl_in_a_home_is_recognised_and_two_colleagues_decide(
    visit: NewPage, matron: User, colleague: User, ravi: User, match: Match, size: tuple[int, int]
) -> None:
    builders.a_report(ravi)
    page = visit(matron, size)
    record_found(page, "ज़रीना टेस्टवाली")
    match()

    page.reload()
    expect(page.locator("main")).to_contain_text("May be somebody who is sought")
    look(page, "found", size)
    page.get_by_role("link", name=re.compile("RH-")).first.click()
    expect(page.locator("main")).not_to_contain_text("Zarina Testwali")
    expect(page.locator("main")).to_contain_text("ज़रीना टेस्टवाली")
    expect(page.locator("main")).to_contain_text("Same in another spelling or script")
    look(page, "side-by-side", size)
    page.get_by_label("The same person", exact=True).check()
    page.fill("[name=reason]", "The burn is where the family says")
    submit(page)
    expect(page.locator("main")).to_contain_text("A second colleague decides with you")
    look(page, "first-voice", size)

    second = visit(colleague, size)
    second.goto("/")
    second.get_by_role("link", name=re.compile("second pair of eyes")).first.click()
    expect(second.locator("main")).not_to_contain_text("The burn is where the family says")
    second.get_by_label("The same person", exact=True).check()
    submit(second)
    expect(second.locator("main")).to_contain_text("The same person, say two colleagues")
    second.get_by_role("link", name="Tell whoever asked").click()
    expect(second.get_by_label(re.compile("Child Welfare Committee named"))).to_be_visible()
    expect(second.get_by_label(re.compile("call our desk"))).to_have_count(0)
    look(second, "answer", size)
    second.get_by_label(re.compile("Child Welfare Committee named")).check()
    second.get_by_label(re.compile("Order or request")).check()
    second.fill("[name=paper]", "Order 12 of 2026")
    second.fill("[name=contact]", "CWC Thane")
    submit(second)
    look(second, "answered", size)

    assert PotentialMatch.objects.get().status == MatchStatus.CONFIRMED
    searching = visit(ravi, size)
    searching.goto(MissingReport.objects.get().get_absolute_url())
    expect(searching.locator("main")).to_contain_text("CWC Thane")
    look(searching, "told", size)


@SIZES
def test_whoever_spoke_of_other_facts_is_asked_again_and_lists_show_one_district(
    visit: NewPage, kiran: User, bina: User, other_organisation: Agency, match: Match, size: tuple[int, int]
) -> None:
    officer = factories.a_user("officer", Role.RESCUE_OFFICER, organisation=other_organisation)
    thane, pune = (Place.objects.get(name=name, kind=Place.Kind.DISTRICT) for name in ("Thane", "Pune"))
    found = builders.a_found(kiran, person=replace(builders.somebody(14), home_district=thane))
    other = builders.a_found(kiran, person=replace(builders.somebody(14, "Meera Kumari"), home_district=pune))
    builders.a_report(officer)
    match()
    proposed = PotentialMatch.objects.get(person=found.person)
    say_of_match(proposed, says=MatchDecision.Says.SAME, reason="The scar", state=proposed.state, by=kiran)
    add_name(found.person, facts=NameFacts("Guddi", "nickname"), by=kiran)

    second = visit(bina, size)
    second.goto(proposed.get_absolute_url())
    expect(second.locator("main")).to_contain_text("The facts changed after this was said")
    look(second, "facts-changed", size)
    first = visit(kiran, size)
    first.goto(proposed.get_absolute_url())
    expect(first.locator("main")).to_contain_text("Look at them once more, and say it again")
    look(first, "asked-again", size)
    first.goto(reverse("tracing:found_list"))
    first.get_by_label("District").select_option(label=thane.label)
    submit(first)
    expect(first.locator("main")).to_contain_text(found.reference)
    expect(first.locator("main")).not_to_contain_text(other.reference)
    look(first, "one-district", size)


@SIZES
def test_a_trafficker_who_asks_for_her_learns_nothing(
    visit: NewPage, matron: User, ravi: User, match: Match, size: tuple[int, int]
) -> None:
    """He has an account of another organisation, her name, her age and her mark; one girl is there, one is invented."""
    builders.a_found(matron, found_at=timezone.now() - timedelta(hours=1))
    pages = []
    page = visit(ravi, size)
    for name in ("Zarina Testwali", "Kajol Nobodyhere"):
        page.goto(reverse("tracing:search_new"))
        page.fill("[name=name]", name)
        page.select_option("[name=sex]", "female")
        page.fill("[name=age]", "14")
        page.select_option("[name=purpose]", "family")
        page.fill("[name=why]", "Her uncle says that he wants her back home")
        if name.startswith("Kajol"):
            look(page, "ask", size)
        submit(page)
        expect(page.locator("main")).to_contain_text("Asked. If a holder has something to tell")
        match()
        page.reload()
        look(page, "asked", size)
        pages.append(without_what_he_typed(page, name))

    assert PotentialMatch.objects.count() == 1
    assert pages[0] == pages[1]
    for address in (reverse("tracing:match_list"), reverse("tracing:found_list"), "/"):
        page.goto(address)
        expect(page.locator("body")).not_to_contain_text(PotentialMatch.objects.get().person.code)
        expect(page.locator("body")).not_to_contain_text(PotentialMatch.objects.get().person.pseudonym)
    page.goto(PotentialMatch.objects.get().get_absolute_url())
    expect(page.locator("main")).not_to_contain_text("Zarina")


@SIZES
def test_somebody_invented_is_planted_by_two_who_hear_of_a_question_from_the_house_that_asked(
    visit: NewPage, other_organisation: Agency, ravi: User, match: Match, size: tuple[int, int]
) -> None:
    officer = factories.a_user("officer", Role.DATA_OFFICER, organisation=ravi.organisation)
    guard = factories.a_user("guard", Role.DATA_OFFICER, organisation=other_organisation)
    second = second_of(guard)
    planted(guard, PlantedRecord.Side.FOUND)
    a_search(ravi)
    match()
    looking = visit(officer, size)
    looking.goto(reverse("tracing:planted_list"))
    expect(looking.locator("main")).to_contain_text("Find out why")
    looking.locator("summary", has_text="Tell those who planted her").click()
    look(looking, "planted-asked", size)
    looking.get_by_role("button", name="Tell those who planted her").click()
    expect(looking.locator("body")).to_contain_text("know that our house asked")

    page = visit(guard, size)
    page.goto(reverse("tracing:planted_list"))
    expect(page.locator("main")).to_contain_text("Find out why")
    expect(page.locator("main")).not_to_contain_text(ravi.display_name)
    page.fill("[name=name]", "Kajol Nobodyhere")
    page.select_option("[name=sex]", "female")
    page.fill("[name=age]", "15")
    page.locator("[name=side]").first.check()
    page.fill("[name=why]", WHY)
    submit(page)
    look(page, "planted", size)

    confirming = visit(second, size)
    confirming.goto(reverse("tracing:planted_list"))
    expect(confirming.locator("main")).to_contain_text("Kajol Nobodyhere")
    look(confirming, "planted-second", size)
    confirming.get_by_role("button", name="She is invented: plant it").click()
    expect(confirming.locator("body")).to_contain_text("It is planted.")

    assert SearchEntry.objects.filter(subject_label=PLANTED).count() == 2


@SIZES
def test_the_pages_of_matching_can_be_read_in_hindi(
    visit: NewPage, matron: User, ravi: User, match: Match, size: tuple[int, int]
) -> None:
    User.objects.update(language="hi")
    builders.a_report(ravi)
    builders.a_found(matron)
    match()
    found, searching = PotentialMatch.objects.get(), visit(ravi, size)
    holding = visit(matron, size)

    for page, name, address in (
        (holding, "list", reverse("tracing:match_list")),
        (holding, "side-by-side", found.get_absolute_url()),
        (searching, "ask", reverse("tracing:search_new")),
        (searching, "list-asked", reverse("tracing:search_list")),
    ):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "hi"
        look(page, f"hindi-{name}", size)
