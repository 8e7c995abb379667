"""A legal case: what is asked of police and court against those who did it, for one or several survivors.

It begins when somebody asks for a first information report. What happened is kept as rows that are only added. What
passes between lawyer and client stands elsewhere, in a compartment of its own (`checks`).
"""

import uuid
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.access.seen import seen_of
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.audit.paired import paired
from rihai.cases.models import Case, DatePrecision
from rihai.directory.models import Agency
from rihai.prosecution.workflow import HAS_FIR, LEGAL_CASE, OVER, LegalStatus
from rihai.vault.fields import SealedJSONField, SealedTextField
from rihai.vault.models import SealedRecord


class LegalCase(SealedRecord):
    # What stands on the paper, and is put right together.
    PAPER: Final = ("kind", "station", "number", "cnr", "filed_on", "sections", "other_sections")

    class Kind(models.TextChoices):
        FIR = "fir", _("First information report (FIR)")
        ZERO_FIR = "zero_fir", _("Zero FIR, at a station of another area")
        COMPLAINT = "complaint", _("Complaint to a magistrate")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=20, choices=LegalStatus.choices, default=LEGAL_CASE.start)
    # The station or court that was asked; a zero FIR goes on to the one that is competent.
    station = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    transferred_to = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = SealedTextField(max_length=80)
    # Of a zero FIR that was transferred: the number to which its first station is held.
    zero_number = SealedTextField(max_length=80)
    # Recognises the same number at the same station; tells nothing of it.
    number_token = models.BinaryField(max_length=16, null=True, editable=False)
    # The number by which every court of India knows the matter.
    cnr = SealedTextField(max_length=16)
    filed_on = models.DateField(null=True, blank=True)
    # Ids of the law's data, and what stands on the paper that the data do not know.
    sections = models.JSONField(default=list, blank=True)
    other_sections = SealedTextField(max_length=500)
    copy_received_on = models.DateField(null=True, blank=True)
    # Of the law's data when dates that follow from it were last reckoned.
    law_version = models.CharField(max_length=16, blank=True, editable=False)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"number", "zero_number", "cnr", "other_sections"}
        sensitive = {"kind", "status", "station", "transferred_to", "filed_on", "sections", "copy_received_on"}
        internal = {
            "uid", "data_key", "organisation", "reference", "number_token", "law_version", "opened_at", "opened_by",
        }  # fmt: skip
        compartments = {
            "number": Compartment.RECORD,
            "zero_number": Compartment.RECORD,
            "cnr": Compartment.RECORD,
            "other_sections": Compartment.RECORD,
        }

    class Access:
        owner = None
        # Nobody sees all of them: a lawyer sees her own, and whoever accompanies sees hers.
        see_all = None

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["organisation", "status", "-opened_at"], name="legalcase_listed")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number_token"],
                condition=~models.Q(status=LegalStatus.MISTAKE),
                name="legalcase_number_once",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("prosecution:legal_case_detail", args=[self.uid])

    def move_to(self, status: LegalStatus, *, is_step_back: bool = False) -> None:
        """Back again where what brought it here was a mistake: no step of its own, but the end of one."""
        self.status = status if is_step_back else LEGAL_CASE.step(self.status, status)

    @property
    def paper_version(self) -> str:
        return seen_of(self, *self.PAPER)

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def has_fir(self) -> bool:
        return self.kind != self.Kind.COMPLAINT and self.status in HAS_FIR

    @property
    def is_past_registration(self) -> bool:
        """There is a paper: what it does not name is missing."""
        return self.status not in (LegalStatus.ASKED, LegalStatus.REFUSED, LegalStatus.MISTAKE)

    @property
    def awaits_transfer(self) -> bool:
        return self.kind == self.Kind.ZERO_FIR and self.has_fir and self.transferred_to_id is None

    @property
    def may_be_refused(self) -> bool:
        return self.status in (LegalStatus.ASKED, LegalStatus.REFUSED)

    @property
    def awaits_copy(self) -> bool:
        """The informant has a right to a free copy."""
        return self.has_fir and self.copy_received_on is None


class LegalCaseSurvivorManager(models.Manager["LegalCaseSurvivor"]):
    """Those whom it is about now; who was added by mistake is found only by her own row."""

    def get_queryset(self) -> "models.QuerySet[LegalCaseSurvivor]":
        return super().get_queryset().filter(ended_at=None)


