"""An inquiry: what the team does to confirm and to locate. A lead is one dated fact with its source."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import Desk
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.cases.models import DatePrecision, MovementStage
from rihai.directory.models import Agency, Place
from rihai.people.models import Person, Provenance, Source
from rihai.rescue.models.priority import Priority
from rihai.rescue.workflow import INQUIRY, InquiryStatus
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

MOST_URGENT_FIRST: Final = ("priority", "-opened_at")


class Inquiry(SealedRecord):
    class Outcome(models.TextChoices):
        FOUND = "found", _("Found")
        VOLUNTARY = "voluntary", _("Left by own choice")
        FALSE_ALARM = "false_alarm", _("False alarm")
        UNFOUNDED = "unfounded", _("Nothing confirmed")
        REFERRED = "referred", _("Handed to another organisation")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=20, choices=InquiryStatus.choices, default=INQUIRY.start)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="inquiries"
    )
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    summary = SealedTextField(max_length=5000)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    closing_reason = SealedTextField(max_length=2000)
    provenance = models.CharField(max_length=20, choices=Provenance.choices, default=Provenance.OWN)
    origin_label = models.CharField(max_length=60, blank=True)
    origin_uid = models.UUIDField(null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"summary", "closing_reason"}
        sensitive = {"place", "outcome"}
        internal = {
            "uid", "data_key", "organisation", "reference", "status", "priority", "officer", "desk", "provenance",
            "origin_label", "origin_uid", "opened_at", "opened_by", "closed_at", "closed_by",
        }  # fmt: skip
        compartments = {"summary": Compartment.RECORD, "closing_reason": Compartment.RECORD}

    class Access:
        owner = None
        see_all = Permission.INQUIRY_SEE_ALL

    class Meta:
        verbose_name_plural = "inquiries"
        ordering = ["-opened_at"]
        indexes = [
            models.Index(fields=["organisation", "-opened_at", "status"], name="inquiry_listed"),
            models.Index(fields=["organisation", *MOST_URGENT_FIRST, "status"], name="inquiry_urgent"),
            models.Index(fields=["officer", *MOST_URGENT_FIRST, "status"], name="inquiry_of_officer"),
        ]
        constraints = [paired("closed", name="inquiry_closed_pair")]

    @property
    def status_label(self) -> str:
        """What `get_status_display` says, which goes through all choices for each row of a list."""
        return str(InquiryStatus(self.status).label)

    def get_absolute_url(self) -> str:
        return reverse("rescue:inquiry_detail", args=[self.uid])

    def move_to(self, status: InquiryStatus) -> None:
        self.status = INQUIRY.step(self.status, status)


class InquiryPerson(models.Model):
    """Somebody the inquiry is about."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="inquiries")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        internal = {"uid", "inquiry", "person", "added_at", "added_by"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inquiry", "person"], name="inquiryperson_once")]


class Lead(SealedRecord):
    """Verified, not verified and refuted facts are kept and shown apart, never mixed."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information received")
        QUESTION = "question", _("We asked somebody")
        DOCUMENT = "document", _("Document or register")
        ONLINE = "online", _("Found online")
        OBSERVATION = "observation", _("Seen from outside")
        DISCREET_VISIT = "discreet_visit", _("Discreet visit by our team")
        DECOY = "decoy", _("Decoy at the request of the police")

    class Standing(models.TextChoices):
        UNVERIFIED = "unverified", _("Not verified")
        VERIFIED = "verified", _("Verified")
        REFUTED = "refuted", _("Refuted")

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="leads")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    occurred_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.DAY)
    text = SealedTextField(max_length=5000)
    where = SealedTextField(max_length=500)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    movement = models.CharField(max_length=20, choices=MovementStage.choices, blank=True, default=MovementStage.NONE)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Grades of the source (A-F) and of this piece of information (1-6), judged apart.
    reliability = models.CharField(max_length=1, default="F")
    credibility = models.CharField(max_length=1, default="6")
    # As judged last; every judgement is kept in LeadJudgement.
    standing = models.CharField(max_length=20, choices=Standing.choices, default=Standing.UNVERIFIED)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text", "where"}
        sensitive = {"kind", "occurred_on", "precision", "place", "movement"}
        internal = {
            "uid", "data_key", "inquiry", "source", "reliability", "credibility", "standing", "recorded_at",
            "recorded_by",
        }  # fmt: skip
        compartments = {"text": Compartment.RECORD, "where": Compartment.OPERATION_PLAN}

    class Access:
        owner = "inquiry"
        see_all = None

    class Meta:
        ordering = ["occurred_on", "recorded_at"]

    def compartment_of(self, field: str) -> Compartment:
        """What a decoy did is part of the plan; only the need-to-know list may read it."""
        if self.kind == self.Kind.DECOY:
            return Compartment.OPERATION_PLAN
        return self.Privacy.compartments[field]


class LeadJudgement(SealedRecord):
    """Why a lead counts as verified, not verified or refuted. Append-only: a change of mind keeps the earlier one."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="judgements")
    standing = models.CharField(max_length=20, choices=Lead.Standing.choices)
    basis = SealedTextField(max_length=2000)
    judged_at = models.DateTimeField(default=timezone.now, editable=False)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # A slip of the finger: this row says again what stood before that one.
    takes_back = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_back_by"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"basis"}
        internal = {"uid", "data_key", "lead", "standing", "judged_at", "judged_by", "takes_back"}
        compartments = {"basis": Compartment.RECORD}

    class Access:
        owner = "lead__inquiry"
        see_all = None

    class Meta:
        ordering = ["judged_at"]

    def compartment_of(self, field: str) -> Compartment:
        """As narrow as the lead that is judged."""
        return self.lead.compartment_of("text")


class DecoyRequest(SealedRecord):
    """Without a recorded request of a named officer there is no decoy (R029)."""

    lead = models.OneToOneField(Lead, on_delete=models.CASCADE, related_name="decoy_request")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    officer = SealedTextField(max_length=200)
    requested_on = models.DateField()
    safety_plan = SealedTextField(max_length=5000)
    # An adult is never alone with a child, also not as a decoy.
    goes_accompanied = models.BooleanField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"officer", "safety_plan"}
        sensitive = {"agency", "requested_on", "goes_accompanied"}
        internal = {"uid", "data_key", "lead", "recorded_at", "recorded_by"}
        compartments = {"officer": Compartment.OPERATION_PLAN, "safety_plan": Compartment.OPERATION_PLAN}

    class Access:
        owner = "lead__inquiry"
        see_all = None

    class Meta:
        constraints = [
            models.CheckConstraint(name="decoy_never_alone", condition=models.Q(goes_accompanied=True)),
        ]
