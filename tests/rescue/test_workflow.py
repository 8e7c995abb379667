"""Random walks: whatever people press in whatever order, statuses move by the table and no gate is passed by.

The rules of Hypothesis' state machine are the actions; each tries, and what a rule forbids changes nothing.
"""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import StepNotAllowed
from rihai.rescue import actions
from rihai.rescue.models import Inquiry, Lead, Operation, UnitContact
from rihai.rescue.rules.errors import NotPossible
from rihai.rescue.rules.risk import SHOWN_BY_RECORDS, load_risk_items
from rihai.rescue.selectors.risk import risk_check_of
from rihai.rescue.workflow import INQUIRY, OPERATION, InquiryStatus, OperationStatus
from tests import factories
from tests.rescue import builders

TICKABLE = [item.code for item in load_risk_items() if item.is_gate and item.code not in SHOWN_BY_RECORDS]
WALKS = settings(
    max_examples=12,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


class Walk(RuleBasedStateMachine):
    """People who press buttons; `statuses` is what was seen after each press."""

    statuses: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.one_walk = transaction.atomic()
        self.one_walk.__enter__()

    def teardown(self) -> None:
        """Every walk begins in an empty house."""
        transaction.set_rollback(True)
        self.one_walk.__exit__(None, None, None)

    def tries(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except (NotPossible, StepNotAllowed):
            return False
        return True


class OperationWalk(Walk):
    @initialize(prepared=st.booleans())
    def plan(self, prepared: bool) -> None:
        organisation = factories.an_agency("Lantern House")
        factories.a_desk(organisation, Desk.Purpose.RESCUE)
        self.kiran = factories.a_user("kiran", Role.RESCUE_COORDINATOR, organisation=organisation)
        ravi = factories.a_user("ravi", Role.RESCUE_OFFICER, organisation=organisation)
        self.units: list[Agency] = [builders.a_unit(), builders.a_unit("River police", "police")]
        self.operation = builders.an_operation(self.kiran, ravi)
        self.was_complete = self.police_came_first = False
        self.statuses = [OperationStatus.PLANNING]
        if prepared:
            builders.answer_gate(self.operation, self.kiran)

    def contact(self, number: int) -> UnitContact | None:
        return self.operation.units.filter(agency=self.units[number]).first()

    @rule(number=st.integers(0, 1), is_lead=st.booleans())
    def choose(self, number: int, is_lead: bool) -> None:
        unit = self.units[number]
        self.tries(
            lambda: actions.choose_unit(self.operation, agency=unit, tell_at=None, is_lead=is_lead, by=self.kiran)
        )

    @rule(number=st.integers(0, 1))
    def tell(self, number: int) -> None:
        contact = self.contact(number)
        if contact is not None:
            self.tries(lambda: actions.tell_unit(contact, by=self.kiran))

    @rule(number=st.integers(0, 1), answer=st.sampled_from(["acknowledged", "refused"]))
    def hear(self, number: int, answer: str) -> None:
        contact = self.contact(number)
        if contact is not None:
            self.tries(lambda: builders.answered(contact, answer, self.kiran))

    @rule(item=st.sampled_from(TICKABLE), is_good=st.booleans())
    def answer(self, item: str, is_good: bool) -> None:
        if is_good:
            self.tries(lambda: builders.answer_gate(self.operation, self.kiran))
        else:
            bad = {"go_decision": "wait", "decoy_by_police_request": "without_request",
                   "survivor_guide_free_choice": "choice_not_clear"}  # fmt: skip
            counted = {"women_officers", "witnesses", "women_among_witnesses"}
            answer = bad.get(item, "0" if item in counted else "no")
            self.tries(lambda: actions.answer_risk_item(self.operation, item=item, answer=answer, by=self.kiran))

    @rule()
    def start(self) -> None:
        self.operation.refresh_from_db()
        complete = not risk_check_of(self.operation).missing_for_start()
        if self.tries(lambda: actions.start_operation(self.operation, at=timezone.now(), by=self.kiran)):
            self.was_complete = complete

    @rule(number=st.integers(0, 1))
    def police_first(self, number: int) -> None:
        unit = self.units[number]
        if self.tries(
            lambda: actions.start_police_first(self.operation, unit=unit, facts=builders.police_act(), by=self.kiran)
        ):
            self.police_came_first = True

    @rule()
    def end(self) -> None:
        self.tries(
            lambda: actions.end_operation(self.operation, result=Operation.Result.NOBODY_FOUND, note="", by=self.kiran)
        )

    @rule()
    def call_off(self) -> None:
        self.tries(lambda: actions.call_off(self.operation, reason="Enough", by=self.kiran))

    @invariant()
    def statuses_move_by_the_table(self) -> None:
        now = Operation.objects.get(pk=self.operation.pk).status
        if now != self.statuses[-1]:
            assert OPERATION.may(self.statuses[-1], OperationStatus(now))
            self.statuses.append(now)

    @invariant()
    def nothing_starts_past_the_gate(self) -> None:
        if OperationStatus.STARTED in self.statuses:
            assert self.was_complete or self.police_came_first

    @invariant()
    def an_acknowledgement_is_what_a_leading_unit_said(self) -> None:
        operation = Operation.objects.get(pk=self.operation.pk)
        leads = operation.units.filter(is_lead=True, answer=UnitContact.Answer.ACKNOWLEDGED)
        assert (operation.acknowledgement == Operation.Acknowledgement.GIVEN) is leads.exists()

    @invariant()
    def police_who_came_first_owe_until_they_answer(self) -> None:
        operation = Operation.objects.get(pk=self.operation.pk)
        owed = Duty.objects.open().filter(rule="operation.acknowledgement").exists()
        over = operation.status == OperationStatus.CALLED_OFF
        to_follow = operation.acknowledgement == Operation.Acknowledgement.TO_FOLLOW
        assert owed or over or not to_follow

    @invariant()
    def every_duty_has_an_owner_on_the_list_and_no_desk(self) -> None:
        listed = set(self.operation.need_to_know.filter(removed_at=None).values_list("user_id", flat=True))
        for duty in Duty.objects.open():
            assert duty.owner_id in listed
            assert duty.desk_id is None


class InquiryWalk(Walk):
    @initialize()
    def open(self) -> None:
        organisation = factories.an_agency("Lantern House")
        self.kiran: User = factories.a_user("kiran", Role.RESCUE_COORDINATOR, organisation=organisation)
        self.inquiry = builders.an_inquiry(self.kiran, self.kiran)
        self.statuses = [InquiryStatus.OPEN]

    @rule()
    def add(self) -> None:
        self.tries(lambda: builders.a_lead(self.inquiry, self.kiran))

    @rule(standing=st.sampled_from(Lead.Standing.values), is_oldest=st.booleans())
    def judge(self, standing: str, is_oldest: bool) -> None:
        leads = self.inquiry.leads.order_by("recorded_at" if is_oldest else "-recorded_at")
        lead = leads.first()
        if lead is not None:
            actions.judge_lead(lead, standing=Lead.Standing(standing), basis="Asked twice", by=self.kiran)

    @rule()
    def locate(self) -> None:
        verified = self.inquiry.leads.filter(standing=Lead.Standing.VERIFIED).exists()
        if self.tries(lambda: actions.mark_located(self.inquiry, by=self.kiran)):
            assert verified

    @rule()
    def hand_over(self) -> None:
        self.tries(lambda: actions.hand_over_inquiry(self.inquiry, by=self.kiran))

    @rule()
    def reopen(self) -> None:
        self.tries(lambda: actions.reopen_inquiry(self.inquiry, by=self.kiran))

    @rule(outcome=st.sampled_from(Inquiry.Outcome.values))
    def close(self, outcome: str) -> None:
        self.tries(
            lambda: actions.close_inquiry(
                self.inquiry, outcome=Inquiry.Outcome(outcome), reason="Enough", by=self.kiran
            )
        )

    @invariant()
    def statuses_move_by_the_table(self) -> None:
        now = Inquiry.objects.get(pk=self.inquiry.pk).status
        if now != self.statuses[-1]:
            assert INQUIRY.may(self.statuses[-1], InquiryStatus(now))
            self.statuses.append(now)

    @invariant()
    def something_is_next_exactly_while_it_is_open(self) -> None:
        is_open = Inquiry.objects.get(pk=self.inquiry.pk).status != InquiryStatus.CLOSED
        assert Duty.objects.open().filter(rule="inquiry.next_step").count() == int(is_open)


@pytest.mark.django_db
@pytest.mark.parametrize("walk", [OperationWalk, InquiryWalk])
def test_no_walk_leaves_the_path(walk: type[Walk]) -> None:
    run_state_machine_as_test(walk, settings=WALKS)
