"""Every chain of custody against the trail, for `rihai audit verify`: a step changed or removed behind the program.

Here: reading coded columns only, some hundred items at a time, while people work. A step and its event are written in
one transaction and read one after the other; so the trail is read before the items, and what does not fit is read once
more. Not here: how one chain is judged (`custody`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from rihai.audit.models import AuditEvent
from rihai.offences.evidence.custody import STEPS, in_order, is_as_recorded, is_gapless
from rihai.offences.evidence.models import EvidenceItem

LABEL: Final = EvidenceItem._meta.label_lower
AT_ONCE: Final = 500


def broken_rows() -> Iterator[str]:
    """By its reference; an item that is gone itself, with all that hung on it, by its uid."""
    recorded = set(AuditEvent.objects.filter(subject_label=LABEL, verb=STEPS[0]).values_list("subject_uid", flat=True))
    uids = list(EvidenceItem.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(uids), AT_ONCE):
        yield from _broken(uids[start : start + AT_ONCE])
    yield from sorted(str(uid) for uid in recorded - set(uids))


def _broken(uids: Sequence[UUID]) -> Iterator[str]:
    told = _told(uids)
    for item in _items(uids):
        if not _is_sound(item, told.get(item.pk, ())) and _is_still_broken(item.pk):
            yield item.reference


def _is_still_broken(uid: UUID) -> bool:
    """Read between two readings of the trail that say the same: then nobody passed it on meanwhile."""
    before = _told([uid]).get(uid, [])
    while True:
        item = _items([uid]).first()
        after = _told([uid]).get(uid, [])
        if item is None or len(before) == len(after):
            return item is None or not _is_sound(item, after)
        before = after


def _told(uids: Sequence[UUID]) -> Mapping[UUID | None, list[AuditEvent]]:
    told: dict[UUID | None, list[AuditEvent]] = defaultdict(list)
    for event in AuditEvent.objects.filter(subject_label=LABEL, subject_uid__in=uids, verb__in=STEPS):
        told[event.subject_uid].append(event)
    return told


def _items(uids: Sequence[UUID]) -> QuerySet[EvidenceItem]:
    return EvidenceItem.objects.filter(pk__in=uids).order_by("reference").prefetch_related("custody__receipt")


def _is_sound(item: EvidenceItem, told: Iterable[AuditEvent]) -> bool:
    steps = list(item.custody.all())
    chain = in_order(steps)
    # A step that hangs on nothing is in no chain, and all the same it was put there.
    return len(chain) == len(steps) and is_gapless(chain) and is_as_recorded(steps, told)
