"""Records and people that many tests of prosecution begin with."""

import pytest
from django.test import Client

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.prosecution.models import LegalCase
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders


@pytest.fixture
def lata(organisation: Agency) -> User:
    """In-house lawyer."""
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


@pytest.fixture
def vijay(organisation: Agency) -> User:
    """Volunteer lawyer."""
    return factories.a_user("vijay", Role.VOLUNTEER_LAWYER, organisation=organisation)


@pytest.fixture
def legal_desk(organisation: Agency) -> Desk:
    return factories.a_desk(organisation, Desk.Purpose.LEGAL)


@pytest.fixture
def case(asha: User) -> Case:
    """Of a girl of fifteen, accompanied by Asha."""
    return builders.a_case(asha)


@pytest.fixture
def legal_case(asha: User, lata: User, case: Case) -> LegalCase:
    """A registered FIR that Asha accompanies and Lata represents."""
    return builders.a_legal_case(asha, case, lawyer=lata)


@pytest.fixture
def doors(asha: User, lata: User, chand: User, bina: User, dolly: User, signed_in: SignedIn) -> builders.Doors:
    """What an address answers to whoever accompanies, to her lawyer, and to all others down to nobody."""

    def ask(address: str) -> list[int]:
        answers = [signed_in(one).get(address).status_code for one in (asha, lata, chand, bina, dolly)]
        return [*answers, Client().get(address).status_code]

    return ask
