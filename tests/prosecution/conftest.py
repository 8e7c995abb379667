"""Records and people that many tests of prosecution begin with."""

import pytest

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.prosecution.models import LegalCase
from tests import factories
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
