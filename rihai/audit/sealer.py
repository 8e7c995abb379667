"""The sealer: links events into the chain, within a second of their commit.

Here: linking, and the loop that `rihai serve` and `rihai worker` run in a thread. Actions never
wait for this lock: they only insert. Any number of sealers may run; the head row lets one work at a time.
A sealer goes on only from a chain that still contains the head kept outside the database (`headfile`).
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from time import monotonic
from typing import Final
from uuid import UUID

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from rihai.audit.headfile import check_known_head, keep_head
from rihai.audit.heads import end_of_chain
from rihai.audit.macs import FIRST_LINK, link_after
from rihai.audit.models import HEAD_UID, AuditHead, AuditLink
from rihai.audit.rows import BATCH, as_bytes, events_by_uid, is_genuine, stored_keys, uid_from, unlinked

logger = logging.getLogger(__name__)

PAUSE: Final = 0.4
# A round ends, even if events come in faster than they are linked, and the next begins at the oldest again.
ROUND: Final = 5000
LONGEST_PAUSE: Final = 30.0
# An event's time is that of its writing, its commit comes later. Most commit within seconds; the sweep
# over everything finds the rest (long imports, a machine whose clock is behind). The longer the trail,
# the longer a sweep: then it comes less often, so that it takes about a fiftieth of the time.
LATE: Final = timedelta(seconds=15)
SWEEP_SECONDS: Final = 30.0
SWEEP_SHARE: Final = 50
LONGEST_SWEEP_SECONDS: Final = 600.0


@dataclass(frozen=True)
class Waiting:
    """An event without a link, read and judged before the lock is taken."""

    uid: UUID
    at: datetime
    mac: bytes
    is_genuine: bool


def seal_pending(limit: int | None = None, *, since: datetime | None = None) -> int:
    """Link events that have no link yet, oldest first, and say how many.

    With `since` only events written from then on are looked for, which spares reading the whole table.
    """
    linked, is_more = 0, True
    while is_more:
        room = BATCH if limit is None else min(BATCH, limit - linked)
        keys = _keys_of_unlinked(since, room)
        waiting = _read(keys)
        linked += _link(waiting) if waiting else 0
        # What comes in meanwhile is for the next call: this one may have passed events committed late.
        is_more = bool(waiting) and len(keys) == room and linked != limit
        # Go on from there: passing over all that is linked already would make a long backlog very slow.
        since = waiting[-1].at if waiting else None
    return linked


def run_sealer(stop: Event) -> None:
    """Seal until `stop` is set. A failure (no database, vault locked) is logged and tried again."""
    pause, next_sweep = PAUSE, monotonic()
    while not stop.is_set():
        try:
            close_old_connections()
            next_sweep = _round(next_sweep)
            pause = PAUSE
        except Exception as failure:
            logger.error("The audit trail could not be sealed: %s", type(failure).__name__)
            pause = min(pause * 2, LONGEST_PAUSE)
        stop.wait(pause)
    connection.close()


def _round(next_sweep: float) -> float:
    """Seal once, everything or only the latest; returns when everything is due again."""
    begun = monotonic()
    if begun < next_sweep:
        seal_pending(ROUND, since=timezone.now() - LATE)
        return next_sweep
    seal_pending()
    rest = SWEEP_SHARE * (monotonic() - begun)
    return monotonic() + min(max(SWEEP_SECONDS, rest), LONGEST_SWEEP_SECONDS)


def _keys_of_unlinked(since: datetime | None, room: int) -> list[str]:
    events = unlinked() if since is None else unlinked().filter(at__gte=since)
    return list(stored_keys(events).order_by("at", "uid")[:room])


def _read(keys: Sequence[str]) -> list[Waiting]:
    """The events with these keys, without those that cannot be read: `verify` names them."""
    uids = [uid for key in keys if (uid := uid_from(key))]
    found = events_by_uid(uids)
    return [Waiting(uid, event.at, as_bytes(event.mac), is_genuine(event)) for uid in uids if (event := found.get(uid))]


@transaction.atomic
def _link(waiting: Sequence[Waiting]) -> int:
    head = _locked_head()
    # Under the lock too: whoever cut the chain must not have it mended by linking the rest anew.
    check_known_head()
    # Asked anew under the lock: another sealer may have linked them meanwhile.
    uids = [event.uid for event in waiting]
    taken = set(AuditLink.objects.filter(event_uid__in=uids).values_list("event_uid", flat=True))
    links = _links([event for event in waiting if event.uid not in taken], *end_of_chain(head))
    if links:
        AuditLink.objects.bulk_create(links)
        head.position, head.link = links[-1].position, links[-1].link
        head.save(update_fields=["position", "link"])
        transaction.on_commit(partial(keep_head, head.position, head.link))
    return len(links)


def _locked_head() -> AuditHead:
    """The head row, held until the transaction ends (SQLite: IMMEDIATE holds the whole database)."""
    heads = AuditHead.objects.select_for_update()
    head = heads.filter(uid=HEAD_UID).first()
    if head is None:
        AuditHead.objects.bulk_create([AuditHead(link=FIRST_LINK)], ignore_conflicts=True)
        head = heads.get(uid=HEAD_UID)
    return head


def _links(waiting: Sequence[Waiting], position: int, link: bytes) -> list[AuditLink]:
    links = []
    for event in waiting:
        position += 1
        # A forged event is linked too, marked as forged: left out, it would be found again every time.
        link = link_after(link, position=position, event_uid=event.uid, mac=event.mac, is_genuine=event.is_genuine)
        links.append(AuditLink(position=position, event_uid=event.uid, link=link))
    return links
