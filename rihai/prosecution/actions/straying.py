"""What an older version left open when its work ended: evidence, answers and threats follow the rules of today.

Nobody presses anything: `rihai worker` finds the rows (`workers`), and where somebody must stand as the one who did it,
whoever takes the legal case does. Not here: the rules themselves (`rights`).
"""

from django.db import transaction

from rihai.access.actions import revoke
from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.prosecution.models import EvidenceLink, LegalCase, LegalQuestion, Threat
from rihai.prosecution.owing.owed import THREAT, remind_about
from rihai.prosecution.rights.evidence_grants import end_link
from rihai.prosecution.rights.left_threats import give_to_worker
from rihai.prosecution.rights.question_readers import stray_readers
from rihai.prosecution.rights.taking import who_takes


@transaction.atomic
def end_stray_link(link: EvidenceLink, *, by: None) -> EvidenceLink | None:
    """Of a survivor whom the legal case is not about any more."""
    legal_case = LegalCase.objects.select_for_update(of=("self",)).get(pk=link.legal_case_id)
    rows = legal_case.evidence_links.select_related("legal_case", "item__own_file", "item__document", "added_by")
    link = rows.get(pk=link.pk)
    if link.ended_at is not None or legal_case.survivors.filter(case=link.item.case_id).exists():
        return None
    end_link(link, by=who_takes(legal_case) or link.added_by)
    audit.record("legal.evidence_ended", by=by, subject=legal_case, item=link.item_id)
    return link


@transaction.atomic
def end_stray_readers(question: LegalQuestion, *, by: None) -> LegalQuestion | None:
    """Whoever asked works there no longer: only its reader knows of the answer, and its lawyers."""
    question = LegalQuestion.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=question.pk)
    gone = User.objects.filter(pk__in=stray_readers().filter(subject_uid=question.pk).values("user"))
    ended = sum(revoke(question, of=one, by=one, compartments=(Compartment.RECORD,)) for one in gone)
    if not ended:
        return None
    audit.record("legal.question_passed_on", by=by, subject=question)
    return question


@transaction.atomic
def owe_left_threat(threat: Threat, *, by: None) -> Threat | None:
    """The answer was dropped when the survivor was taken out: her named worker owes it now."""
    rows = Threat.objects.select_for_update(of=("self",)).select_related("legal_case__organisation")
    threat = rows.select_related("survivor__case__case_owner").get(pk=threat.pk)
    case = threat.survivor.case if threat.survivor else None
    worker = case.case_owner if case else None
    if case is None or worker is None or not worker.is_active or threat.answered_at is not None:
        return None
    give_to_worker(case, by=worker)
    remind_about(threat, THREAT, legal_case=threat.legal_case, by=worker, owner=worker, detail=threat.severity)
    audit.record("legal.threat_passed_on", by=by, subject=case, threat=threat.uid)
    return threat
