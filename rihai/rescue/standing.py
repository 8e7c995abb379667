"""Where an operation stands with the police, read off the units that are told and not withdrawn.

Not here: telling them or their answers (`actions.units`), or the permission for either.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import NotPossible
from rihai.rescue.models import Operation, UnitContact
from rihai.rescue.rules.police import acknowledgement_of
from rihai.rescue.workflow import OperationStatus

# Until the start the status says where the acknowledgement stands.
STATUS_OF: Final = {
    Operation.Acknowledgement.NONE: OperationStatus.PLANNING,
    Operation.Acknowledgement.GIVEN: OperationStatus.ACKNOWLEDGED,
    Operation.Acknowledgement.AWAITED: OperationStatus.TOLD,
    Operation.Acknowledgement.REFUSED: OperationStatus.REFUSED,
}


def check_standing(contact: UnitContact) -> None:
    if contact.withdrawn_at is not None:
        raise NotPossible(_("This unit was withdrawn from the plan. Choose it again first."))


def settle(operation: Operation) -> None:
    """Read off the units' answers where the acknowledgement stands, and before the start the status too."""
    leads = operation.units.standing().filter(is_lead=True).exclude(told_at=None)
    state = Operation.Acknowledgement(acknowledgement_of(leads.values_list("answer", flat=True)))
    operation.acknowledgement = state
    status = STATUS_OF.get(state)
    if status is not None and operation.is_before_start and operation.status != status:
        operation.move_to(status)
    operation.save(update_fields=["acknowledgement", "status"])
