"""What other records opened of an item ends when it is withdrawn: the lawyers of a legal case read it no more.

Whoever works on the survivor's case goes on reading it, by the case. Not here: permissions and the trail of the act.
"""

from django.db.models import Q

from rihai.access.models import Grant
from rihai.access.rows import end_grants
from rihai.accounts.models import User
from rihai.audit.actions import label_of
from rihai.offences.evidence.models import EvidenceItem


def close_to_others(item: EvidenceItem, *, by: User) -> None:
    """Of a paper of the case only what was opened together with the item."""
    opened = Grant.objects.live().filter(subject_label=label_of(item), subject_uid=item.uid).exclude(origin_label="")
    origins = list(opened.values_list("origin_label", "origin_uid").distinct())
    file = item.file
    if file is not None and not _is_used_again(item):
        for label, uid in origins:
            with_it = Q(subject_label=label_of(file), subject_uid=file.pk, origin_label=label, origin_uid=uid)
            end_grants(Grant.objects.filter(with_it), by=by)
    end_grants(opened, by=by)


def _is_used_again(item: EvidenceItem) -> bool:
    """The same paper stands there as another item too."""
    same = EvidenceItem.objects.filter(document=item.document_id, withdrawn_at=None).exclude(pk=item.pk)
    return item.document_id is not None and same.exists()
