"""An operation recorded afterwards says what is known and invents nothing."""

import pytest

from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate
from rihai.people.models import Person, Provenance
from rihai.rescue import actions
from rihai.rescue.facts import PastOperationFacts
from rihai.rescue.models import NeedToKnow, Operation, RiskAnswer, UnitContact
from rihai.rescue.workflow import OperationStatus
from tests.rescue import builders

MAY = PastOperationFacts(occurred=ImpreciseDate.parse("2022-05"))


def past(by: User, facts: PastOperationFacts = MAY, provenance: Provenance = Provenance.OWN) -> Operation:
    return actions.record_past_operation(organisation=by.organisation, by=by, facts=facts, provenance=provenance)


def test_a_month_stays_a_month_and_the_acknowledgement_is_not_stated(kiran: User) -> None:
    operation = past(kiran)

    assert (operation.kind, operation.status) == (Operation.Kind.RECORDED_AFTERWARDS, OperationStatus.ENDED)
    assert (operation.occurred_on, operation.precision) == (ImpreciseDate.parse("2022-05").value, "month")
    assert operation.acknowledgement == Operation.Acknowledgement.NOT_STATED
    assert operation.part == Operation.Part.NOT_STATED


def test_nothing_is_invented(kiran: User) -> None:
    operation = past(kiran, PastOperationFacts())

    invented = (operation.started_at, operation.started_by, operation.ended_at, operation.ended_by, operation.premises)
    assert invented == (None,) * 5
    assert (operation.result, operation.occurred_on, operation.precision) == ("", None, "unknown")
    assert not any(model.objects.exists() for model in (UnitContact, RiskAnswer, Person, Case, Duty))


def test_only_its_recorder_knows_of_it_until_she_lists_somebody(kiran: User, meera: User, dolly: User) -> None:
    operation = past(kiran)

    assert Operation.objects.visible_to(kiran).get() == operation
    assert not Operation.objects.visible_to(meera).exists()
    assert not Operation.objects.visible_to(dolly).exists()
    actions.add_to_list(operation, user=meera, why=NeedToKnow.Why.COORDINATES, by=kiran)
    assert Operation.objects.visible_to(meera).exists()


def test_it_leaves_its_own_trail(kiran: User) -> None:
    past(kiran)

    assert AuditEvent.objects.filter(verb="operation.recorded_afterwards").count() == 1
    assert not AuditEvent.objects.filter(verb__in=["operation.started", "operation.planned"]).exists()


def test_somebody_found_long_ago_starts_no_clock(kiran: User) -> None:
    operation = past(kiran)
    facts = builders.found(
        builders.somebody(), operation=operation, outcome="rescued_in_operation", found=MAY.occurred, case_owner=kiran
    )

    found = actions.record_found(organisation=kiran.organisation, by=kiran, facts=facts)

    assert found.precision == "month"
    assert not Duty.objects.filter(rule="case.child_committee").exists()


def test_a_publication_grants_nothing(kiran: User) -> None:
    operation = past(kiran, provenance=Provenance.PUBLISHED)

    assert not Grant.objects.exists()
    assert not Operation.objects.visible_to(kiran).exists()
    assert not NeedToKnow.objects.exists()
    assert operation.provenance == Provenance.PUBLISHED


def test_somebody_found_in_a_publication_owes_nobody_anything(kiran: User) -> None:
    operation = past(kiran, provenance=Provenance.PUBLISHED)
    facts = builders.found(builders.somebody(), operation=operation, outcome="rescued_in_operation", found=MAY.occurred)

    found = actions.record_found(
        organisation=kiran.organisation, by=kiran, facts=facts, provenance=Provenance.PUBLISHED
    )

    assert found.case.provenance == Provenance.PUBLISHED
    assert not Grant.objects.exists()
    assert not Duty.objects.exists()


def test_an_officer_does_not_record_past_operations(ravi: User) -> None:
    with pytest.raises(Refused):
        past(ravi)


def test_nobody_records_for_another_organisation(kiran: User, other_organisation: Agency) -> None:
    with pytest.raises(Refused):
        actions.record_past_operation(organisation=other_organisation, by=kiran, facts=MAY)
