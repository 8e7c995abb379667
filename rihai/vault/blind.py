"""Blind tokens: finding a sealed name without opening any.

Here: turning words into tokens under an organisation's index key. Not here: which words (`people`), or storing them.

    token = first 16 bytes of HMAC-SHA256(index key, purpose and parts, each with its length)

What this leaks, to whoever holds the database alone: which rows of one organisation have equal tokens, and so how
often each occurs. With a list of names by frequency, common names can be guessed from that. Three measures keep it
small: a token joins skeleton, sex and birth band (`compound`), so that it names no name; tokens of the commonest
are not stored (`is_too_common`); and each organisation has a key of its own, so that tables cannot be joined. Whoever
holds the master key too can try names at will.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rihai.vault.envelope import parts as encode
from rihai.vault.key_models import AgencyKey
from rihai.vault.keys import agency_keys
from rihai.vault.secret import Secret
from rihai.vault.wraps import open_agency_key

TOKEN_BYTES: Final = 16
COMMON_SHARE: Final = 0.01
COMMON_COUNT: Final = 10


@dataclass(frozen=True)
class BlindIndex:
    """An organisation's index key, for many tokens at once."""

    key: Secret

    def tokens(self, purpose: str, parts: Sequence[str]) -> bytes:
        """One token for the parts together. Case, width and spaces do not matter; their order does."""
        message = encode(purpose.encode(), *(_fold(part).encode() for part in parts))
        return hmac.new(self.key, message, hashlib.sha256).digest()[:TOKEN_BYTES]

    def compound(self, *, skeleton: str, sex: str, birth_band: str) -> bytes:
        """The token of a person: rough name, sex and birth band together, so that none can be counted alone."""
        return self.tokens("person", (skeleton, sex, birth_band))


def blind_index(agency_uid: UUID) -> BlindIndex:
    """The organisation's index, with one query; made at its first use."""
    (key,) = agency_keys([agency_uid], AgencyKey.Purpose.INDEX)
    return BlindIndex(open_agency_key(key))


def tokens(agency_uid: UUID, purpose: str, parts: Sequence[str]) -> bytes:
    """One token; for many, take `blind_index` once."""
    return blind_index(agency_uid).tokens(purpose, parts)


def compound(agency_uid: UUID, *, skeleton: str, sex: str, birth_band: str) -> bytes:
    """The token of a person; for many, take `blind_index` once."""
    return blind_index(agency_uid).compound(skeleton=skeleton, sex=sex, birth_band=birth_band)


def is_too_common(count: int, total: int) -> bool:
    """Whether a token that `count` of `total` rows have gives too much away, and finds too much, to be stored."""
    return count >= COMMON_COUNT and count > total * COMMON_SHARE


def _fold(part: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", part).casefold().split())
