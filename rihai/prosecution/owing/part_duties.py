"""Who is told when a lawyer's part begins or ends: that lawyer, and the legal desk. Nobody goes quietly.

They are told by the row of the part, which shows the reference and nothing of the legal case.
"""

from typing import Final
from uuid import uuid4

from rihai.accounts.models import DeskMembership, User
from rihai.duties.actions import open_duty
from rihai.prosecution.models import LegalPart
from rihai.prosecution.rights.grants import legal_desk

LAWYER_CHANGED: Final = "legal.lawyer_changed"


def tell_of_lawyer(part: LegalPart, *, by: User) -> None:
    """But for whoever did it: where others sit at the desk too it is told all the same."""
    organisation = part.legal_case.organisation
    if part.user != by and part.user.is_active:
        open_duty(LAWYER_CHANGED, subject=part, event_uid=uuid4(), organisation=organisation, owner=part.user, by=by)
    desk = legal_desk(part.legal_case)
    if desk is None:
        return
    seated = set(DeskMembership.objects.in_force().filter(desk=desk).values_list("user", flat=True))
    if seated != {by.pk}:
        open_duty(LAWYER_CHANGED, subject=part, event_uid=uuid4(), organisation=organisation, desk=desk, by=by)
