"""Walks: whatever people press in whatever order, statuses move by the table and no gate is passed by.

The presses are drawn by chance, alike on every run; what a rule forbids changes nothing. After every press the
promises of this room are looked at. At the end it is counted whether the walks came everywhere.
"""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import NamedTuple

import pytest
from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import Desk
from rihai.accounts.roles import Role
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.rescue import actions
from rihai.rescue.models import Inquiry, Lead, Operation, UnitContact
from rihai.rescue.rules.risk import SHOWN_BY_RECORDS, load_risk_items
from rihai.rescue.selectors.risk import risk_check_of
from rihai.rescue.workflow import INQUIRY, OPERATION, InquiryStatus, OperationStatus
from tests import factories
from tests.rescue import builders

ASKED = [item for item in load_risk_items() if item.is_gate and item.code not in SHOWN_BY_RECORDS]
OPERATION_SEEDS = range(10)
INQUIRY_SEEDS = range(4)
PRESSES = 24
CHANCE_OF_YES = 0.5


class Press(NamedTuple):
    """Which button, and two small choices that it may need."""

    name: str
    number: int
    is_first: bool


def presses(seed: int, weights: dict[str, int], right_way: tuple[str, ...]) -> list[Press]:
    """Some first steps of the right way, one more with each seed, and then whatever chance says."""
    chance = Random(seed)
    first = [Press(name, 1, is_first=True) for name in right_way[: seed % (len(right_way) + 1)]]
    names = chance.choices(list(weights), list(weights.values()), k=PRESSES)
    return first + [Press(name, chance.randrange(100), chance.random() < CHANCE_OF_YES) for name in names]


