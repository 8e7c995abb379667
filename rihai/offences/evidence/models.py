"""An item of evidence: a file, a paper of the case, or a thing; and who has had it, in rows that are only added.

Nothing is deleted: a mistake is withdrawn with its reason. What is said in counselling is no evidence here, whoever
asks for it; nor is what passes between lawyer and client.
"""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.files.models import INTERNAL, SEALED, KeptFile, kept_whole
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.cases.models import Case, DatePrecision, Document
from rihai.directory.models import Agency
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

# What nobody hands to the police: it would go on to the defence.
NEVER_EVIDENCE: Final = frozenset({Compartment.COUNSELLING, Compartment.LEGAL_PRIVILEGE})
# What is owed when a file is not as it came.
BROKEN: Final = "evidence.broken"


class EvidenceItem(SealedRecord):
    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        PICTURE = "picture", _("Photo or video")
        MESSAGE = "message", _("Message or chat")
        CALL = "call", _("Record of calls")
        DEVICE = "device", _("Telephone or other device")
        CLOTHING = "clothing", _("Clothing")
        MONEY = "money", _("Money")
        PREMISES = "premises", _("Observation of premises")
        PRESENCE = "presence", _("Confirmation that somebody was there")
        OTHER = "other", _("Other")

    class Condition(models.TextChoices):
        """As the last verification found the file; nothing where it was never verified."""

        WHOLE = "whole", _("As it came")
        BROKEN = "broken", _("Not as it came")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    what = SealedTextField(max_length=2000)
    found_by = SealedTextField(max_length=200)
    found_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    where = SealedTextField(max_length=500)
    how = SealedTextField(max_length=2000)
    # For what a machine has made or kept: which one, in whose hands, whether it worked.
    device = SealedTextField(max_length=500)
    seal_number = SealedTextField(max_length=80)
    # A paper that the case keeps already. A file of its own stands in `EvidenceFile`; a thing has neither.
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    condition = models.CharField(max_length=10, choices=Condition.choices, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawal_reason = SealedTextField(max_length=2000)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"what", "found_by", "where", "how", "device", "seal_number", "withdrawal_reason"}
        sensitive = {"kind", "found_on", "precision", "condition"}
        internal = {
            "uid", "data_key", "organisation", "case", "reference", "document", "recorded_at", "recorded_by",
            "withdrawn_at", "withdrawn_by",
        }  # fmt: skip
        compartments = dict.fromkeys(sorted(identity), Compartment.RECORD)

    class Access:
        # Whoever works on the case comes and goes with it; a legal case opens single items to its lawyers.
        owner = "case"
        see_all = None

    class Meta:
        ordering = ["recorded_at", "uid"]
        constraints = [paired("withdrawn", name="evidenceitem_withdrawn_pair")]

    def get_absolute_url(self) -> str:
        return reverse("offences:evidence_detail", args=[self.uid])

    @property
    def file(self) -> "EvidenceFile | Document | None":
        own: EvidenceFile | None = getattr(self, "own_file", None)
        return own or self.document

    @property
    def counts(self) -> bool:
        """Neither withdrawn itself, nor a paper that was, nor one kept by counsellors or lawyers."""
        paper = self.document
        is_kept = paper is None or (paper.withdrawn_at is None and paper.compartment not in NEVER_EVIDENCE)
        return self.withdrawn_at is None and is_kept

    @property
    def is_broken(self) -> bool:
        return self.condition == self.Condition.BROKEN


class EvidenceFile(KeptFile):
    """The file of an item, as it came; its SHA-256 is taken while it arrives, before anything else is done with it."""

    item = models.OneToOneField(EvidenceItem, on_delete=models.PROTECT, related_name="own_file")

    class Privacy:
        identity = set(SEALED)
        internal = {"item", *INTERNAL}
        compartments = dict.fromkeys(sorted(SEALED), Compartment.RECORD)

    class Access:
        owner = "item__case"
        see_all = None

    class Meta(KeptFile.Meta):
        constraints = [*kept_whole("evidencefile")]

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()


class EvidenceReceipt(SealedRecord):
    """What was handed over together: to whom, when, why. It names no survivor, and is signed on paper by both."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Rank and name of whoever takes it, and the number that the agency gives.
    taken_by = SealedTextField(max_length=200)
    their_number = SealedTextField(max_length=80)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"taken_by", "their_number"}
        sensitive = {"to_agency", "at"}
        internal = {"uid", "data_key", "case", "reference", "recorded_at", "recorded_by"}
        compartments = {"taken_by": Compartment.RECORD, "their_number": Compartment.RECORD}

    class Access:
        owner = "case"
        see_all = None

    class Meta:
        ordering = ["at"]

    def get_absolute_url(self) -> str:
        return reverse("offences:evidence_receipt", args=[self.uid])


class CustodyStep(SealedRecord):
    """From one hand into the next. Each follows one other, and at most one follows it: a gap cannot be written.

    A file never leaves the vault: what is handed over is a copy, and the vault goes on holding the original.
    """

    class To(models.TextChoices):
        VAULT = "vault", _("Sealed in this system")
        COLLEAGUE = "colleague", _("A colleague")
        PLACE = "place", _("A locked place of ours")
        AGENCY = "agency", _("Police, a court or another body")

    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="custody")
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by", editable=False
    )
    is_copy = models.BooleanField(default=False)
    to = models.CharField(max_length=20, choices=To.choices)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Which place, or who of the body.
    to_words = SealedTextField(max_length=200)
    at = models.DateTimeField()
    why = SealedTextField(max_length=500)
    seal = SealedTextField(max_length=200)
    receipt_number = SealedTextField(max_length=80)
    receipt = models.ForeignKey(
        EvidenceReceipt, null=True, blank=True, on_delete=models.PROTECT, related_name="steps", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"to_words", "why", "seal", "receipt_number"}
        sensitive = {"to", "to_agency", "at"}
        internal = {
            "uid", "data_key", "item", "follows", "is_copy", "to_user", "receipt", "recorded_at", "recorded_by",
        }  # fmt: skip
        compartments = dict.fromkeys(sorted(identity), Compartment.RECORD)

    class Access:
        owner = "item__case"
        see_all = None

    class Meta:
        ordering = ["recorded_at", "uid"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=models.Q(follows=None), name="custodystep_begins_once"),
        ]

    @property
    def holder(self) -> str:
        """In a word or two, without opening a seal."""
        if self.to_user is not None:
            return self.to_user.display_name
        return self.to_agency.name if self.to_agency is not None else str(self.get_to_display())


class EvidenceCheck(models.Model):
    """One verification: the file was read again from end to end, and compared with what came."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="checks")
    condition = models.CharField(max_length=10, choices=EvidenceItem.Condition.choices)
    checked_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        sensitive = {"condition"}
        internal = {"uid", "item", "checked_at", "checked_by"}

    class Meta:
        ordering = ["-checked_at"]
