"""What this database is, and which forms were already acted upon."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """What this database is: the demonstration, the real thing, or a test. One row, written at the start."""

    class Kind(models.TextChoices):
        DEMO = "demo", _("Demonstration")
        PRODUCTION = "production", _("In use")
        TEST = "test", _("Test")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    only = models.BooleanField(default=True, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="installation_is_one")]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "only", "kind", "created_at"}
        public: set[str] = set()

    @classmethod
    def current_kind(cls) -> str | None:
        return cls.objects.values_list("kind", flat=True).first()

    @classmethod
    def is_demonstration(cls) -> bool:
        """Both the environment and the database say so: one of them alone may be a mistake."""
        return settings.DEMO and cls.current_kind() == cls.Kind.DEMO


class Submission(models.Model):
    """That a form was already acted upon, and where the answer was: a resend gets the same answer."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    # Keyed hash of form token, address and contents: says whether it is the same, tells nothing.
    fingerprint = models.BinaryField(max_length=32)
    went_to = models.CharField(max_length=500, blank=True)
    claimed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "fingerprint"], name="submitted_once")]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "user", "fingerprint", "went_to", "claimed_at"}
        public: set[str] = set()
