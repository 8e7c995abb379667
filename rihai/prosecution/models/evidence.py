"""Which items of evidence a legal case rests on, and what each of them is to show against whom.

Which item is used is known to all who work on the legal case; what it is to show is the lawyers' own work.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.offences.models import EvidenceItem
from rihai.prosecution.models.legal_case import LegalCase
from rihai.vault.fields import SealedJSONField
from rihai.vault.models import SealedRecord


class EvidenceLink(models.Model):
    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="evidence_links")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="legal_links")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        internal = {"uid", "legal_case", "item", "added_at", "added_by", "ended_at", "ended_by"}

    class Meta:
        ordering = ["added_at"]
        constraints = [
            paired("ended", name="evidencelink_ended_pair"),
            models.UniqueConstraint(
                fields=["legal_case", "item"], condition=models.Q(ended_at=None), name="evidencelink_once_at_a_time"
            ),
        ]


class EvidenceSupport(SealedRecord):
    """What the lawyers want to show with an item. Rows are only added; the latest counts."""

    link = models.ForeignKey(EvidenceLink, on_delete=models.CASCADE, related_name="supports")
    # `elements`: "section/fact" of the law's data; `accused`: uids of the links of those accused.
    content = SealedJSONField()
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"content"}
        internal = {"uid", "data_key", "link", "decided_at", "decided_by"}
        compartments = {"content": Compartment.LEGAL_PRIVILEGE}

    class Access:
        owner = "link__legal_case"
        see_all = None

    class Meta:
        ordering = ["decided_at"]
