"""Somebody kept in a home by an order, or without one: until when, what she wishes, and how it ended.

Where the home is stands nowhere here.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rihai.access.compartments import Compartment
from rihai.directory.models import Agency
from rihai.lib.precision import Majority
from rihai.prosecution.models.about_survivor import AboutSurvivorQuerySet
from rihai.prosecution.models.legal_case import LegalCaseSurvivor
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class Detention(SealedRecord):
    """It ends by a recorded release, or because she wishes to stay."""

    class Basis(models.TextChoices):
        SAFE_CUSTODY = "safe_custody", _("Safe custody until the right magistrate")
        INQUIRY = "inquiry", _("Custody for the time of the inquiry")
        PROTECTIVE_HOME = "protective_home", _("Order to a protective home")
        OTHER_ORDER = "other_order", _("Another order")
        NO_ORDER = "no_order", _("No order that we know of")

    class Report(models.TextChoices):
        NOT_ASKED = "not_asked", _("Not asked for")
        ASKED = "asked", _("Asked for")
        RECEIVED = "received", _("Received")

    class Wish(models.TextChoices):
        NOT_ASKED = "not_asked", _("Not asked yet")
        LEAVE = "leave", _("Wishes to leave")
        STAY = "stay", _("Wishes to stay")

    class End(models.TextChoices):
        RELEASED = "released", pgettext_lazy("custody", "Released")
        CONSENT = "consent", _("Stays because of the own wish")

    survivor = models.ForeignKey(LegalCaseSurvivor, on_delete=models.CASCADE, related_name="detentions")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    court = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    began_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    report = models.CharField(max_length=20, choices=Report.choices, default=Report.NOT_ASKED)
    wish = models.CharField(max_length=20, choices=Wish.choices, default=Wish.NOT_ASKED)
    wish_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    end = models.CharField(max_length=20, choices=End.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    note = SealedTextField(max_length=1000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = AboutSurvivorQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        sensitive = {
            "basis",
            "court",
            "began_on",
            "until",
            "report",
            "wish",
            "wish_on",
            "review_on",
            "end",
            "ended_on",
        }
        internal = {"uid", "data_key", "survivor", "recorded_at", "recorded_by"}
        compartments = {"note": Compartment.RECORD}

    class Access:
        owner = "survivor__legal_case"
        see_all = None

    class Meta:
        ordering = ["-began_on", "-recorded_at"]

    @property
    def is_against_will(self) -> bool:
        return not self.end and self.wish == self.Wish.LEAVE

    @property
    def is_of_child(self) -> bool:
        """Today, by the record: such an order is then wrong from the first hour."""
        return not self.end and self.survivor.case.person.majority(timezone.localdate()) == Majority.CHILD
