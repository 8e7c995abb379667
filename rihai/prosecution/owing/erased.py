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
from rihai.prosecution.models import CourtDay, Hearing, LegalCase, LegalCaseSurvivor, LegalQuestion
from rihai.prosecution.owing.belonging import records_of
from rihai.prosecution.owing.giving import give
from rihai.prosecution.owing.reminders import PREPARE, holder_of
from rihai.prosecution.rights.grants import legal_desk
from rihai.prosecution.rights.taking import who_takes

ERASED: Final = "legal.survivor_erased"
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


def tell_lawyer(row: LegalCaseSurvivor, *, by: User | None) -> None:
    """Whoever stands before the court learns that one of those it is about was erased: once, and of no name."""
    holder = holder_of(row.legal_case, about=row) or legal_desk(row.legal_case)
    if holder is not None:
        give(ERASED, row.legal_case, to=holder, organisation=row.legal_case.organisation, event_uid=row.uid, by=by)


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
    """While one of these runs: every item, the papers it rests on, official papers.

    Others depend on them too, and nobody knows beforehand what a court asks for. What was taken out or withdrawn stays
    as well: else one colleague, alone, could prepare that it goes. What is said in counselling is no evidence.
    """
    if not list(running):
        return Needed()
    cases = list(cases)
    items = EvidenceItem.objects.filter(case__in=cases)
    resting = Q(pk__in=items.exclude(document=None).values("document_id"))
    papers = Document.objects.filter(resting | Q(kind__in=COURT_PAPERS), case__in=cases)
    official = papers.exclude(compartment=Compartment.COUNSELLING)
    return Needed(frozenset(items.values_list("pk", flat=True)), frozenset(official.values_list("pk", flat=True)))
