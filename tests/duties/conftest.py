"""A person to owe something about, known to Asha."""

import uuid

import pytest

from rihai.accounts.models import Desk, User
from rihai.duties.actions import open_duty
from rihai.duties.models import Duty
from rihai.people.models import Person
from tests.people.conftest import a_person_of

RULE = "case.child_committee"  # may be ticked by hand


@pytest.fixture
def person(asha: User) -> Person:
    return a_person_of(asha, "Rani")


def a_duty(
    about: Person, *, owner: User | None = None, desk: Desk | None = None, rule: str = RULE, **more: object
) -> Duty:
    duty = open_duty(
        rule,
        subject=about,
        event_uid=uuid.uuid4(),
        organisation=about.organisation,
        owner=owner,
        desk=desk,
        by=about.created_by,
    )
    if more:
        Duty.objects.filter(pk=duty.pk).update(**more)
        duty.refresh_from_db()
    return duty
