"""The account under which published accounts are loaded: nobody can sign in with it."""

from django.db import transaction

from rihai.accounts.models import RoleAssignment, User
from rihai.accounts.roles import Role
from rihai.audit import actions as audit
from rihai.directory.models import Agency


@transaction.atomic
def loading_account(publisher: Agency, *, by: None) -> User:
    """The publisher's own account here, made at its first use. It sees and changes only what was published.

    It has no password and no second factor, so the staff door stays closed to it.
    """
    username = f"publications-{(publisher.ref or str(publisher.uid)).lower()}"
    user = User.objects.filter(username=username, organisation=publisher).first() or _new_account(username, publisher)
    _, is_new = RoleAssignment.objects.get_or_create(
        user=user, role=Role.LOADER, ended_at=None, defaults={"given_by": user}
    )
    if is_new:
        audit.record("account.made_for_loading", by=by, subject=user)
    return user


def _new_account(username: str, publisher: Agency) -> User:
    user = User(username=username, display_name=publisher.name, organisation=publisher)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user
