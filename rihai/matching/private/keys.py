"""The key that two organisations share for one comparison, and what is derived from it.

Every field gets a key of its own, so that a name in one field looks like nothing in another. The fingerprint says
whether two files were made with one key and tells nothing else about it.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

LENGTH: Final = 32


class PrivateKeyRefused(ValueError):
    """The shared key has the wrong length; the message says which is right."""


@dataclass(frozen=True)
class SharedKey:
    """32 random bytes, for one comparison; never printed."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != LENGTH:
            raise PrivateKeyRefused(f"The shared key must be {LENGTH} bytes long, not {len(self.secret)}.")

    def derived(self, purpose: str) -> bytes:
        """A key of its own for this purpose, 32 bytes."""
        return hmac.digest(self.secret, purpose.encode(), hashlib.sha256)

    @property
    def fingerprint(self) -> str:
        return self.derived("fingerprint")[:8].hex()

    def number(self, purpose: str, below: int) -> int:
        """A secret whole number, 0 <= n < below, the same for both sides."""
        return int.from_bytes(self.derived(purpose)[:8], "big") % below
