"""What a survivor could have paid or given to her, and how far it is: told, asked for, filed, heard, ordered, credited.

It hangs at her case, with or without a legal case: no scheme has to wait for a conviction. What happened and what was
paid are rows that are only added; a slip is struck out and stays. No number of an account is kept anywhere.
"""

import uuid
from datetime import date

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
from rihai.people.models import YesNoUnknown
from rihai.prosecution.models.legal_case import LegalCase
from rihai.prosecution.workflow import CLAIM, CLAIM_OVER, ClaimStatus
from rihai.vault.fields import SealedJSONField, SealedTextField
from rihai.vault.models import SealedRecord


class Claim(SealedRecord):
    class Kind(models.TextChoices):
        COMPENSATION = "compensation", _("Compensation scheme")
        COURT = "court", _("Order of a court")
        ENTITLEMENT = "entitlement", _("Other scheme")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="claims")
    legal_case = models.ForeignKey(LegalCase, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # A code of `schemes`; what another scheme is called stands sealed beside it.
    scheme = models.CharField(max_length=40)
    scheme_name = SealedTextField(max_length=200)
    # Ids of the law's data.
    heads = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=20, choices=ClaimStatus.choices, default=CLAIM.start)
    since = models.DateField()
    # The earliest day on which the law says that an answer or the money is due; null where it says none.
    law_due_on = models.DateField(null=True, blank=True)
    authority = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Words beside the rows below, by their uid: who has this claim can read them, row by row.
    remarks = SealedJSONField()
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"scheme_name", "remarks"}
        sensitive = {"kind", "scheme", "heads", "status", "since", "law_due_on", "authority"}
        internal = {"uid", "data_key", "case", "legal_case", "opened_at", "opened_by"}
        compartments = {"scheme_name": Compartment.RECORD, "remarks": Compartment.RECORD}

    class Access:
        # Whoever accompanies her; her lawyers by grants on the claim itself.
        owner = "case"
        see_all = None

    class Meta:
        ordering = ["since"]
        indexes = [models.Index(fields=["status", "since"], name="claim_listed")]

    def get_absolute_url(self) -> str:
        return reverse("prosecution:claim_detail", args=[self.uid])

    def move_to(self, status: ClaimStatus, *, taking_back: "ClaimStep | None" = None) -> None:
        """One step on; or the way that a step struck out had come."""
        if taking_back is None:
            self.status = CLAIM.step(self.status, status)
        else:
            CLAIM.step(status, ClaimStatus(taking_back.status))
            self.status = status

    @property
    def is_over(self) -> bool:
        return self.status in CLAIM_OVER

    def days_waiting(self, on: date) -> int:
        return max(0, (on - self.since).days)


class ClaimStep(models.Model):
    """One state, from its day on."""

    class Ground(models.TextChoices):
        NOT_COVERED = "not_covered", _("Said not to be covered")
        NO_FIR = "no_fir", _("No FIR, or no conviction")
        PAPERS = "papers", _("Papers missing")
        LATE = "late", _("Said to be too late")
        RETRACTED = "retracted", _("Said not to have helped police or court")
        NO_FUNDS = "no_funds", _("No money there")
        NONE = "none", _("No reason given")
        OTHER = "other", _("Other")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="steps")
    status = models.CharField(max_length=20, choices=ClaimStatus.choices)
    on = models.DateField()
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        sensitive = {"status", "on", "ground"}
        internal = {"uid", "claim", "recorded_at", "recorded_by", "struck_at", "struck_by"}

    class Meta:
        ordering = ["recorded_at"]
        constraints = [paired("struck", name="claimstep_struck_pair")]


class ClaimWish(models.Model):
    """She was told in words that she understands; what she wishes then. The latest counts."""

    class Wish(models.TextChoices):
        WANTS = "wants", _("Wishes it")
        LATER = "later", _("Wishes to think about it")
        NO = "no", _("Does not wish it")

    class Guardian(models.TextChoices):
        NOT_NEEDED = "not_needed", _("Not needed: grown up")
        AGREES = "agrees", _("Parent or guardian agrees")
        APPOINTED = "appointed", _("A person appointed by the committee or the court agrees")
        REFUSES = "refuses", _("Parent or guardian does not agree")
        NOBODY = "nobody", _("Nobody who is safe to ask yet")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="wishes")
    on = models.DateField()
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    has_understood = models.CharField(max_length=10, choices=YesNoUnknown.choices)
    wish = models.CharField(max_length=10, choices=Wish.choices)
    guardian = models.CharField(max_length=20, choices=Guardian.choices)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        sensitive = {"on", "has_understood", "wish", "guardian"}
        internal = {"uid", "claim", "teller", "recorded_at", "recorded_by"}

    class Meta:
        ordering = ["recorded_at"]


class ClaimMoney(models.Model):
    """Money that was asked for, ordered or credited, in whole rupees; relief in the meantime is a line of its own."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked for")
        ORDERED = "ordered", _("Ordered")
        CREDITED = "credited", _("Credited")

    class Account(models.TextChoices):
        OWN = "own", _("In an account of the survivor, who decides alone")
        NOT_CONTROLLED = "not_controlled", _("In the name of the survivor, but somebody else decides")
        GUARDIAN = "guardian", _("In the account of a parent or guardian")
        DEPOSIT = "deposit", _("In a deposit that is not open yet")
        OTHER = "other", _("Otherwise, such as in cash")
        UNKNOWN = "unknown", _("Not known")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="money")
    step = models.ForeignKey(ClaimStep, null=True, blank=True, on_delete=models.CASCADE, related_name="money")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.PositiveBigIntegerField()
    on = models.DateField()
    is_interim = models.BooleanField(default=False)
    # Where it went, and from when on she may draw it. Never a number of an account.
    account = models.CharField(max_length=20, choices=Account.choices, blank=True)
    free_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        sensitive = {"kind", "amount", "on", "is_interim", "account", "free_on"}
        internal = {"uid", "claim", "step", "recorded_at", "recorded_by", "struck_at", "struck_by"}

    class Meta:
        ordering = ["on", "recorded_at"]
        verbose_name_plural = "claim money"
        constraints = [paired("struck", name="claimmoney_struck_pair")]

    @property
    def reaches_her(self) -> bool:
        return self.account == self.Account.OWN
