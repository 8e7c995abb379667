"""Whoever works on a case and on an inquiry of one person keeps her name until both are over."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.cases.actions import add_participant, end_participation
from rihai.cases.models import Case, Participant
from rihai.directory.models import Agency
from rihai.offences.actions import link_premises, record_premises
from rihai.offences.facts import PremisesFacts
from rihai.people.actions import record_source
from rihai.people.facts import SourceFacts
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
    assert opens(ravi, house), "whoever follows her needs to know where"
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


def test_the_officer_may_ask_the_source_again_when_the_recorder_no_longer_may(
    about_her: Inquiry, kiran: User, sita: User, ravi: User, rescue_desk: Desk
) -> None:
    grant(about_her, to=rescue_desk, compartments=NAME, basis="desk", by=kiran)
    source = record_source(organisation=kiran.organisation, by=kiran, facts=SourceFacts(name="The driver"))
    builders.a_lead(about_her, kiran, source=source)

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert way_to_read(sita, source, "name") is Way.OWN
        assert way_to_read(kiran, source, "name") is Way.NONE
        actions.assign_officer(about_her, officer=ravi, by=kiran)
        assert way_to_read(ravi, source, "name") is Way.OWN
        assert way_to_read(sita, source, "name") is Way.NONE


def test_naming_a_source_opens_it_to_nobody_who_could_not_ask_it(about_her: Inquiry, kiran: User, sita: User) -> None:
    source = record_source(organisation=kiran.organisation, by=kiran, facts=SourceFacts(name="The driver"))

    builders.a_lead(about_her, sita, source=source)

    assert not opens(sita, source)
