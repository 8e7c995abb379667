"""What is late is brought before the next person, once, and never before somebody who may not know of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import Desk, DeskMembership, User
from rihai.audit.models import AuditEvent
from rihai.duties.actions import complete_duty, escalate_duty
from rihai.duties.models import Duty, Escalation
from rihai.duties.selectors import my_day
from rihai.duties.workers import escalate_late_duties
from rihai.people.models import Person, YesNoUnknown
from tests.duties.conftest import a_duty
from tests.intake import builders as intake
from tests.people.conftest import let_work
from tests.rescue import builders as rescue


def late(duty: Duty, **by: float) -> Duty:
    """As if its time had come so long ago."""
    moment = timezone.now() - timedelta(**by)
    Duty.objects.filter(pk=duty.pk).update(due_at=moment, escalates_at=moment)
    duty.refresh_from_db()
    return duty


def shown(duty: Duty) -> set[str]:
    return set(Escalation.objects.filter(duty=duty).values_list("user__username", flat=True))


def test_what_is_in_time_is_brought_before_nobody(asha: User, bina: User, person: Person) -> None:
    a_duty(person, owner=asha)

    assert escalate_late_duties() == 0


def test_a_late_duty_goes_first_to_those_who_lead_at_her_desk(
    asha: User, bina: User, dolly: User, person: Person
) -> None:
    let_work(person, bina)
    duty = late(a_duty(person, owner=asha), minutes=1)

    assert escalate_late_duties() == 1

    assert shown(duty) == {"bina"}
    assert [row.duty for row in my_day(bina, timezone.now()).brought] == [duty]


def test_later_it_goes_to_the_role_and_then_to_the_next(asha: User, bina: User, dolly: User, person: Person) -> None:
    for user in (bina, dolly):
        let_work(person, user)
    duty = late(a_duty(person, owner=asha), minutes=130)

    escalate_late_duties()

    assert shown(duty) == {"bina", "dolly"}
    duty.refresh_from_db()
    assert (duty.steps_taken, duty.escalates_at) == (3, None)


def test_asking_again_changes_nothing(asha: User, bina: User, person: Person) -> None:
    let_work(person, bina)
    duty = late(a_duty(person, owner=asha), minutes=1)

    taken = [escalate_late_duties() for _each in range(3)]

    assert taken == [1, 0, 0]
    assert Escalation.objects.filter(duty=duty).count() == 1
    assert AuditEvent.objects.filter(verb="duty.escalated").count() == 1


def test_a_worker_that_comes_second_does_nothing(asha: User, bina: User, person: Person) -> None:
    let_work(person, bina)
    duty = late(a_duty(person, owner=asha), minutes=1)
    seen_by_both = Duty.objects.get(pk=duty.pk)

    assert [escalate_duty(seen_by_both, by=None), escalate_duty(seen_by_both, by=None)] == [1, 0]


def test_what_is_done_goes_no_further(asha: User, bina: User, person: Person) -> None:
    let_work(person, bina)
    duty = late(a_duty(person, owner=asha), minutes=1)
    complete_duty(duty, by=asha)

    assert escalate_late_duties() == 0


def test_it_gives_nothing_and_is_not_shown_to_whoever_may_not_know(
    asha: User, kiran: User, person: Person, casework_desk: Desk
) -> None:
    # Kiran leads and sits at the very desk, but nobody has given her this person.
    DeskMembership.objects.create(user=kiran, desk=casework_desk, joined_by=kiran)
    duty = late(a_duty(person, owner=asha), minutes=1)

    escalate_late_duties()

    duty.refresh_from_db()
    assert duty.steps_taken == 1
    assert shown(duty) == set()
    assert my_day(kiran, timezone.now()).brought == ()
    assert not Person.objects.visible_to(kiran).exists()


def test_whoever_was_shown_it_sees_it_no_more_once_the_record_is_closed_to_her(
    asha: User, bina: User, kiran: User, person: Person
) -> None:
    duty = late(a_duty(person, owner=asha), minutes=1)
    Escalation.objects.create(duty=duty, step=0, user=kiran)

    assert my_day(kiran, timezone.now()).brought == ()


def test_a_duty_of_an_operation_is_shown_only_to_those_on_its_list(kiran: User, ravi: User, dolly: User) -> None:
    operation = rescue.an_operation(kiran, ravi)
    rescue.told(operation, rescue.a_unit(), kiran)
    duty = late(Duty.objects.get(rule="operation.answer"), days=3)

    escalate_late_duties()

    assert "dolly" not in shown(duty)
    assert my_day(dolly, timezone.now()).brought == ()
    duty.refresh_from_db()
    assert duty.escalates_at is None


def test_an_alert_of_somebody_in_danger_reaches_the_next_within_minutes(
    asha: User, kiran: User, dolly: User, intake_desk: Desk
) -> None:
    intake.an_alert(asha, danger_now=YesNoUnknown.YES)
    duty = late(Duty.objects.get(rule="alert.triage"), minutes=11)

    escalate_late_duties()

    assert shown(duty) == {"kiran", "dolly"}


@pytest.mark.parametrize(("minutes", "steps"), [(-1, 0), (0.1, 1), (59, 1), (61, 2), (121, 3)])
def test_each_step_is_taken_at_its_minute(asha: User, person: Person, minutes: float, steps: int) -> None:
    duty = late(a_duty(person, owner=asha), minutes=minutes)

    escalate_duty(duty, by=None)

    duty.refresh_from_db()
    assert duty.steps_taken == steps
