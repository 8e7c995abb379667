"""How a draft goes: its key first, so that what a backup or the disk still holds of it opens no more."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from rihai.access.drafts.models import Draft
from rihai.vault.keys import destroy_data_key


@transaction.atomic
def erase_expired(uid: UUID) -> bool:
    """Locked and looked at anew: somebody may have gone on writing since the list of old drafts was made."""
    return erase_draft(Draft.objects.expired().select_for_update(of=("self",)).filter(pk=uid).first())


@transaction.atomic
def erase_draft(draft: Draft | None) -> bool:
    """Whether there was one."""
    if draft is None:
        return False
    key = draft.data_key
    draft.delete()
    if key is not None:
        destroy_data_key(key)
        key.delete()
    return True


def erase_drafts(uids: Iterable[UUID]) -> int:
    """What anybody began to write about these records and never sent."""
    return sum(erase_draft(one) for one in Draft.objects.filter(subject_uid__in=list(uids)))
