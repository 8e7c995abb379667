"""Duties: what somebody owes by when. The subject is known by label and uid only, and no personal value stands here."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.directory.models import Agency
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, user: User | AnonymousUser) -> "DutyQuerySet":
        """Her own, those of her desks, what was brought before her, and everybody's for whoever leads the work.

        Which of their subjects she may know of is a second question: see `subjects.py`.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        own = self.filter(organisation_id=user.organisation_id)
        if user.has(Permission.DUTY_SEE_ALL):
            return own
        brought = Escalation.objects.filter(user_id=user.uid).values("duty_id")
        return own.filter(
            models.Q(owner_id=user.uid) | models.Q(desk_id__in=list(user.desk_uids)) | models.Q(pk__in=brought)
        )

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
    # Until then it need not be thought of; its date stays what it is.
    put_off_until = models.DateTimeField(null=True, blank=True)
    # When the next step of its escalation is due, and how many were taken.
    escalates_at = models.DateTimeField(null=True, blank=True)
    steps_taken = models.PositiveSmallIntegerField(default=0)
    # That whoever leads has spoken with the one who owes it.
    talked_at = models.DateTimeField(null=True, blank=True)
    talked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # A tick, and not the act: it can be taken back for some minutes.
    done_by_hand = models.BooleanField(default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DutyQuerySet.as_manager()

    class Privacy:
        internal = {
            "uid", "organisation", "rule", "subject_label", "subject_uid", "event_uid", "owner", "desk", "detail",
            "due_at", "opened_at", "put_off_until", "escalates_at", "steps_taken", "talked_at", "talked_by", "done_at",
            "done_by", "done_by_hand", "cancelled_at", "cancelled_by",
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
            paired("done", name="duty_done_pair"),
            paired("talked", name="duty_talked_pair"),
            paired("cancelled", name="duty_cancelled_pair"),
        ]
        indexes = [
            models.Index(
                fields=["escalates_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="duty_escalates",
            ),
            models.Index(
                fields=["organisation", "due_at"], condition=models.Q(done_at=None, cancelled_at=None), name="duty_due"
            ),
            models.Index(fields=["done_by", "done_at"], condition=models.Q(done_by_hand=True), name="duty_just_done"),
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
    def late_from(self) -> datetime:
        """From when on it counts as late: its date, or the later one to which it was put off."""
        return max(self.due_at, self.put_off_until or self.due_at)

    @property
    def is_of_a_day(self) -> bool:
        """Due on a day and at no hour of it: until its last minute."""
        at = timezone.localtime(self.late_from)
        return (at.hour, at.minute) == (23, 59)

    def is_late(self, now: datetime) -> bool:
        return self.late_from <= now

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    def is_owed_by(self, user: User, desks: Collection[uuid.UUID]) -> bool:
        """Whether it is hers or lies at one of these desks, hers."""
        return self.owner_id == user.uid or self.desk_id in desks


class Escalation(models.Model):
    """That a late duty was brought before somebody. It shows her the duty, and gives her nothing."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="escalations")
    step = models.PositiveSmallIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(default=timezone.now, editable=False)

    class Privacy:
        internal = {"uid", "duty", "step", "user", "shown_at"}

    class Meta:
        ordering = ["step"]
        constraints = [models.UniqueConstraint(fields=["duty", "user"], name="escalation_once")]


class Postponement(SealedRecord):
    """That a duty was put off, until when and why; the reason is read by whoever leads the work."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="postponements")
    until = models.DateTimeField()
    before = models.DateTimeField(null=True, blank=True)
    reason = SealedTextField(max_length=500)
    put_off_at = models.DateTimeField(default=timezone.now, editable=False)
    put_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"reason"}
        internal = {
            "uid", "data_key", "duty", "until", "before", "put_off_at", "put_off_by", "undone_at", "undone_by",
        }  # fmt: skip
        compartments = {"reason": Compartment.RECORD}

    class Access:
        owner = None
        organisation = "duty__organisation"
        see_all = Permission.DUTY_SEE_ALL
        opened_by = Permission.DUTY_SEE_ALL

    class Meta:
        ordering = ["-put_off_at"]
        constraints = [
            paired("undone", name="postponement_undone_pair"),
        ]
