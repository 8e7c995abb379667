"""The account that retells what was published: made once, closed to everybody, and never wider than its work."""

import pytest

from rihai.accounts.actions.loading import loading_account
from rihai.accounts.models import RoleAssignment
from rihai.accounts.roles import Role
from rihai.directory.models import Agency

pytestmark = pytest.mark.django_db


def test_it_is_made_once_and_nobody_can_sign_in_with_it(other_organisation: Agency) -> None:
    first, again = (loading_account(other_organisation, by=None) for _ in range(2))

    assert first == again
    assert not first.has_usable_password()
    assert first.roles == {Role.LOADER}


def test_one_from_before_its_role_gets_it_at_the_next_load(other_organisation: Agency) -> None:
    user = loading_account(other_organisation, by=None)
    RoleAssignment.objects.filter(user=user).update(role=Role.RESCUE_COORDINATOR)

    again = loading_account(other_organisation, by=None)

    assert again == user
    assert again.roles == {Role.LOADER}, "the wide role waits for a second person, who never comes"
