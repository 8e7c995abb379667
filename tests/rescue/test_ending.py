"""What an operation is said to have been: its end fits the people recorded, our part in it is chosen."""

import pytest

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.lib.workflow import NotPossible
from rihai.rescue import actions
from rihai.rescue.forms.operations import OperationForm
from rihai.rescue.models import Operation
from tests.rescue import builders


def test_nobody_found_is_refused_where_somebody_was(operation: Operation, unit: Agency, kiran: User) -> None:
    under_way = builders.started(operation, unit, kiran)
    facts = builders.found(builders.somebody(), operation=under_way)
    actions.record_found(organisation=kiran.organisation, by=kiran, facts=facts)

    with pytest.raises(NotPossible, match="recorded as found"):
        actions.end_operation(under_way, result=Operation.Result.NOBODY_FOUND, note="", by=kiran)
    ended = actions.end_operation(under_way, result=Operation.Result.PEOPLE_FOUND, note="", by=kiran)

    assert ended.result == "people_found"


def test_our_part_in_it_is_always_chosen_and_never_guessed(kiran: User, ravi: User) -> None:
    form = OperationForm({"colleague": ravi.uid, "why": "team"}, user=kiran)

    assert form["part"].initial is None
    assert "part" in form.errors
