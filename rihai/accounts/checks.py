"""Who may manage accounts and desks, and where a second person is needed.

Here: checks that raise, for the actions, and their questions, for the pages. Each takes who acts.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.audit.actions import HasUid
from rihai.audit.refusals import Hidden, Refused
from rihai.directory.models import Agency


def locked_user(user: User, *, by: User, verb: str) -> User:
    """The account, locked, if it belongs to the organisation of whoever acts; else as if it did not exist."""
    found = User.objects.visible_to(by).select_for_update().filter(pk=user.pk).first()
    if found is None:
        raise Hidden(verb, user)
    return found


def locked_desk(desk: Desk, *, by: User, verb: str) -> Desk:
    found = Desk.objects.visible_to(by).select_for_update().filter(pk=desk.pk).first()
    if found is None:
        raise Hidden(verb, desk)
    return found


def check_holds(by: User, permission: Permission, *, verb: str, subject: HasUid | None = None) -> None:
    if not by.has(permission):
        raise Refused(verb, subject, words=_("Your role does not include this."))


def check_not_for_oneself(by: User, user_uid: UUID, *, verb: str, subject: HasUid) -> None:
    """Nobody gives herself power, and nobody is her own second person."""
    if by.uid == user_uid:
        raise Refused(verb, subject, words=_("Ask a colleague: nobody does this alone."))


def check_second(second: User, *, first: User, for_user: User, verb: str) -> None:
    """Somebody else, of the same organisation, who may confirm."""
    if second.uid == first.uid:
        raise Refused(verb, for_user, words=_("A second person must confirm this."))
    check_not_for_oneself(second, for_user.uid, verb=verb, subject=for_user)
    if second.organisation_id != for_user.organisation_id:
        raise Hidden(verb, for_user)
    check_holds(second, Permission.ACCOUNT_CONFIRM, verb=verb, subject=for_user)


def lock_administration(by: User) -> None:
    """One ending of a role or account at a time: two administrators must not end each other.

    First of all locks, and weak enough that records of the organisation are written meanwhile.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=by.organisation_id)


def check_not_last_administrator(user: User, *, verb: str) -> None:
    """An organisation without administrator could never get one again. Only under `lock_administration`."""
    colleagues = User.objects.active().filter(organisation_id=user.organisation_id)
    holders = set(colleagues.holding([Role.ADMINISTRATOR]).values_list("pk", flat=True))
    if holders == {user.uid}:
        raise Refused(verb, user, words=_("This is the only administrator. Give the role to somebody else first."))
