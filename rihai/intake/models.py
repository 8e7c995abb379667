"""Alerts: anything that comes in and may need a response, whoever it comes from and by whatever channel."""

import uuid

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
from rihai.cases.models import DatePrecision
from rihai.cases.screening import Screening
from rihai.directory.models import Agency, Place
from rihai.intake.attachments.models import Attachment
from rihai.intake.workflow import ALERT, DECIDED, Status
from rihai.people.models import Person, Provenance, Source, YesNoUnknown
from rihai.rescue.models import Inquiry
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

__all__ = ["Alert", "AlertDecision", "AlertPerson", "AlertToken", "Attachment", "PossibleDuplicate"]


class Alert(SealedRecord):
    """Kinds, channels, signs, priorities and reasons are codes of `data/alert_kinds.yaml`."""

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    what = SealedTextField(max_length=5000)
    where = SealedTextField(max_length=500)
    who = SealedTextField(max_length=2000)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    people_expected = models.PositiveSmallIntegerField(null=True, blank=True)
    danger_now = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    sign_of_exploitation = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    signs = models.JSONField(default=list, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=Status.choices, default=ALERT.start)
    priority = models.CharField(max_length=20, blank=True)
    inquiry = models.OneToOneField(Inquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="alert")
    provenance = models.CharField(max_length=20, choices=Provenance.choices, default=Provenance.OWN)

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"what", "where", "who"}
        sensitive = {
            "kind", "happened_on", "precision", "place", "people_expected", "danger_now", "sign_of_exploitation",
            "signs",
        }  # fmt: skip
        internal = {
            "uid", "data_key", "organisation", "reference", "desk", "channel", "received_at", "received_by",
            "source", "status", "priority", "inquiry", "provenance",
        }  # fmt: skip
        compartments = {
            "what": Compartment.RECORD,
            "where": Compartment.RECORD,
            "who": Compartment.IDENTITY,
        }

    class Access:
        owner = None
        see_all = Permission.ALERT_SEE_ALL

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["organisation", "provenance", "status", "received_at"], name="alert_open"),
            models.Index(fields=["organisation", "provenance", "-received_at"], name="alert_listed"),
        ]

    @property
    def status_label(self) -> str:
        """What `get_status_display` says, which goes through all choices for each row of a list."""
        return str(Status(self.status).label)

    def get_absolute_url(self) -> str:
        return reverse("intake:alert_detail", args=[self.uid])

    def move_to(self, status: Status) -> None:
        self.status = ALERT.step(self.status, status)


class AlertDecision(SealedRecord):
    """A first decision and its reason. It is kept when it is taken back; only one stands at a time."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=[(one.value, one.label) for one in DECIDED])
    priority = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=40)
    reason = SealedTextField(max_length=2000)
    referred_to = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"reason"}
        internal = {
            "uid", "data_key", "alert", "outcome", "priority", "code", "referred_to", "decided_at", "decided_by",
            "taken_back_at", "taken_back_by",
        }  # fmt: skip
        compartments = {"reason": Compartment.RECORD}

    class Access:
        owner = "alert"
        see_all = None

    class Meta:
        ordering = ["-decided_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["alert"], condition=models.Q(taken_back_at=None), name="alertdecision_one_stands"
            ),
            paired("taken_back", name="alertdecision_taken_back_pair"),
        ]


class AlertPerson(Screening):
    """Somebody the alert is about, with act, means and purpose as far as known."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="alerts")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        sensitive = {"acts", "means", "types_of_exploitation"}
        internal = {"uid", "alert", "person", "added_at", "added_by"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "person"], name="alertperson_once")]


class AlertToken(models.Model):
    """A keyed token of what an alert says (a name's skeleton, a phone), for finding possible duplicates.

    Without an alert it says that this token is too common to be written for any.
    """

    class Kind(models.TextChoices):
        NAME = "name", _("Same-sounding name")
        PHONE = "phone", _("Same phone number")
        WHERE = "where", _("Same place in words")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    alert = models.ForeignKey(Alert, null=True, on_delete=models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    token = models.BinaryField(max_length=16)

    class Privacy:
        internal = {"uid", "organisation", "alert", "kind", "token"}

    class Meta:
        indexes = [models.Index(fields=["organisation", "token"], name="alerttoken_lookup")]
        constraints = [
            models.UniqueConstraint(fields=["alert", "token"], name="alerttoken_once"),
            models.UniqueConstraint(
                fields=["organisation", "token"], condition=models.Q(alert__isnull=True), name="alerttoken_common_once"
            ),
        ]


class PossibleDuplicate(models.Model):
    """A proposal that two alerts concern the same matter, with its reasons; a person decides, refusals are kept."""

    class Decision(models.TextChoices):
        OPEN = "open", _("Not decided")
        SAME = "same", _("Same matter")
        DIFFERENT = "different", _("Different matters")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    earlier = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="later_duplicates")
    later = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="earlier_duplicates")
    reasons = models.JSONField(default=list)
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        internal = {
            "uid", "earlier", "later", "reasons", "proposed_at", "decision", "decided_at", "decided_by",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="possibleduplicate_once"),
            paired("decided", name="possibleduplicate_decided_pair"),
        ]
