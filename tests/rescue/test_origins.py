"""Whoever works on a case and on an inquiry of one person keeps her name until both are over."""

from collections.abc import Callable
from functools import partial

import pytest

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.actions import add_participant, end_participation
from rihai.cases.models import Case, Participant
from rihai.directory.models import Agency
from rihai.offences.actions import link_premises, record_premises
from rihai.offences.facts import PremisesFacts
from rihai.people.models import Person
from rihai.rescue import actions
from rihai.rescue.models import Inquiry
from tests import factories
from tests.cases.builders import a_case, opens
from tests.rescue import builders

NAME = {Compartment.RECORD, Compartment.IDENTITY}


@pytest.fixture
def sita(organisation: Agency) -> User:
    """Works on inquiries and on cases, as in every small organisation."""
    return factories.a_user("sita", Role.RESCUE_OFFICER, Role.CASEWORKER, organisation=organisation)


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha)


@pytest.fixture
def about_her(kiran: User, sita: User, case: Case) -> Inquiry:
    return builders.an_inquiry(kiran, sita, people=[case.person])


@pytest.mark.parametrize("first", ["case", "inquiry"])
def test_a_name_stays_open_until_both_case_and_inquiry_have_ended(
    first: str, case: Case, about_her: Inquiry, sita: User, asha: User, ravi: User, kiran: User
) -> None:
    part = add_participant(case, part=Participant.Part.CASEWORKER, user=sita, by=asha)
    ends: list[Callable[[], object]] = [
        partial(end_participation, part, by=asha),
        partial(actions.assign_officer, about_her, officer=ravi, by=kiran),
    ]
    one, other = ends if first == "case" else ends[::-1]

    one()

    assert opens(sita, case.person) >= NAME
    other()
    assert opens(sita, case.person) == set()


def test_what_an_inquiry_opened_closes_with_it(about_her: Inquiry, kiran: User, ravi: User, sita: User) -> None:
    house = record_premises(organisation=kiran.organisation, by=kiran, facts=PremisesFacts("lodge", address="Lane"))
    link_premises(house, to=about_her, part="exploitation", by=kiran)
    assert opens(sita, house)

    actions.assign_officer(about_her, officer=ravi, by=kiran)

    assert not opens(sita, house)
    assert opens(kiran, house), "she wrote it down herself"


def test_two_inquiries_about_one_person_open_her_apart(
    case: Case, about_her: Inquiry, kiran: User, ravi: User, sita: User
) -> None:
    second = builders.an_inquiry(kiran, sita, people=[case.person])

    actions.assign_officer(about_her, officer=ravi, by=kiran)

    assert opens(sita, case.person) == NAME
    actions.assign_officer(second, officer=ravi, by=kiran)
    assert opens(sita, case.person) == set()
    assert Person.objects.visible_to(ravi).get() == case.person
