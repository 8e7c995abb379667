"""One row that cannot be done keeps nobody else waiting, as when a rule is gone or an organisation has no desk."""

import logging
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.cases.models import Case
from rihai.duties.actions import complete_duty, leave_duties_to_desks, repeat_duty
from rihai.duties.models import Duty, Repetition
from rihai.duties.workers import CONFIRM, escalate_late_duties, open_periodic_duties
from rihai.lib.recurrence import Period, Unit
from rihai.people.models import Person
from tests.cases.builders import a_case
from tests.conftest import SignedIn
from tests.duties.conftest import a_duty
from tests.duties.test_workers import confirmed
from tests.people.conftest import a_person_of

LONG_AGO = timezone.now() - timedelta(days=400)


def test_a_duty_whose_rule_is_gone_stops_no_escalation(
    asha: User, bina: User, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    gone, late = a_duty(a_person_of(asha), owner=asha), a_duty(person, owner=asha)
    Duty.objects.filter(pk=gone.pk).update(rule="case.gone", escalates_at=LONG_AGO)
    Duty.objects.filter(pk=late.pk).update(due_at=LONG_AGO, escalates_at=LONG_AGO + timedelta(days=1))

    with caplog.at_level(logging.ERROR):
        assert escalate_late_duties() > 0

    late.refresh_from_db()
    assert late.steps_taken > 0
    assert "1 late duties have rules that are gone" in caplog.text


def test_a_duty_that_cannot_be_escalated_stops_no_other(
    asha: User, bina: User, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    first, late = a_duty(a_person_of(asha), owner=asha), a_duty(person, owner=asha)
    Duty.objects.filter(pk=first.pk).update(subject_label="gone.kind", due_at=LONG_AGO, escalates_at=LONG_AGO)
    Duty.objects.filter(pk=late.pk).update(due_at=LONG_AGO, escalates_at=LONG_AGO + timedelta(days=1))

    with caplog.at_level(logging.ERROR):
        escalate_late_duties()

    late.refresh_from_db()
    assert late.steps_taken > 0
    assert f"Escalation of {first.uid} failed" in caplog.text


def test_a_duty_of_a_leaver_whose_rule_is_gone_keeps_no_other_from_a_desk(
    asha: User, person: Person, casework_desk: Desk
) -> None:
    gone, other = a_duty(a_person_of(asha), owner=asha), a_duty(person, owner=asha)
    Duty.objects.filter(pk=gone.pk).update(rule="case.gone", due_at=LONG_AGO)
    asha.is_active = False
    asha.save()

    open_periodic_duties()

    other.refresh_from_db()
    assert (other.owner, other.desk) == (None, casework_desk)


def test_where_nobody_can_be_asked_others_are_asked(asha: User, chand: User, person: Person) -> None:
    strange = a_person_of(chand)
    confirmed(strange, chand, days_ago=81)
    confirmed(person, asha, days_ago=80)
    Desk.objects.filter(organisation=chand.organisation).update(is_active=False)
    chand.is_active = False
    chand.save()

    open_periodic_duties()

    assert Duty.objects.get(rule=CONFIRM).owner == asha


def test_what_comes_again_about_a_record_that_is_gone_keeps_no_other_from_coming(asha: User, bina: User) -> None:
    case, other = a_case(asha), a_case(asha, name="Mala Test")
    for one in (case, other):
        weekly(one, asha)
    Repetition.objects.filter(subject_uid=case.uid).update(subject_uid=uuid.uuid4(), first_on=LONG_AGO.date())

    open_periodic_duties()

    assert Duty.objects.filter(rule="case.visit", subject_uid=other.uid).count() == 2


def weekly(case: Case, by: User) -> None:
    """Begun, and the first visit made."""
    period = Period(1, Unit.WEEKS)
    repeat_duty("case.visit", subject=case, organisation=case.organisation, owner=by, period=period, by=by)
    complete_duty(Duty.objects.open().get(rule="case.visit", subject_uid=case.uid), by=by)


def test_a_duty_whose_rule_is_gone_is_shown_in_plain_words_and_can_be_ticked(
    asha: User, person: Person, signed_in: SignedIn
) -> None:
    gone, other = a_duty(person, owner=asha), a_duty(a_person_of(asha), owner=asha)
    Duty.objects.filter(pk=gone.pk).update(rule="case.gone", due_at=LONG_AGO)
    client = signed_in(asha)

    pages = [client.get(reverse(name)) for name in ("web:my_day", "duties:calendar", "duties:calendar_file")]
    client.post(reverse("duties:duty_complete", args=[gone.pk]), {"form_token": str(uuid.uuid4())})

    my_day, week, file = (page.content.decode() for page in pages)
    assert "A duty of an earlier version" in my_day
    assert person.code in my_day
    assert "A duty of an earlier version" in week
    assert "A duty: open Rihai" in file
    gone.refresh_from_db()
    other.refresh_from_db()
    assert (gone.done_by, other.is_open) == (asha, True)


def test_what_somebody_leaves_goes_to_a_desk_even_if_its_rule_is_gone(
    asha: User, dolly: User, person: Person, casework_desk: Desk
) -> None:
    gone = a_duty(person, owner=asha)
    Duty.objects.filter(pk=gone.pk).update(rule="case.gone")

    leave_duties_to_desks(asha, by=dolly)

    gone.refresh_from_db()
    assert gone.owner is None


def test_what_comes_again_under_a_rule_that_is_gone_can_still_be_ended(
    asha: User, bina: User, signed_in: SignedIn
) -> None:
    weekly(a_case(asha), asha)
    Repetition.objects.update(rule="case.gone")

    page = signed_in(asha).get(reverse("duties:repetitions"))

    assert "A duty of an earlier version" in page.content.decode()
