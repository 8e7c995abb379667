"""Accounts: making them, their language, closing them.

Here: the account itself. Closing an account together with its grants is `rihai.access.actions.deactivate_user`,
because grants live above this package.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.checks import (
    check_holds,
    check_not_for_oneself,
    check_not_last_administrator,
    lock_administration,
    locked_user,
)
from rihai.accounts.models import KnownDevice, RoleAssignment, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.accounts.sessions import end_sessions
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency


class NameTaken(Exception):
    """Another account signs in with this name."""


@transaction.atomic
def create_user(*, username: str, display_name: str, by: User, language: str = "en") -> User:
    """Make an account in the organisation of whoever acts.

    It has no password: two people give it a start (`ask_new_start`), or a demonstration enters by link.
    """
    check_holds(by, Permission.ACCOUNT_MANAGE, verb="account.created")
    user = _new_user(by.organisation, username, display_name, None, language)
    audit.record("account.created", by=by, subject=user)
    return user


@transaction.atomic
def found_staff(organisation: Agency, *, administrators: Sequence[tuple[str, str, str]], by: None) -> list[User]:
    """The first two administrators (name for signing in, shown name, starting password) of an organisation.

    Two, because powerful roles and new starts need two people; each is given the role by both.
    Only while the organisation has no account at all; the system itself acts.
    """
    Agency.objects.select_for_update().get(pk=organisation.pk)
    if len(administrators) != 2 or User.objects.filter(organisation=organisation).exists():
        raise Refused("organisation.founded", organisation, words=_("Name two people, before there is any account."))
    first, second = (_new_user(organisation, name, shown, word, "en") for name, shown, word in administrators)
    now = timezone.now()
    for user, giver in ((first, second), (second, first)):
        RoleAssignment.objects.create(user=user, role=Role.ADMINISTRATOR, given_by=giver, second_by=user, second_at=now)
    audit.record("organisation.founded", by=by, subject=organisation, administrators=[first.uid, second.uid])
    return [first, second]


@transaction.atomic
def change_language(user: User, *, language: str, by: User) -> User:
    """The language somebody reads; her own affair."""
    if user.pk != by.pk:
        raise Refused("account.language_changed", user)
    user.language = language
    user.save(update_fields=["language"])
    audit.record("account.language_changed", by=by, subject=user, language=language)
    return user


@transaction.atomic
def close_account(user: User, *, by: User) -> User:
    """End everything an account has here; its name stays in the trail. See the module about grants."""
    lock_administration(by)
    user = locked_user(user, by=by, verb="account.closed")
    check_holds(by, Permission.ACCOUNT_MANAGE, verb="account.closed", subject=user)
    check_not_last_administrator(user, verb="account.closed")
    audit.record("account.closed", by=by, subject=user, sessions=_end_everything(user, timezone.now(), by))
    return user


@transaction.atomic
def release_account(user: User, *, at: datetime, by: User) -> User:
    """Close the account of somebody who leaves, by whoever passes on her work; `at` is the moment of all of it."""
    lock_administration(by)
    user = locked_user(user, by=by, verb="account.released")
    check_holds(by, Permission.STAFF_RELEASE, verb="account.released", subject=user)
    check_not_for_oneself(by, user.uid, verb="account.released", subject=user)
    check_not_last_administrator(user, verb="account.released")
    audit.record("account.released", by=by, subject=user, sessions=_end_everything(user, at, by))
    return user


@transaction.atomic
def reinstate_account(user: User, *, at: datetime, by: User) -> User:
    """Undo `release_account`: roles and seats that ended at that moment hold again. Sessions stay ended."""
    user = locked_user(user, by=by, verb="account.reinstated")
    check_holds(by, Permission.STAFF_RELEASE, verb="account.reinstated", subject=user)
    check_not_for_oneself(by, user.uid, verb="account.reinstated", subject=user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    roles = user.assignments.filter(ended_at=at).update(ended_at=None, ended_by=None)
    seats = user.memberships.filter(left_at=at).update(left_at=None, left_by=None)
    audit.record("account.reinstated", by=by, subject=user, roles=roles, seats=seats)
    return user


def _end_everything(user: User, at: datetime, by: User) -> int:
    """Roles, seats, known devices and sessions; returns how many sessions there were."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.assignments.not_ended().update(ended_at=at, ended_by=by)
    user.memberships.in_force().update(left_at=at, left_by=by)
    KnownDevice.objects.filter(user=user).delete()
    return end_sessions(user)


def _new_user(organisation: Agency, username: str, display_name: str, password: str | None, language: str) -> User:
    user = User(
        username=username.strip().lower(),
        display_name=display_name.strip(),
        organisation=organisation,
        language=language,
        needs_new_password=password is not None,
    )
    user.set_password(password)  # None: a password that fits nothing
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise NameTaken(_("Somebody signs in with this name already. Choose another.")) from None
    return user
