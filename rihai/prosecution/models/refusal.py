"""A refusal to register, and the steps taken against it. Who refused is kept by role, never by name."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.access.seen import seen_of
from rihai.directory.models import Agency
from rihai.prosecution.models.legal_case import LegalCase
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class Refusal(SealedRecord):
    class Officer(models.TextChoices):
        DUTY = "duty", _("Officer on duty")
        IN_CHARGE = "in_charge", _("Officer in charge of the station")
        SENIOR = "senior", _("Senior officer")
        UNKNOWN = "unknown", _("Not known")

    class Ground(models.TextChoices):
        AREA = "area", _("Not the area of this station")
        NO_OFFENCE = "no_offence", _("Said to be no offence")
        LATER = "later", _("Told to come later")
        SETTLE = "settle", _("Told to settle it")
        PAY = "pay", _("Money was asked for")
        NONE = "none", _("No reason given")
        OTHER = "other", _("Other")

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="refusals")
    station = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    refused_on = models.DateField()
    officer = models.CharField(max_length=20, choices=Officer.choices, default=Officer.UNKNOWN)
    ground = models.CharField(max_length=20, choices=Ground.choices)
    text = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text"}
        sensitive = {"station", "refused_on", "officer", "ground"}
        internal = {"uid", "data_key", "legal_case", "recorded_at", "recorded_by"}
        compartments = {"text": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]


class RefusalStep(SealedRecord):
    """One rung of the ladder that was taken, and what was answered."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("No answer yet")
        ORDERED = "ordered", _("Registration was ordered or promised")
        REFUSED = "refused", _("Refused")
        NONE = "none", _("No answer came")

    refusal = models.ForeignKey(Refusal, on_delete=models.CASCADE, related_name="steps")
    # A code of `data/refusal_ladder.yaml`.
    rung = models.CharField(max_length=30)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField()
    text = SealedTextField(max_length=2000)
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    answer_text = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text", "answer_text"}
        sensitive = {"rung", "agency", "taken_on", "answer", "answered_on"}
        internal = {"uid", "data_key", "refusal", "recorded_at", "recorded_by"}
        compartments = {"text": Compartment.RECORD, "answer_text": Compartment.RECORD}

    class Access:
        owner = "refusal__legal_case"
        see_all = None

    class Meta:
        ordering = ["taken_on", "recorded_at"]

    @property
    def answer_version(self) -> str:
        """What was answered, for a page that puts it right; "" while nothing is written down."""
        is_waiting = self.answer == self.Answer.WAITING
        return "" if is_waiting else seen_of(self, "answer", "answered_on", "answer_text")
