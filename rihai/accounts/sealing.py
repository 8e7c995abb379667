"""Keys of accounts, derived from the master key: for second factors, sessions and hashes.

Here: sealing small secrets and hashing what must be recognised but not kept. Not here: anything
about a person; those have keys of their own (`rihai.vault.keys`).
"""

import base64
import hashlib
import hmac
import json
from typing import Any, Final

from rihai.vault.envelope import parts, seal, unseal
from rihai.vault.master import derive

FACTORS: Final = "accounts-factors"
SESSIONS: Final = "accounts-sessions"
HASHES: Final = "accounts-hashes"


def seal_text(text: str) -> str:
    """A secret of a second factor, as text for the library's JSON column."""
    return base64.b64encode(seal(derive(FACTORS), text.encode(), aad=FACTORS.encode())).decode()


def unseal_text(sealed: str) -> str:
    return unseal(derive(FACTORS), base64.b64decode(sealed), aad=FACTORS.encode()).decode()


def keyed_hash(purpose: str, *values: str) -> bytes:
    """Recognises the same values again; without the master key it says nothing about them."""
    message = parts(purpose.encode(), *(value.encode() for value in values))
    return hmac.new(derive(HASHES), message, hashlib.sha256).digest()


class SealedSessions:
    """How Django writes sessions: sealed, so that a stolen database holds no half-finished secret."""

    def dumps(self, value: Any) -> bytes:
        plain = json.dumps(value, separators=(",", ":")).encode()
        return seal(derive(SESSIONS), plain, aad=SESSIONS.encode())

    def loads(self, sealed: bytes) -> Any:
        return json.loads(unseal(derive(SESSIONS), sealed, aad=SESSIONS.encode()))
