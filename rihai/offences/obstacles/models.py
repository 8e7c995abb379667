"""An obstacle: a bribe asked for, pressure, delay, a refusal, by a kind of duty-bearer. A report, never a verdict.

Names of officers are sealed and stand in no list. What the other side says is kept beside it. Seen by its author, by
whoever works on the case and may record obstacles, and by the role that answers for misconduct: by nobody else.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.cases.models import Case, DatePrecision
from rihai.directory.models import Agency
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

MAY_KNOW = frozenset({Permission.OBSTACLE_RECORD, Permission.OBSTACLE_HANDLE})


class ObstacleQuerySet(ScopedQuerySet["Obstacle"]):
    """A grant on the case is not enough: the role must be one that has to do with obstacles."""

    def visible_to(self, user: User | AnonymousUser, *, among_few: bool = False) -> "ObstacleQuerySet":
        if not isinstance(user, User) or not MAY_KNOW & user.permissions:
            return self.none()
        return super().visible_to(user, among_few=among_few)


class Obstacle(SealedRecord):
    class Kind(models.TextChoices):
        BRIBE = "bribe", _("Money or a favour was asked for")
        EXTORTION = "extortion", _("Money was taken by threats")
        PRESSURE = "pressure", _("Pressure to settle, withdraw or keep silent")
        DELAY = "delay", _("Delay without a reason")
        REFUSAL = "refusal", _("Refusal of what is owed")
        RUDE = "rude", _("Rude or degrading treatment")
        LEAK = "leak", _("Identity or an address was given away")
        NEGLECT = "neglect", _("Neglect, exclusion or discrimination")
        OTHER = "other", _("Other")

    class Bearer(models.TextChoices):
        POLICE = "police", _("Police")
        MAGISTRATE = "magistrate", _("Magistrate or court")
        PROSECUTOR = "prosecutor", _("Public prosecutor")
        HOSPITAL = "hospital", _("Hospital or doctor")
        COMMITTEE = "committee", _("Child Welfare Committee")
        PANCHAYAT = "panchayat", _("Panchayat")
        SCHOOL = "school", _("School")
        BANK = "bank", _("Bank")
        OTHER = "other", _("Other")

    class Reason(models.TextChoices):
        """What the body itself says of it."""

        NOT_ASKED = "not_asked", _("Nobody has asked it yet")
        NO_ANSWER = "no_answer", _("Asked; no answer came")
        STAFF = "staff", _("Not enough people, vehicles or beds")
        AREA = "area", _("Says that it is not competent")
        RULE = "rule", _("Names a rule or an order")
        DENIES = "denies", _("Says that it was not so")
        ADMITS = "admits", _("Admits it, or has put it right")
        OTHER = "other", _("Another reason")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="obstacles")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    bearer = models.CharField(max_length=20, choices=Bearer.choices)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    # In the money of the country.
    amount = models.PositiveIntegerField(null=True, blank=True)
    text = SealedTextField(max_length=5000)
    officer = SealedTextField(max_length=200)
    reason = models.CharField(max_length=20, choices=Reason.choices, default=Reason.NOT_ASKED)
    reason_on = models.DateField(null=True, blank=True)
    reason_text = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawal_reason = SealedTextField(max_length=2000)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ObstacleQuerySet.as_manager()

    class Privacy:
        identity = {"text", "officer", "reason_text", "withdrawal_reason"}
        sensitive = {
            "case", "kind", "bearer", "agency", "happened_on", "precision", "amount", "reason", "reason_on",
        }  # fmt: skip
        internal = {
            "uid", "data_key", "organisation", "reference", "recorded_at", "recorded_by", "withdrawn_at",
            "withdrawn_by",
        }  # fmt: skip
        compartments = dict.fromkeys(sorted(identity), Compartment.RECORD)

    class Access:
        owner = "case"
        see_all = Permission.OBSTACLE_HANDLE
        opened_by = Permission.OBSTACLE_HANDLE

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["organisation", "-recorded_at"], name="obstacle_listed")]
        constraints = [paired("withdrawn", name="obstacle_withdrawn_pair")]

    def get_absolute_url(self) -> str:
        return reverse("offences:obstacle_detail", args=[self.uid])


class ObstacleStep(SealedRecord):
    """Whom one turned to about it, and what came of it."""

    class To(models.TextChoices):
        SUPERIOR = "superior", _("Whoever stands above, in writing")
        COMPLAINTS = "complaints", _("Complaints authority or vigilance")
        COMMISSION = "commission", _("Commission for human rights, women or children")
        LEGAL_AID = "legal_aid", _("Legal services authority")
        COURT = "court", _("A court")
        OTHER = "other", _("Somebody else")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("No answer yet")
        ACTED = "acted", _("Something was done")
        PROMISED = "promised", _("Something was promised")
        REFUSED = "refused", _("Refused")
        NONE = "none", _("No answer came")

    obstacle = models.ForeignKey(Obstacle, on_delete=models.CASCADE, related_name="steps")
    to = models.CharField(max_length=20, choices=To.choices)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField()
    text = SealedTextField(max_length=2000)
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    answer_text = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text", "answer_text"}
        sensitive = {"to", "agency", "taken_on", "answer", "answered_on"}
        internal = {"uid", "data_key", "obstacle", "recorded_at", "recorded_by"}
        compartments = {"text": Compartment.RECORD, "answer_text": Compartment.RECORD}

    class Access:
        owner = "obstacle__case"
        see_all = Permission.OBSTACLE_HANDLE
        organisation = "obstacle__organisation"
        opened_by = Permission.OBSTACLE_HANDLE

    class Meta:
        ordering = ["taken_on", "recorded_at"]
