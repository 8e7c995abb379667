"""Records that many tests of tracing begin with."""

import pytest

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.tracing.models import FoundRecord, MissingReport
from tests import factories
from tests.tracing import builders


@pytest.fixture
def report(ravi: User) -> MissingReport:
    """Of a girl of fourteen, missing for nine days; Ravi searches."""
    return builders.a_report(ravi)


@pytest.fixture
def grown_report(ravi: User) -> MissingReport:
    """Of a woman of thirty."""
    return builders.a_report(ravi, 30)


@pytest.fixture
def home(db: None) -> Agency:
    return builders.a_home()


@pytest.fixture
def matron(other_organisation: Agency) -> User:
    """She runs a home of another organisation."""
    return factories.a_user("matron", Role.HOME_SUPERINTENDENT, organisation=other_organisation)


@pytest.fixture
def found(matron: User) -> FoundRecord:
    return builders.a_found(matron)


@pytest.fixture
def colleague(matron: User, found_desk: Desk) -> User:
    """She works at the same home and sits at the desk that may open what is found."""
    return factories.a_user(
        "night_matron", Role.HOME_SUPERINTENDENT, organisation=matron.organisation, desks=[found_desk]
    )


@pytest.fixture
def found_desk(other_organisation: Agency) -> Desk:
    return factories.a_desk(other_organisation, Desk.Purpose.CASEWORK)
