"""The need-to-know list of an operation: adding somebody, and striking somebody off.

Whoever is not on it, the director included, does not learn that the operation exists. Every change is in
the audit trail, and striking off works from the next click on.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.duties.actions import pass_on_duties
from rihai.lib.workflow import NotPossible
from rihai.rescue.listing import check_enough_remain, end_entry, still_listed, write_entry
from rihai.rescue.locks import lock_operation
from rihai.rescue.models import NeedToKnow, Operation
from rihai.rescue.permissions import check_can_plan_operation


@transaction.atomic
def add_to_list(operation: Operation, *, user: User, why: NeedToKnow.Why, by: User) -> NeedToKnow:
    """Tell somebody, by listing her with the reason why she needs to know."""
    operation = lock_operation(operation, by, "operation.list")
    check_can_plan_operation(by, operation)
    listed = operation.need_to_know.filter(user=user, removed_at=None).first()
    if listed is not None:
        return listed
    entry = write_entry(operation, user, why, by=by)
    audit.record("operation.listed", by=by, subject=operation, user=user.uid, why=str(why))
    return entry


@transaction.atomic
def remove_from_list(operation: Operation, *, user: User, by: User) -> None:
    """Strike somebody off; what she owed passes to one who stays."""
    operation = lock_operation(operation, by, "operation.list")
    check_can_plan_operation(by, operation)
    entry = operation.need_to_know.select_related("user").filter(user=user, removed_at=None).first()
    if entry is None:
        raise NotPossible(_("This colleague is not on the list any more."))
    remaining = [one for one in still_listed(operation) if one.user_id != user.uid]
    check_enough_remain(remaining)
    heir = by if by != user else remaining[0].user
    end_entry(entry, by=by)
    pass_on_duties(operation, also=operation.units.all(), before=user, to=heir, by=by)
    audit.record("operation.unlisted", by=by, subject=operation, user=user.uid)
