"""Records of a legal case about which something may be owed: they pass on, and end, with it.

What threatens or protects a survivor who was taken out belongs to her own case (`rights.left_threats`).
Not here: what is owed about each (`reminders` and its neighbours).
"""

from collections.abc import Iterator

from rihai.audit.actions import HasUid
from rihai.prosecution.models import CourtDay, Detention, LegalCase, SurvivorStep
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
