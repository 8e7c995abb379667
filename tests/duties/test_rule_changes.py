"""An organisation changes its own promises without code; the law's time is never lengthened."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.duties.actions import change_rule, repeat_duty, restore_rule
from rihai.duties.models import Duty, Repetition, RuleChange
from rihai.duties.permissions import CannotChange
from rihai.duties.rules import LEADS, Step, rule_of
from rihai.duties.schedules import rule_in, rules_in
from rihai.lib.recurrence import Period, Unit
from rihai.people.models import Person
from tests.cases.builders import a_case
from tests.conftest import SignedIn
from tests.duties.conftest import a_duty
from tests.intake import builders as intake
from tests.web.test_form_templates import Elements

LAW = "case.child_committee"
TALK = "case.first_talk"
STEPS = (Step(10, LEADS), Step(60, "role:director"))
LIST = reverse("duties:rule_list")


def address(code: str, kind: str = "") -> str:
    return reverse("duties:rule_change", args=[code]) + (f"?kind={kind}" if kind else "")


def typed(**more: object) -> dict[str, object]:
    spans = {"minutes_number": 120, "minutes_unit": 1, "after_1_number": 10, "after_1_unit": 1}
    return {**spans, "to_1": LEADS, "form_token": str(uuid.uuid4()), **more}


def test_what_opens_from_now_on_is_due_as_changed(dolly: User, asha: User) -> None:
    change_rule(TALK, minutes=120, steps=STEPS, by=dolly)

    a_case(asha)

    duty = Duty.objects.get(rule=TALK)
    assert duty.due_at - duty.opened_at < timedelta(minutes=121)
    assert duty.escalates_at == duty.due_at + timedelta(minutes=10)


def test_what_is_open_keeps_its_date_and_goes_on_as_changed(dolly: User, asha: User) -> None:
    a_case(asha)
    before = Duty.objects.get(rule=TALK)

    change_rule(TALK, minutes=120, steps=STEPS, by=dolly)

    after = Duty.objects.get(rule=TALK)
    assert after.due_at == before.due_at
    assert after.escalates_at == after.due_at + timedelta(minutes=10)


def test_another_organisation_keeps_the_shipped_rule(dolly: User, chand: User) -> None:
    change_rule(TALK, minutes=120, steps=STEPS, by=dolly)

    assert rule_in(chand.organisation_id, TALK) == rule_of(TALK)
    assert rules_in(dolly.organisation_id)[TALK].minutes == 120


def test_the_promise_about_somebody_in_danger_is_changed_apart(dolly: User, asha: User, intake_desk: Desk) -> None:
    change_rule("alert.triage", minutes=15, steps=STEPS, detail="crisis", by=dolly)

    intake.an_alert(asha, danger_now="yes")
    intake.an_alert(asha, danger_now="no")

    crisis, normal = (Duty.objects.get(rule="alert.triage", detail=kind) for kind in ("crisis", "normal"))
    assert crisis.due_at < timezone.now() + timedelta(minutes=16)
    assert normal.due_at > timezone.now() + timedelta(hours=23)


def test_every_change_is_kept_with_who_made_it(dolly: User) -> None:
    for minutes in (120, 60):
        change_rule(TALK, minutes=minutes, steps=STEPS, by=dolly)
    restore_rule(TALK, by=dolly)

    assert list(RuleChange.objects.values_list("minutes", "made_by", "ended_by")) == [
        (60, dolly.uid, dolly.uid), (120, dolly.uid, dolly.uid),
    ]  # fmt: skip
    assert rule_in(dolly.organisation_id, TALK) == rule_of(TALK)
    assert AuditEvent.objects.filter(verb="rule.changed").count() == 2


def test_a_clock_of_the_law_is_never_lengthened(dolly: User) -> None:
    lawful = rule_of(LAW)

    with pytest.raises(CannotChange, match="The law sets this time"):
        change_rule(LAW, minutes=lawful.minutes + 1, steps=lawful.steps, by=dolly)
    with pytest.raises(CannotChange, match="as soon as"):
        change_rule(LAW, minutes=lawful.minutes, steps=STEPS, by=dolly)

    change_rule(LAW, minutes=lawful.minutes - 60, steps=lawful.steps, by=dolly)
    assert rule_in(dolly.organisation_id, LAW).minutes == lawful.minutes - 60


def test_somebody_always_hears_of_what_is_late(dolly: User) -> None:
    with pytest.raises(CannotChange):
        change_rule(TALK, minutes=5, steps=(), by=dolly)
    with pytest.raises(CannotChange):
        change_rule(TALK, minutes=5, steps=tuple(reversed(STEPS)), by=dolly)


@pytest.mark.parametrize("name", ["asha", "bina", "kiran", "admin"])
def test_only_the_director_changes_rules(cast: dict[str, User], signed_in: SignedIn, name: str) -> None:
    with pytest.raises(Refused):
        change_rule(TALK, minutes=5, steps=STEPS, by=cast[name])
    assert signed_in(cast[name]).get(LIST).status_code == 403
    assert signed_in(cast[name]).post(address(TALK), typed()).status_code == 403


def test_the_rhythm_is_changed_too(dolly: User, asha: User, person: Person) -> None:
    visit = rule_of("case.visit")
    change_rule("case.visit", minutes=visit.minutes, steps=visit.steps, period=Period(3, Unit.WEEKS), by=dolly)
    case = a_case(asha)

    repeat_duty("case.visit", subject=case, organisation=case.organisation, owner=asha, by=asha)

    assert Repetition.objects.get().period == Period(3, Unit.WEEKS)


def test_it_is_changed_and_restored_on_the_screen(signed_in: SignedIn, dolly: User) -> None:
    client = signed_in(dolly)

    changed = client.post(address("alert.triage", "crisis"), typed(minutes_number=20))
    listed = client.get(LIST).text
    history = client.get(address("alert.triage", "crisis")).text
    restored = client.post(address("alert.triage", "crisis"), typed(restore="yes"))

    assert (changed.status_code, restored.status_code) == (302, 302)
    assert "Changed here" in listed
    assert "20 minutes, by Dolly" in history
    assert "Changed here" not in client.get(LIST).text


def test_what_the_law_forbids_is_said_and_stays_typed(signed_in: SignedIn, dolly: User) -> None:
    response = signed_in(dolly).post(address(LAW), typed(minutes_number=9999))

    assert response.status_code == 422
    assert "not slower" in response.text
    assert "9999" in response.text


def test_a_rule_that_does_not_exist_is_not_found(signed_in: SignedIn, dolly: User) -> None:
    client = signed_in(dolly)

    assert client.get(address("no.rule")).status_code == 404
    assert client.get(address(TALK, "crisis")).status_code == 404


def test_a_late_duty_goes_on_as_the_organisation_has_it(dolly: User, asha: User, person: Person) -> None:
    change_rule("contact.confirm_number", minutes=5, steps=[Step(1, "role:director")], by=dolly)

    duty = a_duty(person, owner=asha, rule="contact.confirm_number")

    assert duty.escalates_at == duty.due_at + timedelta(minutes=1)


def test_times_are_said_in_days_and_hours(dolly: User, signed_in: SignedIn) -> None:
    change_rule(TALK, minutes=1500, steps=STEPS, by=dolly)

    page, own = (signed_in(dolly).get(url).text for url in (LIST, address(TALK)))

    assert "Due after 1 day, 1 hour." in page
    assert "1440 minutes" not in page
    assert "1 day, 1 hour, by Dolly" in own


def chosen(page: Elements) -> list[str]:
    """The units that are chosen."""
    return [one["value"] for tag, one in page.found if tag == "option" and "selected" in one and one["value"].isdigit()]


def test_a_time_is_asked_as_a_number_and_its_unit(dolly: User, signed_in: SignedIn) -> None:
    client = signed_in(dolly)

    answer = client.post(address(TALK), typed(minutes_number=25, minutes_unit=60, after_1_number=2, after_1_unit=1440))

    assert answer.status_code == 302
    assert rule_in(dolly.organisation_id, TALK).minutes == 25 * 60
    assert rule_in(dolly.organisation_id, TALK).steps == (Step(2 * 1440, LEADS),)
    own = Elements(client.get(address(TALK)).text)
    assert own.one("input", name="minutes_number")["value"] == "25"
    assert own.one("input", name="after_1_number")["value"] == "2"
    assert chosen(own)[:2] == ["60", "1440"]


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [("", 60, "Enter how long it may take."), (366, 1440, "Enter at most 365 days."), ("soon", 60, "whole number")],
)
def test_a_time_that_cannot_be_is_told_and_stays_typed(
    dolly: User, signed_in: SignedIn, number: object, unit: int, words: str
) -> None:
    answer = signed_in(dolly).post(address(TALK), typed(minutes_number=number, minutes_unit=unit))

    assert answer.status_code == 422
    assert words in answer.text
    page = Elements(answer.text)
    assert page.one("input", name="minutes_number").get("value", "") == str(number)
    assert chosen(page)[0] == str(unit)
    assert page.one("a", href="#id_minutes_0")


def test_without_delay_is_at_once(dolly: User, signed_in: SignedIn) -> None:
    change_rule(TALK, minutes=0, steps=(Step(0, LEADS),), by=dolly)

    page, own = (signed_in(dolly).get(url).text for url in (LIST, address(TALK)))

    assert "Due at once." in page
    assert "at once → " in page
    assert "0 minutes" not in page.replace("30 minutes", "").replace("10 minutes", "")
    assert "at once, by Dolly" in own
