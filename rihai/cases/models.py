"""The case: one organisation's work for one person, whole and continuous; its timeline, notes and participants."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.cases.documents.models import Document
from rihai.cases.erasing.models import Erasure
from rihai.cases.kinds import AT_A_HOME, EventKind
from rihai.cases.screening import Screening
from rihai.cases.workflow import CASE, CLOSED, Status
from rihai.directory.models import Agency, Place
from rihai.people.models import Person, Provenance, Source, YesNoUnknown
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

__all__ = [
    "Case",
    "CaseEvent",
    "CaseNote",
    "DatePrecision",
    "Document",
    "Erasure",
    "MovementStage",
    "Participant",
    "TraffickingStatus",
]


class TraffickingStatus(models.TextChoices):
    """HTCDS; the screens say "survivor"."""

    NOT_DETERMINED = "not_determined", _("Not determined yet")
    POSSIBLE = "possible_victim", _("Possibly trafficked")
    ACTUAL = "actual_victim", _("Trafficked")
    NOT_A_VICTIM = "not_a_victim", _("Not trafficked")


class DatePrecision(models.TextChoices):
    MINUTE = "minute", _("to the minute")
    DAY = "day", _("day known")
    MONTH = "month", _("month known")
    YEAR = "year", _("year known")
    UNKNOWN = "unknown", _("date not known")


class MovementStage(models.TextChoices):
    """Stations of the chain of movements; HTCDS has recruitment, transit and exploitation."""

    NONE = "", _("No movement")
    RECRUITMENT = "recruitment", _("Recruited or taken")
    TRANSIT = "transit", _("On the way")
    SALE = "sale", _("Sold or handed over")
    EXPLOITATION = "exploitation", _("Exploited or held")
    SEEN = "seen", _("Seen")
    FOUND = "found", _("Found")


# The answer that came with a wish, as its event on the timeline says it.
MAY_CALL_WORDS: Final[dict[str, str | Promise]] = {
    YesNoUnknown.YES: _("we may call"),
    YesNoUnknown.NO: _("do not call"),
    YesNoUnknown.UNKNOWN: _("not known whether we may call"),
}


# Those without a worker first, since nobody accompanies them yet; then the newest.
NAMED_LAST: Final = IsNull(models.F("case_owner"), False)
LATEST_FIRST: Final = models.F("opened_at").desc()


class Case(SealedRecord, Screening):
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    case_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=CASE.start)
    trafficking_status = models.CharField(
        max_length=20, choices=TraffickingStatus.choices, default=TraffickingStatus.NOT_DETERMINED
    )
    wish = SealedTextField(max_length=2000)
    may_call = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    provenance = models.CharField(max_length=20, choices=Provenance.choices, default=Provenance.OWN)
    # What led to the case (an inquiry, an operation, an alert): label and uid, since these rooms lie above.
    origin_label = models.CharField(max_length=60, blank=True)
    origin_uid = models.UUIDField(null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closing_reason = SealedTextField(max_length=2000)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Closing takes a reason and a second person, who agrees herself; time alone never closes a case.
    closing_proposed_at = models.DateTimeField(null=True, blank=True)
    closing_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_as = models.CharField(max_length=20, choices=[(one.value, one.label) for one in CLOSED], blank=True)

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"wish", "closing_reason"}
        sensitive = {"trafficking_status", "acts", "means", "types_of_exploitation", "may_call"}
        internal = {
            "uid", "data_key", "organisation", "person", "case_owner", "status", "provenance", "origin_label",
            "origin_uid", "opened_at", "opened_by", "closed_at", "closed_by", "closing_proposed_at",
            "closing_proposed_by", "closing_asked_of", "closing_as",
        }  # fmt: skip
        compartments = {"wish": Compartment.RECORD, "closing_reason": Compartment.RECORD}

    class Access:
        owner = None
        see_all = Permission.CASE_SEE_ALL

    class Meta:
        ordering = ["-opened_at"]
        # The list stands in this order (`selectors.cases_listed`): neither its pages nor its count read all cases.
        indexes = [
            models.Index("organisation", "provenance", NAMED_LAST, LATEST_FIRST, name="case_listed"),
            models.Index("organisation", "provenance", "status", NAMED_LAST, LATEST_FIRST, name="case_by_status"),
        ]
        constraints = [
            paired("closed", name="case_closed_pair"),
            paired("closing_proposed", name="case_closing_proposed_pair"),
            models.CheckConstraint(
                name="case_closed_by_another",
                condition=models.Q(closed_by__isnull=True) | ~models.Q(closed_by=models.F("closing_proposed_by")),
            ),
        ]

    @property
    def status_label(self) -> str:
        """What `get_status_display` says, which goes through all choices for each row of a list."""
        return str(Status(self.status).label)

    def get_absolute_url(self) -> str:
        return reverse("cases:case_detail", args=[self.uid])

    def move_to(self, status: Status) -> None:
        self.status = CASE.step(self.status, status)

    @property
    def wish_version(self) -> str:
        """The latest wish by its event, to tell a page on which it is not yet written."""
        latest = self.events.filter(kind=EventKind.WISH).order_by("-recorded_at", "uid").first()
        return str(latest.uid) if latest else ""

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED


class CaseEvent(SealedRecord):
    """What happened, when, and how we know: the timeline and the chain of movements."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40, choices=EventKind.choices)
    # What the kind leaves open, as a code: the new status of a case, what was concluded, or whether we may call.
    detail = models.CharField(max_length=20, blank=True)
    occurred_on = models.DateField(null=True, blank=True)
    occurred_time = models.TimeField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    movement = models.CharField(max_length=20, choices=MovementStage.choices, blank=True, default=MovementStage.NONE)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    where = SealedTextField(max_length=500)
    text = SealedTextField(max_length=5000)
    compartment = models.CharField(max_length=20, choices=Compartment.choices, default=Compartment.RECORD)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin_label = models.CharField(max_length=60, blank=True)
    origin_uid = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text", "where"}
        sensitive = {"kind", "detail", "movement", "place", "occurred_on", "occurred_time", "precision"}
        internal = {
            "uid", "data_key", "case", "compartment", "source", "origin_label", "origin_uid", "recorded_at",
            "recorded_by",
        }  # fmt: skip
        # As a rule; `compartment_of` says it for each event.
        compartments = {"text": Compartment.RECORD, "where": Compartment.RECORD}

    class Access:
        owner = "case"
        see_all = None

    class Meta:
        ordering = ["occurred_on", "occurred_time", "recorded_at"]
        # For whoever goes through what was written since the last time.
        indexes = [models.Index(fields=["recorded_at", "uid"], name="caseevent_written")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "origin_uid"],
                condition=models.Q(origin_uid__isnull=False),
                name="caseevent_once_per_origin",
            )
        ]

    def compartment_of(self, field: str) -> Compartment:
        if field == "where" and self.kind in AT_A_HOME:
            return Compartment.HOME_LOCATION
        return Compartment(self.compartment)

    @property
    def detail_label(self) -> str | Promise:
        """The words of the detail, which is a status, a conclusion or whether we may call."""
        known: dict[str, str | Promise] = {**dict(Status.choices), **dict(TraffickingStatus.choices), **MAY_CALL_WORDS}
        return known.get(self.detail, "")


