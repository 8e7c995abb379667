"""Duties on the screen: the week, what is late, putting off, rules, and handing a colleague's work over."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.actions import complete_duty, note_talk, open_duty, put_off_duty, repeat_duty
from rihai.duties.models import Duty
from rihai.duties.workers import escalate_late_duties
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.test_alerts_and_cases import look
from tests.cases.builders import a_case

pytestmark = pytest.mark.django_db(transaction=True)


def owed(about: Case, owner: User, rule: str = "case.child_committee", **more: object) -> Duty:
    duty = open_duty(
        rule, subject=about, event_uid=uuid.uuid4(), organisation=about.organisation, owner=owner, by=owner
    )
    Duty.objects.filter(pk=duty.pk).update(steps_taken=0, **more)
    return Duty.objects.get(pk=duty.pk)


def busy(asha: User, bina: User) -> None:
    """A week as it is: late, resting, just done, coming again."""
    now = timezone.now()
    for number, name in enumerate(("Rani Test", "Mala Test", "Sunil Test")):
        case = a_case(asha, name=name)
        owed(case, asha, due_at=now + timedelta(hours=9 * number - 30))
    late = owed(case, asha, due_at=now - timedelta(days=4), escalates_at=now - timedelta(days=3))
    note_talk(late, by=bina)
    resting = owed(case, asha, rule="case.first_talk", due_at=now - timedelta(hours=2))
    put_off_duty(resting, until=now + timedelta(days=1), reason="At a wedding in the village", by=asha)
    complete_duty(owed(case, asha), by=asha)
    repeat_duty("case.visit", subject=case, organisation=case.organisation, owner=asha, by=asha)
    escalate_late_duties()


@pytest.mark.parametrize(("size", "name"), [(SCREEN, "wide"), (PHONE, "phone")])
def test_the_pages_of_duties(
    visit: NewPage, asha: User, bina: User, dolly: User, size: tuple[int, int], name: str
) -> None:
    busy(asha, bina)

    hers = visit(asha, size)
    for path, picture in (("/", "my-day"), ("/duties/calendar/", "calendar"), ("/duties/again/", "again")):
        hers.goto(path)
        look(hers, f"duties-{picture}-{name}", size)
    hers.goto("/")
    hers.get_by_role("link", name="Put off").first.click()
    look(hers, f"duties-put-off-{name}", size)
    leads = visit(dolly, size)
    for path, picture in (("/duties/", "all"), ("/duties/late/", "late"), ("/duties/rules/", "rules")):
        leads.goto(path)
        look(leads, f"duties-{picture}-{name}", size)
    leads.goto("/duties/rules/case.child_committee/")
    look(leads, f"duties-rule-{name}", size)


def test_a_colleagues_work_is_handed_over(visit: NewPage, asha: User, bina: User, dolly: User) -> None:
    busy(asha, bina)
    page, size = visit(dolly, PHONE), PHONE

    page.goto("/hand-over/")
    look(page, "handover-list", size)
    page.get_by_role("link", name="Asha").click()
    page.get_by_label("Ill or away for a time").check()
    page.get_by_label("Last day away").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_label("Who takes the cases?").select_option(label="Bina")
    look(page, "handover-choose", size)
    page.get_by_role("button", name="See what would happen").click()
    look(page, "handover-preview", size)
    page.get_by_role("button", name="Hand over").click()

    page.get_by_text("In force").wait_for()
    look(page, "handover-done", size)
