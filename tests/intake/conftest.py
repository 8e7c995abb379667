"""An alert of Asha's at the intake desk, and somebody who sits there without leading."""

import pytest

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.intake.models import Alert
from tests import factories
from tests.intake import builders


@pytest.fixture
def alert(asha: User, intake_desk: Desk) -> Alert:
    """Recorded by Asha; it lies at the intake desk, where Kiran sits."""
    return builders.an_alert(
        asha, "Rani Test", where="Behind the old mill", who="A man on a motorbike", source=builders.from_source()
    )


@pytest.fixture
def uma(organisation: Agency) -> User:
    """A prevention officer: records alerts and may never open who somebody is."""
    return factories.a_user("uma", Role.PREVENTION_OFFICER, organisation=organisation)


@pytest.fixture
def meera(organisation: Agency) -> User:
    """A rescue officer at no desk."""
    return factories.a_user("meera", Role.RESCUE_OFFICER, organisation=organisation)


@pytest.fixture
def tara(organisation: Agency) -> User:
    """A second coordinator, at no desk."""
    return factories.a_user("tara", Role.RESCUE_COORDINATOR, organisation=organisation)


@pytest.fixture
def other_body(db: None) -> Agency:
    return factories.an_agency("Child line of the district", is_member=False)
