"""From the charge sheet to the appeal: what police and court wrote, for each accused, as dated rows.

What passes between lawyer and client stands elsewhere (`check`). Whether a sentence is below the least that the law
names is worked out where it is shown (`sentencing`), never kept: the law's data may be put right.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.directory.models import Agency
from rihai.people.models import YesNoUnknown
from rihai.prosecution.models.accused import AccusedLink
from rihai.prosecution.models.legal_case import LegalCase
from rihai.prosecution.models.withdrawable import WITHDRAWN, StandingRows, Withdrawable
from rihai.vault.fields import SealedTextField


class ChargeSheet(Withdrawable):
    """What police charge, before which court. `against`: uids of the links of those accused whom it names."""

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="charge_sheets")
    court = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_on = models.DateField()
    is_supplementary = models.BooleanField(default=False)
    # Ids of the law's data, and what stands there that the data do not know.
    sections = models.JSONField(default=list, blank=True)
    other_sections = SealedTextField(max_length=500)
    against = models.JSONField(default=list, blank=True)

    objects = StandingRows["ChargeSheet"]()
    all_rows = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"other_sections"}
        sensitive = {"court", "filed_on", "is_supplementary", "sections", "against"}
        internal = {"uid", "data_key", "legal_case", "recorded_at", "recorded_by"} | WITHDRAWN
        compartments = {"other_sections": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["filed_on", "recorded_at"]
        constraints = [paired("withdrawn", name="chargesheet_withdrawn_pair")]


class Judgment(Withdrawable):
    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="judgments")
    court = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    # The last day of the offence: it decides which version of the law was in force.
    offence_until = models.DateField(null=True, blank=True)
    compensation = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    copy_received_on = models.DateField(null=True, blank=True)
    note = SealedTextField(max_length=2000)

    objects = StandingRows["Judgment"]()
    all_rows = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        sensitive = {"court", "given_on", "offence_until", "compensation", "copy_received_on"}
        internal = {"uid", "data_key", "legal_case", "recorded_at", "recorded_by"} | WITHDRAWN
        compartments = {"note": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["given_on", "recorded_at"]
        constraints = [paired("withdrawn", name="judgment_withdrawn_pair")]


class StandingVerdicts(models.Manager["Verdict"]):
    """Of judgments that stand."""

    def get_queryset(self) -> models.QuerySet["Verdict"]:
        return super().get_queryset().filter(judgment__withdrawn_at=None)


class Verdict(models.Model):
    """What one judgment says of one accused. Convicted and acquitted are never added up."""

    class Outcome(models.TextChoices):
        CONVICTED = "convicted", _("Convicted")
        ACQUITTED = "acquitted", _("Acquitted")
        DISCHARGED = "discharged", _("Discharged")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, on_delete=models.CASCADE, related_name="verdicts")
    link = models.ForeignKey(AccusedLink, on_delete=models.PROTECT, related_name="verdicts")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)

    objects = StandingVerdicts()
    all_rows = models.Manager["Verdict"]()

    class Privacy:
        sensitive = {"outcome"}
        internal = {"uid", "judgment", "link"}

    class Meta:
        ordering = ["link__added_at"]
        constraints = [models.UniqueConstraint(fields=["judgment", "link"], name="verdict_once")]


class Sentence(Withdrawable):
    """What one convicted person got for one section. One that was wrong is withdrawn."""

    class Kind(models.TextChoices):
        TERM = "term", _("Prison for a time")
        LIFE = "life", _("Prison for life")
        DEATH = "death", _("Death")
        FINE = "fine", _("Fine only")
        PROBATION = "probation", _("Released on probation or warned")

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="sentences")
    # An id of the law's data, or "" and the section as it was written.
    section = models.CharField(max_length=40, blank=True)
    other_section = SealedTextField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    years = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    fine = models.PositiveBigIntegerField(null=True, blank=True)

    objects = StandingRows["Sentence"]()
    all_rows = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"other_section"}
        sensitive = {"section", "kind", "years", "months", "fine"}
        internal = {"uid", "data_key", "verdict", "recorded_at", "recorded_by"} | WITHDRAWN
        compartments = {"other_section": Compartment.RECORD}

    class Access:
        owner = "verdict__judgment__legal_case"
        see_all = None

    class Meta:
        ordering = ["recorded_at"]
        constraints = [paired("withdrawn", name="sentence_withdrawn_pair")]


class Appeal(Withdrawable):
    """Against one judgment, by whom, and what became of it. `link` empty: about everybody whom the judgment names."""

    class Side(models.TextChoices):
        ACCUSED = "accused", _("An accused")
        STATE = "state", _("The State")
        VICTIM = "victim", _("The survivor")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("The judgment stands")
        RAISED = "raised", _("Sentence raised")
        LOWERED = "lowered", _("Sentence lowered")
        CONVICTED = "convicted", _("Acquittal turned into a conviction")
        ACQUITTED = "acquitted", _("Conviction turned into an acquittal")
        RETRIAL = "retrial", _("To be tried again")
        WITHDRAWN = "withdrawn", _("Taken back")

    judgment = models.ForeignKey(Judgment, on_delete=models.CASCADE, related_name="appeals")
    link = models.ForeignKey(AccusedLink, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals")
    side = models.CharField(max_length=20, choices=Side.choices)
    court = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = SealedTextField(max_length=80)
    filed_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    objects = StandingRows["Appeal"]()
    all_rows = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"number"}
        sensitive = {"side", "court", "filed_on", "outcome", "decided_on"}
        internal = {"uid", "data_key", "judgment", "link", "recorded_at", "recorded_by"} | WITHDRAWN
        compartments = {"number": Compartment.RECORD}

    class Access:
        owner = "judgment__legal_case"
        see_all = None

    class Meta:
        ordering = ["filed_on", "recorded_at"]
        constraints = [paired("withdrawn", name="appeal_withdrawn_pair")]
