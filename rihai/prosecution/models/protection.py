"""Threats against survivors and witnesses, what was done about each, and the application for witness protection.

No address, no home and no name stands in a column: what must be said of them is sealed, and best not said at all.
"""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import User
from rihai.audit.paired import paired
from rihai.directory.models import Agency
from rihai.prosecution.models.about_survivor import IS_OF_NOW, AboutSurvivorQuerySet, advised_by, works_on_case
from rihai.prosecution.models.legal_case import LegalCase, LegalCaseSurvivor
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class ProtectionQuerySet(AboutSurvivorQuerySet["ProtectionApplication"]):
    def visible_to(self, user: User | AnonymousUser, *, among_few: bool = False) -> Self:
        """What protects a survivor is what a threat is after. Where nobody said whom: lawyers, and who recorded it."""
        rows = super().visible_to(user, among_few=among_few)
        if not isinstance(user, User):
            return rows
        return rows.filter(Q(survivor__isnull=False) | Q(legal_case__in=advised_by(user)) | Q(recorded_by=user))


class ProtectionApplication(SealedRecord):
    """From the application to the authority until the end of the measures. It is put right as answers come."""

    class Category(models.TextChoices):
        A = "a", _("A: life is in danger")
        B = "b", _("B: safety, good name or property are in danger")
        C = "c", _("C: harassment")

    class Order(models.TextChoices):
        WAITING = "waiting", _("No order yet")
        GRANTED = "granted", _("Granted")
        PART = "part", _("Granted in part")
        REFUSED = "refused", _("Refused")

    class Interim(models.TextChoices):
        NOT_ASKED = "not_asked", _("Not asked for")
        ASKED = "asked", _("Asked for")
        ORDERED = "ordered", _("Ordered")
        REFUSED = "refused", _("Refused")

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="protection")
    # Whom it protects; nobody where it is for another witness, or where nobody said whom.
    survivor = models.ForeignKey(
        LegalCaseSurvivor, null=True, blank=True, on_delete=models.PROTECT, related_name="protection"
    )
    authority = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    applied_on = models.DateField()
    report_called_on = models.DateField(null=True, blank=True)
    report_received_on = models.DateField(null=True, blank=True)
    category = models.CharField(max_length=5, choices=Category.choices, blank=True)
    interim = models.CharField(max_length=20, choices=Interim.choices, default=Interim.NOT_ASKED)
    order = models.CharField(max_length=20, choices=Order.choices, default=Order.WAITING)
    ordered_on = models.DateField(null=True, blank=True)
    # Codes of `data/protection.yaml`.
    measures = models.JSONField(default=list, blank=True)
    review_on = models.DateField(null=True, blank=True)
    note = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProtectionQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        sensitive = {
            "authority",
            "applied_on",
            "report_called_on",
            "report_received_on",
            "category",
            "interim",
            "order",
            "ordered_on",
            "measures",
            "review_on",
        }
        internal = {"uid", "data_key", "legal_case", "survivor", "recorded_at", "recorded_by"}
        compartments = {"note": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-applied_on", "-recorded_at"]

    @property
    def is_in_force(self) -> bool:
        return self.order in (self.Order.GRANTED, self.Order.PART)


class ThreatQuerySet(ScopedQuerySet["Threat"]):
    """That there is a threat, its day, kind and gravity, is for everybody who works on it: all must take care.

    One against a survivor who was taken out is for who works on her own case, and for nobody of the legal case.
    """

    keeps_back = True

    def visible_to(self, user: User | AnonymousUser, *, among_few: bool = False) -> Self:
        rows = super().visible_to(user, among_few=among_few)
        if not isinstance(user, User):
            return rows
        return rows.filter(IS_OF_NOW | Q(survivor__case__in=works_on_case(user)))

    def openable_by(self, user: User) -> Self:
        """The words: her lawyers, who works on the case of whom it met, who wrote it down.

        One that met a survivor nobody named is for the lawyers.
        """
        met = Q(survivor__case__in=works_on_case(user)) | (Q(survivor=None) & ~Q(towards__in=Threat.OF_HERS))
        is_read = met | Q(legal_case__in=advised_by(user)) | Q(recorded_by=user)
        return self.visible_to(user, among_few=True).filter(is_read)


class Threat(SealedRecord):
    """One threat. Who made it and whom it met are told by role."""

    class Kind(models.TextChoices):
        WORDS = "words", _("Threat in words")
        PRESSURE = "pressure", _("Pressed to take back what was said")
        MONEY = "money", _("Money offered to stay silent")
        FOLLOWED = "followed", _("Followed or watched")
        VISIT = "visit", _("Came to the family or to where somebody lives")
        PUBLISHED = "published", _("Picture or name published, or said to be published")
        COUNTER_CASE = "counter_case", _("A case against those who speak")
        VIOLENCE = "violence", _("Violence or damage")
        OTHER = "other", _("Other")

    class Origin(models.TextChoices):
        ACCUSED = "accused", _("An accused")
        THEIRS = "theirs", _("People of an accused")
        FAMILY = "family", _("The survivor's own family")
        OFFICIAL = "official", _("Somebody in office")
        UNKNOWN = "unknown", _("Not known")
        OTHER = "other", _("Other")

    class Towards(models.TextChoices):
        SURVIVOR = "survivor", _("A survivor")
        FAMILY = "family", _("Family of a survivor")
        WITNESS = "witness", _("Another witness")
        WORKER = "worker", _("One of us")
        LAWYER = "lawyer", _("A lawyer")

    # Whom it met: then it is about one survivor.
    OF_HERS: ClassVar = (Towards.SURVIVOR, Towards.FAMILY)

    class Channel(models.TextChoices):
        PERSON = "person", _("Face to face")
        PHONE = "phone", _("By phone")
        MESSAGE = "message", _("By message or online")
        OTHERS = "others", _("Through others")
        COURT = "court", _("At the court or police station")
        OTHER = "other", _("Other")

    class Severity(models.TextChoices):
        CRISIS = "crisis", _("Somebody may be harmed today")
        HIGH = "high", _("Serious")
        NORMAL = "normal", _("To be watched")

    legal_case = models.ForeignKey(LegalCase, on_delete=models.CASCADE, related_name="threats")
    application = models.ForeignKey(
        ProtectionApplication, null=True, blank=True, on_delete=models.SET_NULL, related_name="threats"
    )
    # Whom it met, or whose family: somebody who accompanies another survivor does not read its words.
    survivor = models.ForeignKey(
        LegalCaseSurvivor, null=True, blank=True, on_delete=models.PROTECT, related_name="threats"
    )
    happened_on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    origin = models.CharField(max_length=20, choices=Origin.choices)
    towards = models.CharField(max_length=20, choices=Towards.choices)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    severity = models.CharField(max_length=20, choices=Severity.choices)
    text = SealedTextField(max_length=2000)
    # Codes of `data/protection.yaml`.
    done = models.JSONField(default=list, blank=True)
    done_text = SealedTextField(max_length=2000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ThreatQuerySet.as_manager()

    class Privacy:
        identity = {"text", "done_text"}
        sensitive = {"happened_on", "kind", "origin", "towards", "channel", "severity", "done", "application"}
        internal = {
            "uid",
            "data_key",
            "legal_case",
            "survivor",
            "recorded_at",
            "recorded_by",
            "answered_at",
            "answered_by",
        }
        compartments = {"text": Compartment.RECORD, "done_text": Compartment.RECORD}

    class Access:
        owner = "legal_case"
        see_all = None

    class Meta:
        ordering = ["-happened_on", "-recorded_at"]
        constraints = [paired("answered", name="threat_answered_pair")]
