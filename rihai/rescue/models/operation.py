"""An operation, led by police. Only the people on its need-to-know list know that it exists."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.cases.models import DatePrecision
from rihai.directory.models import Agency
from rihai.offences.models import Premises
from rihai.people.models import Provenance, YesNoUnknown
from rihai.rescue.models.inquiry import Inquiry
from rihai.rescue.workflow import OPERATION, OperationStatus
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class Operation(SealedRecord):
    class Kind(models.TextChoices):
        PLANNED = "planned", _("Planned with the police")
        POLICE_FIRST = "police_first", _("Police acted first")
        RECORDED_AFTERWARDS = "recorded_afterwards", _("Recorded afterwards")

    class Part(models.TextChoices):
        """Our part in it (R094). Police lead every operation; "led" means that it began with our inquiry."""

        LED = "led", _("Began with our inquiry")
        SUPPORTED = "supported", _("We supported")
        NOT_STATED = "not_stated", _("Not stated")

    class Acknowledgement(models.TextChoices):
        NONE = "none", _("Not asked yet")
        AWAITED = "awaited", _("Awaited")
        GIVEN = "given", _("Given")
        TO_FOLLOW = "to_follow", _("To follow within 24 hours")
        REFUSED = "refused", _("Refused")
        NOT_STATED = "not_stated", _("Not stated in source")

    class Result(models.TextChoices):
        PEOPLE_FOUND = "people_found", _("People found")
        NOBODY_FOUND = "nobody_found", _("Nobody found")
        WRONG_PLACE = "wrong_place", _("Wrong place")
        TIPPED_OFF = "tipped_off", _("They had been warned")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    inquiry = models.ForeignKey(Inquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="operations")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PLANNED)
    part = models.CharField(max_length=20, choices=Part.choices)
    status = models.CharField(max_length=20, choices=OperationStatus.choices, default=OPERATION.start)
    acknowledgement = models.CharField(max_length=20, choices=Acknowledgement.choices, default=Acknowledgement.NONE)
    premises = models.ForeignKey(Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child_possible = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    without_warrant = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    other_language = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    interstate = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    plan = SealedTextField(max_length=10000)
    occurred_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # A start is often recorded the morning after: a figure as of a day counts what had been recorded by then.
    start_recorded_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    result = models.CharField(max_length=20, choices=Result.choices, blank=True)
    closing_note = SealedTextField(max_length=5000)
    provenance = models.CharField(max_length=20, choices=Provenance.choices, default=Provenance.OWN)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"plan", "closing_note"}
        sensitive = {
            "child_possible", "without_warrant", "other_language", "interstate", "occurred_on", "precision",
            "result", "premises",
        }  # fmt: skip
        internal = {
            "uid", "data_key", "organisation", "reference", "inquiry", "kind", "part", "status",
            "acknowledgement", "started_at", "started_by", "start_recorded_at", "ended_at", "ended_by", "provenance",
            "recorded_at", "recorded_by",
        }  # fmt: skip
        compartments = {"plan": Compartment.OPERATION_PLAN, "closing_note": Compartment.OPERATION_PLAN}

    class Access:
        owner = None
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            paired("started", name="operation_started_pair"),
            paired("ended", name="operation_ended_pair"),
        ]

    @property
    def is_over(self) -> bool:
        return self.status in (OperationStatus.ENDED, OperationStatus.CALLED_OFF)

    @property
    def is_before_start(self) -> bool:
        return not self.is_over and self.status != OperationStatus.STARTED

    def get_absolute_url(self) -> str:
        return reverse("rescue:operation_detail", args=[self.uid])

    def move_to(self, status: OperationStatus) -> None:
        self.status = OPERATION.step(self.status, status)


class UnitContactQuerySet(ScopedQuerySet["UnitContact"]):
    def standing(self) -> "UnitContactQuerySet":
        """Chosen and not withdrawn since."""
        return self.filter(withdrawn_at=None)


class UnitContact(models.Model):
    """Which unit is told, when, by whom, and how it stands now. Several may lead across States."""

    class Answer(models.TextChoices):
        AWAITED = "awaited", _("Answer awaited")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        REFUSED = "refused", _("Refused")
        ACTED_FIRST = "acted_first", _("Acted first, acknowledgement to follow")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="units")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField(default=True)
    tell_at = models.DateTimeField(null=True, blank=True)
    chosen_at = models.DateTimeField(default=timezone.now, editable=False)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # As answered last; every answer is kept in UnitAnswer.
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.AWAITED)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = UnitContactQuerySet.as_manager()

    class Privacy:
        internal = {
            "uid", "operation", "agency", "is_lead", "tell_at", "chosen_at", "chosen_by", "told_at", "told_by",
            "answer", "withdrawn_at", "withdrawn_by",
        }  # fmt: skip

    class Access:
        owner = "operation"
        see_all = None

    class Meta:
        ordering = ["chosen_at"]
        constraints = [
            paired("told", name="unitcontact_told_pair"),
            paired("withdrawn", name="unitcontact_withdrawn_pair"),
            models.UniqueConstraint(fields=["operation", "agency"], name="unitcontact_once_per_agency"),
        ]


class UnitAnswer(SealedRecord):
    """One answer of a unit, by whom and in which words. Append-only: a magistrate may ask for the refusal."""

    class OfficerRole(models.TextChoices):
        DUTY_OFFICER = "duty_officer", _("Officer on duty")
        INVESTIGATING_OFFICER = "investigating_officer", _("Investigating officer")
        STATION_HEAD = "station_head", _("Head of the station")
        AHTU_HEAD = "ahtu_head", _("Head of the anti-trafficking unit")
        SPECIAL_OFFICER = "special_officer", _("Special or trafficking police officer")
        CHILD_OFFICER = "child_officer", _("Child-welfare police officer")
        SENIOR_OFFICER = "senior_officer", _("Superintendent, commissioner or deputy")
        OTHER = "other", _("Another officer")
        NOT_STATED = "not_stated", _("Not stated")

    contact = models.ForeignKey(UnitContact, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=20, choices=UnitContact.Answer.choices)
    officer_role = models.CharField(max_length=30, choices=OfficerRole.choices, default=OfficerRole.NOT_STATED)
    officer = SealedTextField(max_length=200)
    words = SealedTextField(max_length=2000)
    answered_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"officer", "words"}
        internal = {"uid", "data_key", "contact", "answer", "officer_role", "answered_at", "recorded_at", "recorded_by"}
        compartments = {"officer": Compartment.OPERATION_PLAN, "words": Compartment.OPERATION_PLAN}

    class Access:
        owner = "contact__operation"
        see_all = None

    class Meta:
        ordering = ["answered_at", "recorded_at"]


class NeedToKnow(models.Model):
    """One entry of the list of those who know. Adding and removing writes and revokes grants."""

    class Why(models.TextChoices):
        PLANS = "plans", _("Plans the operation")
        COORDINATES = "coordinates", _("Speaks with the police")
        TEAM = "team", _("Goes along")
        SAFETY = "safety", _("Watches over the safety of the team")
        AFTERCARE = "aftercare", _("Receives the people found")
        LOGISTICS = "logistics", _("Vehicles, food, money")
        LEGAL = "legal", _("Legal advice")
        DIRECTS = "directs", _("Answers for the organisation")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="need_to_know")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=20, choices=Why.choices)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        internal = {"uid", "operation", "user", "why", "added_at", "added_by", "removed_at", "removed_by"}

    class Meta:
        verbose_name_plural = "need to know"
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "user"],
                condition=models.Q(removed_at__isnull=True),
                name="needtoknow_once",
            ),
            paired("removed", name="needtoknow_removed_pair"),
        ]


class RiskAnswer(SealedRecord):
    """One answer to one item of `data/risk_check.yaml`; a changed answer is a new row, the latest counts."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="risk_answers")
    item = models.CharField(max_length=60)
    answer = models.CharField(max_length=40)
    note = SealedTextField(max_length=2000)
    answered_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        internal = {"uid", "data_key", "operation", "item", "answer", "answered_at", "answered_by"}
        compartments = {"note": Compartment.OPERATION_PLAN}

    class Access:
        owner = "operation"
        see_all = None

    class Meta:
        ordering = ["answered_at"]


class LadderStep(SealedRecord):
    """A rung taken after a refusal (`data/refusal_ladder.yaml`), and what came of it."""

    class Outcome(models.TextChoices):
        AWAITED = "awaited", _("Answer awaited")
        HELPED = "helped", _("It helped: the police act")
        NO_HELP = "no_help", _("It did not help")

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="ladder_steps")
    refusal = models.ForeignKey(UnitAnswer, on_delete=models.CASCADE, related_name="ladder_steps")
    rung = models.CharField(max_length=60)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.AWAITED)
    note = SealedTextField(max_length=2000)
    taken_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        internal = {"uid", "data_key", "operation", "refusal", "rung", "outcome", "taken_at", "taken_by"}
        compartments = {"note": Compartment.OPERATION_PLAN}

    class Access:
        owner = "operation"
        see_all = None

    class Meta:
        ordering = ["taken_at"]
        constraints = [models.UniqueConstraint(fields=["refusal", "rung"], name="ladderstep_once")]