class CaseNote(SealedRecord):
    """Append-only. A correction is a new note that names the one it corrects."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    compartment = models.CharField(max_length=20, choices=Compartment.choices, default=Compartment.RECORD)
    body = SealedTextField(max_length=10000)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"body"}
        internal = {"uid", "data_key", "case", "compartment", "corrects", "written_at", "written_by"}
        compartments = {"body": Compartment.RECORD}

    class Access:
        owner = "case"
        see_all = None

    class Meta:
        ordering = ["-written_at"]

    def compartment_of(self, field: str) -> Compartment:
        return Compartment(self.compartment)


class Participant(models.Model):
    """Who works on a case in which part: a colleague here, or an agency outside."""

    class Part(models.TextChoices):
        FINDER = "finder", _("Found this person")
        CASEWORKER = "caseworker", _("Caseworker")
        SUPERVISOR = "supervisor", _("Supervisor")
        COUNSELLOR = "counsellor", _("Counsellor")
        LAWYER = "lawyer", _("Lawyer")
        INTERPRETER = "interpreter", _("Interpreter")
        SHELTER = "shelter", _("Shelter")
        POLICE = "police", _("Police")
        PARTNER = "partner", _("Partner organisation")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        internal = {"uid", "case", "user", "agency", "part", "added_at", "added_by", "left_at", "left_by"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="participant_user_or_agency",
                condition=models.Q(user__isnull=False, agency__isnull=True)
                | models.Q(user__isnull=True, agency__isnull=False),
            ),
            paired("left", name="participant_left_pair"),
        ]
