"""Who may open what of a legal case: its lawyers all of it, whoever accompanies a survivor what police and court did.

A lawyer sees her own legal cases and no other. Until one is named the legal desk can open it, to name one.
"""

from typing import Final
from uuid import UUID

from django.db.models import Q

from rihai.access.actions import grant, revoke, revoke_through
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.prosecution.models import AccusedLink, Claim, LegalCase, LegalPart
from rihai.prosecution.rights.evidence_grants import open_evidence_to
from rihai.prosecution.rights.working import lawyers_of, working_on

LAWYER: Final = (Compartment.RECORD, Compartment.LEGAL_PRIVILEGE)
COMPANION: Final = (Compartment.RECORD,)


def let_in(part: LegalPart, *, by: User) -> None:
    opened = LAWYER if part.is_lawyer else COMPANION
    grant(part.legal_case, to=part.user, compartments=opened, basis=Grant.Basis.ASSIGNED, by=by)
    for link in part.legal_case.accused_links.select_related("accused"):
        _open_name(link, part.user, Grant.Basis.ASSIGNED, by)
    if part.is_lawyer:
        for claim in part.legal_case.claims.all():
            _open_claim(claim, part.user, by)
        open_evidence_to(part.legal_case, part.user, Grant.Basis.ASSIGNED, by=by)
        _let_out_desks(part.legal_case, by=by)


def let_out(part: LegalPart, *, by: User) -> None:
    revoke_through(part.legal_case, of=part.user, by=by)


def _let_out_desks(legal_case: LegalCase, *, by: User) -> None:
    """Every desk that holds something through it: which one is the legal desk may have changed since."""
    through = Q(subject_uid=legal_case.uid) | Q(origin_uid=legal_case.uid)
    held = Grant.objects.filter(through, revoked_at=None, desk__isnull=False)
    for desk in Desk.objects.filter(pk__in=held.values("desk")):
        revoke_through(legal_case, of=desk, by=by)


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
    parts = working_on(link.legal_case)
    for part in parts:
        _open_name(link, part.user, Grant.Basis.ASSIGNED, by)
    desk = legal_desk(link.legal_case)
    if desk is not None and not any(part.is_lawyer for part in parts):
        _open_name(link, desk, Grant.Basis.DESK, by)


def close_accused(link: AccusedLink, *, by: User) -> None:
    """What this legal case opened of the name closes; what another one opens stays open."""
    legal_case = link.legal_case
    parts = legal_case.parts.filter(left_at=None).select_related("user")
    desks = Desk.objects.filter(organisation_id=legal_case.organisation_id, purpose=Desk.Purpose.LEGAL)
    for holder in (*(part.user for part in parts), *desks):
        revoke(link.accused, of=holder, origin=legal_case, by=by)


def open_claim(claim: Claim, *, by: User) -> None:
    """Her lawyers know what is claimed for her; whoever accompanies her does by her case."""
    if claim.legal_case is not None:
        for part in lawyers_of(claim.legal_case):
            _open_claim(claim, part.user, by)


def close_claim(claim: Claim, *, by: User) -> None:
    """What its legal case opened of it ends; whoever accompanies her keeps what her case opens."""
    if claim.legal_case is not None:
        for part in claim.legal_case.parts.select_related("user"):
            revoke(claim, of=part.user, by=by, origin=claim.legal_case)


def _open_claim(claim: Claim, user: User, by: User) -> None:
    grant(claim, to=user, compartments=COMPANION, basis=Grant.Basis.ASSIGNED, by=by, origin=claim.legal_case)


def _open_name(link: AccusedLink, holder: User | Desk, basis: Grant.Basis, by: User) -> None:
    grant(link.accused, to=holder, compartments=COMPANION, basis=basis, by=by, origin=link.legal_case)


def legal_desk(legal_case: LegalCase) -> Desk | None:
    return legal_desk_of(legal_case.organisation_id)


def legal_desk_of(organisation_uid: UUID) -> Desk | None:
    desks = Desk.objects.filter(organisation_id=organisation_uid, is_active=True)
    return desks.filter(purpose=Desk.Purpose.LEGAL).order_by("name").first()