class Walk:
    """Somebody who presses; `statuses` is what was seen, in this order."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        organisation = factories.an_agency("Lantern House")
        # There is a desk that could be told what only the list may know.
        factories.a_desk(organisation, Desk.Purpose.RESCUE)
        self.kiran = factories.a_user("kiran", Role.RESCUE_COORDINATOR, organisation=organisation)
        self.ravi = factories.a_user("ravi", Role.RESCUE_OFFICER, organisation=organisation)
        self.statuses: list[str] = []

    def press(self, press: Press) -> None:
        try:
            with transaction.atomic():
                getattr(self, press.name)(press)
            self.seen[press.name] += 1
        except (NotPossible, StepNotAllowed):
            self.seen[f"no {press.name}"] += 1
        self.look()

    def look(self) -> None:
        raise NotImplementedError

    def follow(self, now: str, may: Callable[[str, str], bool]) -> None:
        """Nothing but a step of the table leads from the status seen last to this one."""
        if self.statuses and now != self.statuses[-1]:
            assert may(self.statuses[-1], now)
            self.seen[f"to {now}"] += 1
        self.statuses.append(now)


class OperationWalk(Walk):
    def __init__(self) -> None:
        super().__init__()
        self.units = [builders.a_unit(), builders.a_unit("River police", "police")]
        self.operation = builders.an_operation(self.kiran, self.ravi)
        self.was_complete = self.police_came_first = False

    def contact(self, press: Press) -> UnitContact:
        contact = self.operation.units.filter(agency=self.units[press.number % 2]).first()
        if contact is None:
            raise NotPossible("nobody is chosen")
        return contact

    def choose(self, press: Press) -> None:
        unit, leads = self.units[press.number % 2], press.number % 5 > 0
        actions.choose_unit(self.operation, agency=unit, tell_at=None, is_lead=leads, by=self.kiran)

    def tell(self, press: Press) -> None:
        actions.tell_unit(self.contact(press), by=self.kiran)

    def hear(self, press: Press) -> None:
        builders.answered(self.contact(press), "acknowledged" if press.is_first else "refused", self.kiran)

    def answer_all(self, press: Press) -> None:
        builders.answer_gate(self.operation, self.kiran)

    def answer_badly(self, press: Press) -> None:
        item = ASKED[press.number % len(ASKED)]
        wrong = [code for code, _label in item.options if code not in item.meets]
        answer = "0" if item.kind == "number" else (wrong or ["no"])[0]
        actions.answer_risk_item(self.operation, item=item.code, answer=answer, by=self.kiran)

    def start(self, press: Press) -> None:
        complete = not risk_check_of(Operation.objects.get(pk=self.operation.pk)).missing_for_start()
        actions.start_operation(self.operation, at=timezone.now(), by=self.kiran)
        self.was_complete = complete

    def police_first(self, press: Press) -> None:
        unit = self.units[press.number % 2]
        actions.start_police_first(self.operation, unit=unit, facts=builders.police_act(), by=self.kiran)
        self.police_came_first = True

    def climb(self, press: Press) -> None:
        refusal = self.contact(press).answers.filter(answer="refused").last()
        rung = ["record_refusal", "senior_officer", "commission"][press.number % 3]
        if refusal is not None:
            actions.take_rung(self.operation, refusal=refusal, rung=rung, note="By post", by=self.kiran)

    def end(self, press: Press) -> None:
        actions.end_operation(self.operation, result=Operation.Result.NOBODY_FOUND, note="", by=self.kiran)

    def call_off(self, press: Press) -> None:
        actions.call_off(self.operation, reason="Enough", by=self.kiran)

    def look(self) -> None:
        operation = Operation.objects.get(pk=self.operation.pk)
        self.follow(operation.status, lambda a, b: OPERATION.may(a, OperationStatus(b)))
        if operation.status == OperationStatus.STARTED:
            assert self.was_complete or self.police_came_first
        leads = operation.units.filter(is_lead=True, answer=UnitContact.Answer.ACKNOWLEDGED)
        assert (operation.acknowledgement == Operation.Acknowledgement.GIVEN) is leads.exists()
        if operation.acknowledgement == Operation.Acknowledgement.TO_FOLLOW:
            owed = Duty.objects.open().filter(rule="operation.acknowledgement").exists()
            assert owed or operation.status == OperationStatus.CALLED_OFF
        listed = set(operation.need_to_know.filter(removed_at=None).values_list("user_id", flat=True))
        assert all(duty.owner_id in listed and duty.desk_id is None for duty in Duty.objects.open())


class InquiryWalk(Walk):
    def __init__(self) -> None:
        super().__init__()
        self.inquiry = builders.an_inquiry(self.kiran, self.ravi)

    def add(self, press: Press) -> None:
        builders.a_lead(self.inquiry, self.ravi)

    def judge(self, press: Press) -> None:
        lead = self.inquiry.leads.order_by("recorded_at" if press.is_first else "-recorded_at").first()
        standing = Lead.Standing.values[press.number % 3]
        if lead is not None:
            actions.judge_lead(lead, standing=Lead.Standing(standing), basis="Asked twice", by=self.ravi)

    def locate(self, press: Press) -> None:
        actions.mark_located(self.inquiry, by=self.ravi)
        assert self.inquiry.leads.filter(standing=Lead.Standing.VERIFIED).exists()

    def hand_over(self, press: Press) -> None:
        actions.hand_over_inquiry(self.inquiry, by=self.ravi)

    def reopen(self, press: Press) -> None:
        actions.reopen_inquiry(self.inquiry, by=self.kiran)

    def close(self, press: Press) -> None:
        outcome = Inquiry.Outcome.values[press.number % 5]
        actions.close_inquiry(self.inquiry, outcome=Inquiry.Outcome(outcome), reason="Enough", by=self.kiran)

    def look(self) -> None:
        status = Inquiry.objects.get(pk=self.inquiry.pk).status
        self.follow(status, lambda a, b: INQUIRY.may(a, InquiryStatus(b)))
        is_open = status != InquiryStatus.CLOSED
        assert Duty.objects.open().filter(rule="inquiry.next_step").count() == int(is_open)


OPERATION_BUTTONS = {
    "choose": 8, "tell": 10, "hear": 10, "answer_all": 2, "answer_badly": 1, "start": 10, "police_first": 1,
    "climb": 5, "end": 2, "call_off": 1,
}  # fmt: skip
TO_THE_START = ("choose", "tell", "hear", "answer_all")
INQUIRY_BUTTONS = {"add": 2, "judge": 3, "locate": 2, "hand_over": 1, "reopen": 2, "close": 1}


def walked(kind: type[Walk], seed: int, buttons: dict[str, int], right_way: tuple[str, ...]) -> Counter[str]:
    """One walk; what it came by. It begins in an empty house and leaves it so."""
    with transaction.atomic():
        walker = kind()
        walker.look()
        for press in presses(seed, buttons, right_way):
            walker.press(press)
        transaction.set_rollback(True)
    return walker.seen


@pytest.mark.django_db
def test_no_walk_of_an_operation_leaves_the_path() -> None:
    walks = (walked(OperationWalk, seed, OPERATION_BUTTONS, TO_THE_START) for seed in OPERATION_SEEDS)
    seen = sum(walks, Counter[str]())

    assert {f"to {status}" for status in OperationStatus.values if status != OPERATION.start} <= set(seen)
    assert {"start", "no start", "police_first", "climb", "no climb", "no hear"} <= set(seen)


@pytest.mark.django_db
def test_no_walk_of_an_inquiry_leaves_the_path() -> None:
    walks = (walked(InquiryWalk, seed, INQUIRY_BUTTONS, ()) for seed in INQUIRY_SEEDS)
    seen = sum(walks, Counter[str]())

    assert {f"to {status}" for status in InquiryStatus.values} <= set(seen)
    assert {"locate", "no locate", "no add", "no close"} <= set(seen)
