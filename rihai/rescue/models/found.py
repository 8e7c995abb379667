"""A person found, and what was found out about how: the link between an operation or inquiry and her case."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.cases.models import Case, DatePrecision
from rihai.directory.models import Agency
from rihai.people.models import Person, Provenance
from rihai.rescue.models.inquiry import Inquiry
from rihai.rescue.models.operation import Operation
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class FoundPerson(SealedRecord):
    """Not everybody found was in an operation, and not everybody in an operation was exploited: the outcome says."""

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="found")
    # Somebody found again while her case is open keeps that case: a further event, not a further person.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="found")
    operation = models.ForeignKey(Operation, null=True, blank=True, on_delete=models.PROTECT, related_name="found")
    inquiry = models.ForeignKey(Inquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="found")
    found_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.DAY)
    provenance = models.CharField(max_length=20, choices=Provenance.choices, default=Provenance.OWN)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        sensitive = {"found_on", "precision"}
        internal = {
            "uid", "data_key", "organisation", "person", "case", "operation", "inquiry", "provenance",
            "recorded_at", "recorded_by",
        }  # fmt: skip
        compartments: dict[str, Compartment] = {}

    class Access:
        owner = "case"
        see_all = None

    class Meta:
        verbose_name_plural = "found people"
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "person"],
                condition=models.Q(operation__isnull=False),
                name="foundperson_once_per_operation",
            )
        ]


class FoundFinding(SealedRecord):
    """Outcome and exploitation as known on a day. Append-only, so that a figure as of a day stays what it was."""

    found = models.ForeignKey(FoundPerson, on_delete=models.CASCADE, related_name="findings")
    outcome = models.CharField(max_length=40)
    exploitation = models.CharField(max_length=40)
    # Where the outcome alone does not say that she left exploitation, a person decides so and writes the basis.
    is_freed_by_decision = models.BooleanField(default=False)
    basis = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"basis"}
        sensitive = {"outcome", "exploitation", "is_freed_by_decision"}
        internal = {"uid", "data_key", "found", "recorded_at", "recorded_by"}
        compartments = {"basis": Compartment.RECORD}

    class Access:
        owner = "found__case"
        see_all = None

    class Meta:
        ordering = ["recorded_at"]
        indexes = [models.Index(fields=["found", "recorded_at"], name="foundfinding_asof")]
