"""The tables of the vault, and the base of every record with sealed fields."""

import uuid

from django.db import models
from django.utils import timezone

from rihai.vault.fields import SealedJSONField
from rihai.vault.key_models import AgencyKey, DataKey, KeyWrap

__all__ = ["AgencyKey", "DataKey", "IntakeKey", "KeyWrap", "SealedFile", "SealedRecord"]


class SealedRecord(models.Model):
    """A record with sealed fields. A child row shares its owner's data key, and is erased with it."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    class Meta:
        abstract = True


class SealedFile(SealedRecord):
    """One encrypted file on the disk, with a data key of its own; what it is called and holds is sealed.

    `size` and `chunks` describe the padded ciphertext. The true size, the name, the type and the SHA-256 of the
    content are in `about`: each of them would let a thief recognise a file he knows.
    """

    size = models.PositiveBigIntegerField()
    chunks = models.PositiveIntegerField()
    about = SealedJSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Privacy:
        identity = {"about"}
        sensitive: set[str] = set()
        internal = {"uid", "data_key", "size", "chunks", "created_at"}
        public: set[str] = set()
        # The record that holds the file decides who may open it; this is the least it needs.
        compartments = {"about": "record"}


class IntakeKey(models.Model):
    """The key pair the public door seals to; the private half is wrapped under the organisation's key."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_uid = models.UUIDField()
    agency_key = models.ForeignKey(AgencyKey, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_uid"],
                condition=models.Q(retired_at__isnull=True),
                name="vault_intakekey_one_in_use",
            ),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "agency_uid", "agency_key", "public", "wrapped", "created_at", "retired_at"}
        public: set[str] = set()
