"""My day: what is hers by urgency, what lies at her desks, no record she may not know of, few queries."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rihai.access.actions import revoke
from rihai.accounts.models import Desk, User
from rihai.duties.models import Duty
from rihai.duties.rules import load_rules
from rihai.duties.selectors import my_day, rows_for
from rihai.duties.subjects import KINDS
from rihai.people.models import Person
from tests.duties.conftest import a_duty
from tests.people.conftest import a_person_of

NOON = timezone.localtime(timezone.now()).replace(hour=12, minute=0, second=0, microsecond=0)


def due(person: Person, owner: User, at: datetime) -> Duty:
    return a_duty(person, owner=owner, due_at=at)


def test_duties_stand_by_urgency(asha: User, person: Person) -> None:
    late = due(person, asha, NOON - timedelta(minutes=1))
    now = due(person, asha, NOON + timedelta(hours=11))
    soon = due(person, asha, NOON + timedelta(hours=13))
    later = due(person, asha, NOON + timedelta(days=9))

    day = my_day(asha, NOON)

    assert [row.duty for row in day.overdue] == [late]
    assert [row.duty for row in day.today] == [now]
    assert [row.duty for row in day.soon] == [soon]
    assert [row.duty for row in day.later] == [later]
    assert day.count == 4


@pytest.mark.parametrize("hours", range(-30, 24 * 9, 7))
def test_every_open_duty_stands_exactly_once(asha: User, person: Person, hours: int) -> None:
    due(person, asha, NOON + timedelta(hours=hours))

    assert my_day(asha, NOON).count == 1


def test_what_is_done_or_cancelled_is_gone(asha: User, person: Person) -> None:
    a_duty(person, owner=asha, done_at=NOON, done_by=asha)
    a_duty(person, owner=asha, cancelled_at=NOON, cancelled_by=asha)

    assert my_day(asha, NOON).count == 0


def test_a_line_says_the_rule_and_the_code_and_no_name(asha: User, person: Person) -> None:
    a_duty(person, owner=asha, rule="contact.confirm_number")

    (row,) = (*my_day(asha, NOON).soon, *my_day(asha, NOON).later)

    assert row.shown is not None
    assert (row.shown.text, row.shown.url) == (person.code, f"/people/{person.uid}/contact/")
    assert not row.may_complete


def test_what_lies_at_her_desk_is_shown_to_all_who_sit_there(
    asha: User, bina: User, ravi: User, person: Person, casework_desk: Desk
) -> None:
    duty = a_duty(person, desk=casework_desk)

    assert [row.duty for row in my_day(asha, NOON).desk] == [duty]
    assert [row.duty for row in my_day(bina, NOON).desk] == [duty]
    assert my_day(ravi, NOON).count == 0


def test_at_a_desk_a_record_she_may_not_know_of_is_not_shown(
    asha: User, ravi: User, person: Person, rescue_desk: Desk
) -> None:
    a_duty(person, desk=rescue_desk)

    assert my_day(ravi, NOON).count == 0


def test_her_own_duty_stays_without_its_code_when_the_record_was_closed_to_her(asha: User, person: Person) -> None:
    a_duty(person, owner=asha)
    revoke(person, of=asha, by=asha)

    rows = [*my_day(asha, timezone.now()).soon, *my_day(asha, timezone.now()).today]

    assert len(rows) == 1
    assert rows[0].shown is None


def test_a_supervisor_sees_everybodys_duties_but_only_about_records_she_sees(
    asha: User, bina: User, dolly: User, chand: User, person: Person
) -> None:
    a_duty(person, owner=asha)
    a_duty(a_person_of(chand), owner=chand)

    assert len(rows_for(bina, Duty.objects.visible_to(bina), NOON)) == 1
    assert len(rows_for(chand, Duty.objects.visible_to(chand), NOON)) == 1


def test_whoever_left_sees_nothing(asha: User, person: Person) -> None:
    a_duty(person, owner=asha)
    asha.is_active = False

    assert not Duty.objects.visible_to(asha).exists()


def test_the_number_of_queries_does_not_grow_with_the_duties(asha: User, person: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            my_day(asha, NOON)
        return len(captured)

    a_duty(person, owner=asha)
    few = queries()
    for _each in range(6):
        a_duty(a_person_of(asha), owner=asha)

    assert queries() == few


def test_every_rule_has_words_and_an_address() -> None:
    for rule in load_rules().values():
        assert str(rule.title)
        assert str(rule.help).endswith(".")
        assert ":" in rule.url_name
        assert rule.desk in Desk.Purpose.values


def test_every_kind_of_subject_is_a_model_with_that_code(db: None) -> None:
    for label, kind in KINDS.items():
        if apps.is_installed(f"rihai.{label.split('.')[0]}"):
            assert kind.text == "" or list(apps.get_model(label).objects.values_list(kind.text)[:1]) == []
