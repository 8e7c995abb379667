"""Keys of accounts, derived from the master key: for second factors, sessions and hashes.

Here: sealing small secrets and hashing what must be recognised but not kept. Not here: anything
about a person; those have keys of their own (`rihai.vault.keys`).
"""

import base64
import hashlib
import hmac
from typing import Final

from rihai.vault.envelope import parts, seal, unseal
from rihai.vault.errors import SealBroken
from rihai.vault.master import derive

# What is sealed for one of these opens for no other.
FACTORS: Final = "accounts-factors"
STARTS: Final = "accounts-starts"
SESSIONS: Final = "accounts-sessions"
HASHES: Final = "accounts-hashes"


def seal_text(text: str, purpose: str, *place: str) -> str:
    """A secret of an account as text; it opens again only for the same purpose in the same place."""
    return base64.b64encode(seal(derive(purpose), text.encode(), aad=_bound(purpose, place))).decode()


def unseal_text(sealed: str, purpose: str, *place: str) -> str:
    try:
        raw = base64.b64decode(sealed, validate=True)
    except ValueError:
        raise SealBroken("The sealed text is not of the expected form.") from None
    return unseal(derive(purpose), raw, aad=_bound(purpose, place)).decode()


def keyed_hash(purpose: str, *values: str) -> bytes:
    """Recognises the same values again; without the master key it says nothing about them."""
    message = parts(purpose.encode(), *(value.encode() for value in values))
    return hmac.new(derive(HASHES), message, hashlib.sha256).digest()


def _bound(purpose: str, place: tuple[str, ...]) -> bytes:
    return parts(purpose.encode(), *(value.encode() for value in place))
