"""Access of colleagues who lose a role or leave: it ends with the role, and may begin again with the account."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.drafts.actions import forget_drafts
from rihai.access.models import Grant
from rihai.accounts.actions import close_account, leave_desk, reinstate_account, release_account
from rihai.accounts.actions import end_role as end_assignment
from rihai.accounts.models import RoleAssignment, User
from rihai.accounts.roles import NEEDS_SECOND_PERSON, ROLES, Role
from rihai.audit import actions as audit


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: User) -> RoleAssignment:
    """Take a role back with the desks and records that were given while it was held.

    Nobody wrote down which of several roles a record was given for: the work that goes on under another
    is assigned anew. What another role could open is no measure, since any role opens the record itself.
    """
    ended = end_assignment(assignment, by=by)
    if _opened_work(ended):
        held = (ended.second_at or ended.given_at, ended.ended_at)
        for seat in ended.user.memberships.in_force().filter(joined_at__range=held).select_related("desk"):
            leave_desk(seat.desk, user=ended.user, by=by)
        _revoke_given(ended, held, by=by)
    return ended


def _opened_work(assignment: RoleAssignment) -> bool:
    """Not one that was declined before it was held, nor one that opens no record."""
    role = Role(assignment.role)
    was_held = role not in NEEDS_SECOND_PERSON or assignment.second_at is not None
    return was_held and Compartment.RECORD in ROLES[role].compartments


def _revoke_given(assignment: RoleAssignment, held: tuple[datetime, datetime | None], *, by: User) -> None:
    given = Grant.objects.filter(user=assignment.user, revoked_at=None, granted_at__range=held)
    ended = given.update(revoked_at=timezone.now(), revoked_by=by)
    if ended:
        audit.record("access.revoked_with_role", by=by, subject=assignment.user, role=assignment.role, grants=ended)


@transaction.atomic
def deactivate_user(user: User, *, by: User) -> User:
    """Close an account with everything it opens: sessions, roles, desks and grants."""
    user = close_account(user, by=by)
    _revoke_all(user, by=by)
    forget_drafts(user, by=by)
    return user


def _revoke_all(user: User, *, by: User) -> int:
    """End every grant of somebody who leaves."""
    ended = Grant.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)
    audit.record("access.revoked_all", by=by, subject=user, grants=ended)
    return ended


@transaction.atomic
def release_user(user: User, *, at: datetime, by: User) -> User:
    """End all that somebody who leaves can open and do, at one moment, so that it can be undone as a whole.

    But for what was begun and never sent: nobody else could open it, and she must not find it again.
    """
    user = release_account(user, at=at, by=by)
    ended = Grant.objects.filter(user=user, revoked_at=None).update(revoked_at=at, revoked_by=by)
    forget_drafts(user, by=by)
    audit.record("access.revoked_all", by=by, subject=user, grants=ended)
    return user


@transaction.atomic
def reinstate_user(user: User, *, at: datetime, by: User) -> User:
    """Undo `release_user`: what ended at that moment, and nothing else, holds again."""
    user = reinstate_account(user, at=at, by=by)
    given = Grant.objects.filter(user=user, revoked_at=at).update(revoked_at=None, revoked_by=None)
    audit.record("access.reinstated", by=by, subject=user, grants=given)
    return user
