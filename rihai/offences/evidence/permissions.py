"""Who may record evidence and pass it on. Each rule is a pair: `check_…` raises, `can_…` answers.

Which items somebody sees is decided by `visible_to()`. What counsellors or lawyers keep apart is never evidence.
"""

from django.utils.translation import gettext as _

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.cases.models import Case, Document
from rihai.cases.permissions import works_on
from rihai.offences.evidence.models import NEVER_EVIDENCE, EvidenceItem


def can_record_evidence(user: User, case: Case) -> bool:
    return user.has(Permission.EVIDENCE_RECORD) and works_on(user, case)


def check_can_record_evidence(user: User, case: Case) -> None:
    if not can_record_evidence(user, case):
        words = _("Evidence is recorded by those who work on the case. Ask the named worker to add you.")
        raise Refused("evidence.record", case, words=words)


def can_handle(user: User, item: EvidenceItem) -> bool:
    """Whoever may record evidence and has the item among her own work."""
    return user.has(Permission.EVIDENCE_RECORD) and way_to_read(user, item, "what") is Way.OWN


def check_can_handle(user: User, item: EvidenceItem) -> None:
    if not can_handle(user, item):
        raise Refused("evidence.record", item, words=_("You do not work with this item of evidence."))


def can_be_evidence(user: User, case: Case, document: Document) -> bool:
    """A paper of this very case that she opens as her own work, and never one of counsellors or lawyers."""
    is_of_case = document.case_id == case.pk and document.opens
    return (
        is_of_case and document.compartment not in NEVER_EVIDENCE and way_to_read(user, document, "original") is Way.OWN
    )


def check_can_be_evidence(user: User, case: Case, document: Document) -> None:
    if not can_be_evidence(user, case, document):
        words = _("This paper cannot become evidence. What is said in counselling or to a lawyer never does.")
        raise Refused("evidence.record", case, words=words)
