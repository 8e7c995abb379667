"""The draft of one form of one person. Nothing of it is ever kept in the browser."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.vault.fields import SealedJSONField
from rihai.vault.models import SealedRecord

KEPT: Final = timedelta(days=7)


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: User) -> "DraftQuerySet":
        """Her own. No office and no grant shows what somebody has not sent."""
        return self.filter(user=user) if user.is_active else self.none()

    def live(self) -> "DraftQuerySet":
        return self.filter(saved_at__gt=timezone.now() - KEPT)

    def expired(self) -> "DraftQuerySet":
        return self.filter(saved_at__lte=timezone.now() - KEPT)


class Draft(SealedRecord):
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafts")
    # Which page, and about which record; a form about nothing yet has its writer here.
    form = models.CharField(max_length=80)
    subject_uid = models.UUIDField()
    contents = SealedJSONField()
    started_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form", "subject_uid"], name="draft_one_for_a_form")]
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]

    class Privacy:
        identity = {"contents"}
        sensitive: set[str] = set()
        internal = {"uid", "data_key", "user", "form", "subject_uid", "started_at", "saved_at"}
        public: set[str] = set()
        compartments = {"contents": Compartment.RECORD}

    @property
    def is_expired(self) -> bool:
        return self.saved_at <= timezone.now() - KEPT

    class Access:
        owner = None
        see_all = None
        organisation = "user__organisation"
        written_by = "user"
