"""Records that many tests of rescue begin with."""

import pytest

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.rescue.models import Inquiry, Operation
from tests import factories
from tests.rescue import builders


@pytest.fixture
def unit(db: None) -> Agency:
    return builders.a_unit()


@pytest.fixture
def other_unit(db: None) -> Agency:
    return builders.a_unit("River State Police", "police")


@pytest.fixture
def inquiry(kiran: User, ravi: User) -> Inquiry:
    """Opened by Kiran for Ravi."""
    return builders.an_inquiry(kiran, ravi, summary="She did not come home")


@pytest.fixture
def operation(kiran: User, ravi: User, inquiry: Inquiry) -> Operation:
    """Planned by Kiran, with Ravi on the list, nothing special expected."""
    return builders.an_operation(kiran, ravi, inquiry=inquiry)


@pytest.fixture
def meera(organisation: Agency) -> User:
    """A second coordinator, on no list."""
    return factories.a_user("meera", Role.RESCUE_COORDINATOR, organisation=organisation)
