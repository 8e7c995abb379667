"""The sealer: links events into the chain, within a second of their commit.

Here: linking, and the loop that `rihai serve` and `rihai worker` run in a thread. Actions never
wait for this lock: they only insert. Any number of sealers may run; the head row lets one work at a time.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event
from time import monotonic
from typing import Final
from uuid import UUID

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from rihai.audit.heads import end_of_chain
from rihai.audit.macs import FIRST_LINK, link_after
from rihai.audit.models import HEAD_UID, AuditEvent, AuditHead, AuditLink
from rihai.audit.rows import BATCH, as_bytes, events_by_uid, is_genuine, stored_keys, uid_from, unlinked

logger = logging.getLogger(__name__)

PAUSE: Final = 0.4
LONGEST_PAUSE: Final = 30.0
# An event's time is that of its writing, its commit comes later. Most commit within two minutes;
# the sweep over everything finds the rest (long imports, a machine whose clock is behind).
LATE: Final = timedelta(minutes=2)
SWEEP_SECONDS: Final = 300


def seal_pending(limit: int | None = None, *, since: datetime | None = None) -> int:
    """Link events that have no link yet, oldest first, and say how many.

    With `since` only events written from then on are looked for, which spares reading the whole table.
    """
    linked = 0
    while limit is None or linked < limit:
        room = BATCH if limit is None else min(BATCH, limit - linked)
        found = _pending_uids(since, room)
        # Nothing linked although something was found: another sealer was faster, or it cannot be linked.
        if not found or not (more := _link(found)):
            break
        linked += more
    return linked


def run_sealer(stop: Event) -> None:
    """Seal until `stop` is set. A failure (no database, vault locked) is logged and tried again."""
    pause, swept = PAUSE, -float(SWEEP_SECONDS)
    while not stop.is_set():
        begun = monotonic()
        is_sweep = begun - swept >= SWEEP_SECONDS
        try:
            close_old_connections()
            seal_pending(since=None if is_sweep else timezone.now() - LATE)
            pause, swept = PAUSE, begun if is_sweep else swept
        except Exception as failure:
            logger.error("The audit trail could not be sealed: %s", type(failure).__name__)
            pause = min(pause * 2, LONGEST_PAUSE)
        stop.wait(pause)
    connection.close()


def _pending_uids(since: datetime | None, room: int) -> list[UUID]:
    """Looked for outside the lock, so that nobody waits for the search."""
    events = unlinked() if since is None else unlinked().filter(at__gte=since)
    found = (uid_from(key) for key in stored_keys(events).order_by("at", "uid")[:room])
    return [uid for uid in found if uid]


@transaction.atomic
def _link(uids: Sequence[UUID]) -> int:
    head = _locked_head()
    # Read anew under the lock: another sealer may have linked them meanwhile.
    taken = set(AuditLink.objects.filter(event_uid__in=uids).values_list("event_uid", flat=True))
    found = events_by_uid([uid for uid in uids if uid not in taken])
    links = _links([event for uid in uids if (event := found.get(uid))], *end_of_chain(head))
    if links:
        AuditLink.objects.bulk_create(links)
        head.position, head.link = links[-1].position, links[-1].link
        head.save(update_fields=["position", "link"])
    return len(links)


def _locked_head() -> AuditHead:
    """The head row, held until the transaction ends (SQLite: IMMEDIATE holds the whole database)."""
    heads = AuditHead.objects.select_for_update()
    head = heads.filter(uid=HEAD_UID).first()
    if head is None:
        AuditHead.objects.bulk_create([AuditHead(link=FIRST_LINK)], ignore_conflicts=True)
        head = heads.get(uid=HEAD_UID)
    return head


def _links(events: Sequence[AuditEvent], position: int, link: bytes) -> list[AuditLink]:
    links = []
    for event in events:
        position += 1
        # A forged event is linked too, marked as forged: left out, it would be found again every time.
        link = link_after(
            link,
            position=position,
            event_uid=event.uid,
            mac=as_bytes(event.mac),
            is_genuine=is_genuine(event),
        )
        links.append(AuditLink(position=position, event_uid=event.uid, link=link))
    return links
