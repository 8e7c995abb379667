"""The whole path in a real browser: an officer on a phone, a coordinator at a desk, and those who must see nothing."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency
from rihai.intake.models import Alert
from rihai.rescue.models import Inquiry, Operation
from rihai.rescue.rules.risk import load_risk_items
from tests.browser.conftest import PHONE, NewPage
from tests.browser.watching import accessibility_problems, picture

pytestmark = pytest.mark.django_db(transaction=True)


def send(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def look(page: Page, name: str) -> None:
    picture(page, f"path-{name}")
    assert accessibility_problems(page) == []


def record_alert(page: Page) -> Alert:
    page.goto("/")
    page.get_by_role("link", name="Record an alert").click()
    page.select_option("[name=kind]", "missing_report")
    page.select_option("[name=channel]", "phone")
    page.check("[name=danger_now][value=yes]")
    page.fill("[name=what]", "Two sisters did not come home from the tailoring class.")
    page.fill("[name=place]", "Thane, Maharashtra")
    page.fill("[name=people-0-name]", "Kusum Invented")
    page.select_option("[name=people-0-sex]", "female")
    send(page, "Add another person")
    page.fill("[name=people-1-name]", "कविता काल्पनिक")
    look(page, "1-alert-new")
    send(page, page.locator("main form button[type=submit]").last.inner_text())
    look(page, "2-alert")
    return Alert.objects.get()


def triage(page: Page, alert: Alert, officer: User) -> Inquiry:
    page.goto(reverse("intake:alert_triage", args=[alert.uid]))
    page.check("[name=decision][value=accept]")
    page.check("[name=priority][value=crisis]")
    page.select_option("[name=officer]", str(officer.uid))
    page.fill("[name=reason]", "Minors may be among them.")
    look(page, "3-triage")
    send(page, page.locator("main form button[type=submit]").last.inner_text())
    return Inquiry.objects.get()


def add_lead(page: Page, inquiry: Inquiry) -> None:
    page.goto(reverse("rescue:inquiry_detail", args=[inquiry.uid]))
    page.get_by_role("link", name="Add a lead").first.click()
    page.check("[name=kind][value=observation]")
    page.fill("[name=text]", "Both were seen at the window of a lodge.")
    look(page, "4-lead-new")
    send(page, page.locator("main form button[type=submit]").last.inner_text())
    page.goto(reverse("rescue:lead_judge", args=[inquiry.leads.get().uid]))
    page.check("[name=standing][value=verified]")
    page.fill("[name=basis]", "A second colleague saw them an hour later.")
    send(page, page.locator("main form button[type=submit]").last.inner_text())
    page.goto(reverse("rescue:inquiry_detail", args=[inquiry.uid]))
    look(page, "5-inquiry")


def plan(page: Page, inquiry: Inquiry, officer: User, unit: Agency) -> Operation:
    page.goto(reverse("rescue:operation_from_inquiry", args=[inquiry.uid]))
    page.select_option("[name=colleague]", str(officer.uid))
    page.fill("[name=plan]", "North gate first.")
    page.check("[name=part][value=led]")
    for circumstance in ("child_possible", "without_warrant", "other_language", "interstate"):
        page.check(f"[name={circumstance}][value=no]")
    send(page, page.locator("main form button[type=submit]").last.inner_text())
    operation = Operation.objects.get()
    page.goto(reverse("rescue:operation_unit_new", args=[operation.uid]))
    page.select_option("[name=agency]", str(unit.uid))
    send(page, page.locator("main form button[type=submit]").last.inner_text())
    page.goto(reverse("rescue:operation_detail", args=[operation.uid]))
    look(page, "6-operation-planning")
    return operation


def start(page: Page, operation: Operation) -> None:
    contact = operation.units.get()
    tell = reverse("rescue:operation_unit_tell", args=[contact.uid])
    page.locator(f'form[action="{tell}"] button').first.click()
    page.goto(reverse("rescue:operation_unit_answer", args=[contact.uid]))
    page.check("[name=answer][value=acknowledged]")
    page.fill("[name=officer]", "Inspector Invented")
    send(page, page.locator("main form button[type=submit]").last.inner_text())
    page.goto(reverse("rescue:operation_risk", args=[operation.uid]))
    for item in load_risk_items():
        field = page.locator(f"[name={item.code}]")
        if item.phase != "before" or not field.count():
            continue
        if item.kind == "number":
            field.fill("2")
        else:
            page.check(f'[name={item.code}][value="{item.choices[0][0]}"]')
    look(page, "7-risk-check")
    send(page, page.locator("main form button[type=submit]").last.inner_text())
    page.goto(reverse("rescue:operation_start", args=[operation.uid]))
    look(page, "8-start")
    send(page, page.locator("main form button[type=submit]").last.inner_text())


def find_two(page: Page, operation: Operation, worker: User) -> None:
    first, second = operation.inquiry.people.order_by("person__code")  # type: ignore[union-attr]  # planned from one
    page.goto(reverse("rescue:operation_found_new", args=[operation.uid]))
    page.select_option("[name=case_owner]", str(worker.uid))
    page.select_option("[name=people-0-person]", str(first.person_id))
    page.select_option("[name=people-0-outcome]", "rescued_in_operation")
    page.select_option("[name=people-0-exploitation]", "sexual_exploitation_stated")
    page.fill("[name=people-0-wish]", "I want to go back to my class.")
    page.locator("button[name^=more], button[name*=another], button[name*=more]").first.click()
    page.select_option("[name=people-1-person]", str(second.person_id))
    page.select_option("[name=people-1-outcome]", "rescued_in_operation")
    page.fill("[name=people-1-wish]", "I do not want to talk now.")
    look(page, "9-found")
    send(page, page.locator("main form button[type=submit]").last.inner_text())


def test_an_alert_becomes_two_cases_and_is_counted_honestly(
    visit: NewPage, ravi: User, kiran: User, asha: User, chand: User, dolly: User
) -> None:
    load_reference(by=None)
    officer, desk = visit(ravi, PHONE), visit(kiran)

    alert = record_alert(officer)
    inquiry = triage(desk, alert, ravi)
    add_lead(officer, inquiry)
    operation = plan(desk, inquiry, ravi, Agency.objects.get(ref="PS06"))
    start(desk, operation)
    find_two(officer, operation, asha)

    cases = list(Case.objects.select_related("person"))
    assert len(cases) == 2
    worker = visit(asha, PHONE)
    for case in cases:
        worker.goto(reverse("cases:case_detail", args=[case.uid]))
        expect(worker.locator("main")).to_contain_text(case.person.pseudonym)
        look(worker, "10-case")
    director = visit(dolly)
    director.goto(reverse("research:impact"))
    figures = director.locator(".rihai-stat__figure").all_inner_texts()[:3]
    look(director, "11-impact")
    # One of the two is not counted as freed: her exploitation is not stated.
    assert figures == ["1", "2", "1"]
    assert operation_is_hidden(director, operation)
    assert everything_is_hidden(visit(chand), alert, inquiry, operation, cases)


def operation_is_hidden(page: Page, operation: Operation) -> bool:
    """Also from the director: she is not on the list."""
    answer = page.goto(reverse("rescue:operation_detail", args=[operation.uid]))
    return answer is not None and answer.status == 404


def everything_is_hidden(page: Page, alert: Alert, inquiry: Inquiry, operation: Operation, cases: list[Case]) -> bool:
    """A stranger gets the same page everywhere, as if nothing of it existed."""
    urls = [
        reverse("intake:alert_detail", args=[alert.uid]),
        reverse("rescue:inquiry_detail", args=[inquiry.uid]),
        reverse("rescue:operation_detail", args=[operation.uid]),
        *(reverse("cases:case_detail", args=[case.uid]) for case in cases),
        *(reverse("people:person_detail", args=[case.person_id]) for case in cases),
    ]
    answers = [page.goto(url) for url in urls]
    return all(answer is not None and answer.status == 404 for answer in answers)


def test_the_alert_form_works_by_keyboard_and_without_scripts(visit: NewPage, ravi: User) -> None:
    page = visit(ravi, PHONE, scripts=False)
    page.goto(reverse("intake:alert_new"))

    page.locator("[name=kind]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    for _tab in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("Somebody was heard calling for help.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/new/"))
    picture(page, "path-13-keyboard")

    alert = Alert.objects.get()
    assert alert.received_by == ravi
    assert alert.received_at <= timezone.now()
    expect(page.locator("main")).to_contain_text(alert.reference)


def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(visit: NewPage, ravi: User) -> None:
    page = visit(ravi, PHONE)
    page.goto(reverse("intake:alert_new"))
    page.fill("[name=what]", "A call in the night.")
    page.fill("[name=place]", "Nowhereville")

    page.get_by_role("button", name="Save and hand to the desk").click()

    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the way it came.")
    assert page.input_value("[name=what]") == "A call in the night."
    assert page.input_value("[name=place]") == "Nowhereville"
    look(page, "12-alert-errors")
    assert not Alert.objects.exists()
