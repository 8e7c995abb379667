"""What is owed about a survivor ends when she was erased: an answer about her, her way to the court, preparing her.

The day itself is the court's, and stays owed; the file stays while a court works on it, with what the court may ask
for. Not here: what of her words goes (`actions.erasing`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.cases.documents.models import DocumentKind
from rihai.cases.models import Case, Document
from rihai.duties.actions import cancel_duties
from rihai.duties.models import Duty
from rihai.offences.evidence.models import EvidenceItem
from rihai.people.models import Person
from rihai.prosecution.models import CourtDay, EvidenceLink, Hearing, LegalCase, LegalCaseSurvivor, LegalQuestion
from rihai.prosecution.owing.belonging import records_of
from rihai.prosecution.owing.reminders import PREPARE
from rihai.prosecution.rights.taking import who_takes

# What police, courts and doctors wrote is asked for in court, whether or not anybody has listed it as evidence yet.
COURT_PAPERS: Final = (DocumentKind.POLICE, DocumentKind.COURT, DocumentKind.MEDICAL)


@dataclass(frozen=True)
class Needed:
    """What of her cases a court may still ask for."""

    items: frozenset[UUID] = frozenset()
    papers: frozenset[UUID] = frozenset()


def owe_no_answer(case: Case, *, by: User | None) -> None:
    """Where nobody acts (`by` is None), whoever asked stands as the one who did it."""
    for question in LegalQuestion.objects.filter(case=case).select_related("asked_by"):
        cancel_duties(None, subject=question, by=by or question.asked_by)


def owe_no_way(row: LegalCaseSurvivor, *, by: User | None) -> None:
    """A day of which nobody said whose it is was hers, if the legal case is about nobody else."""
    actor = by or who_takes(row.legal_case) or row.added_by
    for plan in CourtDay.objects.filter(survivor=row):
        cancel_duties(None, subject=plan, by=actor)
    hers = Q(survivor=row) if is_about_somebody(row.legal_case) else Q(survivor=row) | Q(survivor=None)
    for hearing in Hearing.objects.filter(hers, legal_case=row.legal_case):
        cancel_duties(PREPARE, subject=hearing, by=actor)


def is_about_somebody(legal_case: LegalCase) -> bool:
    """Who is still known here."""
    rows = LegalCaseSurvivor.objects.filter(legal_case=legal_case, case__data_key__destroyed_at=None)
    return rows.filter(case__person__data_key__destroyed_at=None).exists()


def is_about_another(legal_case: LegalCase, person: Person) -> bool:
    """Whether it would stay for somebody else, were this person erased."""
    rows = LegalCaseSurvivor.objects.filter(legal_case=legal_case, case__data_key__destroyed_at=None)
    return rows.filter(case__person__data_key__destroyed_at=None).exclude(case__person=person).exists()


def is_before_court(legal_case: LegalCase) -> bool:
    """Or may be again: after a judgment an appeal is owed an answer."""
    if not legal_case.is_over:
        return True
    about = [legal_case.pk, *(one.uid for one in records_of(legal_case))]
    return Duty.objects.open().filter(subject_uid__in=about).exists()


def needed_in_court(cases: Iterable[UUID], running: Iterable[LegalCase]) -> Needed:
    """While one of these runs that is about her: every item that counts, the papers it rests on, official papers.

    Others depend on them too, and nobody knows beforehand what a court asks for. What is said in counselling is none.
    """
    cases, running = list(cases), list(running)
    used = EvidenceLink.objects.filter(legal_case__in=running, ended_at=None).values("item_id")
    items = EvidenceItem.objects.filter(case__in=cases).select_related("document")
    runs = LegalCaseSurvivor.objects.filter(case__in=cases, legal_case__in=running).exists()
    kept = {one.pk: one.document_id for one in items.filter(pk__in=used)}
    kept |= {one.pk: one.document_id for one in items if runs and one.counts}
    papers = {document for document in kept.values() if document is not None}
    if runs:
        official = Document.objects.filter(case__in=cases, kind__in=COURT_PAPERS, withdrawn_at=None)
        papers.update(official.exclude(compartment=Compartment.COUNSELLING).values_list("pk", flat=True))
    return Needed(frozenset(kept), frozenset(papers))
