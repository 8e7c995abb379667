"""That somebody asked to erase a person, and what came of it. No words: they would outlive what they speak of."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import ScopedQuerySet
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired


class Erasure(models.Model):
    class Why(models.TextChoices):
        WISH = "wish", _("The person wishes it")
        OVER = "over", _("What the data were kept for is over")
        MISTAKE = "mistake", _("The person should never have been recorded here")

    class Outcome(models.TextChoices):
        OPEN = "", _("Waits for a second person")
        ERASED = "erased", _("Erased for good")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    class Ground(models.TextChoices):
        NONE = "", _("None")
        KEEP = "keep", _("A law or a court asks us to keep it")
        NEEDED = "needed", _("The person still needs it for a right of their own")
        UNSURE = "unsure", _("It is not certain that this is the person's own free wish")
        COPY = "copy", _("The person should have a copy first")
        CHANGED = "changed", _("The person wishes it no longer")
        SLIP = "slip", _("It was asked for by mistake")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="erasures")
    why = models.CharField(max_length=20, choices=Why.choices)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    # Why it was refused or taken back.
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True, default=Ground.NONE)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        sensitive = {"why", "outcome", "ground"}
        internal = {"uid", "case", "asked_at", "asked_by", "decided_at", "decided_by"}

    class Access:
        owner = "case"
        see_all = Permission.ERASURE_DECIDE

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            paired("decided", name="erasure_decided_pair"),
            models.CheckConstraint(
                name="erasure_decided_with_outcome",
                condition=Q(outcome="", decided_at=None) | ~Q(outcome="") & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="erasure_decided_by_another",
                condition=Q(decided_by=None) | Q(outcome="taken_back") | ~Q(decided_by=F("asked_by")),
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(decided_at=None), name="erasure_one_waits"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("web:erasure_detail", args=[self.uid])

    @property
    def is_open(self) -> bool:
        return self.decided_at is None
