"""A day in court: when, for what, how it went; and how the survivor was made familiar with it, never what to say."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rihai.access.compartments import Compartment
from rihai.access.seen import seen_of
from rihai.accounts.models import User
from rihai.audit.paired import paired
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.people.models import YesNoUnknown
from rihai.prosecution.models.about_survivor import AboutSurvivorQuerySet, advised_by
from rihai.prosecution.models.legal_case import LegalCase, LegalCaseSurvivor
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class HearingQuerySet(AboutSurvivorQuerySet["Hearing"]):
    def visible_to(self, user: User | AnonymousUser, *, among_few: bool = False) -> Self:
        """Of several survivors one speaks, and an old row does not say which: for lawyers, and who works with all."""
        rows = super().visible_to(user, among_few=among_few)
        if not isinstance(user, User):
            return rows
        survivors = LegalCaseSurvivor.objects.filter(legal_case=OuterRef("legal_case"))
        strangers = survivors.exclude(case__in=Case.objects.visible_to(user).values("pk"))
        is_said = Q(survivor__isnull=False) | ~Q(purpose=Hearing.Purpose.SURVIVOR)
        return rows.filter(is_said | self.of_lawyers(user) | ~Exists(strangers))

    def of_lawyers(self, user: User) -> Q:
        """The days that a court has held stay, whoever was taken out since."""
        return Q(legal_case__in=advised_by(user))


class Hearing(SealedRecord):
    class Purpose(models.TextChoices):
        BAIL = "bail", _("Bail")
        CHARGE = "charge", _("Charge")
        SURVIVOR = "survivor", _("The survivor speaks")
        WITNESS = "witness", _("Other witnesses")
        COMPENSATION = "compensation", _("Compensation")
        ARGUMENTS = "arguments", _("Arguments")
        JUDGMENT = "judgment", _("Judgment")
        OTHER = "other", _("Other")

    class Outcome(models.TextChoices):
        HELD = "held", _("Took place")
        ADJOURNED = "adjourned", _("Adjourned")
        CANCELLED = "cancelled", pgettext_lazy("hearing", "Cancelled")

    class Reason(models.TextChoices):
        COURT = "court", _("The judge was not there")
        PROSECUTOR = "prosecutor", _("The prosecutor was not ready")
        DEFENCE = "defence", _("The defence asked for it")
        ACCUSED = "accused", _("An accused was not brought")
        WITNESS = "witness", _("A witness was not there")
        STRIKE = "strike", _("Strike")
        OTHER = "other", _("Other")

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="hearings")
    # Whose day it is: somebody who accompanies another survivor learns neither hour nor court.
    survivor = models.ForeignKey(
        LegalCaseSurvivor, null=True, blank=True, on_delete=models.PROTECT, related_name="hearings"
    )
    court = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The one that it follows, whose outcome named this date.
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="following")
    at = models.DateTimeField()
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    note = SealedTextField(max_length=2000)
    # Codes of `data/court_preparation.yaml`.
    prepared = models.JSONField(default=list, blank=True)
    video_wish = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The judgment or closure report with which it fell away: withdrawn, that brings it back.
    fell_with = models.UUIDField(null=True, blank=True, editable=False)

    objects = HearingQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        sensitive = {"court", "at", "purpose", "outcome", "reason", "prepared", "video_wish"}
        internal = {
            "uid",
            "data_key",
            "legal_case",
            "survivor",
            "recorded_at",
            "follows",
            "recorded_by",
            "told_at",
            "told_by",
            "fell_with",
        }
        compartments = {"note": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-at"]
        constraints = [paired("told", name="hearing_told_pair")]

    @property
    def told_version(self) -> str:
        """What was told of it, for a page that puts it right; "" while nothing is."""
        return seen_of(self, "outcome", "reason", "note", "told_at") if self.outcome else ""

    @property
    def prepared_version(self) -> str:
        return seen_of(self, "prepared", "video_wish")

    @property
    def is_nobodys(self) -> bool:
        """Of an earlier version: a survivor speaks, and it is not said which one."""
        return self.purpose == self.Purpose.SURVIVOR and self.survivor_id is None and self.is_to_come

    @property
    def is_to_come(self) -> bool:
        return not self.outcome