class LegalCaseSurvivor(models.Model):
    """Whom a legal case is about. Several survivors share one, and one survivor may have several."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="survivors")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_cases")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = LegalCaseSurvivorManager()

    class Privacy:
        internal = {"uid", "legal_case", "case", "added_at", "added_by", "ended_at", "ended_by"}

    class Meta:
        ordering = ["added_at"]
        constraints = [
            paired("ended", name="legalcasesurvivor_ended_pair"),
            models.UniqueConstraint(
                fields=["legal_case", "case"], condition=models.Q(ended_at=None), name="legalcasesurvivor_once"
            ),
        ]


class LegalPartQuerySet(models.QuerySet["LegalPart"]):
    def visible_to(self, user: User) -> Self:
        """Her own, those of legal cases she knows of; the legal desk learns who is and who was a lawyer of one."""
        if not user.is_active:
            return self.none()
        shown = models.Q(user=user) | models.Q(legal_case__in=LegalCase.objects.visible_to(user))
        sits_there = Desk.objects.filter(pk__in=user.desk_uids, purpose=Desk.Purpose.LEGAL).exists()
        if sits_there and user.has(Permission.LEGAL_WORK):
            is_lawyers = ~models.Q(part=LegalPart.Part.ACCOMPANIES)
            shown |= is_lawyers & models.Q(legal_case__organisation=user.organisation_id)
        return self.filter(shown)


class LegalPart(models.Model):
    """Who works on a legal case: its lawyers, and whoever accompanies the survivor."""

    class Part(models.TextChoices):
        IN_HOUSE = "in_house", _("In-house lawyer")
        LEGAL_AID = "legal_aid", _("Legal-aid lawyer")
        VOLUNTEER = "volunteer", _("Volunteer lawyer")
        ACCOMPANIES = "accompanies", _("Accompanies the survivor")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="parts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = LegalPartQuerySet.as_manager()

    class Privacy:
        internal = {"uid", "legal_case", "user", "part", "added_at", "added_by", "left_at", "left_by"}

    class Meta:
        ordering = ["added_at"]
        constraints = [
            paired("left", name="legalpart_left_pair"),
            models.UniqueConstraint(
                fields=["legal_case", "user"], condition=models.Q(left_at=None), name="legalpart_once_at_a_time"
            ),
        ]

    @property
    def is_lawyer(self) -> bool:
        return self.part != self.Part.ACCOMPANIES


def told_the_way(user: User, path: str) -> models.Q:
    """By the path to the legal case: where vehicle, place, hour and number of a day in court are hers to know.

    They are for who goes along and for the house. A lawyer from outside is one by role, or by what she is called here.
    """
    if not user.has(Permission.LEGAL_WORK):
        return models.Q()
    here = LegalPart.objects.filter(user=user, left_at=None)
    goes_along = models.Q(**{f"{path}__in": here.filter(part=LegalPart.Part.ACCOMPANIES).values("legal_case")})
    if Role.LAWYER not in user.roles:
        return goes_along
    called = here.filter(part__in=(LegalPart.Part.LEGAL_AID, LegalPart.Part.VOLUNTEER)).values("legal_case")
    return goes_along | ~models.Q(**{f"{path}__in": called})


class LegalEvent(SealedRecord):
    """One thing that happened to a legal case, on its day: a new status, a copy, a transfer."""

    class Kind(models.TextChoices):
        STATUS = "status", _("Status changed")
        COPY = "copy", _("Copy of the FIR received")
        TRANSFER = "transfer", _("FIR transferred")
        CORRECTED = "corrected", _("Put right")
        # Written by somebody who does not know of this legal case, and refused.
        SAME_NUMBER = "same_number", _("Somebody wrote this number for another legal case")

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=20, choices=LegalStatus.choices, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    # What is put right, as codes with values: whoever reads it has her own language (`event_words`).
    told = SealedJSONField()
    text = SealedTextField(max_length=2000)
    # A paper was recorded by mistake: the text says which, and a status is the one before it.
    is_mistake = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"told", "text"}
        sensitive = {"kind", "status", "happened_on", "precision", "is_mistake"}
        internal = {"uid", "data_key", "legal_case", "recorded_at", "recorded_by"}
        compartments = {"told": Compartment.RECORD, "text": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-recorded_at"]

    @property
    def title(self) -> str:
        is_status = self.kind == self.Kind.STATUS
        if self.is_mistake:
            back = _("Recorded by mistake. Back to: %(status)s") % {"status": self.get_status_display()}
            return str(back if is_status else LegalStatus.MISTAKE.label)
        return self.get_status_display() if is_status else self.get_kind_display()
