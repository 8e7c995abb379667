"""Screens of operations: for those on the list the whole way, for everybody else no such page."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.lib.precision import ImpreciseDate
from rihai.rescue import actions
from rihai.rescue.facts import PastOperationFacts
from rihai.rescue.models import Inquiry, Operation, RiskAnswer, UnitContact
from rihai.rescue.workflow import OperationStatus
from tests.conftest import SignedIn
from tests.rescue import builders
from tests.rescue.builders import minute, send, text_of

PAGES_OF_AN_OPERATION = [
    "operation_detail", "operation_describe", "operation_risk", "operation_listing", "operation_start",
    "operation_police_first", "operation_end", "operation_call_off", "operation_found_new", "operation_unit_new",
]  # fmt: skip
SAID = {"officer_role": "station_head", "officer": "Test Officer"}
CALM = {"child_possible": "no", "other_language": "no", "interstate": "no", "without_warrant": "no"}


@pytest.mark.parametrize("page", PAGES_OF_AN_OPERATION)
def test_whoever_is_not_on_the_list_finds_no_such_page(
    operation: Operation, signed_in: SignedIn, dolly: User, meera: User, chand: User, client: Client, page: str
) -> None:
    address = reverse(f"rescue:{page}", args=[operation.uid])

    for user in (dolly, meera, chand):
        assert signed_in(user).get(address).status_code == 404
        assert signed_in(user).post(address, {"form_token": str(uuid4())}).status_code in {404, 405}
    assert client.get(address).status_code == 302


def test_addresses_below_an_operation_are_as_hidden(
    operation: Operation, signed_in: SignedIn, kiran: User, dolly: User, unit: Agency
) -> None:
    contact = builders.told(operation, unit, kiran)
    refusal = builders.answered(contact, "refused", kiran)
    step = actions.take_rung(operation, refusal=refusal, rung="record_refusal", note="Letter", by=kiran)
    entry = operation.need_to_know.first()
    director = signed_in(dolly)

    assert entry is not None
    for page, uid in [
        ("operation_unit_tell", contact.uid), ("operation_unit_answer", contact.uid), ("operation_rung", refusal.uid),
        ("operation_rung_outcome", step.uid), ("operation_unlist", entry.uid),
    ]:  # fmt: skip
        assert send(director, page, uid).status_code == 404, page


def test_the_list_has_only_what_one_is_listed_on(
    operation: Operation, signed_in: SignedIn, ravi: User, dolly: User
) -> None:
    assert operation.reference in text_of(signed_in(ravi), "operation_list")
    page = text_of(signed_in(dolly), "operation_list")
    assert operation.reference not in page
    assert "No operations here" in page


def test_the_page_says_in_plain_words_what_is_missing(
    operation: Operation, signed_in: SignedIn, kiran: User, unit: Agency
) -> None:
    client = signed_in(kiran)
    page = text_of(client, "operation_detail", operation.uid)
    assert "points are missing before the start" in page
    assert "How many women police officers come along?" in page
    assert "Tell the unit and record that it acknowledged." in page

    builders.ready(operation, unit, kiran)

    page = text_of(client, "operation_detail", operation.uid)
    assert "Nothing is missing: the operation may start" in page
    assert reverse("rescue:operation_start", args=[operation.uid]) in page


def test_an_answer_that_is_not_enough_is_shown_with_what_would_be(
    operation: Operation, signed_in: SignedIn, kiran: User
) -> None:
    actions.answer_risk_item(operation, item="women_officers", answer="1", by=kiran)
    actions.answer_risk_item(operation, item="go_decision", answer="wait", by=kiran)

    page = text_of(signed_in(kiran), "operation_detail", operation.uid)

    for words in ("So far: 1.", "At least 2.", "So far: Wait."):
        assert words in page


def test_planning_from_an_inquiry(inquiry: Inquiry, signed_in: SignedIn, kiran: User, ravi: User) -> None:
    answer = send(
        signed_in(kiran), "operation_from_inquiry", inquiry.uid, colleague=ravi.uid, why="team", part="led", **CALM,
        plan="By the back door", premises_kind="lodge", premises_name="Test Lodge", premises_place="",
        premises_address="",
    )  # fmt: skip

    operation = Operation.objects.get()
    assert answer["Location"] == operation.get_absolute_url()
    assert (operation.inquiry, operation.interstate) == (inquiry, "no")
    assert operation.premises is not None
    page = text_of(signed_in(ravi), "operation_detail", operation.uid)
    assert "By the back door" in page
    assert "Test Lodge" in page


def test_planning_without_a_colleague_keeps_the_plan_that_was_typed(signed_in: SignedIn, kiran: User) -> None:
    answer = send(signed_in(kiran), "operation_new", part="led", why="team", **CALM, plan="By the back door")

    assert answer.status_code == 422
    assert "By the back door" in answer.content.decode()
    assert not Operation.objects.exists()


def test_the_whole_way_from_the_first_unit_to_the_end(
    operation: Operation, signed_in: SignedIn, kiran: User, unit: Agency
) -> None:
    client = signed_in(kiran)
    send(client, "operation_unit_new", operation.uid, agency=unit.uid, part="leads", tell_at="")
    contact = UnitContact.objects.get()
    send(client, "operation_unit_tell", contact.uid)
    send(client, "operation_unit_answer", contact.uid, answer="acknowledged", at=minute(), **SAID, words="")
    gate = {
        "grounds_recorded": "yes", "women_officers": "2", "witnesses": "3", "women_among_witnesses": "1",
        "woman_ngo_worker": "yes", "separate_vehicles": "yes", "nobody_photographed_briefed": "yes",
        "need_to_know_checked": "yes", "safety_plan": "yes", "duress_signal": "yes", "go_decision": "go",
        "decoy_by_police_request": "no_decoy", "survivor_guide_free_choice": "nobody",
    }  # fmt: skip
    send(client, "operation_risk", operation.uid, **gate, remark="Inspector agrees")
    send(client, "operation_start", operation.uid, at=minute())
    assert Operation.objects.get().status == OperationStatus.STARTED

    send(client, "operation_end", operation.uid, result="nobody_found", note="Empty rooms")

    page = text_of(client, "operation_detail", operation.uid)
    assert "Ended: Nobody found" in page
    assert "Empty rooms" in page
    assert "Inspector agrees" in page
    assert "Test Officer" in page


def test_starting_too_early_lists_what_is_missing(operation: Operation, signed_in: SignedIn, kiran: User) -> None:
    answer = send(signed_in(kiran), "operation_start", operation.uid, at=minute())

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is still missing" in page
    assert "Are there separate vehicles" in page
    assert Operation.objects.get().status == OperationStatus.PLANNING


def test_saving_the_risk_check_again_writes_only_what_changed(
    operation: Operation, signed_in: SignedIn, kiran: User
) -> None:
    client = signed_in(kiran)
    send(client, "operation_risk", operation.uid, women_officers="1", safety_plan="yes")
    send(client, "operation_risk", operation.uid, women_officers="2", safety_plan="yes")

    answers = RiskAnswer.objects.values_list("item", "answer")
    assert list(answers) == [("women_officers", "1"), ("safety_plan", "yes"), ("women_officers", "2")]


def test_what_records_show_cannot_be_ticked(operation: Operation, signed_in: SignedIn, kiran: User) -> None:
    client = signed_in(kiran)

    send(client, "operation_risk", operation.uid, police_acknowledged="yes", safety_plan="yes")

    assert set(RiskAnswer.objects.values_list("item", flat=True)) == {"safety_plan"}
    assert 'name="police_acknowledged"' not in text_of(client, "operation_risk", operation.uid)


def test_nonsense_in_the_risk_check_keeps_the_rest(operation: Operation, signed_in: SignedIn, kiran: User) -> None:
    answer = send(signed_in(kiran), "operation_risk", operation.uid, women_officers="many", remark="Two are on leave")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="many"' in page
    assert "Two are on leave" in page
    assert not RiskAnswer.objects.exists()


def test_the_questions_of_during_and_after_have_their_own_page(
    operation: Operation, signed_in: SignedIn, kiran: User
) -> None:
    client = signed_in(kiran)

    page = client.get(reverse("rescue:operation_risk", args=[operation.uid]), {"phase": "after"}).content.decode()

    assert "Was medical help offered" in page
    assert "separate vehicles" not in page


def test_calling_off_because_they_were_warned(operation: Operation, signed_in: SignedIn, kiran: User) -> None:
    client = signed_in(kiran)

    send(client, "operation_call_off", operation.uid, reason="The doors were open", were_warned="on")

    page = text_of(client, "operation_detail", operation.uid)
    assert "Called off: They had been warned" in page
    assert operation.reference in client.get(reverse("rescue:operation_list"), {"show": "over"}).content.decode()


def test_changing_the_plan_starts_from_what_is_there(operation: Operation, signed_in: SignedIn, kiran: User) -> None:
    client = signed_in(kiran)
    assert "In by the back door" in text_of(client, "operation_describe", operation.uid)

    send(client, "operation_describe", operation.uid, part="supported", **CALM, plan="In by the front door")

    page = text_of(client, "operation_detail", operation.uid)
    assert "In by the front door" in page
    assert "We supported" in page


def test_a_past_operation_needs_nothing_but_what_is_known(signed_in: SignedIn, kiran: User) -> None:
    client = signed_in(kiran)

    send(
        client, "operation_past", part="not_stated", result="", note="", premises_kind="", premises_place="",
        premises_name="", premises_address="", **builders.parts_of_date("occurred", "", "5", "2022"),
    )  # fmt: skip

    operation = Operation.objects.get()
    assert (operation.precision, operation.premises) == ("month", None)
    page = text_of(client, "operation_detail", operation.uid)
    assert "May 2022" in page
    assert "Not stated in source" in page


def test_an_officer_finds_no_way_to_plan_or_start(operation: Operation, signed_in: SignedIn, ravi: User) -> None:
    client = signed_in(ravi)

    page = text_of(client, "operation_detail", operation.uid)

    assert reverse("rescue:operation_start", args=[operation.uid]) not in page
    assert reverse("rescue:operation_listing", args=[operation.uid]) not in page
    assert client.get(reverse("rescue:operation_new")).status_code == 403


def test_past_operations_do_not_offer_what_makes_no_sense(signed_in: SignedIn, kiran: User) -> None:
    facts = PastOperationFacts(occurred=ImpreciseDate.parse("2022-05"))
    operation = actions.record_past_operation(organisation=kiran.organisation, by=kiran, facts=facts)

    page = text_of(signed_in(kiran), "operation_detail", operation.uid)

    assert "Police units" not in page
    assert "before the start" not in page
    assert reverse("rescue:operation_found_new", args=[operation.uid]) in page
