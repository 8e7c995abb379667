"""Duties: what somebody owes by when. The subject is known by label and uid only, and no personal value stands here."""

import uuid
from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.directory.models import Agency


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, user: User | AnonymousUser) -> "DutyQuerySet":
        """Her own, those of her desks, and everybody's for whoever watches over the work.

        Which of their subjects she may know of is a second question: see `subjects.py`.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        own = self.filter(organisation_id=user.organisation_id)
        if user.has(Permission.DUTY_SEE_ALL):
            return own
        return own.filter(models.Q(owner_id=user.uid) | models.Q(desk_id__in=list(user.desk_uids)))

    def open(self) -> "DutyQuerySet":
        return self.filter(done_at=None, cancelled_at=None)


class Duty(models.Model):
    """One thing owed. Idempotent on rule, subject and event: the same event never opens it twice."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    event_uid = models.UUIDField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    # A code such as a rung or a reference of another record; never a name or free text.
    detail = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DutyQuerySet.as_manager()

    class Privacy:
        internal = {
            "uid", "organisation", "rule", "subject_label", "subject_uid", "event_uid", "owner", "desk", "detail",
            "due_at", "opened_at", "done_at", "done_by", "cancelled_at", "cancelled_by",
        }  # fmt: skip

    class Meta:
        verbose_name_plural = "duties"
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "subject_uid", "event_uid"], name="duty_once"),
            models.CheckConstraint(
                name="duty_owner_or_desk",
                condition=models.Q(owner__isnull=False) | models.Q(desk__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_done_pair",
                condition=models.Q(done_at__isnull=True, done_by__isnull=True)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_cancelled_pair",
                condition=models.Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | models.Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "due_at"], name="duty_due"),
            models.Index(fields=["subject_uid", "rule"], name="duty_subject"),
            models.Index(
                fields=["owner", "due_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="duty_open_of_owner",
            ),
            models.Index(
                fields=["desk", "due_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="duty_open_of_desk",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    def is_owed_by(self, user: User, desks: Collection[uuid.UUID]) -> bool:
        """Whether it is hers or lies at one of these desks, hers."""
        return self.owner_id == user.uid or self.desk_id in desks
