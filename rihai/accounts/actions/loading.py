"""The account under which published accounts are loaded: nobody can sign in with it."""

from typing import Final

from django.db import transaction

from rihai.accounts.models import RoleAssignment, User
from rihai.accounts.roles import Role
from rihai.audit import actions as audit
from rihai.directory.models import Agency

ROLES: Final = (Role.RESCUE_COORDINATOR, Role.CASEWORKER)


@transaction.atomic
def loading_account(publisher: Agency, *, by: None) -> User:
    """The publisher's own account here, made at its first use. It sees and changes only what was published.

    It has no password and no second factor, so the staff door stays closed to it.
    """
    username = f"publications-{(publisher.ref or str(publisher.uid)).lower()}"
    found = User.objects.filter(username=username, organisation=publisher).first()
    if found is not None:
        return found
    user = User(username=username, display_name=publisher.name, organisation=publisher)
    user.set_unusable_password()
    user.save(force_insert=True)
    for role in ROLES:
        RoleAssignment.objects.create(user=user, role=role, given_by=user)
    audit.record("account.made_for_loading", by=by, subject=user)
    return user
