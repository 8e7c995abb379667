"""What an operation is said to have been: its end fits the people recorded, our part in it is chosen."""

import pytest

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.rescue import actions
from rihai.rescue.forms.operations import OperationForm
from rihai.rescue.models import Inquiry, Operation
from rihai.rescue.rules.errors import NotPossible
from tests.rescue import builders


def test_nobody_found_is_refused_where_somebody_was(operation: Operation, unit: Agency, kiran: User) -> None:
    under_way = builders.started(operation, unit, kiran)
    facts = builders.found(builders.somebody(), operation=under_way)
    actions.record_found(organisation=kiran.organisation, by=kiran, facts=facts)

    with pytest.raises(NotPossible, match="recorded as found"):
        actions.end_operation(under_way, result=Operation.Result.NOBODY_FOUND, note="", by=kiran)
    ended = actions.end_operation(under_way, result=Operation.Result.PEOPLE_FOUND, note="", by=kiran)

    assert ended.result == "people_found"


def test_our_part_is_chosen_where_no_inquiry_of_ours_led_to_it(inquiry: Inquiry, kiran: User) -> None:
    parts = [OperationForm(user=kiran, inquiry=one).fields["part"].initial for one in (inquiry, None)]

    assert parts == ["led", None]
