"""A missing report: who is missing since when, who says so, and how the search ended.

Names belong to the person (`people`). Whether the reporter is who they claim to be, and how a search ended, are
rows that are only added: the latest counts, what was believed before stays readable.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import Desk
from rihai.accounts.permissions import Permission
from rihai.cases.models import DatePrecision
from rihai.directory.models import Agency, Place
from rihai.lib.precision import Majority
from rihai.people.models import Person, Source
from rihai.tracing.workflow import REPORT, ReportStatus
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class MissingReport(SealedRecord):
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="missing_reports")
    status = models.CharField(max_length=20, choices=ReportStatus.choices, default=REPORT.start)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="missing_reports"
    )
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    last_seen_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    where = SealedTextField(max_length=500)
    circumstances = SealedTextField(max_length=5000)
    clothing = SealedTextField(max_length=1000)
    marks = SealedTextField(max_length=1000)
    companions = SealedTextField(max_length=1000)
    phone = SealedTextField(max_length=200)
    guardian = SealedTextField(max_length=200)
    village = SealedTextField(max_length=200)
    # Who reports, and what they say they are to the person.
    reporter = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    relation_claimed = models.CharField(max_length=30, default="not_stated")
    origin_label = models.CharField(max_length=60, blank=True)
    origin_uid = models.UUIDField(null=True, blank=True)
    reported_at = models.DateTimeField(default=timezone.now)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"where", "circumstances", "clothing", "marks", "companions", "phone", "guardian", "village"}
        sensitive = {"last_seen_on", "precision", "place", "relation_claimed"}
        internal = {
            "uid", "data_key", "organisation", "reference", "person", "status", "officer", "desk", "reporter",
            "origin_label", "origin_uid", "reported_at", "reported_by",
        }  # fmt: skip
        compartments = {
            "where": Compartment.RECORD, "circumstances": Compartment.RECORD, "clothing": Compartment.RECORD,
            "marks": Compartment.IDENTITY, "companions": Compartment.IDENTITY, "phone": Compartment.IDENTITY,
            "guardian": Compartment.IDENTITY, "village": Compartment.IDENTITY,
        }  # fmt: skip

    class Access:
        owner = None
        see_all = Permission.INQUIRY_SEE_ALL

    class Meta:
        ordering = ["-reported_at"]
        indexes = [models.Index(fields=["organisation", "status", "-reported_at"], name="missingreport_listed")]
        constraints = [
            models.UniqueConstraint(
                fields=["origin_uid", "person"],
                condition=models.Q(origin_uid__isnull=False),
                name="missingreport_once_per_origin",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("tracing:report_detail", args=[self.uid])

    def move_to(self, status: ReportStatus) -> None:
        self.status = REPORT.step(self.status, status)

    @property
    def is_open(self) -> bool:
        return self.status == ReportStatus.OPEN

    @property
    def missing_since(self) -> date:
        """The day last seen, or at the latest the day of the report."""
        return self.last_seen_on or timezone.localdate(self.reported_at)

    @property
    def was_child(self) -> bool:
        """Whether this may have been a child on the day: then abduction is presumed."""
        return self.person.majority(self.missing_since) is not Majority.ADULT

    @property
    def is_child(self) -> bool:
        """Today; whoever may be a child is treated as one."""
        return self.person.majority(timezone.localdate()) is not Majority.ADULT


class ReporterCheck(SealedRecord):
    """Whether the reporter is who they claim to be. Until one row says so, nothing is told."""

    class Result(models.TextChoices):
        VERIFIED = "verified", _("Verified: identity and relation are as claimed")
        UNSAFE = "unsafe", _("Not who they claim to be, or not safe to tell")
        OPEN = "open", _("Still not clear")

    report = models.ForeignKey(MissingReport, on_delete=models.CASCADE, related_name="checks")
    result = models.CharField(max_length=10, choices=Result.choices)
    how = SealedTextField(max_length=2000)
    checked_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"how"}
        internal = {"uid", "data_key", "report", "result", "checked_at", "checked_by"}
        compartments = {"how": Compartment.SOURCE}

    class Access:
        owner = "report"
        see_all = None

    class Meta:
        ordering = ["-checked_at"]


class ReportOutcome(SealedRecord):
    """How the search ended, as it was known on a day. That somebody is still missing is no outcome."""

    class Kind(models.TextChoices):
        SAFE = "safe", _("Found and safe")
        IN_HOME = "in_home", _("Found in a home or hospital")
        RESCUED = "rescued", _("Found, after a rescue")
        VOLUNTARY = "voluntary", _("Left of own will")
        RETURNED = "returned", _("Came back alone")
        DECEASED = "deceased", _("Found dead")
        MISTAKE = "mistake", _("Reported by mistake")
        REFERRED = "referred", _("Another body searches now")

    report = models.ForeignKey(MissingReport, on_delete=models.CASCADE, related_name="outcomes")
    # Empty where the search was opened again: then `how` says why.
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    how = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"how"}
        sensitive = {"kind", "happened_on", "precision"}
        internal = {"uid", "data_key", "report", "recorded_at", "recorded_by"}
        compartments = {"how": Compartment.RECORD}

    class Access:
        owner = "report"
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]


class Sighting(SealedRecord):
    """Somebody says that the person was seen."""

    class Certainty(models.TextChoices):
        SURE = "sure", _("Sure: knows this person")
        LIKELY = "likely", _("Likely: the description fits")
        UNSURE = "unsure", _("Not sure")

    report = models.ForeignKey(MissingReport, on_delete=models.CASCADE, related_name="sightings")
    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    seen_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    where = SealedTextField(max_length=500)
    text = SealedTextField(max_length=2000)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"where", "text"}
        sensitive = {"certainty", "seen_on", "precision", "place"}
        internal = {"uid", "data_key", "report", "source", "recorded_at", "recorded_by"}
        compartments = {"where": Compartment.RECORD, "text": Compartment.RECORD}

    class Access:
        owner = "report"
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]
