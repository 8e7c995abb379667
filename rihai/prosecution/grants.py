"""Who may open what of a legal case: its lawyers all of it, whoever accompanies a survivor what police and court did.

A lawyer sees her own legal cases and no other. Until one is named the legal desk can open it, to name one.
"""

from typing import Final
from uuid import UUID

from rihai.access.actions import grant, revoke_through
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.prosecution.evidence_grants import open_evidence_to
from rihai.prosecution.models import AccusedLink, Claim, LegalCase, LegalPart

LAWYER: Final = (Compartment.RECORD, Compartment.LEGAL_PRIVILEGE)
COMPANION: Final = (Compartment.RECORD,)


def let_in(part: LegalPart, *, by: User) -> None:
    opened = LAWYER if part.is_lawyer else COMPANION
    grant(part.legal_case, to=part.user, compartments=opened, basis=Grant.Basis.ASSIGNED, by=by)
    for link in part.legal_case.accused_links.select_related("accused"):
        _open_name(link, part.user, Grant.Basis.ASSIGNED, by)
    open_evidence_to(part.legal_case, part.user, Grant.Basis.ASSIGNED, by=by)
    if part.is_lawyer:
        for claim in part.legal_case.claims.all():
            _open_claim(claim, part.user, by)
    if part.is_lawyer and (desk := legal_desk(part.legal_case)):
        revoke_through(part.legal_case, of=desk, by=by)


def let_out(part: LegalPart, *, by: User) -> None:
    revoke_through(part.legal_case, of=part.user, by=by)


def let_in_desk(legal_case: LegalCase, *, by: User) -> Desk | None:
    desk = legal_desk(legal_case)
    if desk is not None:
        grant(legal_case, to=desk, compartments=LAWYER, basis=Grant.Basis.DESK, by=by)
        for link in legal_case.accused_links.select_related("accused"):
            _open_name(link, desk, Grant.Basis.DESK, by)
        open_evidence_to(legal_case, desk, Grant.Basis.DESK, by=by)
    return desk


def open_accused(link: AccusedLink, *, by: User) -> None:
    """Whoever works on the legal case knows who is accused in it; what another legal case gives stays apart."""
    parts = list(link.legal_case.parts.filter(left_at=None).select_related("user"))
    for part in parts:
        _open_name(link, part.user, Grant.Basis.ASSIGNED, by)
    desk = legal_desk(link.legal_case)
    if desk is not None and not any(part.is_lawyer for part in parts):
        _open_name(link, desk, Grant.Basis.DESK, by)


def open_claim(claim: Claim, *, by: User) -> None:
    """Her lawyers know what is claimed for her; whoever accompanies her does by her case."""
    if claim.legal_case is not None:
        for part in claim.legal_case.parts.filter(left_at=None).select_related("user"):
            if part.is_lawyer:
                _open_claim(claim, part.user, by)


def _open_claim(claim: Claim, user: User, by: User) -> None:
    grant(claim, to=user, compartments=COMPANION, basis=Grant.Basis.ASSIGNED, by=by, origin=claim.legal_case)


def _open_name(link: AccusedLink, holder: User | Desk, basis: Grant.Basis, by: User) -> None:
    grant(link.accused, to=holder, compartments=COMPANION, basis=basis, by=by, origin=link.legal_case)


def legal_desk(legal_case: LegalCase) -> Desk | None:
    return legal_desk_of(legal_case.organisation_id)


def legal_desk_of(organisation_uid: UUID) -> Desk | None:
    desks = Desk.objects.filter(organisation_id=organisation_uid, is_active=True)
    return desks.filter(purpose=Desk.Purpose.LEGAL).order_by("name").first()
