"""Police units: chosen by the coordinator, told at her time, answers kept one by one, the ladder after a refusal."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.people.models import YesNoUnknown
from rihai.rescue import actions
from rihai.rescue.facts import AnswerFacts, Circumstances
from rihai.rescue.models import LadderStep, Operation, UnitAnswer, UnitContact
from rihai.rescue.rules.ladder import load_rungs
from rihai.rescue.workflow import OperationStatus
from tests.rescue import builders

RUNGS = [one.code for one in load_rungs()]


def duty(rule: str) -> Duty | None:
    return Duty.objects.open().filter(rule=rule).first()


def status_of(operation: Operation) -> str:
    return Operation.objects.get(pk=operation.pk).status


def climb(operation: Operation, refusal: UnitAnswer, rung: str, by: User) -> LadderStep:
    return actions.take_rung(operation, refusal=refusal, rung=rung, note="Sent by post, receipt kept", by=by)


def test_the_coordinator_is_reminded_at_the_time_she_chose(operation: Operation, kiran: User, unit: Agency) -> None:
    tonight = timezone.now() + timedelta(hours=6)

    actions.choose_unit(operation, agency=unit, tell_at=tonight, by=kiran)

    reminder = duty("operation.tell")
    assert reminder is not None
    assert (reminder.due_at, reminder.owner, reminder.desk) == (tonight, kiran, None)
    assert status_of(operation) == OperationStatus.PLANNING


def test_choosing_another_time_leaves_one_reminder(operation: Operation, kiran: User, unit: Agency) -> None:
    first, second = (timezone.now() + timedelta(hours=hours) for hours in (6, 3))

    for moment in (first, second):
        actions.choose_unit(operation, agency=unit, tell_at=moment, by=kiran)

    assert [one.due_at for one in Duty.objects.open().filter(rule="operation.tell")] == [second]
    assert UnitContact.objects.count() == 1


def test_an_undecided_time_reminds_of_nothing(operation: Operation, kiran: User, unit: Agency) -> None:
    actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)

    assert duty("operation.tell") is None


def test_only_police_lead_and_others_may_support(operation: Operation, kiran: User) -> None:
    ngo = builders.a_unit("Helping Hands", "ngo")
    with pytest.raises(NotPossible, match="police unit"):
        actions.choose_unit(operation, agency=ngo, tell_at=None, by=kiran)

    contact = actions.choose_unit(operation, agency=ngo, tell_at=None, is_lead=False, by=kiran)

    actions.tell_unit(contact, by=kiran)
    assert status_of(operation) == OperationStatus.PLANNING


def test_telling_turns_the_reminder_into_waiting_for_the_answer(
    operation: Operation, kiran: User, unit: Agency
) -> None:
    contact = actions.choose_unit(operation, agency=unit, tell_at=timezone.now(), by=kiran)

    actions.tell_unit(contact, by=kiran)

    assert duty("operation.tell") is None
    assert duty("operation.answer") is not None
    assert status_of(operation) == OperationStatus.TOLD


def test_telling_twice_changes_nothing(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = builders.told(operation, unit, kiran)
    first = contact.told_at

    assert actions.tell_unit(contact, by=kiran).told_at == first
    assert Duty.objects.filter(rule="operation.answer").count() == 1


def test_a_unit_that_was_told_is_not_chosen_anew(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.told(operation, unit, kiran)

    with pytest.raises(NotPossible, match="told already"):
        actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)


def test_whoever_was_not_told_has_no_answer(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)

    with pytest.raises(NotPossible, match="told"):
        builders.answered(contact, "acknowledged", kiran)


def test_an_acknowledgement_ends_the_waiting(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.acknowledged(operation, unit, kiran)

    operation.refresh_from_db()
    assert operation.status == OperationStatus.ACKNOWLEDGED
    assert operation.acknowledgement == Operation.Acknowledgement.GIVEN
    assert not Duty.objects.open().filter(rule__startswith="operation.").exists()


def test_an_acknowledgement_can_be_taken_back(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = builders.acknowledged(operation, unit, kiran)

    builders.answered(contact, "refused", kiran, "The officer was transferred")

    assert status_of(operation) == OperationStatus.REFUSED
    assert [one.answer for one in contact.answers.all()] == ["acknowledged", "refused"]


def test_a_refusal_needs_the_words_that_were_used(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = builders.told(operation, unit, kiran)

    with pytest.raises(NotPossible, match="words"):
        builders.answered(contact, "refused", kiran, "  ")


def test_an_answer_does_not_come_from_the_future(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = builders.told(operation, unit, kiran)
    ahead = AnswerFacts(UnitContact.Answer.ACKNOWLEDGED, timezone.now() + timedelta(hours=1))

    with pytest.raises(NotPossible, match="future"):
        actions.record_answer(contact, facts=ahead, by=kiran)


def test_a_refusal_by_one_unit_waits_for_the_other(
    operation: Operation, kiran: User, unit: Agency, other_unit: Agency
) -> None:
    first, second = (builders.told(operation, one, kiran) for one in (unit, other_unit))

    builders.answered(first, "refused", kiran)
    assert status_of(operation) == OperationStatus.TOLD

    builders.answered(second, "acknowledged", kiran)
    assert status_of(operation) == OperationStatus.ACKNOWLEDGED
    assert duty("operation.ladder") is None


def test_a_refusal_by_a_supporting_body_opens_no_ladder(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = actions.choose_unit(operation, agency=unit, tell_at=None, is_lead=False, by=kiran)
    actions.tell_unit(contact, by=kiran)

    builders.answered(contact, "refused", kiran)

    assert duty("operation.ladder") is None
    assert status_of(operation) == OperationStatus.PLANNING


def test_the_refusal_opens_the_ladder_rung_after_rung(operation: Operation, kiran: User, unit: Agency) -> None:
    refusal = builders.answered(builders.told(operation, unit, kiran), "refused", kiran)
    owed = []
    for rung in RUNGS:
        waiting = Duty.objects.open().filter(rule="operation.ladder")
        owed += [one.detail for one in waiting]
        climb(operation, refusal, rung, kiran)

    assert owed == RUNGS
    assert duty("operation.ladder") is None
    assert [step.rung for step in operation.ladder_steps.all()] == RUNGS


def test_the_next_rung_is_due_after_the_promised_days(operation: Operation, kiran: User, unit: Agency) -> None:
    refusal = builders.answered(builders.told(operation, unit, kiran), "refused", kiran)
    first = duty("operation.ladder")
    assert first is not None
    assert first.due_at == refusal.answered_at

    step = climb(operation, refusal, "record_refusal", kiran)

    second = duty("operation.ladder")
    assert second is not None
    assert (second.detail, second.due_at) == ("senior_officer", step.taken_at + timedelta(days=1))


def test_where_a_child_may_be_the_next_rung_does_not_wait(kiran: User, ravi: User, unit: Agency) -> None:
    child = Circumstances(child_possible=YesNoUnknown.YES)
    operation = builders.an_operation(kiran, ravi, circumstances=child)
    refusal = builders.answered(builders.told(operation, unit, kiran), "refused", kiran)

    step = climb(operation, refusal, "record_refusal", kiran)

    following = duty("operation.ladder")
    assert following is not None
    assert following.due_at == step.taken_at


def test_a_higher_rung_may_come_first_and_nobody_climbs_down(operation: Operation, kiran: User, unit: Agency) -> None:
    refusal = builders.answered(builders.told(operation, unit, kiran), "refused", kiran)

    climb(operation, refusal, "commission", kiran)

    following = duty("operation.ladder")
    assert following is not None
    assert following.detail == "magistrate"
    for rung in ("commission", "record_refusal"):
        with pytest.raises(NotPossible, match="taken already"):
            climb(operation, refusal, rung, kiran)


def test_a_step_is_written_down_with_its_proof(operation: Operation, kiran: User, unit: Agency) -> None:
    refusal = builders.answered(builders.told(operation, unit, kiran), "refused", kiran)

    with pytest.raises(NotPossible, match="proved"):
        actions.take_rung(operation, refusal=refusal, rung="record_refusal", note="", by=kiran)


def test_a_step_that_helped_leaves_the_answer_to_be_recorded(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = builders.told(operation, unit, kiran)
    step = climb(operation, builders.answered(contact, "refused", kiran), "senior_officer", kiran)

    actions.record_rung_outcome(step, outcome=LadderStep.Outcome.HELPED, by=kiran)

    assert duty("operation.ladder") is None
    assert duty("operation.answer") is not None
    builders.answered(contact, "acknowledged", kiran)
    assert status_of(operation) == OperationStatus.ACKNOWLEDGED


def test_after_a_step_that_did_not_help_the_next_is_due_now(operation: Operation, kiran: User, unit: Agency) -> None:
    step = climb(
        operation, builders.answered(builders.told(operation, unit, kiran), "refused", kiran), "senior_officer", kiran
    )
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        actions.record_rung_outcome(step, outcome=LadderStep.Outcome.NO_HELP, by=kiran)

        following = duty("operation.ladder")
        assert following is not None
        assert (following.detail, following.due_at) == ("commission", timezone.now())


def test_nobody_climbs_after_the_unit_gave_in(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = builders.told(operation, unit, kiran)
    refusal = builders.answered(contact, "refused", kiran)
    builders.answered(contact, "acknowledged", kiran)

    with pytest.raises(NotPossible, match="not refuse"):
        climb(operation, refusal, "record_refusal", kiran)


def test_an_officer_on_the_list_does_not_choose_or_tell(operation: Operation, ravi: User, unit: Agency) -> None:
    with pytest.raises(Refused):
        actions.choose_unit(operation, agency=unit, tell_at=None, by=ravi)
