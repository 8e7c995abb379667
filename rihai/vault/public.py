"""Sealing to a public key, for the public door: it can seal and cannot open.

Here: key pairs, sealing and opening (HPKE, RFC 9180: X25519, HKDF-SHA256, AES-256-GCM), and keeping the private
half wrapped. Not here: the spool and the outbox.

A sealed message, in bytes:

    0x01 | HPKE: encapsulated key (32) | AES-256-GCM of the padded message | tag (16)

`info` says what the message is for ("tip", the uid of an outbox entry …); it must be the same for opening. A fresh
key is encapsulated for each message. The sender is not authenticated: anybody may write a tip. Whoever gets the
private key can open all earlier messages to it, so messages leave the spool as soon as they are taken in.
"""

from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.db import transaction
from django.utils import timezone

from rihai.vault.envelope import pad, parts, place, seal, unpad, unseal
from rihai.vault.errors import SealBroken
from rihai.vault.keys import agency_keys
from rihai.vault.models import AgencyKey, IntakeKey
from rihai.vault.secret import Secret
from rihai.vault.wraps import open_agency_key

VERSION: Final = b"\x01"
SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_intake_keypair() -> tuple[bytes, bytes]:
    """A public and a private key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), Secret(private.private_bytes_raw())


def seal_to(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Seal a message so that only the holder of the private key can open it."""
    return VERSION + SUITE.encrypt(pad(plaintext), X25519PublicKey.from_public_bytes(public), info=VERSION + info)


def open_with(private: bytes, sealed: bytes, info: bytes) -> bytes:
    """The message again, or `SealBroken`."""
    if sealed[:1] != VERSION:
        raise SealBroken("The sealed message is not of the expected form.")
    key = X25519PrivateKey.from_private_bytes(private)
    try:
        padded = Secret(SUITE.decrypt(sealed[1:], key, info=VERSION + info))
    except (InvalidTag, ValueError):
        raise SealBroken("The sealed message was changed, or is for another key or purpose.") from None
    return unpad(padded)


@transaction.atomic
def create_intake_key(agency_uid: UUID) -> IntakeKey:
    """A new key pair for the organisation's public door; the one before is retired, and still opens."""
    public, private = new_intake_keypair()
    (agency_key,) = agency_keys([agency_uid], AgencyKey.Purpose.WRAP)
    # Of two at once, the second retires the key of the first.
    AgencyKey.objects.select_for_update().get(uid=agency_key.uid)
    IntakeKey.objects.filter(agency_uid=agency_uid, retired_at__isnull=True).update(retired_at=timezone.now())
    key = IntakeKey(agency_uid=agency_uid, agency_key=agency_key, public=public)
    key.wrapped = seal(open_agency_key(agency_key), private, aad=_place(key), key_uid=agency_key.uid)
    key.save(force_insert=True)
    return key


def private_half(key: IntakeKey) -> bytes:
    """The private key, for the worker that takes in what the public door spooled."""
    secret = open_agency_key(key.agency_key)
    return Secret(unseal(secret, bytes(key.wrapped), aad=_place(key), key_uid=key.agency_key_id))


def _place(key: IntakeKey) -> bytes:
    return place("vault.intakekey", "wrapped", key.uid) + parts(key.agency_uid.bytes, bytes(key.public))
