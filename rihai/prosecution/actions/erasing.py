"""A survivor was erased, by the key of her person or of her case: what legal cases say of her goes too.

While a court is at work the file of the case stays, with evidence and official papers: the law asks for it, and the
others in it need it. What she said and wished of her own goes at once, with what is owed about that; the rest when the
legal case is over and nothing is owed about it any more. Not here: destroying the key of a person, where it begins.
"""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from rihai.access.drafts.erasing import erase_drafts
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import Case
from rihai.duties.erasing import erase_reasons
from rihai.offences.erasing import erase_beside
from rihai.prosecution.models import (
    Accused,
    CourtDay,
    Detention,
    Hearing,
    LegalCase,
    LegalCaseSurvivor,
    LegalQuestion,
    ProtectionApplication,
    SurvivorStep,
    Threat,
)
from rihai.prosecution.owing.belonging import records_of, written_about
from rihai.prosecution.owing.erased import (
    is_about_somebody,
    is_before_court,
    needed_in_court,
    owe_no_answer,
    owe_no_way,
    tell_lawyer,
)
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
    owe_no_answer(case, by=by)
    done = _forget(LegalQuestion.objects.filter(case=case), ("question", "answer"))
    _forget_typed(case.claims.values_list("pk", flat=True))
    running: list[LegalCase] = []
    for row in _rows_of(case):
        is_hers_here = row.case_id == case.pk
        if is_hers_here:
            owe_no_way(row, by=by)
        if is_running := is_before_court(row.legal_case):
            running.append(row.legal_case)
            if is_hers_here and row.ended_at is None:
                tell_lawyer(row, by=by)
        if is_hers_here:
            done += _end(row, is_running=is_running)
    cases = Case.objects.filter(person=case.person_id).values_list("pk", flat=True)
    needed = needed_in_court(cases, running)
    done += erase_beside(case, items=needed.items, papers=needed.papers, by=by)
    if done:
        audit.record("legal.erased", by=by, subject=case, rows=done)
    return done


def _rows_of(case: Case) -> Iterable[LegalCaseSurvivor]:
    """Of all her cases: a court that works on one of them may ask for what lies in another."""
    legal_cases = LegalCase.objects.select_for_update(of=("self",)).select_related("data_key")
    for row in LegalCaseSurvivor._base_manager.filter(case__person=case.person_id).order_by("legal_case_id"):
        row.legal_case = legal_cases.get(pk=row.legal_case_id)
        yield row


def _end(row: LegalCaseSurvivor, *, is_running: bool) -> int:
    _forget_typed([row.uid])
    done = _words(row, OF_HER_OWN)
    return done if is_running else done + _words(row, AS_WITNESS) + _erase_alone(row.legal_case)


def _words(row: LegalCaseSurvivor, sealed: Iterable[tuple[Any, tuple[str, ...]]]) -> int:
    """`sealed`: models with a survivor, and what of them goes."""
    return sum(_forget(model.objects.filter(survivor=row), names) for model, names in sealed)


def _forget(records: Iterable[SealedRecord], names: tuple[str, ...]) -> int:
    """The legal case has one key for everybody in it: of one of them the texts themselves are taken out."""
    done, records = 0, list(records)
    for record in records:
        there = [name for name in names if getattr(record, name) is not None]
        for name in there:
            setattr(record, name, "")
        if there:
            record.save(update_fields=there)
        done += len(there)
    _forget_typed([one.uid for one in records])
    return done


def _forget_typed(uids: Iterable[UUID]) -> None:
    """Also where nothing was ever sent."""
    uids = list(uids)
    erase_drafts(uids)
    erase_reasons(uids)


def _erase_alone(legal_case: LegalCase) -> int:
    """All of it, if it is about nobody who is still known here; and the names of whoever is accused nowhere else."""
    key = legal_case.data_key
    if key is None or key.destroyed_at is not None or is_about_somebody(legal_case):
        return 0
    destroy_data_key(key)
    legal_case.number_token = None
    legal_case.save(update_fields=["number_token"])
    _forget_typed({one.uid for one in (*written_about(legal_case), *records_of(legal_case), *legal_case.parts.all())})
    for accused in Accused.objects.filter(links__legal_case=legal_case).distinct():
        known = accused.links.filter(legal_case__data_key__destroyed_at=None).exists()
        if not known and accused.data_key is not None:
            destroy_data_key(accused.data_key)
    return 1
