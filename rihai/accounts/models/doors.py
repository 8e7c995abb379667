"""What the staff door remembers: sessions, known devices, the pace of attempts, new starts, entry links.

Secrets are kept as keyed or plain hashes only; nothing here opens a door by itself.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from rihai.audit.paired import paired


class StaffSession(models.Model):
    """One signed-in browser. The door asks this row on every request, so ending it ends the session."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="staff_sessions")
    # "Firefox on Android": enough for somebody to recognise her own devices.
    browser = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-seen_at"]
        indexes = [models.Index(fields=["user", "ended_at"], name="session_of_user")]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "user", "browser", "began_at", "seen_at", "ended_at"}
        public: set[str] = set()


class KnownDevice(models.Model):
    """A browser on which this account has passed both factors: strangers' failures do not slow it down."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="known_devices")
    token_hash = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token_hash"], name="device_known_once")]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "user", "token_hash", "created_at", "used_at"}
        public: set[str] = set()


class SignInPace(models.Model):
    """How fast attempts may follow each other for one account, by device or by part of the network."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Keyed hash of what was typed: people type passwords into the wrong box.
    key = models.BinaryField(max_length=32, unique=True)
    failures = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(default=timezone.now, db_index=True)
    # That the trail has an attempt which came before its time.
    is_recorded = models.BooleanField(default=False)

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "key", "failures", "next_at", "tried_at", "is_recorded"}
        public: set[str] = set()


class SpentCode(models.Model):
    """A six-digit code that opened the door once: whoever read it over a shoulder comes too late."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.BinaryField(max_length=32, unique=True)
    spent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "key", "spent_at"}
        public: set[str] = set()


class NewStartQuerySet(models.QuerySet["NewStart"]):
    def open(self) -> "NewStartQuerySet":
        """Asked for, and neither given nor declined."""
        return self.filter(given_at=None, declined_at=None)


class NewStart(models.Model):
    """A new password and no second factor for somebody who lost hers: one asks, another gives."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="new_starts")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    # Of a new account: there is nothing of hers yet that ends with it.
    is_first = models.BooleanField(default=False)
    # The first half of the starting password, sealed, until the second person adds hers.
    first_half = models.BinaryField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    objects = NewStartQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(given_at=None, declined_at=None), name="new_start_asked_once"
            ),
            paired("given", name="new_start_given_paired"),
            paired("declined", name="new_start_declined_paired"),
            models.CheckConstraint(
                condition=Q(given_by=None) | ~Q(given_by=F("asked_by")), name="new_start_needs_another"
            ),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {
            "uid", "user", "asked_at", "asked_by", "is_first", "first_half", "given_at", "given_by", "declined_at",
            "declined_by", "told_at",
        }  # fmt: skip
        public: set[str] = set()


class EntryLink(models.Model):
    """A one-time way into a demonstration on this machine."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "user", "token_hash", "created_at", "used_at"}
        public: set[str] = set()
