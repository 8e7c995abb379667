"""Alerts and cases as they are used: at a desk, on a phone, without JavaScript, by keyboard, with Hindi typed in."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.cases import actions
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, MovementStage, Participant
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency, Place
from rihai.intake.actions import dismiss_alert
from rihai.intake.models import Alert
from rihai.lib.precision import ImpreciseDate
from rihai.people.models import YesNoUnknown
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture, submit
from tests.cases import builders as cases
from tests.intake import builders as alerts

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
HINDI = "उसे दुकान में काम दिलाने का वादा किया गया था, तब से फ़ोन बंद है।"
NAME = "सुनीता काल्पनिक"


@pytest.fixture
def lena(organisation: Agency) -> User:
    """Counsellor."""
    return factories.a_user("lena", Role.COUNSELLOR, organisation=organisation)


@pytest.fixture(autouse=True)
def places(organisation: object, transactional_db: None) -> None:
    load_reference(by=None)


def look(page: Page, name: str, size: tuple[int, int] = SCREEN) -> None:
    """Keep a picture, and find nothing that a person with other eyes or fingers could not use."""
    picture(page, f"{name}-{size[0]}")
    assert accessibility_problems(page) == []
    assert not page.evaluate(TOO_WIDE)


def an_alert_with_everything(by: User) -> Alert:
    thane = Place.objects.get(name="Thane", kind=Place.Kind.DISTRICT)
    return alerts.an_alert(
        by,
        NAME,
        what=HINDI,
        where="Blue Lodge, behind the bus stand",
        who="A man on a red motorbike, called Bhaiya",
        place=thane,
        happened=ImpreciseDate.parse("2026-05"),
        danger_now=YesNoUnknown.YES,
        sign_of_exploitation=YesNoUnknown.YES,
        signs=("stranger_with_job_offer", "contact_broken_off"),
        people_expected=2,
        source=alerts.from_source(contact="98765 43210"),
    )


def a_case_with_everything(asha: User, bina: User, lena: User) -> Case:
    thane, pune = (Place.objects.get(name=name, kind=Place.Kind.DISTRICT) for name in ("Thane", "Pune"))
    case = cases.a_case(asha, name=NAME, wish="वह सिलाई सीखना चाहती है और घर नहीं जाना चाहती।")
    Case.objects.filter(pk=case.pk).update(
        acts=["recruitment", "transfer"], types_of_exploitation=["sexual_exploitation", "debt_bondage"]
    )
    for stage, day, place in (
        (MovementStage.RECRUITMENT, "2025-03", pune),
        (MovementStage.TRANSIT, "2025-04-02", None),
        (MovementStage.SALE, "", None),
        (MovementStage.EXPLOITATION, "2025-05", thane),
        (MovementStage.FOUND, "2026-02-11", thane),
    ):
        on = ImpreciseDate.parse(day) if day else None
        where = "" if place else "Near the old bus stand"
        cases.an_event(case, asha, EventKind.MOVEMENT, movement=stage, on=on, place=place, where=where)
    cases.an_event(case, asha, EventKind.SHELTER, text="She has a bed and a key of her own.", where="Third lane")
    actions.add_participant(case, part=Participant.Part.COUNSELLOR, user=lena, by=asha)
    actions.write_note(case, body="She asked for her sister.\nI will call on Monday.", by=asha)
    actions.propose_closing(case, reason="She lives with her sister and works.", ask=bina, by=asha)
    return case


@SIZES
def test_the_list_of_alerts_can_be_read_and_leads_on(
    visit: NewPage, asha: User, kiran: User, size: tuple[int, int]
) -> None:
    page = visit(kiran, size)
    page.goto("/alerts/")
    look(page, "alert-list-empty", size)
    an_alert_with_everything(asha)
    for number in range(3):
        alerts.an_alert(asha, f"Person {number}")

    page.goto("/alerts/")

    look(page, "alert-list", size)
    page.get_by_role("link", name="A-").first.click()
    expect(page.get_by_text(HINDI)).to_be_visible()


@SIZES
def test_an_alert_is_recorded_in_hindi_and_a_mistake_loses_nothing(
    visit: NewPage, asha: User, intake_desk: Desk, size: tuple[int, int]
) -> None:
    page = visit(asha, size)
    page.goto("/alerts/new/")
    look(page, "alert-new", size)
    page.fill("[name=what]", HINDI)
    page.fill("[name=place]", "Atlantis")
    page.fill("[name=people-0-name]", NAME)
    submit(page)
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    look(page, "alert-new-mistakes", size)
    page.get_by_role("link", name="What kind of alert is it?").click()
    expect(page.locator("[name=kind]")).to_be_focused()

    page.select_option("[name=kind]", "missing_report")
    page.select_option("[name=channel]", "phone")
    page.fill("[name=place]", "Thane, Maharashtra")
    submit(page)

    expect(page.get_by_text(HINDI)).to_be_visible()
    expect(page.get_by_text(NAME)).to_be_visible()
    look(page, "alert-recorded", size)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_another_person_is_added_where_one_was_typing(
    visit: NewPage, asha: User, intake_desk: Desk, scripts: bool
) -> None:
    page = visit(asha, PHONE, scripts=scripts)
    page.goto("/alerts/new/")
    page.fill("[name=what]", HINDI)
    page.fill("[name=people-0-name]", NAME)

    page.get_by_role("button", name="Add another person").click()

    expect(page.locator("[name=people-0-name]")).to_have_value(NAME)
    expect(page.locator("[name=what]")).to_have_value(HINDI)
    expect(page.locator("[name=people-1-name]")).to_be_visible()
    expect(page.locator("#person-2")).to_be_in_viewport()
    picture(page, f"alert-second-person-{'with' if scripts else 'without'}-scripts")


def test_an_alert_is_recorded_without_scripts(visit: NewPage, asha: User, intake_desk: Desk) -> None:
    page = visit(asha, PHONE, scripts=False)
    page.goto("/alerts/new/")
    page.select_option("[name=kind]", "information_received")
    page.select_option("[name=channel]", "phone")
    page.fill("[name=what]", HINDI)
    page.locator("summary", has_text="When, and who else").click()
    page.fill("[name=happened_year]", "2026")

    submit(page)

    expect(page.get_by_text(HINDI)).to_be_visible()
    assert Alert.objects.get().precision == "year"


def test_an_alert_is_recorded_with_the_keyboard_alone(visit: NewPage, asha: User, intake_desk: Desk) -> None:
    page = visit(asha)
    page.goto("/alerts/new/")
    page.locator("[name=kind]").focus()
    page.keyboard.type("Missing")
    page.keyboard.press("Tab")
    page.keyboard.type("Tele")
    page.keyboard.press("Tab")  # the first answer about danger
    page.keyboard.press("Tab")
    page.keyboard.type("She did not come home.")
    page.keyboard.press("Tab")
    page.keyboard.type("Thane, Maharashtra")

    page.keyboard.press("Enter")

    expect(page.get_by_text("She did not come home.")).to_be_visible()
    alert = Alert.objects.get()
    assert (alert.kind, alert.channel, alert.people.count()) == ("missing_report", "phone", 0)


@SIZES
def test_an_alert_and_the_decision_on_it_can_be_read_and_used(
    visit: NewPage, asha: User, kiran: User, size: tuple[int, int]
) -> None:
    alerts.an_alert(asha, "Sunita Kalpanik", what="Earlier call")
    alert = an_alert_with_everything(kiran)
    page = visit(kiran, size)

    page.goto(alert.get_absolute_url())
    look(page, "alert-detail", size)
    page.get_by_role("button", name="Different").click()
    expect(page.get_by_text("Different matters")).to_be_visible()
    page.get_by_role("link", name="Decide what to do").click()
    look(page, "alert-triage", size)
    page.check("[name=decision][value=dismiss]")
    expect(page.get_by_role("heading", name="If we dismiss")).to_be_visible()
    expect(page.get_by_role("heading", name="If we refer")).to_be_hidden()
    submit(page)
    look(page, "alert-triage-mistakes", size)
    page.fill("[name=reason]", HINDI)
    page.select_option("[name=dismissal]", "unfounded")
    submit(page)

    expect(page.get_by_text("Checked and unfounded")).to_be_visible()
    page.get_by_role("button", name="Take this decision back").click()
    expect(page.get_by_text("taken back by")).to_be_visible()
    look(page, "alert-decisions", size)


def test_whoever_leads_without_the_desk_sees_the_alert_by_code(visit: NewPage, asha: User, dolly: User) -> None:
    alert = an_alert_with_everything(asha)
    dismiss_alert(alert, code="unfounded", reason="We looked", by=dolly)
    page = visit(dolly)

    page.goto(alert.get_absolute_url())

    expect(page.get_by_text("You see this alert by code only")).to_be_visible()
    expect(page.get_by_text(HINDI)).to_have_count(0)
    look(page, "alert-sealed")


@SIZES
def test_a_case_says_first_what_she_wants_and_can_be_read(
    visit: NewPage, asha: User, bina: User, lena: User, size: tuple[int, int]
) -> None:
    case = a_case_with_everything(asha, bina, lena)
    page = visit(asha, size)

    page.goto("/cases/")
    look(page, "case-list", size)
    page.goto(case.get_absolute_url())

    look(page, "case-detail", size)
    wish, status = page.get_by_text("वह सिलाई").first, page.get_by_text("May we call?").first
    assert wish.bounding_box()["y"] < status.bounding_box()["y"]  # type: ignore[index]  # both are on the page


@SIZES
@pytest.mark.parametrize(
    "name",
    ["case_wish", "case_event_new", "case_note_new", "case_assign", "case_participant_new", "case_screening",
     "case_status", "case_closing"],
)  # fmt: skip
def test_every_form_of_a_case_can_be_used(
    visit: NewPage, asha: User, bina: User, size: tuple[int, int], name: str
) -> None:
    case = cases.a_case(asha)
    page = visit(asha, size)

    page.goto(reverse(f"cases:{name}", args=[case.uid]))
    look(page, name.replace("_", "-"), size)
    page.get_by_role("link", name="Cancel").click()

    expect(page).to_have_url(re.compile(f"{case.get_absolute_url()}$"))


def test_a_case_is_worked_on_without_scripts(visit: NewPage, asha: User) -> None:
    case = cases.a_case(asha)
    page = visit(asha, PHONE, scripts=False)

    page.goto(case.get_absolute_url())
    page.get_by_role("link", name="Write down the wish").click()
    page.fill("[name=words]", HINDI)
    page.check("[name=may_call][value=no]")
    submit(page)
    expect(page.locator("blockquote")).to_have_text(HINDI)
    page.get_by_role("link", name="Add what happened").click()
    page.select_option("[name=kind]", "talk")
    page.fill("[name=on_day]", "31")
    page.fill("[name=on_month]", "2")
    page.fill("[name=on_year]", "2026")
    submit(page)

    expect(page.get_by_role("alert")).to_contain_text("There is no such date")
    page.get_by_role("link", name="When?").click()
    expect(page.locator("[name=on_day]")).to_be_focused()


def test_a_supervisor_sees_the_case_by_code_and_decides_on_closing_when_asked(
    visit: NewPage, asha: User, bina: User, lena: User
) -> None:
    coded = cases.a_case(asha, name="Somebody else", wish=HINDI)
    case = a_case_with_everything(asha, bina, lena)
    page = visit(bina)
    page.goto(coded.get_absolute_url())
    expect(page.get_by_text("You see this case by code only")).to_be_visible()
    look(page, "case-sealed")

    page.goto(case.get_absolute_url())
    look(page, "case-closing-asked")
    page.get_by_role("button", name="Agree and close").click()

    case.refresh_from_db()
    assert case.closed_by == bina
    look(page, "case-closed")
