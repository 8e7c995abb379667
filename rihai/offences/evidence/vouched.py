"""Every chain of custody against the trail, for `rihai audit verify`: a step changed or removed behind the program.

Here: reading coded columns only, some hundred items at a time. Not here: how one chain is judged (`custody`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from rihai.audit.models import AuditEvent
from rihai.offences.evidence.custody import STEPS, in_order, is_as_recorded, is_gapless
from rihai.offences.evidence.models import EvidenceItem

LABEL: Final = EvidenceItem._meta.label_lower
AT_ONCE: Final = 500


def broken_rows() -> Iterator[str]:
    """By its reference; an item that is gone itself, with all that hung on it, by its uid."""
    uids = list(EvidenceItem.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(uids), AT_ONCE):
        yield from _broken(uids[start : start + AT_ONCE])
    recorded = AuditEvent.objects.filter(subject_label=LABEL, verb=STEPS[0]).values_list("subject_uid", flat=True)
    yield from sorted(str(uid) for uid in set(recorded) - set(uids))


def _broken(uids: Sequence[UUID]) -> Iterator[str]:
    told: dict[UUID | None, list[AuditEvent]] = defaultdict(list)
    for event in AuditEvent.objects.filter(subject_label=LABEL, subject_uid__in=uids, verb__in=STEPS):
        told[event.subject_uid].append(event)
    for item in EvidenceItem.objects.filter(pk__in=uids).order_by("reference").prefetch_related("custody__receipt"):
        steps = list(item.custody.all())
        chain = in_order(steps)
        # A step that hangs on nothing is in no chain, and all the same it was put there.
        if len(chain) != len(steps) or not is_gapless(chain) or not is_as_recorded(steps, told[item.pk]):
            yield item.reference
