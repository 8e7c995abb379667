"""Who is accused in a legal case, in which role, and how matters stand with each: dated rows that are only added.

An allegation is not a finding. Arrested, charged, convicted and acquitted are apart and never added up. One accused
may stand in several legal cases of the house.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.access.seen import seen_of
from rihai.audit.paired import paired
from rihai.cases.models import DatePrecision
from rihai.directory.models import Agency
from rihai.prosecution.models.legal_case import LegalCase
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class Accused(SealedRecord):
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    name = SealedTextField(max_length=200)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"name"}
        internal = {"uid", "data_key", "organisation", "code", "recorded_at", "recorded_by"}
        compartments = {"name": Compartment.RECORD}

    class Access:
        owner = None
        see_all = None

    class Meta:
        verbose_name_plural = "accused"


class StandingLinks(models.Manager["AccusedLink"]):
    """Whoever was named wrongly is accused no longer; the row stays."""

    def get_queryset(self) -> models.QuerySet["AccusedLink"]:
        return super().get_queryset().filter(ended_at=None)


class AccusedLink(models.Model):
    """One accused in one legal case. `role`: a code of the roles of suspects."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="accused_links")
    accused = models.ForeignKey(Accused, on_delete=models.PROTECT, related_name="links")
    role = models.CharField(max_length=40, default="not_stated")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = StandingLinks()
    all_rows = models.Manager["AccusedLink"]()

    class Privacy:
        sensitive = {"role"}
        internal = {"uid", "legal_case", "accused", "added_at", "added_by", "ended_at", "ended_by"}

    class Meta:
        ordering = ["added_at"]
        constraints = [
            paired("ended", name="accusedlink_ended_pair"),
            models.UniqueConstraint(
                fields=["legal_case", "accused"],
                condition=models.Q(ended_at=None),
                name="accusedlink_standing_once",
            ),
        ]

    @property
    def version(self) -> str:
        """Name and role, for a page that puts them right."""
        return seen_of(self, "role")[:20] + seen_of(self.accused, "name")[:20]


class AccusedState(SealedRecord):
    """How matters stand with one accused, as stated, from a day on. `state`: a code of the states of suspects."""

    link = models.ForeignKey(AccusedLink, on_delete=models.CASCADE, related_name="states")
    state = models.CharField(max_length=40)
    since = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    note = SealedTextField(max_length=1000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        sensitive = {"state", "since", "precision"}
        internal = {"uid", "data_key", "link", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by"}
        compartments = {"note": Compartment.RECORD}

    class Access:
        owner = "link__legal_case"
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [paired("withdrawn", name="accusedstate_withdrawn_pair")]
