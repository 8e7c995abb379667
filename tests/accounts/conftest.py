"""What the tests of accounts share: a second administrator, and running things at once."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from tests import factories

AtOnce = Callable[[list[Callable[[], object]]], list[object]]


@pytest.fixture
def second_admin(organisation: Agency) -> User:
    return factories.a_user("second_admin", Role.ADMINISTRATOR, organisation=organisation)


@pytest.fixture
def foreign_admin(other_organisation: Agency) -> User:
    return factories.a_user("foreign_admin", Role.ADMINISTRATOR, organisation=other_organisation)


@pytest.fixture
def at_once(transactional_db: None) -> AtOnce:
    """Run functions in threads that start together; gives the result of each, or its error."""

    def run(functions: list[Callable[[], object]]) -> list[object]:
        start = threading.Barrier(len(functions))
        results: list[object] = [None] * len(functions)

        def work(position: int, function: Callable[[], object]) -> None:
            start.wait(10)
            try:
                results[position] = function()
            except Exception as error:  # the test looks at it
                results[position] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return results

    return run
