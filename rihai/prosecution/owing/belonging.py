"""Records of a legal case: those about which something may be owed, and those about which somebody may be writing.

They pass on, and end, with it. What threatens or protects a survivor who was taken out belongs to her own case
(`rights.left_threats`). Not here: what is owed about each (`reminders` and its neighbours).
"""

from collections.abc import Iterator

from rihai.audit.actions import HasUid
from rihai.prosecution.models import (
    Appeal,
    ChargeSheet,
    ClosureReport,
    CourtDay,
    Detention,
    Judgment,
    LegalCase,
    LegalCaseSurvivor,
    Sentence,
    SurvivorStep,
)
from rihai.prosecution.models.about_survivor import IS_OF_NOW


def records_of(legal_case: LegalCase) -> Iterator[HasUid]:
    """Beside the legal case itself."""
    yield from legal_case.hearings.all()
    yield from legal_case.questions.all()
    yield from legal_case.aid_applications.all()
    yield from CourtDay.objects.filter(hearing__legal_case=legal_case)
    yield from SurvivorStep.objects.filter(survivor__legal_case=legal_case)
    yield from Detention.objects.filter(survivor__legal_case=legal_case)
    yield from legal_case.threats.filter(IS_OF_NOW)
    yield from legal_case.protection.filter(IS_OF_NOW)
    yield from legal_case.petitions.all()


def written_about(legal_case: LegalCase) -> Iterator[HasUid]:
    """Whatever has a long form of its own, papers that were withdrawn since too."""
    yield legal_case
    kinds = (legal_case.checks, legal_case.threats, legal_case.refusals, legal_case.questions)
    for rows in (*kinds, legal_case.hearings, legal_case.petitions, legal_case.protection):
        yield from rows.all()
    yield from LegalCaseSurvivor._base_manager.filter(legal_case=legal_case)  # whose day in court is planned
    yield from ClosureReport.all_rows.filter(legal_case=legal_case)
    yield from ChargeSheet.all_rows.filter(legal_case=legal_case)
    yield from Judgment.all_rows.filter(legal_case=legal_case)
    yield from Sentence.all_rows.filter(verdict__judgment__legal_case=legal_case)
    yield from Appeal.all_rows.filter(judgment__legal_case=legal_case)
