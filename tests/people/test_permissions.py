"""Seeing somebody's record by its code is not yet the right to change it."""

import pytest

from rihai.accounts.models import User
from rihai.audit.refusals import Hidden, Refused
from rihai.people.actions import correct_person
from rihai.people.facts import CodedFacts
from tests.people.conftest import a_person_of


def test_a_director_who_sees_her_code_does_not_change_her_record(asha: User, dolly: User) -> None:
    person = a_person_of(asha)

    with pytest.raises(Refused) as refusal:
        correct_person(person, facts=CodedFacts(sex="female"), by=dolly)

    assert not isinstance(refusal.value, Hidden)
    assert refusal.value.verb == "person.edited"
