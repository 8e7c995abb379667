"""Times of a running operation: told, answered, started, in this order, and none of them long ago."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.lib.workflow import NotPossible
from rihai.rescue import actions
from rihai.rescue.forms.units import StartForm
from rihai.rescue.models import Operation, UnitAnswer
from tests.conftest import SignedIn
from tests.rescue import builders
from tests.rescue.builders import send

LONG_AGO = "more than 30 days back"


def ago(**units: int) -> datetime:
    return timezone.now() - timedelta(**units)


def test_an_operation_does_not_start_before_the_police_acknowledged(
    operation: Operation, unit: Agency, kiran: User
) -> None:
    builders.ready(operation, unit, kiran, at=ago(hours=2))

    with pytest.raises(NotPossible, match="before the police acknowledged"):
        actions.start_operation(operation, at=ago(hours=3), by=kiran)
    started = actions.start_operation(operation, at=ago(hours=1), by=kiran)

    assert started.status == "started"


def test_within_the_same_minute_nothing_is_out_of_order(operation: Operation, unit: Agency, kiran: User) -> None:
    moment = ago(hours=2).replace(second=40)
    builders.ready(operation, unit, kiran, at=moment)

    started = actions.start_operation(operation, at=moment.replace(second=0, microsecond=0), by=kiran)

    assert started.status == "started"


def test_a_unit_does_not_answer_before_it_was_told(operation: Operation, unit: Agency, kiran: User) -> None:
    contact = builders.told(operation, unit, kiran, at=ago(hours=2))

    with pytest.raises(NotPossible, match="before it was told"):
        builders.answered(contact, "refused", kiran, at=ago(hours=3))

    assert not UnitAnswer.objects.exists()


def test_nothing_of_a_running_operation_lies_long_ago(operation: Operation, unit: Agency, kiran: User) -> None:
    contact = actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    with pytest.raises(NotPossible, match=LONG_AGO):
        actions.tell_unit(contact, by=kiran, at=ago(days=31))

    builders.ready(operation, unit, kiran)

    with pytest.raises(NotPossible, match=LONG_AGO):
        actions.start_operation(operation, at=ago(days=31), by=kiran)


def test_police_that_acted_first_did_so_lately(operation: Operation, unit: Agency, kiran: User) -> None:
    facts = builders.police_act()
    long_ago = type(facts)(facts.answer, ago(days=31), officer=facts.officer)

    with pytest.raises(NotPossible, match=LONG_AGO):
        actions.start_police_first(operation, unit=unit, facts=long_ago, by=kiran)

    operation.refresh_from_db()
    assert operation.is_before_start


def test_the_time_to_tell_is_not_long_gone(operation: Operation, unit: Agency, kiran: User) -> None:
    with pytest.raises(NotPossible, match="more than a day back"):
        actions.choose_unit(operation, agency=unit, tell_at=ago(hours=25), by=kiran)
    contact = actions.choose_unit(operation, agency=unit, tell_at=ago(hours=23), by=kiran)

    assert list(operation.units.all()) == [contact]


def test_the_form_says_which_time_is_wrong_and_keeps_what_was_typed(
    operation: Operation, unit: Agency, kiran: User, signed_in: SignedIn
) -> None:
    contact = builders.told(operation, unit, kiran, at=ago(hours=2))
    typed = timezone.localtime(ago(hours=5)).strftime("%Y-%m-%dT%H:%M")

    answer = send(
        signed_in(kiran), "operation_unit_answer", contact.uid, answer="acknowledged", at=typed,
        officer_role="station_head", officer="Test Officer",
    )  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "cannot have answered before it was told" in page
    assert "Test Officer" in page


def test_an_hour_of_a_year_that_cannot_be_is_asked_back() -> None:
    form = StartForm(data={"at": "0001-01-01T00:00"})

    assert form.errors == {"at": ["This date lies too far back. Write the year with four digits."]}
