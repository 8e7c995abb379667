"""Putting a duty off has a reason and a limit, a slip is taken back, and no clock of the law is put off."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.duties.actions import complete_duty, open_duty, put_off_duty, undo_completion, undo_putting_off
from rihai.duties.models import Duty, Postponement
from rihai.duties.permissions import CannotPutOff
from rihai.people.models import Person
from tests.duties.conftest import a_duty

SOFT = "contact.confirm_number"  # may be put off for seven days
LAW = "case.child_committee"
HOUR = timedelta(hours=1)


def in_days(days: float) -> timedelta:
    return timedelta(days=days)


def test_what_is_put_off_is_late_only_after_that(asha: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT, due_at=timezone.now() + HOUR)
    until = timezone.now() + in_days(2)

    put_off_duty(duty, until=until, reason="The family is at a wedding", by=asha)

    duty.refresh_from_db()
    assert not duty.is_late(timezone.now() + in_days(1))
    assert duty.is_late(until + HOUR)
    assert duty.escalates_at is not None
    assert duty.escalates_at > until
    assert duty.due_at < until


def test_the_reason_is_sealed_and_read_by_whoever_leads(asha: User, bina: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT)

    kept = put_off_duty(duty, until=timezone.now() + HOUR, reason="Rani is at a wedding", by=asha)
    kept = Postponement.objects.visible_to(bina).get(pk=kept.pk)

    assert "•" in str(kept.reason)
    assert "wedding" not in str(AuditEvent.objects.get(verb="duty.put_off").facts)


@pytest.mark.django_db(transaction=True)
def test_the_supervisor_opens_the_reason(asha: User, bina: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT)
    kept = put_off_duty(duty, until=timezone.now() + HOUR, reason="Rani is at a wedding", by=asha)

    plain = read((Postponement.objects.get(pk=kept.pk), ["reason"]), by=bina, why=OwnWork())

    assert plain(kept).reason == "Rani is at a wedding"


def test_the_limit_is_counted_from_the_date_and_not_from_today(asha: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT, due_at=timezone.now() - in_days(6))

    with pytest.raises(CannotPutOff, match="at the latest"):
        put_off_duty(duty, until=timezone.now() + in_days(2), reason="Not at home", by=asha)

    put_off_duty(duty, until=timezone.now() + in_days(0.9), reason="Not at home", by=asha)


def test_a_clock_of_the_law_is_never_put_off_beyond_its_date(asha: User, person: Person) -> None:
    due = timezone.now() + HOUR
    duty = a_duty(person, owner=asha, rule=LAW, due_at=due)

    with pytest.raises(CannotPutOff):
        put_off_duty(duty, until=due + timedelta(seconds=1), reason="The office is closed", by=asha)

    put_off_duty(duty, until=due, reason="We go at noon", by=asha)
    duty.refresh_from_db()
    assert duty.late_from == due


@pytest.mark.parametrize("days", [-1, 0])
def test_nothing_is_put_off_to_the_past(asha: User, person: Person, days: int) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT)

    with pytest.raises(CannotPutOff, match="still to come"):
        put_off_duty(duty, until=timezone.now() + in_days(days), reason="Not at home", by=asha)


def test_what_is_late_beyond_its_limit_is_not_put_off(asha: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT, due_at=timezone.now() - in_days(9))

    with pytest.raises(CannotPutOff, match="any further"):
        put_off_duty(duty, until=timezone.now() + HOUR, reason="Not at home", by=asha)


def test_only_whoever_owes_it_puts_it_off(asha: User, bina: User, ravi: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT)

    with pytest.raises(Refused):
        put_off_duty(duty, until=timezone.now() + HOUR, reason="No", by=bina)
    with pytest.raises(Hidden):
        put_off_duty(duty, until=timezone.now() + HOUR, reason="No", by=ravi)


def test_somebody_at_the_desk_may_put_off_what_lies_there(asha: User, person: Person, casework_desk: Desk) -> None:
    duty = a_duty(person, desk=casework_desk, rule=SOFT)

    assert put_off_duty(duty, until=timezone.now() + HOUR, reason="Closed today", by=asha).put_off_by == asha


def test_putting_off_is_taken_back(asha: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT)
    put_off_duty(duty, until=timezone.now() + HOUR, reason="Not at home", by=asha)

    undo_putting_off(duty, by=asha)

    duty.refresh_from_db()
    assert duty.put_off_until is None
    with pytest.raises(Refused):
        undo_putting_off(duty, by=asha)


def test_putting_off_is_not_taken_back_hours_later_or_by_another(asha: User, bina: User, person: Person) -> None:
    duty = a_duty(person, owner=asha, rule=SOFT)
    put_off_duty(duty, until=timezone.now() + in_days(1), reason="Not at home", by=asha)

    with pytest.raises(Refused):
        undo_putting_off(duty, by=bina)
    Postponement.objects.update(put_off_at=timezone.now() - HOUR)
    with pytest.raises(Refused):
        undo_putting_off(duty, by=asha)


def test_a_slip_of_the_thumb_is_taken_back(asha: User, person: Person) -> None:
    duty = complete_duty(a_duty(person, owner=asha), by=asha)

    undo_completion(duty, by=asha)

    assert list(Duty.objects.open()) == [duty]
    assert AuditEvent.objects.filter(verb="duty.reopened").exists()


def test_a_tick_is_not_taken_back_an_hour_later_or_by_another(asha: User, bina: User, person: Person) -> None:
    duty = complete_duty(a_duty(person, owner=asha), by=asha)

    with pytest.raises(Refused):
        undo_completion(duty, by=bina)
    Duty.objects.update(done_at=timezone.now() - HOUR)
    with pytest.raises(Refused):
        undo_completion(duty, by=asha)


def test_what_was_closed_by_the_act_is_not_taken_back(asha: User, person: Person) -> None:
    duty = open_duty(LAW, subject=person, event_uid=person.uid, organisation=person.organisation, owner=asha, by=asha)
    Duty.objects.update(done_at=timezone.now(), done_by=asha)

    with pytest.raises(Refused):
        undo_completion(duty, by=asha)
