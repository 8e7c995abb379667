"""The place of a colleague on need-to-know lists passes to another when she is ill or leaves.

Here: one operation by whoever knows of it, and all others without telling anybody that they exist. Inquiries
pass by `assign_officer`.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.checks import check_holds
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.audit import actions as audit
from rihai.duties.actions import pass_on_duties
from rihai.lib.workflow import NotPossible
from rihai.people.models import Provenance
from rihai.rescue.listing import check_enough_remain, end_entry, still_listed, write_entry
from rihai.rescue.locks import lock_operation
from rihai.rescue.models import NeedToKnow, Operation
from rihai.rescue.permissions import check_can_plan_operation
from rihai.rescue.workflow import OperationStatus

OVER = (OperationStatus.ENDED, OperationStatus.CALLED_OFF)


@transaction.atomic
def hand_over_operation(operation: Operation, *, of: User, to: User, by: User) -> bool:
    """Her place on the list and what she owes pass on; True if the successor did not know of it before."""
    operation = lock_operation(operation, by, "operation.list")
    check_can_plan_operation(by, operation)
    entry = operation.need_to_know.select_related("user").filter(user=of, removed_at=None).first()
    if entry is None:
        raise NotPossible(_("This colleague is not on the list any more."))
    is_new = not operation.need_to_know.filter(user=to, removed_at=None).exists()
    if is_new:
        write_entry(operation, to, NeedToKnow.Why(entry.why), by=by)
    check_enough_remain([one for one in still_listed(operation) if one.user_id != of.uid])
    end_entry(entry, by=by)
    pass_on_duties(operation, also=operation.units.all(), before=of, to=to, by=by)
    audit.record("operation.handed_over", by=by, subject=operation, of=of.uid, to=to.uid)
    return is_new


@transaction.atomic
def leave_operations(worker: User, *, by: User) -> None:
    """Strike somebody who leaves off every list; what she owes passes to one who stays.

    Whoever does this learns of none of them: nothing is returned. Where nobody would be left who can lead the
    operation, the coordinator or the director has to know of it: people may be in danger there.
    """
    check_holds(by, Permission.STAFF_RELEASE, verb="operation.list", subject=worker)
    on_lists = NeedToKnow.objects.filter(user=worker, removed_at=None).values("operation_id")
    ours = Operation.objects.filter(provenance=Provenance.OWN, organisation=by.organisation_id, pk__in=on_lists)
    for operation in ours.order_by("pk").select_for_update(of=("self",)):
        entry = operation.need_to_know.select_related("user").filter(user=worker, removed_at=None).first()
        if entry is None:
            continue  # struck off by somebody else while this waited for the row
        end_entry(entry, by=by)
        heir = _heir(operation, worker, by=by)
        pass_on_duties(operation, also=operation.units.all(), before=worker, to=heir, by=by)
        audit.record("operation.left", by=by, subject=operation, of=worker.uid, to=heir.uid)


@transaction.atomic
def pass_on_orphaned(operation: Operation, *, of: User, by: User | None) -> User | None:
    """What somebody owes whose account was closed passes to one who stays on the list; None if nobody is left at all.

    Where nobody acts (`by` is None), whoever has to know of it now stands as the one who let herself in.
    """
    operation = Operation.objects.select_for_update(of=("self",)).get(pk=operation.pk)
    heir = _who_stays(operation, of)
    if heir is None:
        heir = _who_has_to_know(operation, of)
        if heir is not None:
            write_entry(operation, heir, NeedToKnow.Why.DIRECTS, by=by or heir)
    if heir is not None:
        pass_on_duties(operation, also=operation.units.all(), before=of, to=heir, by=by)
        audit.record("operation.left", by=by, subject=operation, of=of.uid, to=heir.uid)
    return heir


def _heir(operation: Operation, worker: User, *, by: User) -> User:
    heir = _who_stays(operation, worker)
    if heir is None:
        heir = _who_has_to_know(operation, worker) or by
        write_entry(operation, heir, NeedToKnow.Why.DIRECTS, by=by)
    return heir


def _who_stays(operation: Operation, worker: User) -> User | None:
    """One on the list who can lead it; where it is over, anybody on the list."""
    remaining = [one.user for one in still_listed(operation) if one.user_id != worker.uid]
    leading = [user for user in remaining if user.has(Permission.OPERATION_PLAN)]
    return next(iter(leading or (remaining if operation.status in OVER else [])), None)


def _who_has_to_know(operation: Operation, worker: User) -> User | None:
    for role in (Role.RESCUE_COORDINATOR, Role.DIRECTOR):
        colleagues = User.objects.active().holding([role]).filter(organisation_id=operation.organisation_id)
        for user in colleagues.exclude(pk=worker.pk):
            return user
    return None
