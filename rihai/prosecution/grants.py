"""Who may open what of a legal case: its lawyers all of it, whoever accompanies a survivor what police and court did.

A lawyer sees her own legal cases and no other. Until one is named the legal desk can open it, to name one.
"""

from typing import Final

from rihai.access.actions import grant, revoke
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.prosecution.models import LegalCase, LegalPart

LAWYER: Final = (Compartment.RECORD, Compartment.LEGAL_PRIVILEGE)
COMPANION: Final = (Compartment.RECORD,)


def let_in(part: LegalPart, *, by: User) -> None:
    opened = LAWYER if part.is_lawyer else COMPANION
    grant(part.legal_case, to=part.user, compartments=opened, basis=Grant.Basis.ASSIGNED, by=by)
    if part.is_lawyer and (desk := legal_desk(part.legal_case)):
        revoke(part.legal_case, of=desk, by=by)


def let_out(part: LegalPart, *, by: User) -> None:
    revoke(part.legal_case, of=part.user, by=by)


def let_in_desk(legal_case: LegalCase, *, by: User) -> Desk | None:
    desk = legal_desk(legal_case)
    if desk is not None:
        grant(legal_case, to=desk, compartments=LAWYER, basis=Grant.Basis.DESK, by=by)
    return desk


def legal_desk(legal_case: LegalCase) -> Desk | None:
    desks = Desk.objects.filter(organisation_id=legal_case.organisation_id, is_active=True)
    return desks.filter(purpose=Desk.Purpose.LEGAL).order_by("name").first()
