"""`rihai audit verify` compares every chain of custody with the trail, and names the item that was touched."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case
from rihai.offences.evidence import actions
from rihai.offences.evidence.custody import chain_of, is_as_recorded, present
from rihai.offences.evidence.facts import HandOverFacts, Hands
from rihai.offences.evidence.models import CustodyStep, EvidenceItem, EvidenceReceipt
from rihai.offences.evidence.vouched import broken_rows
from rihai.web.trail_cli import audit
from tests.offences.evidence import To, a_thing, to_colleague
from tests.prosecution.builders import a_station


@pytest.fixture
def item(case: Case, asha: User, bina: User) -> EvidenceItem:
    """Passed on once; another one stands beside it."""
    a_thing(case, asha)
    item = a_thing(case, asha)
    actions.hand_over(item, facts=to_colleague(item, bina), by=asha)
    return item


def verified(*more: str) -> Result:
    return CliRunner().invoke(audit, ["verify", *more])


def last(item: EvidenceItem) -> CustodyStep:
    return chain_of(item)[-1]


def the_last_step_is_deleted(item: EvidenceItem, _asha: User) -> None:
    CustodyStep.objects.filter(pk=last(item).pk).delete()


def somebody_else_is_written_in(item: EvidenceItem, asha: User) -> None:
    CustodyStep.objects.filter(pk=last(item).pk).update(to_user=asha)


def the_moment_is_rewritten(item: EvidenceItem, _asha: User) -> None:
    step = last(item)
    CustodyStep.objects.filter(pk=step.pk).update(at=step.at + timedelta(minutes=5))


def a_step_is_slipped_in(item: EvidenceItem, asha: User) -> None:
    told = {"to": "colleague", "to_user": asha, "at": last(item).at, "recorded_by": asha}
    CustodyStep(item=item, data_key=item.data_key, follows=last(item), **told).save()


def who_took_it_is_rewritten_with_our_own_key(item: EvidenceItem, _asha: User) -> None:
    step = last(item)
    step.to_words = "Somebody else of the same station"
    step.save(update_fields=["to_words"])


def the_signed_receipt_is_rewritten(item: EvidenceItem, _asha: User) -> None:
    receipt = EvidenceReceipt.objects.get(steps__item=item)
    receipt.taken_by = "Somebody else of the same station"
    receipt.save(update_fields=["taken_by"])


def another_receipt_is_put_in(item: EvidenceItem, _asha: User) -> None:
    CustodyStep.objects.filter(receipt__isnull=False, item=item).update(receipt=None)


@pytest.mark.parametrize(
    "act",
    [
        who_took_it_is_rewritten_with_our_own_key,
        the_signed_receipt_is_rewritten,
        another_receipt_is_put_in,
    ],
)
def test_what_was_signed_is_under_the_digest_of_the_step(
    act: Callable[[EvidenceItem, User], None], item: EvidenceItem, asha: User
) -> None:
    hands = Hands(To.AGENCY, agency=a_station(), words="A sub-inspector")
    facts = HandOverFacts(present(chain_of(item)).pk, hands, timezone.now())
    actions.hand_over(item, facts=facts, by=asha)
    assert verified().exit_code == 0

    act(item, asha)

    assert f"- record {item.reference}" in verified().output


def test_steps_of_which_the_trail_kept_nothing_sealed_stay_sound(item: EvidenceItem) -> None:
    step, events = last(item), list(AuditEvent.objects.filter(verb="evidence.handed_over", subject_uid=item.pk))
    facts = json.loads(events[0].facts)
    del facts["sealed"]
    events[0].facts = json.dumps(facts)

    assert is_as_recorded([step], events)
    facts["digest"] = "0" * 40
    events[0].facts = json.dumps(facts)
    assert not is_as_recorded([step], events)


@pytest.mark.parametrize(
    "act",
    [the_last_step_is_deleted, somebody_else_is_written_in, the_moment_is_rewritten, a_step_is_slipped_in],
)
def test_a_touched_chain_is_named_and_the_exit_status_tells(
    act: Callable[[EvidenceItem, User], None], item: EvidenceItem, asha: User
) -> None:
    act(item, asha)

    result = verified()

    assert result.exit_code == 1
    assert [line for line in result.output.splitlines() if line.startswith("- record")] == [
        f"- record {item.reference}: The chain of custody of this item is not as the trail has it: a step was changed "
        "or removed."
    ]
    assert "The audit trail is sound, but records differ from it: 1." in result.output


def test_an_item_that_is_gone_with_its_chain_is_named_by_what_the_trail_kept(item: EvidenceItem) -> None:
    for step in reversed(chain_of(item)):
        CustodyStep.objects.filter(pk=step.pk).delete()
    EvidenceItem.objects.filter(pk=item.pk).delete()

    report = json.loads(verified("--json").output)

    assert (report["sound"], report["counts"]) == (False, {"row": 1})
    assert report["damages"][0]["record"] == str(item.pk)


def test_what_nobody_touched_is_sound(item: EvidenceItem) -> None:
    result = verified()

    assert (result.exit_code, AuditEvent.objects.filter(verb="evidence.handed_over").count()) == (0, 1)


class Meanwhile:
    """Somebody works right after the nth query of a check."""

    def __init__(self, nth: int, act: Callable[[], object]) -> None:
        self.left, self.act = nth, act

    def __call__(self, execute: Callable[..., Any], *told: Any) -> Any:
        found = execute(*told)
        self.left -= 1
        if self.left == 0:
            self.act()
        return found


@pytest.mark.parametrize("nth", range(1, 6))
def test_evidence_that_people_work_on_meanwhile_is_sound(nth: int, item: EvidenceItem, case: Case, asha: User) -> None:
    def work() -> None:
        actions.hand_over(item, facts=to_colleague(item, asha), by=asha)
        a_thing(case, asha)

    meanwhile = Meanwhile(nth, work)

    with connection.execute_wrapper(meanwhile):
        found = list(broken_rows())

    assert (found, meanwhile.left < 1) == ([], True)


@pytest.mark.parametrize("nth", range(3, 8))
def test_a_touched_chain_is_named_though_it_is_passed_on_meanwhile(nth: int, item: EvidenceItem, asha: User) -> None:
    who_took_it_is_rewritten_with_our_own_key(item, asha)
    meanwhile = Meanwhile(nth, lambda: actions.hand_over(item, facts=to_colleague(item, asha), by=asha))

    with connection.execute_wrapper(meanwhile):
        found = list(broken_rows())

    assert (found, meanwhile.left < 1) == ([item.reference], True)
