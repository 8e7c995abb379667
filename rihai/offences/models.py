"""Where it happened and who is said to have done it. Linked to cases and operations by label and uid.

A premises is a report, not a verdict: a wrong house is cleared and never blacklisted. A suspect's
state is what somebody stated, with its date, never our judgement.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.cases.models import DatePrecision
from rihai.directory.models import Agency, Place
from rihai.offences.evidence.models import CustodyStep, EvidenceCheck, EvidenceFile, EvidenceItem, EvidenceReceipt
from rihai.offences.obstacles.models import Obstacle, ObstacleStep
from rihai.people.models import Provenance
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

__all__ = [
    "CustodyStep",
    "EvidenceCheck",
    "EvidenceFile",
    "EvidenceItem",
    "EvidenceReceipt",
    "Obstacle",
    "ObstacleStep",
    "Premises",
    "PremisesLink",
    "Suspect",
    "SuspectLink",
]


class Premises(SealedRecord):
    class Standing(models.TextChoices):
        REPORTED = "reported", _("Reported, not confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        CLEARED = "cleared", _("Cleared: nothing found")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=40, default="not_stated")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = SealedTextField(max_length=200)
    address = SealedTextField(max_length=500)
    note = SealedTextField(max_length=5000)
    standing = models.CharField(max_length=20, choices=Standing.choices, default=Standing.REPORTED)
    provenance = models.CharField(max_length=20, choices=Provenance.choices, default=Provenance.OWN)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"name", "address", "note"}
        sensitive = {"kind", "place", "standing"}
        internal = {"uid", "data_key", "organisation", "code", "provenance", "recorded_at", "recorded_by"}
        compartments = {
            "name": Compartment.OPERATION_PLAN,
            "address": Compartment.OPERATION_PLAN,
            "note": Compartment.OPERATION_PLAN,
        }

    class Access:
        owner = None
        see_all = None

    class Meta:
        verbose_name_plural = "premises"


class Suspect(SealedRecord):
    """One person, or a group of stated size, said to have taken part."""

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    name = SealedTextField(max_length=200)
    description = SealedTextField(max_length=2000)
    head_count = models.PositiveSmallIntegerField(null=True, blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance.choices, default=Provenance.OWN)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"name", "description"}
        sensitive = {"head_count"}
        internal = {"uid", "data_key", "organisation", "code", "provenance", "recorded_at", "recorded_by"}
        compartments = {"name": Compartment.OPERATION_PLAN, "description": Compartment.OPERATION_PLAN}

    class Access:
        owner = None
        see_all = None


class SuspectLink(SealedRecord):
    """The alleged role of a suspect in one case, inquiry or operation, and what became of him as stated."""

    suspect = models.ForeignKey(Suspect, on_delete=models.CASCADE, related_name="links")
    subject_label = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    role_in_process = models.CharField(max_length=40, default="not_stated")
    state = models.CharField(max_length=40, default="not_stated")
    state_on = models.DateField(null=True, blank=True)
    state_precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    note = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        sensitive = {"role_in_process", "state", "state_on", "state_precision"}
        internal = {
            "uid",
            "data_key",
            "suspect",
            "subject_label",
            "subject_uid",
            "recorded_at",
            "recorded_by",
        }
        compartments = {"note": Compartment.OPERATION_PLAN}

    class Access:
        owner = "suspect"
        see_all = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suspect", "subject_uid", "role_in_process"], name="suspectlink_once_per_role"
            )
        ]


class PremisesLink(models.Model):
    """What part a premises played in one inquiry, operation or case."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="links")
    subject_label = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    part = models.CharField(max_length=40, default="not_stated")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        internal = {
            "uid", "premises", "subject_label", "subject_uid", "part", "recorded_at", "recorded_by",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["premises", "subject_uid", "part"], name="premiseslink_once_per_part")
        ]
