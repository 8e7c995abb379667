"""That a colleague's work passed to others because she is ill or leaves: what went to whom, and until when."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.directory.models import Agency


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def visible_to(self, user: User) -> "HandOverQuerySet":
        leads = user.is_active and user.has(Permission.DUTY_REASSIGN)
        return self.filter(organisation_id=user.organisation_id) if leads else self.none()

    def in_force(self) -> "HandOverQuerySet":
        return self.filter(ended_at=None)


class HandOver(models.Model):
    class Why(models.TextChoices):
        AWAY = "away", _("Ill or away for a time")
        LEAVES = "leaves", _("Leaves")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why.choices)
    # The last day away; on the next her work comes back to her.
    until = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # That it came back, by its day or because it was undone.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = HandOverQuerySet.as_manager()

    class Privacy:
        internal = {"uid", "organisation", "worker", "why", "until", "made_at", "made_by", "ended_at", "ended_by"}

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            paired("ended", name="handover_ended_pair"),
            models.UniqueConstraint(fields=["worker"], condition=models.Q(ended_at=None), name="handover_one_in_force"),
            models.CheckConstraint(
                name="handover_until_a_day",
                condition=models.Q(why="away", until__isnull=False) | models.Q(why="leaves", until=None),
            ),
        ]


class HandOverItem(models.Model):
    """One thing that passed: a case with her parts in it, an inquiry, a place on a list, a duty."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="items")
    subject_label = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    # Which of her parts passed, in codes; empty where there is only one.
    parts = models.JSONField(default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        internal = {"uid", "hand_over", "subject_label", "subject_uid", "parts", "user", "desk"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "subject_uid"], name="handover_item_once"),
            models.CheckConstraint(
                name="handover_item_to_one",
                condition=models.Q(user__isnull=False, desk=None) | models.Q(user=None, desk__isnull=False),
            ),
        ]
