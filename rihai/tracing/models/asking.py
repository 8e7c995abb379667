"""Asking all organisations, with a purpose; and the records planted to see who asks for somebody who is nobody.

A search record is what one colleague asked: sealed, counted against her budget, and ended by itself. Nothing in it,
and nothing on its page, depends on whether anybody holds a likely record.
"""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.directory.models import Agency
from rihai.people.models import SearchEntry
from rihai.vault.fields import SealedJSONField, SealedTextField
from rihai.vault.models import SealedRecord

PLANTED: Final = "tracing.plantedrecord"


class SearchRecord(SealedRecord):
    class Purpose(models.TextChoices):
        FAMILY = "family", _("A family asks us to look for somebody")
        COMMITTEE = "committee", _("The Child Welfare Committee asks")
        POLICE = "police", _("The police ask in writing")
        OWN_CASE = "own_case", _("Our own case: somebody we accompany is gone")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    # In her own words, for whoever reviews searches.
    why = SealedTextField(max_length=2000)
    asked = SealedJSONField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # By the age that was given, without opening it: whoever may be a child is answered as one.
    may_be_child = models.BooleanField(default=True)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"why", "asked"}
        sensitive = {"purpose", "may_be_child"}
        internal = {
            "uid", "data_key", "organisation", "reference", "asked_at", "asked_by", "ends_at", "ended_at", "ended_by",
        }  # fmt: skip
        compartments = {"why": Compartment.RECORD, "asked": Compartment.IDENTITY}

    class Access:
        owner = None
        see_all = None

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="searchrecord_counted")]
        constraints = [paired("ended", name="searchrecord_ended_pair")]

    def get_absolute_url(self) -> str:
        return reverse("tracing:search_detail", args=[self.uid])

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and self.ends_at > timezone.now()


class PlantedRecord(SealedRecord):
    """Somebody invented, among those found or among those missing. Whoever asks for her does so for no reason we know.

    Among the missing she shows who invents people found, to hear who is searched for. A second colleague confirms that
    her name is nobody's; until then nobody is compared with her.
    """

    class Side(models.TextChoices):
        FOUND = "found", _("Among those found: who asks for somebody?")
        MISSING = "missing", _("Among the missing: who claims to hold somebody?")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    side = models.CharField(max_length=10, choices=Side.choices, default=Side.FOUND)
    fields = SealedJSONField()
    # For the colleague who confirms, and for whoever reviews reasons.
    why = SealedTextField(max_length=2000)
    planted_at = models.DateTimeField(default=timezone.now)
    planted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"fields", "why"}
        internal = {
            "uid", "data_key", "organisation", "reference", "side", "planted_at", "planted_by", "confirmed_at",
            "confirmed_by", "ended_at", "ended_by",
        }  # fmt: skip
        compartments = {"fields": Compartment.IDENTITY, "why": Compartment.RECORD}

    class Access:
        owner = None
        see_all = Permission.RECORD_PLANT

    class Meta:
        ordering = ["-planted_at"]
        constraints = [
            paired("ended", name="plantedrecord_ended_pair"),
            paired("confirmed", name="plantedrecord_confirmed_pair"),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("planted_by")), name="plantedrecord_by_two"
            ),
        ]


class PlantedHit(models.Model):
    """Somebody asked for an invented person, or wrote a record that is like her. Neither is shown anything of it.

    `organisation` is told: the one where it was asked or written, for real people have the same names. Whoever planted
    never hears of a record; of a question only which house asked, once that house passes it on or has nobody who could.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    planted = models.ForeignKey(PlantedRecord, on_delete=models.PROTECT, related_name="hits")
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(SearchEntry, on_delete=models.PROTECT, related_name="+")
    asking = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Whoever asked a question; of a report or a record of somebody found nobody.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hit_at = models.DateTimeField(default=timezone.now, editable=False)
    # None while it is only somewhat alike, and nothing else there was.
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        internal = {"uid", "planted", "organisation", "entry", "asking", "asked_by", "hit_at", "told_at"}

    class Access:
        owner = None
        see_all = Permission.RECORD_PLANT

    class Meta:
        ordering = ["-hit_at"]
        constraints = [models.UniqueConstraint(fields=["planted", "entry"], name="plantedhit_once")]

    @property
    def is_kept_back(self) -> bool:
        """A question of which those who planted have not heard: its house has to look first."""
        return self.is_question and self.organisation_id == self.asking_id != self.planted.organisation_id

    @property
    def is_question(self) -> bool:
        return self.entry.subject_label == SearchRecord._meta.label_lower
