"""Putting a plan right before the operation starts: another place, or a unit that was chosen wrongly.

Here: corrections with their reasons; what stood there before stays readable. Not here: the change of
mind of a unit (`units`), or anything after the start, when what happened is history.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.duties.actions import cancel_duties
from rihai.lib.workflow import NotPossible
from rihai.offences.models import Premises
from rihai.rescue.listing import show_other_premises
from rihai.rescue.locks import lock_operation, needed
from rihai.rescue.models import Operation, OperationCorrection, UnitContact
from rihai.rescue.permissions import check_can_plan_operation
from rihai.rescue.standing import settle

What = OperationCorrection.What


@transaction.atomic
def correct_premises(operation: Operation, *, premises: Premises | None, reason: str, by: User) -> Operation:
    """Another place, or none: those on the list open the new one and no longer the old one."""
    operation = _lock_before_start(operation, by)
    before = operation.premises
    if before == premises:
        return operation
    _write(operation, What.PREMISES, reason, by, premises=before)
    operation.premises = premises
    operation.save(update_fields=["premises"])
    show_other_premises(operation, before, by=by)
    audit.record(
        "operation.premises_corrected", by=by, subject=operation, before=before.uid if before else "none",
        now=premises.uid if premises else "none",
    )  # fmt: skip
    return operation


@transaction.atomic
def withdraw_unit(contact: UnitContact, *, reason: str, by: User) -> UnitContact:
    """A unit that should not have been chosen. That it was told, and what it answered, stays written down."""
    operation = _lock_before_start(contact.operation, by)
    contact = operation.units.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.withdrawn_at is not None:
        return contact
    _write(operation, What.UNIT, reason, by, contact=contact)
    contact.withdrawn_at, contact.withdrawn_by = timezone.now(), by
    contact.save(update_fields=["withdrawn_at", "withdrawn_by"])
    cancel_duties(None, subject=contact, by=by)
    settle(operation)
    audit.record("operation.unit_withdrawn", by=by, subject=operation, unit=contact.agency_id)
    return contact


def _lock_before_start(operation: Operation, by: User) -> Operation:
    operation = lock_operation(operation, by, "operation.plan")
    check_can_plan_operation(by, operation)
    if not operation.is_before_start:
        raise NotPossible(_("The operation has started. What was planned is history now and is not changed."))
    return operation


def _write(
    operation: Operation,
    what: OperationCorrection.What,
    reason: str,
    by: User,
    *,
    premises: Premises | None = None,
    contact: UnitContact | None = None,
) -> None:
    OperationCorrection(
        operation=operation,
        data_key=operation.data_key,
        what=what,
        premises=premises,
        contact=contact,
        reason=needed(reason, _("Write down why it is changed: what was wrong, and how you know.")),
        corrected_by=by,
    ).save()
