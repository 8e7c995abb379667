"""What may be done about one survivor of a legal case: by its lawyers, and by whoever accompanies this very survivor.

Not here: which of them somebody knows of (`survivors`).
"""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.cases.models import Case
from rihai.cases.permissions import works_on
from rihai.offences.models import EvidenceItem
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import EvidenceLink, LegalCase, LegalCaseSurvivor, ProtectionApplication, Threat
from rihai.prosecution.permissions import can_advise, can_record, check_can_record


def check_is_among(legal_case: LegalCase, survivor: LegalCaseSurvivor) -> None:
    """A row of another legal case, or one that has ended, is no mistake of whoever typed."""
    if not legal_case.survivors.filter(pk=survivor.pk).exists():
        raise ValueError("This legal case is not about that survivor")


def check_knows(user: User, survivor: LegalCaseSurvivor, verb: str) -> None:
    """404 for whoever accompanies another survivor of the same legal case."""
    if not can_advise(user, survivor.legal_case):
        get_visible(Case.objects.all(), user, survivor.case_id, verb)


def can_say_whom(survivor: LegalCaseSurvivor | None, user: User) -> bool:
    """Whom an application protects is not changed unseen, nor after the legal case is about this survivor no more."""
    if survivor is None:
        return True
    hers = Case.objects.visible_to(user).filter(pk=survivor.case_id)
    return survivor.ended_at is None and (can_advise(user, survivor.legal_case) or hers.exists())


def check_knows_item(user: User, link: EvidenceLink) -> None:
    """The same for an item of evidence: it belongs to the case of one of them."""
    if not can_advise(user, link.legal_case):
        get_visible(EvidenceItem.objects.all(), user, link.item_id, "evidence.opened")


def can_keep_safe(user: User, record: Threat | ProtectionApplication) -> bool:
    """Whoever works on the legal case; of a survivor who was taken out of it, whoever works on her own case."""
    survivor = record.survivor
    if survivor is None or survivor.ended_at is None:
        return can_record(user, record.legal_case)
    return user.has(Permission.LEGAL_RECORD) and works_on(user, survivor.case)


def check_can_keep_safe(user: User, record: Threat | ProtectionApplication) -> None:
    if not can_keep_safe(user, record):
        words = _("You do not work on this legal case. Ask its lawyer to add you.")
        raise Refused("legal.record", record.legal_case, words=str(words))


def survivor_for(user: User, uid: UUID, verb: str) -> LegalCaseSurvivor:
    """A survivor of a legal case in which this user has a part."""
    row = LegalCaseSurvivor.objects.select_related("legal_case", "case__person").filter(pk=uid).first()
    if row is None:
        raise Http404
    get_visible(LegalCase.objects.all(), user, row.legal_case_id, verb)
    check_knows(user, row, verb)
    check_can_record(user, row.legal_case)
    return row


def lock_with(survivor: LegalCaseSurvivor, by: User) -> LegalCase:
    """Her legal case, locked, for somebody who may record about this survivor."""
    legal_case = lock_legal_case(survivor.legal_case, by, "legal.record")
    check_knows(by, survivor, "legal.record")
    check_can_record(by, legal_case)
    return legal_case
