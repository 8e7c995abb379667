"""The seals of the trail: what exactly is authenticated, byte by byte.

Here: the canonical encodings and the three HMAC-SHA256 values. Not here: the keys (`vault`),
reading or writing rows.

    parts       every part as a 4-byte big-endian length and its bytes; "no value" as length ffffffff
    event mac   key audit-mac,   parts: "event", 1, uid, verb, actor, organisation, label, subject, holder, at, facts
                uid, actor, organisation, subject and holder as 16 bytes, at as decimal microseconds since 1970 UTC
    link        key audit-chain, parts: "link", 1, previous link, position, event uid, event mac, verdict
                the first link follows 32 zero bytes; position in decimal; the verdict says whether the
                event's own mac was right when the sealer linked it
    head        key audit-head,  parts: "head", 1, position, link, at

The keys live outside the database: whoever can only write to it cannot make any of the three.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from rihai.vault.master import derive

if TYPE_CHECKING:
    from rihai.audit.models import AuditEvent

MAC_BYTES: Final = 32
FIRST_LINK: Final = bytes(MAC_BYTES)
VERSION: Final = b"1"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
ABSENT: Final = b"\xff\xff\xff\xff"


def event_mac(event: "AuditEvent") -> bytes:
    """The seal over every column of the event but the seal itself."""
    return _mac(
        "audit-mac",
        b"event",
        VERSION,
        event.uid.bytes,
        event.verb.encode(),
        _uuid(event.actor_uid),
        _uuid(event.organisation_uid),
        event.subject_label.encode(),
        _uuid(event.subject_uid),
        _uuid(event.holder_uid),
        _moment(event.at),
        event.facts.encode(),
    )


def link_after(previous: bytes, *, position: int, event_uid: UUID, mac: bytes, is_genuine: bool) -> bytes:
    """The link of an event at this position of the chain."""
    verdict = b"genuine" if is_genuine else b"forged"
    return _mac("audit-chain", b"link", VERSION, previous, _number(position), event_uid.bytes, mac, verdict)


def head_mac(*, position: int, link: bytes, at: datetime) -> bytes:
    """The signature of a head that leaves the machine."""
    return _mac("audit-head", b"head", VERSION, _number(position), link, _moment(at))


def is_same(one: bytes, other: bytes) -> bool:
    """Compare two seals without telling by the time it takes where they differ."""
    return hmac.compare_digest(one, other)


def _mac(purpose: str, *parts: bytes | None) -> bytes:
    return hmac.digest(derive(purpose), b"".join(_part(part) for part in parts), hashlib.sha256)


def _part(part: bytes | None) -> bytes:
    return ABSENT if part is None else len(part).to_bytes(4, "big") + part


def _uuid(uid: UUID | None) -> bytes | None:
    return None if uid is None else uid.bytes


def _number(number: int) -> bytes:
    return str(number).encode()


def _moment(at: datetime) -> bytes:
    return _number((at - EPOCH) // timedelta(microseconds=1))
