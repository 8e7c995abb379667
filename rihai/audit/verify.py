"""Checking the trail: every change to it is found and named.

Here: the check, which reads and never writes, in batches of bounded size. Not here: the words
(`report`), the seals (`macs`).

After a link that does not fit, the check goes on from the link as it stands and from the link that
should stand there, so that one changed row is named once and does not drag the rest of the chain along.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.audit.headfile import known_head
from rihai.audit.heads import HeadRefused, SignedHead
from rihai.audit.macs import FIRST_LINK, is_same, link_after
from rihai.audit.models import HEAD_UID, AuditEvent, AuditHead, AuditLink
from rihai.audit.report import Findings, Kind, Report, Tail
from rihai.audit.rows import (
    BATCH,
    StoredKey,
    as_bytes,
    events_by_uid,
    expected_mac,
    in_batches,
    is_garbage,
    is_genuine,
    stored_keys,
    uid_from,
    unlinked,
)

Row: TypeAlias = tuple[object, str, object]
Step: TypeAlias = Callable[[int], None]
# The code of each record of a room above whose rows do not stand as the trail has them; it reads only.
Voucher: TypeAlias = Callable[[], Iterator[str]]


def verify(
    head: SignedHead | None = None, *, after_batch: Step = lambda count: None, vouched: Sequence[Voucher] = ()
) -> Report:
    """Check every event and link, and that the chain contains the head kept outside and the one given.

    `vouched`: and that records for which the trail vouches stand as it has them. Whoever calls knows the rooms above.

    Raises HeadRefused if the head is not signed by this installation: then nothing can be concluded.
    """
    if head and not head.is_genuine:
        raise HeadRefused(_("This head was signed with another master key, or altered: nothing can be concluded."))
    # Both are read before the links: a sealer may add some meanwhile, it never takes any away.
    found = Findings()
    kept = _kept_head(found)
    stored = AuditHead.objects.filter(uid=HEAD_UID).first()
    chain = Chain({row.position for row in (head, kept, stored) if row}, found)
    chain.check(after_batch)
    _check_stored_head(chain, stored)
    for signed in {(one.position, one.link): one for one in (kept, head) if one}.values():
        _check_signed_head(chain, signed)
    tail = _check_unlinked(found, after_batch)
    for broken_rows in vouched:
        for record in broken_rows():
            found.add_row(record)
    return Report(
        timezone.now(), chain.links, chain.position, tuple(found.damages), dict(found.counts), tail,
        kept.position if kept else None,
    )  # fmt: skip


@dataclass
class Chain:
    """The walk along the links, from the first to the last."""

    watched: set[int]
    findings: Findings = field(default_factory=Findings)
    seen: dict[int, bytes] = field(default_factory=dict)
    position: int = 0
    links: int = 0
    # What the next link may follow; empty after a gap, when nobody can know.
    previous: tuple[bytes, ...] = (FIRST_LINK,)

    def check(self, after_batch: Step) -> None:
        rows = AuditLink.objects.order_by("position").values_list("position", StoredKey("event_uid"), "link")
        try:
            for batch in in_batches(rows.iterator(chunk_size=BATCH), after_batch):
                self._check_batch(batch)
        except Exception as error:
            if not is_garbage(error):
                raise
            self.findings.add(Kind.UNREADABLE, self.position + 1)

    def _check_batch(self, rows: Sequence[Row]) -> None:
        uids = [uid_from(key) for _position, key, _link in rows]
        events = events_by_uid([uid for uid in uids if uid])
        for (position, _key, link), uid in zip(rows, uids, strict=True):
            self.links += 1
            if not isinstance(position, int) or position <= self.position:
                self.findings.add(Kind.UNREADABLE, event=uid)
            else:
                self._step_to(position)
                self._check_link(as_bytes(link), uid, events)

    def _step_to(self, position: int) -> None:
        if position > self.position + 1:
            self.findings.add_gap(self.position + 1, position - 1)
            self.previous = ()
        self.position = position

    def _check_link(self, link: bytes, uid: UUID | None, events: dict[UUID, AuditEvent | None]) -> None:
        if self.position in self.watched:
            self.seen[self.position] = link
        follows: tuple[bytes, ...] = (link,)
        if uid is None:
            self.findings.add(Kind.BROKEN_LINK, self.position)
        elif uid not in events:
            self.findings.add(Kind.REMOVED, self.position, event=uid)
        elif (event := events[uid]) is None:
            self.findings.add(Kind.CHANGED, self.position, event=uid)
        else:
            follows += self._check_event(link, event)
        self.previous = follows

    def _check_event(self, link: bytes, event: AuditEvent) -> tuple[bytes, ...]:
        """Judge a link and its event together; returns the links that should stand here instead."""
        seals = {as_bytes(event.mac), expected_mac(event) or b""}
        genuine = [self._link_of(event, previous, seal) for previous in self.previous for seal in seals]
        fits = not self.previous or any(is_same(link, candidate) for candidate in genuine)
        if is_genuine(event):
            if fits:
                return ()
            self.findings.add(Kind.BROKEN_LINK, self.position, event=event.uid)
            return tuple(genuine)
        if fits:
            self.findings.add(Kind.CHANGED, self.position, event=event.uid)
        elif self._was_linked_as_forged(link, event):
            self.findings.add(Kind.INSERTED, self.position, event=event.uid)
        else:
            self.findings.add(Kind.CHANGED, self.position, event=event.uid)
            self.findings.add(Kind.BROKEN_LINK, self.position, event=event.uid)
        return ()

    def _was_linked_as_forged(self, link: bytes, event: AuditEvent) -> bool:
        seal = as_bytes(event.mac)
        return any(is_same(link, self._link_of(event, previous, seal, is_genuine=False)) for previous in self.previous)

    def _link_of(self, event: AuditEvent, previous: bytes, seal: bytes, *, is_genuine: bool = True) -> bytes:
        return link_after(previous, position=self.position, event_uid=event.uid, mac=seal, is_genuine=is_genuine)


def _kept_head(findings: Findings) -> SignedHead | None:
    try:
        return known_head()
    except HeadRefused:
        findings.add(Kind.KEPT_HEAD)
        return None


def _check_stored_head(chain: Chain, stored: AuditHead | None) -> None:
    if stored is None:
        if chain.links:
            chain.findings.add(Kind.HEAD)
        return
    if not isinstance(stored.position, int):
        chain.findings.add(Kind.HEAD)
        return
    if stored.position > chain.position:
        chain.findings.add_gap(chain.position + 1, stored.position)
        return
    # Where a whole stretch is gone, the gap says so already.
    standing = FIRST_LINK if stored.position == 0 else chain.seen.get(stored.position)
    if standing is not None and not is_same(standing, as_bytes(stored.link)):
        chain.findings.add(Kind.HEAD, stored.position)


def _check_signed_head(chain: Chain, head: SignedHead) -> None:
    standing = FIRST_LINK if head.position == 0 else chain.seen.get(head.position, b"")
    if not is_same(standing, head.link):
        chain.findings.add(Kind.ROLLED_BACK, head.position)


def _check_unlinked(findings: Findings, after_batch: Step) -> Tail:
    count, oldest = 0, None
    for keys in in_batches(stored_keys(unlinked()).order_by().iterator(chunk_size=BATCH), after_batch):
        uids = [uid_from(key) for key in keys]
        events = events_by_uid([uid for uid in uids if uid])
        for uid in uids:
            event = events.get(uid) if uid else None
            if event and is_genuine(event):
                count += 1
                oldest = min(oldest or event.at, event.at)
            else:
                findings.add(Kind.INSERTED, event=uid)
    return Tail(count, max(timezone.now() - oldest, timedelta(0)) if oldest else timedelta(0))
