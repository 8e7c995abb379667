"""The rows that hold keys, all of them wrapped. Nothing in these tables opens anything without the master key.

Here: the tables. Not here: making, sharing and destroying keys (`keys`), or opening them (`wraps`).
They stand apart from `models` because sealed fields need them, and `models` has sealed fields.
"""

import uuid

from django.db import models
from django.utils import timezone


class AgencyKey(models.Model):
    """A key of one organisation, wrapped under the master key; a number per rotation, one in use per purpose."""

    class Purpose(models.TextChoices):
        WRAP = "wrap", "wraps data keys"
        INDEX = "index", "makes blind tokens"

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_uid = models.UUIDField()
    purpose = models.CharField(max_length=8, choices=Purpose)
    number = models.PositiveIntegerField(default=1)
    master_key_id = models.BinaryField(max_length=4)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_uid", "purpose", "number"], name="vault_agencykey_number"),
            models.UniqueConstraint(
                fields=["agency_uid", "purpose"],
                condition=models.Q(retired_at__isnull=True),
                name="vault_agencykey_one_in_use",
            ),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {
            "uid",
            "agency_uid",
            "purpose",
            "number",
            "master_key_id",
            "wrapped",
            "created_at",
            "retired_at",
        }
        public: set[str] = set()


class DataKey(models.Model):
    """The name of a data key. The key itself exists only in its wraps; destroyed means that none is left."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "created_at", "destroyed_at"}
        public: set[str] = set()

    class Meta:
        # Few are destroyed, and whoever sweeps out what was sealed under them begins with these.
        indexes = [
            models.Index(
                fields=["destroyed_at"],
                condition=models.Q(destroyed_at__isnull=False),
                name="vault_datakey_destroyed",
            )
        ]


class KeyWrap(models.Model):
    """One data key, wrapped for one organisation."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="wraps")
    agency_key = models.ForeignKey(AgencyKey, on_delete=models.PROTECT, related_name="+")
    agency_uid = models.UUIDField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["data_key", "agency_uid"], name="vault_keywrap_once_per_agency"),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "data_key", "agency_key", "agency_uid", "wrapped", "created_at"}
        public: set[str] = set()
