"""Where the chain ends, and the signed line that says so outside the database.

Here: the end of the chain and `SignedHead`. Whoever can write to the database can cut off its
newest rows and leave no trace in it; a line printed or mailed away beforehand gives that away.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self

from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.audit.macs import FIRST_LINK, head_mac, is_same
from rihai.audit.models import HEAD_UID, AuditHead, AuditLink
from rihai.audit.rows import as_bytes

LINE: Final = re.compile(r"rihai-audit-1/(\d{1,18})/([0-9a-f]{64})/([0-9T:.+-]{25,32})/([0-9a-f]{64})")


class HeadRefused(ValueError):
    """The line given as a head is none that this installation wrote."""


@dataclass(frozen=True)
class SignedHead:
    """The chain had this link at this position at that time; signed with a key outside the database."""

    position: int
    link: bytes
    at: datetime
    mac: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the printed line. Spaces and line breaks from mail or paper do no harm."""
        line = "".join(text.split())
        match = LINE.fullmatch(line)
        if not match:
            raise HeadRefused(_("This is not a line printed by 'rihai audit head'. Copy the whole line."))
        position, link, at, mac = match.groups()
        try:
            head = cls(int(position), bytes.fromhex(link), datetime.fromisoformat(at), bytes.fromhex(mac))
        except ValueError:
            head = None
        # One head, one spelling: what was copied wrongly is refused, even if it means the same.
        if head is None or str(head) != line:
            raise HeadRefused(_("This line is damaged. Copy the whole line."))
        return head

    @property
    def is_genuine(self) -> bool:
        return is_same(self.mac, head_mac(position=self.position, link=self.link, at=self.at))

    def __str__(self) -> str:
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return f"rihai-audit-1/{self.position}/{self.link.hex()}/{at}/{self.mac.hex()}"


def signed_head() -> SignedHead:
    """Sign where the chain ends now."""
    return sign_end(*end_of_chain(AuditHead.objects.filter(uid=HEAD_UID).first()))


def sign_end(position: int, link: bytes) -> SignedHead:
    """Sign that the chain has this link at this position, now."""
    at = timezone.now()
    return SignedHead(position, link, at, head_mac(position=position, link=link, at=at))


def end_of_chain(head: AuditHead | None) -> tuple[int, bytes]:
    """The last position and its link: of the head row or of the links, whichever is further.

    If one of the two was cut back, going on from the other keeps the damage visible.
    """
    last = AuditLink.objects.order_by("-position").values_list("position", "link").first()
    ends = [(0, FIRST_LINK)] if head is None else [(head.position, as_bytes(head.link))]
    if last:
        ends.append((last[0], as_bytes(last[1])))
    return max(ends, key=lambda end: end[0])
