"""What keeps duties true by itself: numbers to confirm again, openings to review, duties of those who left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.access.actions import break_glass, revoke
from rihai.access.compartments import Compartment
from rihai.access.models import Reason
from rihai.accounts.models import Desk, User
from rihai.duties.models import Duty
from rihai.duties.workers import CONFIRM, REVIEW, open_periodic_duties
from rihai.people.actions import confirm_number, set_contact_safety
from rihai.people.facts import ContactFacts
from rihai.people.models import ContactSafety, Person, YesNoUnknown
from rihai.people.rules import CONFIRMED_FOR
from tests import factories


def confirmed(person: Person, by: User, days_ago: int) -> ContactSafety:
    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, by_call=True, number="+919820012345"), by=by)
    safety = confirm_number(person, by=by)
    ContactSafety.objects.filter(pk=safety.pk).update(confirmed_at=timezone.now() - timedelta(days=days_ago))
    return ContactSafety.objects.get(pk=safety.pk)


def test_a_fresh_confirmation_asks_for_nothing(asha: User, person: Person) -> None:
    confirmed(person, asha, days_ago=75)

    assert open_periodic_duties() == 0


def test_two_weeks_before_it_ends_the_confirmation_is_asked_for_again(asha: User, person: Person) -> None:
    safety = confirmed(person, asha, days_ago=77)

    open_periodic_duties()

    duty = Duty.objects.get(rule=CONFIRM)
    assert duty.owner == asha
    assert safety.confirmed_at is not None
    assert duty.due_at == safety.confirmed_at + CONFIRMED_FOR


def test_asking_again_every_minute_opens_no_second_duty(asha: User, person: Person) -> None:
    confirmed(person, asha, days_ago=120)

    for _each in range(3):
        open_periodic_duties()

    assert Duty.objects.filter(rule=CONFIRM).count() == 1


def test_her_confirmation_closes_the_duty_and_the_next_one_opens_another(asha: User, person: Person) -> None:
    safety = confirmed(person, asha, days_ago=80)
    open_periodic_duties()
    confirm_number(person, by=asha)

    open_periodic_duties()

    first = Duty.objects.get(rule=CONFIRM)
    assert first.done_by == asha
    Duty.objects.filter(pk=first.pk).update(opened_at=timezone.now() - timedelta(days=90))
    ContactSafety.objects.filter(pk=safety.pk).update(confirmed_at=timezone.now() - timedelta(days=80))
    open_periodic_duties()
    assert Duty.objects.filter(rule=CONFIRM).count() == 2


def test_whoever_does_not_want_to_be_reached_is_asked_no_more(asha: User, person: Person) -> None:
    confirmed(person, asha, days_ago=80)
    open_periodic_duties()
    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.NO), by=asha)

    open_periodic_duties()

    assert Duty.objects.get(rule=CONFIRM).cancelled_at is not None


def test_somebody_who_no_longer_works_with_her_is_not_asked_but_the_desk(
    asha: User, person: Person, casework_desk: Desk
) -> None:
    confirmed(person, asha, days_ago=80)
    revoke(person, of=asha, by=asha)

    open_periodic_duties()

    duty = Duty.objects.get(rule=CONFIRM)
    assert (duty.owner, duty.desk) == (None, casework_desk)


@pytest.fixture
def data_desk(asha: User, data_officer: User) -> Desk:
    return factories.a_desk(asha.organisation, Desk.Purpose.DATA)


def test_an_emergency_opening_is_reviewed_by_the_data_desk(
    bina: User, data_desk: Desk, data_officer: User, person: Person
) -> None:
    break_glass(person, compartments=[Compartment.IDENTITY], reason="She is in hospital, they ask her name", by=bina)

    open_periodic_duties()
    open_periodic_duties()

    assert Duty.objects.get(rule=REVIEW).desk == data_desk


def test_a_reviewed_opening_closes_the_duty(bina: User, data_desk: Desk, data_officer: User, person: Person) -> None:
    break_glass(person, compartments=[Compartment.IDENTITY], reason="She is in hospital, they ask her name", by=bina)
    open_periodic_duties()
    Reason.objects.update(reviewed_at=timezone.now(), reviewed_by=data_officer)

    open_periodic_duties()

    assert Duty.objects.get(rule=REVIEW).done_by == data_officer


def test_duties_of_those_who_left_are_returned_to_a_desk(asha: User, person: Person, casework_desk: Desk) -> None:
    confirmed(person, asha, days_ago=80)
    open_periodic_duties()
    asha.is_active = False
    asha.save()

    open_periodic_duties()

    assert Duty.objects.get(rule=CONFIRM).desk == casework_desk
