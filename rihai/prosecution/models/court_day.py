"""One survivor's day in court: who goes along, what is settled, and how she is the same evening. Never what to say.

Where they meet and in which vehicle is sealed, and stands on no paper.
"""

from datetime import time
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.audit.paired import paired
from rihai.prosecution.models.about_survivor import AboutSurvivorQuerySet
from rihai.prosecution.models.hearing import Hearing
from rihai.prosecution.models.legal_case import LegalCaseSurvivor, told_the_way
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class CourtDayQuerySet(AboutSurvivorQuerySet["CourtDay"]):
    def openable_by(self, user: User) -> Self:
        """The way is for who goes along and for the house: lawyers from outside are not told."""
        return super().openable_by(user).filter(told_the_way(user, "hearing__legal_case"))


class CourtDay(SealedRecord):
    class After(models.TextChoices):
        WELL = "well", _("Well")
        SHAKEN = "shaken", _("Shaken: somebody stays in touch")
        WISHES_TALK = "wishes_talk", _("Wishes to talk with a counsellor")
        NOT_REACHED = "not_reached", _("Not reached")
        DID_NOT_GO = "did_not_go", _("Did not go to court")

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="court_days")
    survivor = models.ForeignKey(LegalCaseSurvivor, on_delete=models.CASCADE, related_name="court_days")
    goes_along = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    leaves_at = models.TimeField(null=True, blank=True)
    # By the codes of `data/court_day.yaml`, each with how far it is (`court_day.Settled`).
    settled = models.JSONField(default=dict, blank=True)
    vehicle = SealedTextField(max_length=200)
    meeting_point = SealedTextField(max_length=300)
    phone = SealedTextField(max_length=40)
    call_at = models.TimeField(default=time(19, 0))
    after = models.CharField(max_length=20, choices=After.choices, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CourtDayQuerySet.as_manager()

    class Privacy:
        identity = {"vehicle", "meeting_point", "phone"}
        sensitive = {"goes_along", "leaves_at", "settled", "call_at", "after"}
        internal = {"uid", "data_key", "hearing", "survivor", "recorded_at", "recorded_by", "called_at", "called_by"}
        compartments = {
            "vehicle": Compartment.RECORD,
            "meeting_point": Compartment.RECORD,
            "phone": Compartment.RECORD,
        }

    class Access:
        owner = "hearing__legal_case"
        see_all = None

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            paired("called", name="courtday_called_pair"),
            models.UniqueConstraint(fields=["hearing", "survivor"], name="courtday_once"),
        ]
