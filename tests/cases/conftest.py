"""A case of Asha's, and colleagues whom only cases know."""

import pytest

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.directory.models import Agency
from tests import factories
from tests.cases import builders


@pytest.fixture
def case(asha: User) -> Case:
    """Opened by Asha for herself; she has asked what is wanted."""
    return builders.a_case(asha, wish=builders.WISH)


@pytest.fixture
def lena(organisation: Agency) -> User:
    """Counsellor."""
    return factories.a_user("lena", Role.COUNSELLOR, organisation=organisation)


@pytest.fixture
def meera(organisation: Agency) -> User:
    """A second caseworker, at no desk."""
    return factories.a_user("meera", Role.CASEWORKER, organisation=organisation)


@pytest.fixture
def loader(db: None) -> User:
    """The account under which a publisher's accounts are retold."""
    publisher = factories.an_agency("Publisher", is_member=False)
    return factories.a_user("publications", Role.RESCUE_COORDINATOR, Role.CASEWORKER, organisation=publisher)
