"""How one short value is sealed. Pure functions: no database, no settings.

A sealed value, in bytes:

    0x01 | uid of the key (16) | nonce (12) | AES-256-GCM of the padded value | tag (16)
    └──── header, 17 ───────┘

Before sealing the value is padded, so that its length tells little (a Devanagari name and a Latin one look alike):

    length of the value (4, big-endian) | value | zeros up to the next step

    steps: 64, 128, 256, 512, 1024, 2048, 4096 bytes, then every 4096

What is authenticated besides the value is the header and the caller's `aad`. For a cell of the database `aad`
names its place: table label, column, uid of the row; each part goes in with its length, so that no two places
encode alike. A value copied to another cell, or put under another key's uid, therefore does not open.
What this cannot notice: somebody putting back an older value of the same cell.

The nonce is random. One key seals the values of one person or case; GCM allows 2**32 of them.
"""

import os
import struct
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rihai.vault.errors import SealBroken
from rihai.vault.secret import Secret

__all__ = ["KEY_BYTES", "NO_KEY", "SealBroken", "key_uid_of", "pad", "parts", "place", "seal", "unpad", "unseal"]

VERSION: Final = b"\x01"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
HEADER_BYTES: Final = len(VERSION) + 16
SMALLEST_STEP: Final = 64
LARGEST_STEP: Final = 4096
LENGTH: Final = struct.Struct(">I")
NO_KEY: Final = UUID(int=0)  # the header of values sealed under a derived key, which has no uid


def seal(key: bytes, plaintext: bytes, *, aad: bytes, key_uid: UUID = NO_KEY) -> bytes:
    """Seal a value of up to 4 GiB; see the module for the format."""
    header = VERSION + key_uid.bytes
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, pad(plaintext), header + aad)


def unseal(key: bytes, sealed: bytes, *, aad: bytes, key_uid: UUID = NO_KEY) -> bytes:
    """The value again, or `SealBroken`; nothing is returned unless every byte is as it was sealed."""
    header = VERSION + key_uid.bytes
    nonce = sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    if sealed[:HEADER_BYTES] != header or len(nonce) != NONCE_BYTES:
        raise SealBroken("The sealed value is not of the expected form, or belongs to another key.")
    try:
        padded = Secret(AESGCM(key).decrypt(nonce, sealed[HEADER_BYTES + NONCE_BYTES :], header + aad))
    except InvalidTag:
        raise SealBroken("The sealed value was changed or moved, or belongs to another key.") from None
    return unpad(padded)


def key_uid_of(sealed: bytes) -> UUID:
    """Which key the value says it is sealed under. A claim only: `unseal` proves it."""
    if sealed[:1] != VERSION or len(sealed) < HEADER_BYTES:
        raise SealBroken("The sealed value is not of the expected form.")
    return UUID(bytes=bytes(sealed[1:HEADER_BYTES]))


def parts(*values: bytes) -> bytes:
    """One unambiguous encoding of several byte strings."""
    return b"".join(LENGTH.pack(len(value)) + value for value in values)


def place(label: str, column: str, row: UUID) -> bytes:
    """Where a sealed value lives: the `aad` of a cell."""
    return parts(label.encode(), column.encode(), row.bytes)


def pad(value: bytes) -> bytes:
    framed = LENGTH.pack(len(value)) + value
    return framed.ljust(_step(len(framed)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Undo `pad`. The bytes were authenticated before, so that a misfit means a fault of whoever sealed them."""
    if len(padded) < LENGTH.size:
        raise SealBroken("The sealed value has no length.")
    end = LENGTH.size + LENGTH.unpack_from(padded)[0]
    if end > len(padded) or len(padded) != _step(end) or any(padded[end:]):
        raise SealBroken("The sealed value is badly padded.")
    return padded[LENGTH.size : end]


def _step(size: int) -> int:
    if size > LARGEST_STEP:
        return -(-size // LARGEST_STEP) * LARGEST_STEP
    return max(SMALLEST_STEP, 1 << (size - 1).bit_length())
