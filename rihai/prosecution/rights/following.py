"""Legal cases follow who works on the case of a survivor: her new worker comes in, whoever was taken off goes.

Called by `cases.followers`, in the same transaction. A lawyer's part does not hang on the survivor's case and stays.
"""

from uuid import UUID

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import Case, Document
from rihai.cases.permissions import works_on
from rihai.prosecution.models import EvidenceLink, LegalCase, LegalPart
from rihai.prosecution.part_permissions import accompanies
from rihai.prosecution.rights.evidence_grants import end_link
from rihai.prosecution.rights.joining import leave, let_in_worker, pass_to_holder
from rihai.prosecution.rights.left_threats import give_to_worker, take_from
from rihai.prosecution.rights.question_readers import follow_reader_of_case
from rihai.prosecution.workflow import LegalStatus


def follow_worker(case: Case, *, by: User) -> None:
    """Those of closed legal cases too: an appeal may still come."""
    uids = case.legal_cases.exclude(legal_case__status=LegalStatus.MISTAKE).values_list("legal_case_id", flat=True)
    for uid in sorted(uids):
        let_in_worker(_locked(uid), case, by=by)
    give_to_worker(case, by=by)


def follow_rights(case: Case, user: User, *, by: User) -> None:
    if not works_on(user, case):
        follow_reader_of_case(case, user, by=by)
        take_from(case, user, by=by)
    parts = LegalPart.objects.filter(user=user, left_at=None, part=LegalPart.Part.ACCOMPANIES)
    hers = parts.filter(legal_case__in=case.legal_cases.values("legal_case")).select_related("user")
    for part in hers.order_by("legal_case_id"):
        part.legal_case = _locked(part.legal_case_id)
        if not accompanies(part.user, part.legal_case):
            end_companion(part, by=by)


def follow_paper(paper: Document, *, by: User) -> None:
    """No legal case uses it any more, and its lawyers open it no longer."""
    links = EvidenceLink.objects.filter(item__document=paper, ended_at=None)
    for link in links.select_related("legal_case", "item__own_file", "item__document").order_by("legal_case_id"):
        end_link(link, by=by)
        audit.record("legal.evidence_ended", by=by, subject=link.legal_case, item=link.item_id)


def end_companions_of(legal_case: LegalCase, case: Case, *, by: User) -> None:
    """A survivor was taken out: those who accompany her and nobody else in it go."""
    parts = legal_case.parts.filter(left_at=None, part=LegalPart.Part.ACCOMPANIES).select_related("user")
    for part in parts:
        part.legal_case = legal_case
        if works_on(part.user, case) and not accompanies(part.user, legal_case):
            end_companion(part, by=by)


def end_companion(part: LegalPart, *, by: User) -> None:
    leave(part, by=by)
    pass_to_holder(part.legal_case, before=part.user, by=by)
    audit.record("legal.part_ended", by=by, subject=part.legal_case, part=part.part, of=part.user_id)


def _locked(uid: UUID) -> LegalCase:
    return LegalCase.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=uid)
