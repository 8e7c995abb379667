"""An application for a lawyer of legal aid: to which authority, on which day, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.directory.models import Agency
from rihai.prosecution.models.legal_case import LegalCase
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class LegalAid(SealedRecord):
    class Authority(models.TextChoices):
        DLSA = "dlsa", _("Legal services authority of the district (DLSA)")
        SLSA = "slsa", _("Legal services authority of the State (SLSA)")
        HIGH_COURT = "high_court", _("Legal services committee of the High Court")
        NALSA = "nalsa", _("National legal services authority (NALSA)")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("No answer yet")
        GRANTED = "granted", _("A lawyer was named")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Not wished any more")

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="aid_applications")
    authority = models.CharField(max_length=20, choices=Authority.choices)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    # Who was named, and how to reach her.
    lawyer = SealedTextField(max_length=300)
    note = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"lawyer", "note"}
        sensitive = {"authority", "agency", "asked_on", "answer", "answered_on"}
        internal = {"uid", "data_key", "legal_case", "recorded_at", "recorded_by"}
        compartments = {"lawyer": Compartment.RECORD, "note": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-asked_on", "-recorded_at"]

    @property
    def is_waiting(self) -> bool:
        return self.answer == self.Answer.WAITING

    @property
    def days_waiting(self) -> int:
        return ((self.answered_on or timezone.localdate()) - self.asked_on).days
