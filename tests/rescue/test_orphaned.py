"""An account is closed by somebody who knows of no operation: what was owed there stays among those who do."""

from typing import Any

import pytest
from django.db.models import Model, QuerySet

from rihai.access.actions import deactivate_user
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from rihai.duties.actions import return_orphaned_duties
from rihai.duties.models import Duty
from rihai.rescue.actions.succession import leave_operations, pass_on_orphaned
from rihai.rescue.models import Operation
from rihai.rescue.workers import pass_on_left_operations
from tests import factories
from tests.rescue import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(organisation: Agency) -> User:
    return factories.a_user("nadia", Role.ADMINISTRATOR, organisation=organisation)


def closed_while_owing(operation: Operation, unit: Agency, owner: User, kiran: User, admin: User) -> Duty:
    """She has yet to get the answer of a unit that was told, and has no account any more."""
    builders.told(operation, unit, kiran)
    Duty.objects.filter(rule="operation.answer").update(owner=owner, desk=None)
    deactivate_user(owner, by=admin)
    return Duty.objects.get(rule="operation.answer")


def test_no_desk_hears_of_an_operation_when_an_account_is_closed(
    operation: Operation, unit: Agency, ravi: User, kiran: User, admin: User, rescue_desk: Desk
) -> None:
    duty = closed_while_owing(operation, unit, ravi, kiran, admin)

    return_orphaned_duties(by=None)

    duty.refresh_from_db()
    assert (duty.owner, duty.desk) == (ravi, None)


def test_it_passes_to_whoever_still_leads_on_the_list(
    operation: Operation, unit: Agency, ravi: User, kiran: User, meera: User, admin: User
) -> None:
    duty = closed_while_owing(operation, unit, ravi, kiran, admin)

    assert [pass_on_left_operations(), pass_on_left_operations()] == [1, 0]

    duty.refresh_from_db()
    assert (duty.owner, duty.desk) == (kiran, None)
    assert not Operation.objects.visible_to(meera).exists()
    assert AuditEvent.objects.get(verb="operation.left", subject_uid=operation.uid).facts


def test_where_nobody_is_left_to_lead_it_the_other_coordinator_has_to_know(
    operation: Operation, unit: Agency, ravi: User, kiran: User, meera: User, admin: User
) -> None:
    duty = closed_while_owing(operation, unit, kiran, kiran, admin)

    pass_on_left_operations()

    duty.refresh_from_db()
    assert duty.owner == meera
    assert Operation.objects.visible_to(meera).get() == operation


def test_what_is_owed_about_anything_else_goes_to_a_desk_as_ever(
    kiran: User, ravi: User, admin: User, rescue_desk: Desk
) -> None:
    builders.an_inquiry(kiran, ravi)
    deactivate_user(ravi, by=admin)

    assert (pass_on_left_operations(), return_orphaned_duties(by=None)) == (0, 1)

    assert Duty.objects.get(rule="inquiry.next_step").desk == rescue_desk


@pytest.mark.parametrize("way", ["leaves", "closed"])
def test_the_lists_are_changed_only_with_the_operation_locked(
    operation: Operation, ravi: User, dolly: User, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    locked: set[type[Model]] = set()
    fetch = QuerySet._fetch_all

    def noting(rows: QuerySet[Any]) -> None:
        if rows.query.select_for_update:
            locked.add(rows.model)
        fetch(rows)

    monkeypatch.setattr(QuerySet, "_fetch_all", noting)

    leave_operations(ravi, by=dolly) if way == "leaves" else pass_on_orphaned(operation, of=ravi, by=None)

    assert Operation in locked
