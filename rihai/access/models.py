"""Grants: who may open which compartment of which record, on which basis, from when until when.

Here: the rows. Who writes them is in `actions.py`; what they open is in `scope.py` and `reading.py`.
A grant names its subject by label and uid, so that every package above can be granted. It names its
origin in the same way: a person is opened to somebody by a case and, apart from it, by an inquiry, and the
end of one leaves what the other gives. A grant without origin was given on the record itself.
"""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.drafts.models import Draft
from rihai.access.kinds import kind_of
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

__all__ = ["Draft", "Grant", "GrantQuerySet", "Reason", "ReasonQuerySet"]


class ReasonQuerySet(models.QuerySet["Reason"]):
    def visible_to(self, user: User) -> "ReasonQuerySet":
        """One's own, and those of the whole organisation for whoever reviews them."""
        if not user.is_active:
            return self.none()
        if user.has(Permission.ACCESS_REVIEW):
            return self.filter(written_by__organisation_id=user.organisation_id)
        return self.filter(written_by=user)

    def waiting(self) -> "ReasonQuerySet":
        return self.filter(reviewed_at=None)


class Reason(SealedRecord):
    """Why somebody opened a record outside her own work, in her own words; a second pair of eyes reviews it."""

    text = SealedTextField(max_length=2000)
    subject_label = models.CharField(max_length=80)
    subject_uid = models.UUIDField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "uid"]
        constraints = [
            paired("reviewed", name="reason_reviewed_paired"),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("written_by")), name="reason_reviewed_by_another"
            ),
        ]
        indexes = [models.Index(fields=["reviewed_at", "written_at"], name="reason_to_review")]

    class Privacy:
        identity = {"text"}
        sensitive: set[str] = set()
        internal = {
            "uid", "data_key", "subject_label", "subject_uid", "written_at", "written_by", "reviewed_at", "reviewed_by",
        }  # fmt: skip
        public: set[str] = set()
        compartments = {"text": Compartment.RECORD}

    class Access:
        owner = None
        see_all = Permission.ACCESS_REVIEW
        organisation = "written_by__organisation"
        # Where no desk for data protection exists, nobody else could read what has to be reviewed.
        opened_by = Permission.ACCESS_REVIEW

    @property
    def subject_name(self) -> str:
        """What kind of record it is about: "case", never which."""
        return kind_of(self.subject_label)


class GrantQuerySet(models.QuerySet["Grant"]):
    def live(self, at: datetime | None = None) -> "GrantQuerySet":
        """Begun, not ended, not revoked."""
        moment = at or timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment), starts_at__lte=moment, revoked_at=None)

    def held_by(self, user: User) -> "GrantQuerySet":
        """Given to this user, or to a desk where she sits now."""
        return self.filter(Q(user_id=user.uid) | Q(desk_id__in=list(user.desk_uids)))


class Grant(models.Model):
    class Basis(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned")
        LISTED = "listed", _("On the list")
        DESK = "desk", _("Through a desk")
        SUPERVISES = "supervises", _("Supervises")
        SHARED = "shared", _("Shared")
        BREAK_GLASS = "break_glass", _("Emergency opening")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_label = models.CharField(max_length=80)
    subject_uid = models.UUIDField()
    compartment = models.CharField(max_length=24, choices=Compartment.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    basis = models.CharField(max_length=16, choices=Basis.choices)
    origin_label = models.CharField(max_length=80, blank=True)
    origin_uid = models.UUIDField(null=True, blank=True)
    granted_at = models.DateTimeField(default=timezone.now)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, desk=None) | Q(user=None, desk__isnull=False),
                name="grant_to_user_or_desk",
            ),
            paired("revoked", name="grant_revoked_paired"),
            models.CheckConstraint(
                condition=Q(origin_label="", origin_uid=None) | (Q(origin_uid__isnull=False) & ~Q(origin_label="")),
                name="grant_origin_paired",
            ),
            models.UniqueConstraint(
                fields=["subject_uid", "compartment", "user", "basis"],
                condition=Q(revoked_at=None, ends_at=None, user__isnull=False, origin_uid=None),
                name="grant_to_user_once",
            ),
            models.UniqueConstraint(
                fields=["subject_uid", "compartment", "user", "basis", "origin_uid"],
                condition=Q(revoked_at=None, ends_at=None, user__isnull=False, origin_uid__isnull=False),
                name="grant_to_user_once_by_origin",
            ),
            models.UniqueConstraint(
                fields=["subject_uid", "compartment", "desk", "basis"],
                condition=Q(revoked_at=None, ends_at=None, desk__isnull=False, origin_uid=None),
                name="grant_to_desk_once",
            ),
            models.UniqueConstraint(
                fields=["subject_uid", "compartment", "desk", "basis", "origin_uid"],
                condition=Q(revoked_at=None, ends_at=None, desk__isnull=False, origin_uid__isnull=False),
                name="grant_to_desk_once_by_origin",
            ),
        ]
        indexes = [
            # `visible_to` asks per row: does a grant on this subject exist for me or my desks?
            models.Index(
                fields=["subject_uid", "compartment", "user", "desk"],
                condition=Q(revoked_at=None),
                name="grant_on_subject",
            ),
            models.Index(fields=["user", "subject_label"], condition=Q(revoked_at=None), name="grant_of_user"),
            models.Index(fields=["desk", "subject_label"], condition=Q(revoked_at=None), name="grant_of_desk"),
            # Whoever leaves a case or an inquiry loses all that it gave her with one statement.
            models.Index(
                fields=["origin_uid", "user"],
                condition=Q(revoked_at=None, origin_uid__isnull=False),
                name="grant_by_origin",
            ),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {
            "uid", "subject_label", "subject_uid", "compartment", "user", "desk", "basis", "origin_label",
            "origin_uid", "granted_at", "granted_by", "starts_at", "ends_at", "revoked_at", "revoked_by", "reason",
        }  # fmt: skip
        public: set[str] = set()
