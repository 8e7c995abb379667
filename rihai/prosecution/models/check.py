"""A section check with its coded facts, what was found, what the lawyers decided and what was filed.

All of it passes between lawyer and client, and is sealed in that compartment. Facts are coded answers, never a story:
there must be no second statement that the defence could turn against her.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.prosecution.models.legal_case import LegalCase
from rihai.vault.fields import SealedJSONField
from rihai.vault.models import SealedRecord


class SectionCheck(SealedRecord):
    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="checks")
    # Dotted keys of the law's vocabulary, as they were given.
    facts = SealedJSONField()
    findings = SealedJSONField()
    data_version = models.CharField(max_length=12)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"facts", "findings"}
        internal = {"uid", "data_key", "legal_case", "data_version", "made_at", "made_by"}
        compartments = {"facts": Compartment.LEGAL_PRIVILEGE, "findings": Compartment.LEGAL_PRIVILEGE}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-made_at"]

    @property
    def decided_version(self) -> str:
        """How many decisions a page has seen: they are only added."""
        return str(self.decisions.count())


class SectionDecision(SealedRecord):
    """What a lawyer decided on one section, and why. Rows are only added: the latest on a section counts."""

    class Choice(models.TextChoices):
        ADD = "add", _("Ask for it to be added")
        TAKE_OUT = "take_out", _("Ask for it to be taken out")
        KEEP = "keep", _("Leave it as it stands")
        FIND_OUT = "find_out", _("Find out more first")

    section_check = models.ForeignKey(SectionCheck, on_delete=models.CASCADE, related_name="decisions")
    # The section by its id, the choice by its code, the reason in words.
    content = SealedJSONField()
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"content"}
        internal = {"uid", "data_key", "section_check", "decided_at", "decided_by"}
        compartments = {"content": Compartment.LEGAL_PRIVILEGE}

    class Access:
        owner = "section_check__legal_case"
        see_all = None

    class Meta:
        ordering = ["decided_at"]


class SectionFiling(SealedRecord):
    """What was filed after a check, on which day; before which body and with which words is sealed."""

    section_check = models.ForeignKey(SectionCheck, on_delete=models.CASCADE, related_name="filings")
    filed_on = models.DateField()
    # What was filed, and before whom.
    content = SealedJSONField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"content"}
        sensitive = {"filed_on"}
        internal = {"uid", "data_key", "section_check", "recorded_at", "recorded_by"}
        compartments = {"content": Compartment.LEGAL_PRIVILEGE}

    class Access:
        owner = "section_check__legal_case"
        see_all = None

    class Meta:
        ordering = ["filed_on", "recorded_at"]
