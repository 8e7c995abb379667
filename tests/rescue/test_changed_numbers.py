"""The number of a unit changes: whoever has an open plan with it is warned, and nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.directory import actions as directory
from rihai.directory.facts import CallFacts, ContactFacts, MarkFacts
from rihai.directory.models import Agency, AgencyContact, CallBack, RouteMark
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.rescue import actions
from rihai.rescue.facts import LeadFacts
from rihai.rescue.forms.leads import DecoyForm
from rihai.rescue.forms.units import UnitForm
from rihai.rescue.models import Lead, Operation
from rihai.rescue.workers import OF_INQUIRY, OF_MARK, OF_OPERATION, warn_of_marked_units, warn_open_plans
from tests.conftest import SignedIn
from tests.rescue.builders import a_request, a_unit, an_inquiry, an_operation


@pytest.fixture
def unit(db: None) -> Agency:
    return a_unit()


@pytest.fixture
def operation(kiran: User, ravi: User) -> Operation:
    return an_operation(kiran, ravi)


def a_change(unit: Agency, proposed_by: User, value: str = "+912225554646") -> AgencyContact:
    facts = ContactFacts("office", AgencyContact.Channel.PHONE, value)
    return directory.propose_contact(unit, facts=facts, by=proposed_by)


def confirm(change: AgencyContact, by: User) -> None:
    facts = CallFacts(CallBack.Result.NO_NUMBER, CallBack.Checked.VISIT)
    directory.record_call_back(change, facts=facts, by=by)


def warned(rule: str) -> list[Duty]:
    return list(Duty.objects.open().filter(rule=rule))


def test_a_change_confirmed_by_two_warns_an_open_operation_once(
    operation: Operation, unit: Agency, kiran: User, dolly: User, bina: User
) -> None:
    contact = actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    change = a_change(unit, dolly)
    assert warn_open_plans() == 0

    confirm(change, bina)

    assert (warn_open_plans(), warn_open_plans()) == (1, 0)
    (duty,) = warned(OF_OPERATION)
    assert (duty.owner, duty.desk, duty.subject_uid) == (kiran, None, contact.uid)


def test_an_operation_that_is_over_is_not_warned(
    operation: Operation, unit: Agency, kiran: User, dolly: User, bina: User
) -> None:
    actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    actions.call_off(operation, reason="Nobody is there any more", by=kiran)

    confirm(a_change(unit, dolly), bina)

    assert warn_open_plans() == 0


def test_a_unit_that_no_plan_uses_warns_nobody(operation: Operation, unit: Agency, dolly: User, bina: User) -> None:
    confirm(a_change(unit, dolly), bina)

    assert warn_open_plans() == 0


def test_a_plan_with_the_merged_entry_is_warned_too(
    operation: Operation, unit: Agency, kiran: User, dolly: User, bina: User
) -> None:
    actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    kept = a_unit("Anti-trafficking unit, new name")
    directory.merge_agency(unit, into=kept, by=dolly)

    confirm(a_change(kept, dolly), bina)

    assert warn_open_plans() == 1


def test_whoever_was_taken_from_the_list_is_not_told(
    operation: Operation, unit: Agency, kiran: User, ravi: User, dolly: User, bina: User
) -> None:
    actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    operation.need_to_know.filter(user=kiran).update(removed_at=timezone.now(), removed_by=kiran)

    confirm(a_change(unit, dolly), bina)
    warn_open_plans()

    assert [duty.owner for duty in warned(OF_OPERATION)] == [ravi]


def test_an_inquiry_that_works_with_the_unit_is_warned(unit: Agency, kiran: User, ravi: User, dolly: User) -> None:
    inquiry = an_inquiry(kiran, ravi)
    decoy = LeadFacts(Lead.Kind.DECOY, "Upstairs")
    actions.record_decoy(inquiry, facts=decoy, request=a_request(unit), by=ravi)

    confirm(a_change(unit, dolly), kiran)

    assert warn_open_plans() == 1
    assert [duty.owner for duty in warned(OF_INQUIRY)] == [ravi]


def test_an_old_change_is_no_news(operation: Operation, unit: Agency, kiran: User, dolly: User, bina: User) -> None:
    actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    confirm(a_change(unit, dolly), bina)

    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert warn_open_plans() == 0


def test_a_marked_unit_is_offered_for_no_operation(
    operation: Operation, unit: Agency, kiran: User, ravi: User, dolly: User
) -> None:
    facts = MarkFacts(RouteMark.Ground.REFUSED, "Three times in May", timezone.localdate() + timedelta(days=9))
    directory.confirm_mark(directory.propose_mark(unit, facts=facts, by=kiran), by=dolly)

    form, of_officer = (UnitForm(operation=operation, user=user) for user in (kiran, ravi))

    assert str(unit.pk) not in str(form["agency"])
    assert unit.name in form.fields["agency"].help_text
    assert unit.name not in of_officer.fields["agency"].help_text
    with pytest.raises(NotPossible):
        actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)


def test_a_unit_that_was_withdrawn_warns_nobody(
    operation: Operation, unit: Agency, kiran: User, dolly: User, bina: User
) -> None:
    contact = actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    actions.withdraw_unit(contact, reason="Another unit leads", by=kiran)

    confirm(a_change(unit, dolly), bina)

    assert warn_open_plans() == 0


def test_nothing_is_owed_about_a_change_that_was_stopped_after_all(
    operation: Operation, unit: Agency, kiran: User, ravi: User, dolly: User, bina: User
) -> None:
    actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    decoy = LeadFacts(Lead.Kind.DECOY, "Upstairs")
    actions.record_decoy(an_inquiry(kiran, ravi), facts=decoy, request=a_request(unit), by=ravi)
    stopped, other = a_change(unit, dolly), a_change(unit, dolly, "+912225557777")
    confirm(stopped, bina)
    confirm(other, bina)
    warn_open_plans()

    directory.stop_change(stopped, by=bina)
    warn_open_plans()

    assert [duty.event_uid for duty in warned(OF_OPERATION) + warned(OF_INQUIRY)] == [other.uid] * 2
    assert {event.actor_uid for event in AuditEvent.objects.filter(verb="duty.cancelled")} == {None}


def mark(unit: Agency, kiran: User, dolly: User) -> None:
    facts = MarkFacts(RouteMark.Ground.LEAK, "Known within the hour", timezone.localdate() + timedelta(days=9))
    directory.confirm_mark(directory.propose_mark(unit, facts=facts, by=kiran), by=dolly)


def test_a_unit_marked_after_it_was_chosen_is_looked_at_again_before_it_is_told(
    operation: Operation, unit: Agency, kiran: User, dolly: User
) -> None:
    contact = actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    assert warn_of_marked_units() == 0

    mark(unit, kiran, dolly)

    assert (warn_of_marked_units(), warn_of_marked_units()) == (1, 0)
    (duty,) = warned(OF_MARK)
    assert (duty.owner, duty.desk, duty.subject_uid) == (kiran, None, contact.uid)


def test_whoever_is_about_to_tell_a_marked_unit_is_stopped_by_words(
    signed_in: SignedIn, operation: Operation, unit: Agency, kiran: User, dolly: User
) -> None:
    actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    before = signed_in(kiran).get(operation.get_absolute_url()).text

    mark(unit, kiran, dolly)

    after = signed_in(kiran).get(operation.get_absolute_url()).text
    assert "I have told this unit all the same" not in before
    assert "Speak to your coordinator before this unit is told anything more." in after
    assert "I have told this unit all the same" in after


def test_a_marked_unit_is_not_offered_for_a_decoy(unit: Agency, kiran: User, ravi: User, dolly: User) -> None:
    inquiry = an_inquiry(kiran, ravi)
    assert unit in DecoyForm(inquiry=inquiry).fields["agency"].queryset  # type: ignore[attr-defined]  # an AgencyField

    mark(unit, kiran, dolly)

    assert unit not in DecoyForm(inquiry=inquiry).fields["agency"].queryset  # type: ignore[attr-defined]  # an AgencyField
