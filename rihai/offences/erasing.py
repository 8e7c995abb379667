"""What stands under keys of their own beside a survivor's case goes with her: files, evidence, receipts, obstacles.

Here: destroying those keys; codes, the chain of custody and the trail stay, so that it can still be verified. Not here:
which items a court still needs, which only the room of legal cases knows.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from rihai.access.drafts.erasing import erase_drafts
from rihai.access.files.erasing import erase_kept
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import Case
from rihai.duties.erasing import erase_reasons
from rihai.offences.evidence.models import EvidenceItem, EvidenceReceipt
from rihai.offences.obstacles.models import Obstacle
from rihai.vault.files import erase_file
from rihai.vault.keys import destroy_data_key
from rihai.vault.models import SealedRecord


@transaction.atomic
def erase_beside(case: Case, *, items: Iterable[UUID], papers: Iterable[UUID], by: User | None) -> int:
    """How many records were erased now; these `items` and `papers` stay, since a court needs them still."""
    kept = set(items)
    gone = _erase_papers(case, set(papers), by)
    found = [one for one in case.evidence.select_related("own_file", "data_key") if one.pk not in kept]
    receipts = EvidenceReceipt.objects.filter(case=case).exclude(steps__item__in=kept).select_related("data_key")
    records: list[SealedRecord] = [*found, *receipts, *case.obstacles.select_related("data_key")]
    left = [one for one in records if one.data_key is not None and one.data_key.destroyed_at is None]
    for one in left:
        _erase(one)
        audit.record(f"{_noun(one)}.erased", by=by, subject=one)
    return gone + len(left)


def _erase_papers(case: Case, kept: set[UUID], by: User | None) -> int:
    """Files have keys of their own."""
    left = list(case.documents.filter(original__data_key__destroyed_at=None).exclude(pk__in=kept))
    erase_kept(left)
    for one in left:
        audit.record("document.erased", by=by, subject=one)
    return len(left)


def _erase(record: SealedRecord) -> None:
    if record.data_key is not None:
        destroy_data_key(record.data_key)
    if isinstance(record, EvidenceItem) and (file := getattr(record, "own_file", None)) is not None:
        for sealed in (file.original, file.safe_copy):
            if sealed is not None:
                erase_file(sealed)
    steps = record.steps.values_list("pk", flat=True) if isinstance(record, Obstacle) else ()
    erase_drafts([record.uid, *steps])
    erase_reasons([record.uid])


def _noun(record: SealedRecord) -> str:
    return "obstacle" if isinstance(record, Obstacle) else "evidence"
