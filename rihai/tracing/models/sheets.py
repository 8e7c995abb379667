"""A request sheet asks homes, hospitals and railway police, with the least that serves; answers come back by phone.

What a sheet says stays as it was when it went out. Each body that was asked is a row, and so is each answer.
"""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.directory.models import Agency
from rihai.tracing.models.report import MissingReport
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class RequestSheet(SealedRecord):
    report = models.ForeignKey(MissingReport, on_delete=models.CASCADE, related_name="sheets")
    reference = models.CharField(max_length=20, unique=True)
    # Codes of `data/missing.yaml`: what was chosen to be said.
    says = models.JSONField(default=list)
    text = SealedTextField(max_length=5000)
    # Needed where the name stands on it.
    name_reason = SealedTextField(max_length=1000)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text", "name_reason"}
        internal = {"uid", "data_key", "report", "reference", "says", "made_at", "made_by"}
        compartments = {"text": Compartment.RECORD, "name_reason": Compartment.RECORD}

    class Access:
        owner = "report"
        see_all = None

    class Meta:
        ordering = ["-made_at"]

    def compartment_of(self, field: str) -> Compartment:
        """A sheet that names the person opens to those only who may know the name."""
        return Compartment.IDENTITY if "name" in self.says else Compartment.RECORD

    def get_absolute_url(self) -> str:
        return reverse("tracing:sheet_detail", args=[self.uid])


class RequestAsked(models.Model):
    """One body, asked once; asking again is another row."""

    class Way(models.TextChoices):
        PAPER = "paper", _("On paper")
        MAIL = "mail", _("By e-mail")
        CALL = "call", _("By telephone")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(RequestSheet, on_delete=models.CASCADE, related_name="asked")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        internal = {"uid", "sheet", "agency", "way", "asked_at", "asked_by"}

    class Meta:
        ordering = ["asked_at"]


class RequestAnswer(SealedRecord):
    """What a body answered, written down by our staff with its day."""

    class Answer(models.TextChoices):
        NOT_HERE = "not_here", _("Not here")
        MAYBE = "maybe", _("Somebody here may be this person")
        WILL_LOOK = "will_look", _("They will look")
        NO_ANSWER = "no_answer", _("Nobody could answer")

    asked = models.ForeignKey(RequestAsked, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    text = SealedTextField(max_length=2000)
    answered_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text"}
        sensitive = {"answer"}
        internal = {"uid", "data_key", "asked", "answered_on", "recorded_at", "recorded_by"}
        compartments = {"text": Compartment.RECORD}

    class Access:
        owner = "asked__sheet__report"
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]
