"""The risk check on the screen: numbers that fit each other, and a remark that is read once."""

import pytest
from django.test import Client

from rihai.accounts.models import User
from rihai.rescue import actions
from rihai.rescue.models import Operation, RiskAnswer
from tests.conftest import SignedIn
from tests.rescue.builders import send

MORE_WOMEN = "More women than witnesses"


@pytest.fixture
def coordinator(signed_in: SignedIn, kiran: User) -> Client:
    return signed_in(kiran)


def test_there_are_not_more_women_than_witnesses(operation: Operation, coordinator: Client) -> None:
    answer = send(coordinator, "operation_risk", operation.uid, witnesses="2", women_among_witnesses="3")

    assert answer.status_code == 422
    assert MORE_WOMEN in answer.content.decode()
    assert not RiskAnswer.objects.exists()


def test_the_number_answered_before_counts_too(operation: Operation, coordinator: Client, kiran: User) -> None:
    actions.answer_risk_item(operation, item="witnesses", answer="2", by=kiran)

    refused = send(coordinator, "operation_risk", operation.uid, women_among_witnesses="3")
    taken = send(coordinator, "operation_risk", operation.uid, women_among_witnesses="2")

    assert (refused.status_code, taken.status_code) == (422, 302)


def test_a_remark_to_several_answers_is_read_once_and_a_later_one_again(
    operation: Operation, coordinator: Client
) -> None:
    send(coordinator, "operation_risk", operation.uid, witnesses="2", women_officers="2", remark="Inspector agrees")
    send(coordinator, "operation_risk", operation.uid, women_among_witnesses="1", remark="The aunt comes")

    page = coordinator.get(operation.get_absolute_url()).content.decode()

    assert (page.count("Inspector agrees"), page.count("The aunt comes")) == (1, 1)
