"""Builders of the records every test stands on: agencies, users with roles, desks. All invented.

Here: rows as the actions would leave them, without the ceremony (two persons, audit). Not here: records of one
package (beside its tests), or the named cast (`tests/conftest.py`).
"""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from rihai.accounts.models import Desk, DeskMembership, RoleAssignment, User
from rihai.accounts.roles import NEEDS_SECOND_PERSON, Role
from rihai.directory.models import Agency

PASSWORD = "seven lanterns by the river"
DEMONSTRATION = {"kind": "ngo", "source": "invented for tests", "is_member": True, "is_demonstration": True}


def an_agency(name: str, **facts: object) -> Agency:
    return Agency.objects.create(name=name, **{**DEMONSTRATION, **facts})


def a_desk(organisation: Agency, purpose: Desk.Purpose) -> Desk:
    return Desk.objects.create(organisation=organisation, name=f"{purpose.label} desk", purpose=purpose)


def a_user(username: str, *roles: Role, organisation: Agency, desks: Iterable[Desk] = ()) -> User:
    """Somebody who holds these roles, confirmed where two people are asked for, and sits at these desks."""
    user: User = User.objects.create(
        username=username,
        display_name=username.replace("_", " ").title(),
        organisation=organisation,
        password=make_password(PASSWORD),
    )
    for role in roles:
        hold(user, role)
    for desk in desks:
        DeskMembership.objects.create(user=user, desk=desk, joined_by=user)
    return user


def hold(user: User, role: Role) -> RoleAssignment:
    second = a_witness(user.organisation) if role in NEEDS_SECOND_PERSON else None
    now = timezone.now()
    return RoleAssignment.objects.create(
        user=user, role=role, given_by=user, second_by=second, second_at=now if second else None
    )


def a_witness(organisation: Agency) -> User:
    """The second person of a ceremony: a colleague without any role."""
    name = f"witness-{organisation.pk.hex[:8]}"
    found: tuple[User, bool] = User.objects.get_or_create(
        username=name, organisation=organisation, defaults={"display_name": "Witness"}
    )
    return found[0]
