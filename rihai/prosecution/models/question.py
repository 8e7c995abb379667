"""A question to a lawyer with its answer: about a legal case, or about a survivor who has none yet.

Both pass between lawyer and client, and are sealed in that compartment; whoever asked opens her own while she works
there.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.prosecution.models.legal_case import LegalCase
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class LegalQuestion(SealedRecord):
    class Topic(models.TextChoices):
        FIR = "fir", _("FIR and police")
        SECTIONS = "sections", _("Sections")
        HEARING = "hearing", _("A hearing")
        COMPENSATION = "compensation", _("Compensation")
        PROTECTION = "protection", _("Threats and protection")
        CUSTODY = "custody", _("Custody or a home")
        OTHER = "other", _("Something else")

    class Urgency(models.TextChoices):
        NORMAL = "normal", _("Within two days")
        HIGH = "high", _("Within hours: something happens today or tomorrow")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    legal_case = models.ForeignKey(LegalCase, null=True, blank=True, on_delete=models.CASCADE, related_name="questions")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.CASCADE, related_name="legal_questions")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.NORMAL)
    question = SealedTextField(max_length=4000)
    answer = SealedTextField(max_length=8000)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Whoever asked while she works there; after her whoever accompanies the survivor, or nobody.
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # What was erased waits for no answer.
    WAITS: ClassVar = models.Q(answered_at=None, withdrawn_at=None, question__isnull=False)

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"question", "answer"}
        sensitive = {"topic", "urgency"}
        internal = {
            "uid", "data_key", "organisation", "legal_case", "case", "asked_at", "asked_by", "reader", "answered_at",
            "answered_by", "withdrawn_at", "withdrawn_by", "read_at", "read_by",
        }  # fmt: skip
        compartments = {"question": Compartment.LEGAL_PRIVILEGE, "answer": Compartment.LEGAL_PRIVILEGE}

    class Access:
        owner = "legal_case"
        see_all = None
        written_by = "reader"

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            paired("answered", name="legalquestion_answered_pair"),
            paired("withdrawn", name="legalquestion_withdrawn_pair"),
            paired("read", name="legalquestion_read_pair"),
            models.CheckConstraint(
                condition=models.Q(legal_case__isnull=False) | models.Q(case__isnull=False),
                name="legalquestion_is_about_something",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("prosecution:question_detail", args=[self.uid])

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None and not self.is_erased

    @property
    def is_erased(self) -> bool:
        """What was asked was taken out with the survivor."""
        return self.question is None

    @property
    def days_waiting(self) -> int:
        """Until the answer, or until today."""
        end = self.answered_at or self.withdrawn_at or timezone.now()
        return (end - self.asked_at).days
