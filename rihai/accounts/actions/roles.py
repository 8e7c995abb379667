"""Giving and ending roles; the powerful ones by two people.

Here: the state of assignments. What a role means is in `rihai.accounts.roles`.
"""

from django.db import transaction
from django.utils import timezone

from rihai.accounts.checks import (
    check_holds,
    check_not_for_oneself,
    check_not_last_administrator,
    check_second,
    lock_administration,
    locked_user,
)
from rihai.accounts.models import RoleAssignment, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import NEEDS_SECOND_PERSON, Role
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused


@transaction.atomic
def give_role(user: User, *, role: Role, by: User, second: User | None = None) -> RoleAssignment:
    """Give a role; one that needs a second person waits, unless she is named here. Twice is as once."""
    user = locked_user(user, by=by, verb="role.given")
    check_holds(by, Permission.ACCOUNT_MANAGE, verb="role.given", subject=user)
    check_not_for_oneself(by, user.uid, verb="role.given", subject=user)
    if not user.is_active:
        raise Refused("role.given", user)
    assignment, is_new = RoleAssignment.objects.get_or_create(
        user=user, role=role, ended_at=None, defaults={"given_by": by}
    )
    if is_new:
        audit.record(
            "role.proposed" if assignment.is_waiting else "role.given", by=by, subject=user, role=str(Role(role))
        )
    if assignment.is_waiting and second is not None:
        return confirm_role(assignment, by=second)
    return assignment


@transaction.atomic
def confirm_role(assignment: RoleAssignment, *, by: User) -> RoleAssignment:
    """The second person agrees: from now on the role is held."""
    user = locked_user(assignment.user, by=by, verb="role.confirmed")
    assignment = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    check_second(by, first=assignment.given_by, for_user=user, verb="role.confirmed")
    if assignment.is_waiting:
        assignment.second_at, assignment.second_by = timezone.now(), by
        assignment.save(update_fields=["second_at", "second_by"])
        audit.record("role.confirmed", by=by, subject=user, role=assignment.role, proposed_by=assignment.given_by_id)
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: User) -> RoleAssignment:
    """Take a role back, or decline one that waits. One person is enough for less power."""
    lock_administration(by)
    user = locked_user(assignment.user, by=by, verb="role.ended")
    check_holds(by, _needed_to_end(assignment), verb="role.ended", subject=user)
    assignment = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    if assignment.ended_at is not None:
        return assignment
    if assignment.role == Role.ADMINISTRATOR:
        check_not_last_administrator(user, verb="role.ended")
    assignment.ended_at, assignment.ended_by = timezone.now(), by
    assignment.save(update_fields=["ended_at", "ended_by"])
    audit.record("role.ended", by=by, subject=user, role=assignment.role)
    return assignment


def _needed_to_end(assignment: RoleAssignment) -> Permission:
    """Whoever may confirm may also decline."""
    is_waiting = assignment.is_waiting and assignment.role in NEEDS_SECOND_PERSON
    return Permission.ACCOUNT_CONFIRM if is_waiting else Permission.ACCOUNT_MANAGE
