"""A found record: somebody unknown was brought to a home, a hospital, a police or railway post.

Nothing here says that anybody was trafficked: it is said where somebody is and what would let others know them.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.directory.models import Agency, Place
from rihai.lib.precision import Majority
from rihai.people.models import Person
from rihai.tracing.workflow import FOUND, FoundStatus
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class FoundRecord(SealedRecord):
    class Kind(models.TextChoices):
        SHELTER = "shelter", _("Home or shelter")
        HOSPITAL = "hospital", _("Hospital")
        RAILWAY = "railway", _("Railway station or train")
        POLICE = "police", _("Police station")
        STREET = "street", _("Street, market or bus stand")
        OTHER = "other", _("Another place")

    class EstimatedBy(models.TextChoices):
        STAFF = "staff", _("Our staff, by appearance")
        SAID = "said", _("The person says so")
        DOCTOR = "doctor", _("A doctor")
        PAPER = "paper", _("A document")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="found_records")
    status = models.CharField(max_length=20, choices=FoundStatus.choices, default=FOUND.start)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    found_at = models.DateTimeField()
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    estimated_by = models.CharField(max_length=10, choices=EstimatedBy.choices, blank=True)
    cannot_say_name = models.BooleanField(default=False)
    where = SealedTextField(max_length=500)
    description = SealedTextField(max_length=2000)
    guardian = SealedTextField(max_length=200)
    village = SealedTextField(max_length=200)
    marks = SealedTextField(max_length=1000)
    clothing = SealedTextField(max_length=1000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawal_reason = SealedTextField(max_length=2000)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"where", "description", "guardian", "village", "marks", "clothing", "withdrawal_reason"}
        sensitive = {"kind", "found_at", "place", "estimated_by", "cannot_say_name"}
        internal = {
            "uid", "data_key", "organisation", "reference", "person", "status", "recorded_at", "recorded_by",
            "withdrawn_at", "withdrawn_by",
        }  # fmt: skip
        compartments = {
            "where": Compartment.RECORD, "description": Compartment.RECORD, "guardian": Compartment.IDENTITY,
            "village": Compartment.IDENTITY, "marks": Compartment.IDENTITY, "clothing": Compartment.RECORD,
            "withdrawal_reason": Compartment.RECORD,
        }  # fmt: skip

    class Access:
        owner = None
        see_all = Permission.INQUIRY_SEE_ALL

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["organisation", "status", "-recorded_at"], name="foundrecord_listed")]
        constraints = [paired("withdrawn", name="foundrecord_withdrawn_pair")]

    def compartment_of(self, field: str) -> Compartment:
        """Where a home is opens only to those who may know it."""
        if field == "where" and self.kind == self.Kind.SHELTER:
            return Compartment.HOME_LOCATION
        return self.Privacy.compartments[field]

    def get_absolute_url(self) -> str:
        return reverse("tracing:found_detail", args=[self.uid])

    def move_to(self, status: FoundStatus) -> None:
        self.status = FOUND.step(self.status, status)

    @property
    def may_be_child(self) -> bool:
        """On the day; whoever may be a child is brought before the committee."""
        return self.person.majority(timezone.localdate(self.found_at)) is not Majority.ADULT
