"""The case of the worker whose evidence and obstacles are told."""

import pytest

from rihai.accounts.models import User
from rihai.cases.models import Case
from tests.prosecution.builders import a_case


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha)
