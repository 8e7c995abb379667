"""What the tests of accounts share: a second administrator, and running things at once."""

import pytest

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from tests import factories
from tests.together import AtOnce, run_together


@pytest.fixture
def second_admin(organisation: Agency) -> User:
    return factories.a_user("second_admin", Role.ADMINISTRATOR, organisation=organisation)


@pytest.fixture
def foreign_admin(other_organisation: Agency) -> User:
    return factories.a_user("foreign_admin", Role.ADMINISTRATOR, organisation=other_organisation)


@pytest.fixture
def at_once(transactional_db: None) -> AtOnce:
    return run_together
