"""A closure report of the police, and every petition on a legal case: what was filed, and what became of it.

Rows about what happened are only added; the petition itself holds where it stands now.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.directory.models import Agency
from rihai.prosecution.models.legal_case import LegalCase
from rihai.prosecution.models.withdrawable import WITHDRAWN, StandingRows, Withdrawable
from rihai.prosecution.petition_workflow import PETITION, PETITION_OVER, PetitionStatus
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class ClosureReport(Withdrawable):
    """Police ask the court to end it. The informant has a right to know of it and to be heard."""

    class Ground(models.TextChoices):
        UNTRUE = "untrue", _("Said to be untrue")
        MISTAKE = "mistake", _("Said to be a mistake of fact or of law")
        CIVIL = "civil", _("Said to be a civil matter")
        EVIDENCE = "evidence", _("Said to lack evidence")
        UNTRACED = "untraced", _("The accused were not found")
        OTHER = "other", _("Other, or not known")

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="closure_reports")
    court = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_on = models.DateField()
    # As police wrote it on the report: the only thing that tells two of one day apart before a court.
    number = SealedTextField(max_length=80)
    ground = models.CharField(max_length=20, choices=Ground.choices)
    # To the informant: without it nobody can be heard.
    notice_on = models.DateField(null=True, blank=True)
    copy_on = models.DateField(null=True, blank=True)
    # The day for which the notice calls the informant.
    hearing_on = models.DateField(null=True, blank=True)
    # Uids of the links of those accused whom it names, as on a charge sheet.
    against = models.JSONField(default=list, blank=True)
    text = SealedTextField(max_length=2000)

    objects = StandingRows["ClosureReport"]()
    all_rows = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"number", "text"}
        sensitive = {"court", "filed_on", "ground", "notice_on", "copy_on", "hearing_on", "against"}
        internal = {"uid", "data_key", "legal_case", "recorded_at", "recorded_by"} | WITHDRAWN
        compartments = {"number": Compartment.RECORD, "text": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-filed_on", "-recorded_at"]
        constraints = [paired("withdrawn", name="closurereport_withdrawn_pair")]


class Petition(SealedRecord):
    class Kind(models.TextChoices):
        PROTEST = "protest", _("Protest petition")
        OPPOSE_BAIL = "oppose_bail", _("Bail opposed")
        CANCEL_BAIL = "cancel_bail", _("Bail to be cancelled")
        ADD_SECTIONS = "add_sections", _("Sections to be added")
        ALTER_CHARGE = "alter_charge", _("Charge to be altered")
        CUSTODY = "custody", _("Custody of a survivor")
        TRANSFER = "transfer", _("Case to be transferred")
        QUASHING = "quashing", _("Quashing opposed")
        WRIT = "writ", _("Writ petition or public interest litigation")
        CONTEMPT = "contempt", _("Contempt of court")
        OTHER = "other", _("Other")

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="petitions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # Of a protest petition: the report that it answers, and no other one.
    closure = models.ForeignKey(
        ClosureReport, null=True, blank=True, on_delete=models.SET_NULL, related_name="petitions"
    )
    status = models.CharField(max_length=20, choices=PetitionStatus.choices, default=PETITION.start)
    court = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = SealedTextField(max_length=80)
    filed_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"number"}
        sensitive = {"kind", "status", "court", "filed_on", "next_on"}
        internal = {"uid", "data_key", "legal_case", "closure", "recorded_at", "recorded_by"}
        compartments = {"number": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]

    @property
    def is_over(self) -> bool:
        return self.status in PETITION_OVER

    @property
    def is_protest(self) -> bool:
        return self.kind == self.Kind.PROTEST

    def move_to(self, status: PetitionStatus) -> None:
        self.status = PETITION.step(self.status, status)


class PetitionStep(SealedRecord):
    """What happened to a petition on a day. `result`: what a magistrate made of a protest petition that was allowed."""

    class Result(models.TextChoices):
        FURTHER = "further", _("Further investigation ordered")
        COGNISANCE = "cognisance", _("The court takes it up itself (cognisance)")

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="steps")
    status = models.CharField(max_length=20, choices=PetitionStatus.choices)
    happened_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=20, choices=Result.choices, blank=True)
    text = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text"}
        sensitive = {"status", "happened_on", "result"}
        internal = {"uid", "data_key", "petition", "recorded_at", "recorded_by"}
        compartments = {"text": Compartment.RECORD}

    class Access:
        owner = "petition__legal_case"
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]
