"""Operations: planned by two, started only with the police and a complete check, or by the police first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.offences.actions import record_premises
from rihai.offences.facts import PremisesFacts
from rihai.offences.models import Premises
from rihai.people.models import YesNoUnknown
from rihai.rescue import actions
from rihai.rescue.facts import AnswerFacts, Circumstances, LeadFacts, Listed, OperationFacts
from rihai.rescue.models import Inquiry, Lead, NeedToKnow, Operation, RiskAnswer, UnitContact
from rihai.rescue.rules.errors import GateClosed
from rihai.rescue.rules.risk import SHOWN_BY_RECORDS, RiskItem, load_risk_items
from rihai.rescue.workflow import OperationStatus
from tests.rescue import builders

UNKNOWN = Circumstances()
TICKED_GATE = [item for item in load_risk_items() if item.is_gate and item.code not in SHOWN_BY_RECORDS]


def status_of(operation: Operation) -> str:
    return Operation.objects.get(pk=operation.pk).status


def owed() -> list[str]:
    """The rules of what is open about operations."""
    return list(Duty.objects.open().filter(rule__startswith="operation.").values_list("rule", flat=True))


def test_nobody_plans_alone(kiran: User) -> None:
    myself = OperationFacts(others=(Listed(kiran, NeedToKnow.Why.TEAM),), part=Operation.Part.LED)

    for facts in (OperationFacts(others=(), part=Operation.Part.LED), myself):
        with pytest.raises(NotPossible, match="alone"):
            actions.plan_operation(None, facts=facts, by=kiran)


def test_an_officer_does_not_plan(ravi: User, kiran: User) -> None:
    with pytest.raises(Refused):
        builders.an_operation(ravi, kiran)


def test_a_closed_inquiry_is_not_planned_for(inquiry: Inquiry, kiran: User, ravi: User) -> None:
    actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.UNFOUNDED, reason="Nothing there", by=kiran)

    with pytest.raises(NotPossible, match="closed"):
        builders.an_operation(kiran, ravi, inquiry=inquiry)


@pytest.mark.parametrize("item", TICKED_GATE, ids=lambda item: item.code)
def test_each_missing_gate_item_blocks_the_start(kiran: User, ravi: User, unit: Agency, item: RiskItem) -> None:
    operation = builders.an_operation(kiran, ravi, circumstances=UNKNOWN)
    builders.acknowledged(operation, unit, kiran)
    builders.acknowledged(operation, builders.a_unit("Second State police"), kiran)
    builders.answer_gate(operation, kiran, but=item.code)

    with pytest.raises(GateClosed) as refusal:
        actions.start_operation(operation, at=timezone.now(), by=kiran)

    assert refusal.value.missing == (item.code,)
    assert status_of(operation) == OperationStatus.ACKNOWLEDGED


def test_without_acknowledgement_no_operation_starts(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.told(operation, unit, kiran)
    builders.answer_gate(operation, kiran)

    with pytest.raises(GateClosed) as refusal:
        actions.start_operation(operation, at=timezone.now(), by=kiran)

    assert refusal.value.missing == ("police_acknowledged",)


def test_across_states_one_acknowledgement_is_not_enough(kiran: User, ravi: User, unit: Agency) -> None:
    across = Circumstances(YesNoUnknown.NO, YesNoUnknown.NO, YesNoUnknown.NO, YesNoUnknown.YES)
    operation = builders.an_operation(kiran, ravi, circumstances=across)
    builders.acknowledged(operation, unit, kiran)
    builders.answer_gate(operation, kiran)

    with pytest.raises(GateClosed) as refusal:
        actions.start_operation(operation, at=timezone.now(), by=kiran)

    assert refusal.value.missing == ("both_police_leads_named",)


def test_a_ready_operation_starts_once(operation: Operation, kiran: User, unit: Agency) -> None:
    started = builders.started(operation, unit, kiran)

    assert (started.status, started.started_by, started.kind) == (OperationStatus.STARTED, kiran, "planned")
    assert started.precision == "day"
    with pytest.raises(NotPossible):
        actions.start_operation(operation, at=timezone.now(), by=kiran)


def test_an_operation_does_not_start_in_the_future(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.ready(operation, unit, kiran)

    with pytest.raises(NotPossible, match="future"):
        actions.start_operation(operation, at=timezone.now() + timedelta(hours=1), by=kiran)


def test_adding_somebody_to_the_list_asks_for_the_leak_check_again(
    operation: Operation, kiran: User, asha: User, unit: Agency
) -> None:
    builders.ready(operation, unit, kiran)
    actions.add_to_list(operation, user=asha, why=NeedToKnow.Why.AFTERCARE, by=kiran)

    with pytest.raises(GateClosed) as refusal:
        actions.start_operation(operation, at=timezone.now(), by=kiran)

    assert refusal.value.missing == ("need_to_know_checked",)


def test_a_decoy_answered_as_requested_needs_the_record(
    operation: Operation, inquiry: Inquiry, kiran: User, ravi: User, unit: Agency
) -> None:
    builders.ready(operation, unit, kiran)
    actions.answer_risk_item(operation, item="decoy_by_police_request", answer="recorded_request", by=kiran)
    with pytest.raises(GateClosed):
        actions.start_operation(operation, at=timezone.now(), by=kiran)

    decoy = LeadFacts(Lead.Kind.DECOY, "Two upstairs")
    actions.record_decoy(inquiry, facts=decoy, request=builders.a_request(unit), by=ravi)

    assert actions.start_operation(operation, at=timezone.now(), by=kiran).status == OperationStatus.STARTED


def test_a_changed_answer_is_a_new_row_and_the_last_counts(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.ready(operation, unit, kiran)
    actions.answer_risk_item(operation, item="women_officers", answer="1", by=kiran)

    with pytest.raises(GateClosed):
        actions.start_operation(operation, at=timezone.now(), by=kiran)

    assert list(RiskAnswer.objects.filter(item="women_officers").values_list("answer", flat=True)) == ["2", "1"]


@pytest.mark.parametrize(
    ("item", "answer"),
    [("police_acknowledged", "yes"), ("women_officers", "many"), ("go_decision", "yes"), ("no_such_item", "yes")],
)
def test_what_is_no_answer_is_not_kept(operation: Operation, kiran: User, item: str, answer: str) -> None:
    with pytest.raises(ValueError, match="risk_check"):
        actions.answer_risk_item(operation, item=item, answer=answer, by=kiran)


def test_the_police_may_act_first_and_owe_their_acknowledgement_within_a_day(
    operation: Operation, kiran: User, unit: Agency
) -> None:
    facts = builders.police_act()

    started = actions.start_police_first(operation, unit=unit, facts=facts, by=kiran)

    duty = Duty.objects.open().get(rule="operation.acknowledgement")
    assert (started.status, started.kind) == (OperationStatus.STARTED, Operation.Kind.POLICE_FIRST)
    assert started.acknowledgement == Operation.Acknowledgement.TO_FOLLOW
    assert (duty.due_at - facts.at, duty.owner, duty.desk) == (timedelta(hours=24), kiran, None)


def test_the_acknowledgement_that_follows_ends_the_duty_also_after_the_end(
    operation: Operation, kiran: User, unit: Agency
) -> None:
    actions.start_police_first(operation, unit=unit, facts=builders.police_act(), by=kiran)
    actions.end_operation(operation, result=Operation.Result.NOBODY_FOUND, note="", by=kiran)
    assert Duty.objects.open().filter(rule="operation.acknowledgement").exists()

    builders.answered(operation.units.get(), "acknowledged", kiran)

    operation.refresh_from_db()
    assert operation.acknowledgement == Operation.Acknowledgement.GIVEN
    assert operation.status == OperationStatus.ENDED
    assert owed() == []


def test_a_refusal_does_not_stop_police_who_act(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.answered(builders.told(operation, unit, kiran), "refused", kiran)

    started = actions.start_police_first(operation, unit=unit, facts=builders.police_act(), by=kiran)

    assert started.status == OperationStatus.STARTED
    assert owed() == ["operation.acknowledgement"]


def test_another_unit_s_refusal_leaves_the_first_to_acknowledge(
    operation: Operation, kiran: User, unit: Agency, other_unit: Agency
) -> None:
    actions.start_police_first(operation, unit=unit, facts=builders.police_act(), by=kiran)

    builders.answered(builders.told(operation, other_unit, kiran), "refused", kiran)

    assert sorted(owed()) == ["operation.acknowledgement", "operation.ladder"]


def test_only_police_act_first_and_somebody_said_so(operation: Operation, kiran: User, unit: Agency) -> None:
    ngo = builders.a_unit("Helping Hands", "ngo")
    with pytest.raises(NotPossible, match="police unit"):
        actions.start_police_first(operation, unit=ngo, facts=builders.police_act(), by=kiran)
    with pytest.raises(NotPossible, match="officer's name"):
        actions.start_police_first(operation, unit=unit, facts=builders.police_act(" "), by=kiran)
    ahead = AnswerFacts(UnitContact.Answer.ACTED_FIRST, timezone.now() + timedelta(hours=1), officer="Officer")
    with pytest.raises(NotPossible, match="future"):
        actions.start_police_first(operation, unit=unit, facts=ahead, by=kiran)


def test_an_officer_does_not_start(operation: Operation, ravi: User, unit: Agency) -> None:
    with pytest.raises(Refused):
        actions.start_police_first(operation, unit=unit, facts=builders.police_act(), by=ravi)


def test_what_has_not_started_cannot_end(operation: Operation, kiran: User) -> None:
    with pytest.raises(StepNotAllowed):
        actions.end_operation(operation, result=Operation.Result.NOBODY_FOUND, note="", by=kiran)


def test_calling_off_takes_a_reason_and_ends_what_was_owed(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.answered(builders.told(operation, unit, kiran), "refused", kiran)
    with pytest.raises(NotPossible, match="why"):
        actions.call_off(operation, reason="", by=kiran)

    off = actions.call_off(operation, reason="They moved", result=Operation.Result.TIPPED_OFF, by=kiran)

    assert (off.status, off.result, off.ended_by) == (OperationStatus.CALLED_OFF, "tipped_off", kiran)
    assert owed() == []


def test_nothing_is_added_to_what_was_called_off(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = builders.told(operation, unit, kiran)
    actions.call_off(operation, reason="They moved", by=kiran)

    with pytest.raises(NotPossible, match="called off"):
        actions.answer_risk_item(operation, item="go_decision", answer="go", by=kiran)
    with pytest.raises(NotPossible, match="called off"):
        builders.answered(contact, "acknowledged", kiran)


def test_a_plan_is_not_rewritten_after_the_start(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.started(operation, unit, kiran)

    with pytest.raises(NotPossible, match="started"):
        actions.describe_operation(
            operation, part=Operation.Part.LED, circumstances=builders.CALM, plan="Another", by=kiran
        )


def test_other_circumstances_ask_other_questions(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.ready(operation, unit, kiran)
    child = Circumstances(YesNoUnknown.YES, YesNoUnknown.NO, YesNoUnknown.NO, YesNoUnknown.NO)

    actions.describe_operation(operation, part=Operation.Part.SUPPORTED, circumstances=child, plan="", by=kiran)

    with pytest.raises(GateClosed) as refusal:
        actions.start_operation(operation, at=timezone.now(), by=kiran)
    assert refusal.value.missing == ("child_welfare_police_officer", "woman_escort_for_child")
    operation.refresh_from_db()
    assert operation.part == Operation.Part.SUPPORTED


def test_a_wrong_house_is_cleared_and_never_blacklisted(kiran: User, ravi: User, unit: Agency) -> None:
    house = record_premises(organisation=kiran.organisation, by=kiran, facts=PremisesFacts("locked_house"))
    others = (Listed(ravi, NeedToKnow.Why.TEAM),)
    facts = OperationFacts(others=others, part=Operation.Part.LED, circumstances=builders.CALM, premises=house)
    operation = actions.plan_operation(None, facts=facts, by=kiran)
    builders.started(operation, unit, kiran)

    actions.end_operation(operation, result=Operation.Result.WRONG_PLACE, note="Next door", by=kiran)

    house.refresh_from_db()
    assert house.standing == Premises.Standing.CLEARED


def test_the_plan_is_never_in_the_trail(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.started(operation, unit, kiran)

    facts = " ".join(AuditEvent.objects.values_list("facts", flat=True))
    assert "acknowledged" in facts
    assert "back door" not in facts
    assert "Officer" not in facts


def test_planning_lists_the_planner_and_whoever_was_named(operation: Operation, kiran: User, ravi: User) -> None:
    holders = Grant.objects.live().filter(subject_uid=operation.uid).values_list("user__username", flat=True)

    assert set(holders) == {"kiran", "ravi"}
    assert {entry.user: entry.why for entry in operation.need_to_know.all()} == {kiran: "plans", ravi: "team"}
