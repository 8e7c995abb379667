"""Duties open once, are closed by the act or by hand, and always have somebody who owes them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.duties.actions import (
    cancel_duties,
    complete_duties,
    complete_duty,
    open_duty,
    reassign_duty,
    return_orphaned_duties,
)
from rihai.duties.models import Duty
from rihai.duties.permissions import CannotTake
from rihai.duties.rules import load_rules, rule_of
from rihai.people.models import Person
from tests import factories
from tests.duties.conftest import RULE, a_duty
from tests.people.conftest import a_published_person, let_work


def test_an_event_opens_its_duty_once(asha: User, person: Person) -> None:
    event = uuid.uuid4()

    duties = [
        open_duty(RULE, subject=person, event_uid=event, organisation=person.organisation, owner=asha, by=asha)
        for _each in range(2)
    ]

    assert duties[0] == duties[1]
    assert Duty.objects.count() == 1
    assert AuditEvent.objects.filter(verb="duty.opened").count() == 1


def test_a_second_event_opens_a_second_duty(asha: User, person: Person) -> None:
    assert a_duty(person, owner=asha) != a_duty(person, owner=asha)


def test_a_done_duty_is_not_opened_again_by_the_same_event(asha: User, person: Person) -> None:
    event = uuid.uuid4()
    first = open_duty(RULE, subject=person, event_uid=event, organisation=person.organisation, owner=asha, by=asha)
    complete_duty(first, by=asha)

    again = open_duty(RULE, subject=person, event_uid=event, organisation=person.organisation, owner=asha, by=asha)

    assert again.done_at is not None


def test_the_rule_says_when_it_is_due(asha: User, person: Person) -> None:
    before = timezone.now()

    duty = a_duty(person, owner=asha)

    minutes = timedelta(minutes=rule_of(RULE).minutes)
    assert before + minutes <= duty.due_at <= timezone.now() + minutes


def test_a_crisis_is_due_in_half_an_hour() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)

    assert rule_of("alert.triage").due_after(moment, "crisis") == moment + timedelta(minutes=30)
    assert rule_of("alert.triage").due_after(moment) == moment + timedelta(hours=24)


@given(code=st.sampled_from(sorted(load_rules())), detail=st.text(max_size=10))
def test_no_rule_is_due_before_it_is_opened(code: str, detail: str) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)

    assert rule_of(code).due_after(moment, detail) >= moment


def test_an_unknown_rule_is_a_mistake_of_the_program(asha: User, person: Person) -> None:
    with pytest.raises(ValueError, match="no rule"):
        a_duty(person, owner=asha, rule="case.forgotten")


def test_a_published_story_opens_no_duty(asha: User) -> None:
    story = a_published_person(asha, "Deepti")

    with pytest.raises(ValueError, match="published"):
        a_duty(story, owner=asha)


def test_without_an_owner_it_goes_to_the_desk_of_the_rule(person: Person, casework_desk: Desk) -> None:
    duty = a_duty(person)

    assert (duty.owner, duty.desk) == (None, casework_desk)


def test_without_that_desk_it_goes_to_another_and_never_to_nobody(asha: User, person: Person) -> None:
    Desk.objects.update(is_active=False)
    alone = a_duty(person)
    direction = factories.a_desk(person.organisation, Desk.Purpose.DIRECTION)
    legal = factories.a_desk(person.organisation, Desk.Purpose.LEGAL)

    led = a_duty(person)
    direction.is_active = False
    direction.save()
    other = a_duty(person)

    assert alone.owner == asha
    assert led.desk == direction
    assert other.desk == legal


def test_a_duty_of_a_colleague_who_left_goes_to_a_desk(ravi: User, person: Person, casework_desk: Desk) -> None:
    ravi.is_active = False
    ravi.save()

    assert a_duty(person, owner=ravi).desk == casework_desk


def test_ticking_off_is_kept_with_who_did_it(asha: User, person: Person) -> None:
    duty = complete_duty(a_duty(person, owner=asha), by=asha)

    assert duty.done_by == asha
    assert AuditEvent.objects.filter(verb="duty.completed", subject_uid=duty.uid, actor_uid=asha.uid).exists()


def test_somebody_at_the_desk_ticks_off_what_lies_there(asha: User, person: Person, casework_desk: Desk) -> None:
    assert complete_duty(a_duty(person, desk=casework_desk), by=asha).done_by == asha


def test_a_supervisor_sees_it_but_does_not_tick_it_off_for_her(asha: User, dolly: User, person: Person) -> None:
    with pytest.raises(Refused):
        complete_duty(a_duty(person, owner=asha), by=dolly)


def test_a_colleague_without_it_is_told_that_there_is_none(asha: User, ravi: User, person: Person) -> None:
    with pytest.raises(Hidden):
        complete_duty(a_duty(person, owner=asha), by=ravi)


def test_nothing_is_ticked_off_twice(asha: User, person: Person) -> None:
    duty = complete_duty(a_duty(person, owner=asha), by=asha)

    with pytest.raises(Refused):
        complete_duty(duty, by=asha)


def test_what_leaves_a_record_is_not_ticked_off_by_hand(asha: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule="contact.confirm_number")

    with pytest.raises(Refused, match="by doing it"):
        complete_duty(duty, by=asha)


def test_the_act_closes_every_duty_of_its_rule_and_no_other(asha: User, bina: User, person: Person) -> None:
    first, second = a_duty(person, owner=asha), a_duty(person, owner=bina)
    other = a_duty(person, owner=asha, rule="contact.confirm_number")

    assert complete_duties(RULE, subject=person, by=asha) == 2

    assert set(Duty.objects.open()) == {other}
    assert set(Duty.objects.filter(done_by=asha)) == {first, second}
    assert complete_duties(RULE, subject=person, by=asha) == 0


def test_closing_a_record_cancels_whatever_was_owed_about_it(asha: User, person: Person) -> None:
    a_duty(person, owner=asha)
    a_duty(person, owner=asha, rule="contact.confirm_number")

    assert cancel_duties(None, subject=person, by=asha) == 2

    assert not Duty.objects.open().exists()
    assert AuditEvent.objects.filter(verb="duty.cancelled", subject_uid=person.uid).count() == 1


def test_one_rule_is_cancelled_alone(asha: User, person: Person) -> None:
    a_duty(person, owner=asha)
    kept = a_duty(person, owner=asha, rule="contact.confirm_number")

    cancel_duties(RULE, subject=person, by=asha)

    assert list(Duty.objects.open()) == [kept]


def test_whoever_leads_hands_it_to_a_colleague_who_may_open_the_record(
    asha: User, bina: User, ravi: User, person: Person
) -> None:
    duty = a_duty(person, owner=asha)
    let_work(person, ravi)

    moved = reassign_duty(duty, to=ravi, by=bina)

    assert (moved.owner, moved.desk) == (ravi, None)
    assert AuditEvent.objects.filter(verb="duty.reassigned", subject_uid=duty.uid).exists()


def test_nobody_is_handed_what_she_may_not_know_of(asha: User, bina: User, ravi: User, person: Person) -> None:
    duty = a_duty(person, owner=asha)

    with pytest.raises(CannotTake):
        reassign_duty(duty, to=ravi, by=bina)

    duty.refresh_from_db()
    assert duty.owner == asha
    assert not Person.objects.visible_to(ravi).exists()


def test_somebody_at_the_desk_takes_it_herself_but_gives_it_to_nobody(
    asha: User, bina: User, person: Person, casework_desk: Desk
) -> None:
    duty = a_duty(person, desk=casework_desk)

    with pytest.raises(Refused):
        reassign_duty(duty, to=bina, by=asha)

    assert reassign_duty(duty, to=asha, by=asha).owner == asha


def test_nothing_leaves_the_organisation(asha: User, bina: User, chand: User, person: Person) -> None:
    duty = a_duty(person, owner=asha)
    desk = factories.a_desk(chand.organisation, Desk.Purpose.CASEWORK)

    for to in (chand, desk):
        with pytest.raises(CannotTake):
            reassign_duty(duty, to=to, by=bina)


def test_what_a_colleague_owed_who_left_comes_back_to_a_desk(asha: User, person: Person, casework_desk: Desk) -> None:
    duty = a_duty(person, owner=asha)
    asha.is_active = False
    asha.save()

    assert return_orphaned_duties(by=None) == 1

    duty.refresh_from_db()
    assert (duty.owner, duty.desk) == (None, casework_desk)
    assert return_orphaned_duties(by=None) == 0


def test_a_duty_names_its_owner_or_its_desk(asha: User, person: Person) -> None:
    duty = a_duty(person, owner=asha)

    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=duty.pk).update(owner=None, desk=None)
