"""Who may change an entry of the directory."""

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.directory.permissions import can_edit
from tests.factories import a_user, an_agency


def test_an_organisation_here_keeps_its_own_entry_itself(
    kiran: User, organisation: Agency, other_organisation: Agency
) -> None:
    neighbour = a_user("nisar", Role.RESCUE_COORDINATOR, organisation=other_organisation)

    assert can_edit(kiran, organisation)
    assert not can_edit(neighbour, organisation)


def test_everybody_with_the_right_keeps_the_entries_of_bodies_outside(kiran: User) -> None:
    outside = an_agency("Invented police station", kind="police_station", is_member=False)

    assert can_edit(kiran, outside)
