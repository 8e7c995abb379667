"""What a place on the need-to-know list opens, and what leaving it closes at once.

Here: the entry with its grants, and who may stay. Not here: the permission to change the list (`actions.lists`).
"""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import grant, revoke, revoke_through
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.lib.workflow import NotPossible
from rihai.offences.models import Premises
from rihai.rescue.models import NeedToKnow, Operation

LISTED_OPEN: Final = (Compartment.RECORD, Compartment.OPERATION_PLAN)
# Two, so that somebody else knows where the team is if one of them does not come back.
LEAST_LISTED: Final = 2


def still_listed(operation: Operation) -> list[NeedToKnow]:
    """Entries of people who are on the list and still work here."""
    rows = operation.need_to_know.filter(removed_at=None, user__is_active=True)
    return list(rows.select_related("user").order_by("added_at"))


def check_may_be_listed(operation: Operation, user: User) -> None:
    is_here = user.is_active and user.organisation_id == operation.organisation_id
    if not is_here or Compartment.RECORD not in user.compartments:
        raise NotPossible(_("This colleague's role opens no records. Choose somebody else."))


def write_entry(operation: Operation, user: User, why: NeedToKnow.Why, *, by: User) -> NeedToKnow:
    check_may_be_listed(operation, user)
    entry = NeedToKnow.objects.create(operation=operation, user=user, why=why, added_by=by)
    _open(operation, user, operation, by)
    if operation.premises is not None:
        _open(operation.premises, user, operation, by)
    return entry


def end_entry(entry: NeedToKnow, *, by: User) -> None:
    """Strike her off: from this moment she sees neither the operation nor, through it, the premises."""
    entry.removed_at, entry.removed_by = timezone.now(), by
    entry.save(update_fields=["removed_at", "removed_by"])
    revoke_through(entry.operation, of=entry.user, by=by)


def show_other_premises(operation: Operation, before: Premises | None, *, by: User) -> None:
    """Those on the list open the place as it is planned now, and through the operation no longer the other one."""
    for entry in still_listed(operation):
        if before is not None:
            revoke(before, of=entry.user, by=by, origin=operation)
        if operation.premises is not None:
            _open(operation.premises, entry.user, operation, by)


def check_enough_remain(remaining: list[NeedToKnow]) -> None:
    """Two people at least, and one who can steer the operation."""
    if len(remaining) < LEAST_LISTED:
        raise NotPossible(_("At least two people stay on the list. Add somebody else first."))
    if not any(entry.user.has(Permission.OPERATION_PLAN) for entry in remaining):
        raise NotPossible(_("Somebody who may plan operations must stay on the list. Add one first."))


def _open(subject: Operation | Premises, user: User, operation: Operation, by: User) -> None:
    grant(subject, to=user, compartments=LISTED_OPEN, basis=Grant.Basis.LISTED, by=by, origin=operation)
