"""Our own work as the actions leave it, recorded on a chosen day."""

from datetime import datetime, timedelta

import time_machine
from django.utils import timezone

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.lib.precision import ImpreciseDate
from rihai.people.facts import PersonFacts
from rihai.people.models import Person
from rihai.rescue import actions
from rihai.rescue.facts import FoundFacts, PastOperationFacts
from rihai.rescue.models import FoundPerson, Operation
from tests.rescue import builders

MONDAY = datetime.fromisoformat("2030-03-04T11:00:00+05:30")
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


def past_operation(by: User, month: str = "2030-02") -> Operation:
    facts = PastOperationFacts(occurred=ImpreciseDate.parse(month))
    return actions.record_past_operation(organisation=by.organisation, by=by, facts=facts)


def found(by: User, outcome: str, exploitation: str = "not_stated", **more: object) -> FoundPerson:
    """Somebody new, or a person known already."""
    person = more.pop("person", PersonFacts(sex="female"))
    facts = FoundFacts(person=person, outcome=outcome, exploitation=exploitation, **more)  # type: ignore[arg-type]
    return actions.record_found(organisation=by.organisation, by=by, facts=facts)


def in_operation(by: User, exploitation: str, operation: Operation, person: Person | None = None) -> FoundPerson:
    known = {} if person is None else {"person": person}
    return found(by, "rescued_in_operation", exploitation, operation=operation, **known)


def revised(one: FoundPerson, by: User, outcome: str, exploitation: str, *, freed: bool = False) -> None:
    actions.revise_finding(
        one, outcome=outcome, exploitation=exploitation, basis="She said so", by=by, is_freed_by_decision=freed
    )


def started_late(operation: Operation, unit: Agency, by: User) -> Operation:
    """Started yesterday evening, written down now."""
    yesterday_evening = timezone.now() - timedelta(hours=14)
    builders.ready(operation, unit, by, at=yesterday_evening)
    return actions.start_operation(operation, at=yesterday_evening, by=by)


def travel(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)
