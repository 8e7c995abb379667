"""A survivor was erased, by the key of her person or of her case: what legal cases say of her goes too.

While a court is at work the file of the case stays: the law asks for it, and the others in it need it. What she said
and wished of her own goes at once, with what is owed about that; the rest when the legal case is over and nothing is
owed about it any more. Not here: destroying the key of a person, which is where it begins.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction

from rihai.access.drafts.erasing import erase_drafts
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import Case
from rihai.offences.erasing import erase_beside
from rihai.prosecution.models import (
    Accused,
    CourtDay,
    Detention,
    EvidenceLink,
    Hearing,
    LegalCase,
    LegalCaseSurvivor,
    LegalQuestion,
    ProtectionApplication,
    SurvivorStep,
    Threat,
)
from rihai.prosecution.owing.erased import is_about_somebody, is_before_court, owe_no_answer, owe_no_way
from rihai.vault.keys import destroy_data_key
from rihai.vault.models import SealedRecord

# How she is reached and fetched, what she says of being kept: nobody else needs it once she is gone.
OF_HER_OWN: Final = ((CourtDay, ("vehicle", "meeting_point", "phone")), (Detention, ("note",)))
# Around her as a witness: part of the proceedings while they run.
AS_WITNESS: Final = (
    (SurvivorStep, ("note",)),
    (Threat, ("text", "done_text")),
    (ProtectionApplication, ("note",)),
    (Hearing, ("note",)),
)


@transaction.atomic
def erase_with_survivor(case: Case, *, by: User | None) -> int:
    """How much was erased now; again later, when a court that still works on it has ended."""
    rows = list(LegalCaseSurvivor._base_manager.filter(case=case).order_by("legal_case_id"))
    legal_cases = LegalCase.objects.select_for_update(of=("self",)).select_related("data_key")
    ended: list[LegalCaseSurvivor] = []
    running: list[LegalCaseSurvivor] = []
    owe_no_answer(case, by=by)
    done = sum(_forget(one, ("question", "answer")) for one in LegalQuestion.objects.filter(case=case))
    for row in rows:
        row.legal_case = legal_cases.get(pk=row.legal_case_id)
        owe_no_way(row, by=by)
        (running if is_before_court(row.legal_case) else ended).append(row)
        done += _words(row, OF_HER_OWN)
    for row in ended:
        done += _words(row, AS_WITNESS) + _erase_alone(row.legal_case)
    used = EvidenceLink.objects.filter(legal_case__in=[row.legal_case_id for row in running], ended_at=None)
    done += erase_beside(case, but=used.values_list("item_id", flat=True), by=by)
    if done:
        audit.record("legal.erased", by=by, subject=case, rows=done)
    return done


def _words(row: LegalCaseSurvivor, sealed: Iterable[tuple[Any, tuple[str, ...]]]) -> int:
    """`sealed`: models with a survivor, and what of them goes."""
    return sum(_forget(one, names) for model, names in sealed for one in model.objects.filter(survivor=row))


def _forget(record: SealedRecord, names: tuple[str, ...]) -> int:
    """The legal case has one key for everybody in it: of one of them the texts themselves are taken out."""
    there = [name for name in names if getattr(record, name) is not None]
    for name in there:
        setattr(record, name, "")
    if there:
        record.save(update_fields=there)
        erase_drafts([record.uid])
    return len(there)


def _erase_alone(legal_case: LegalCase) -> int:
    """All of it, if it is about nobody who is still known here; and the names of whoever is accused nowhere else."""
    key = legal_case.data_key
    if key is None or key.destroyed_at is not None or is_about_somebody(legal_case):
        return 0
    destroy_data_key(key)
    legal_case.number_token = None
    legal_case.save(update_fields=["number_token"])
    erase_drafts([legal_case.pk, *legal_case.checks.values_list("pk", flat=True)])
    for accused in Accused.objects.filter(links__legal_case=legal_case).distinct():
        known = accused.links.filter(legal_case__data_key__destroyed_at=None).exists()
        if not known and accused.data_key is not None:
            destroy_data_key(accused.data_key)
    return 1
