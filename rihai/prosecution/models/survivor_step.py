"""Steps around a survivor: statement before a magistrate, medical examination, finding out the age.

Only that it was asked for, how it was done, and whether the paper has come; never what was said or found.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rihai.access.compartments import Compartment
from rihai.directory.models import Agency
from rihai.people.models import YesNoUnknown
from rihai.prosecution.models.about_survivor import AboutSurvivorQuerySet
from rihai.prosecution.models.legal_case import LegalCaseSurvivor
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class SurvivorStep(SealedRecord):
    """One step for one survivor. It is put right as it goes on; `note` is about the procedure."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("Statement before a magistrate")
        MEDICAL = "medical", _("Medical examination")
        AGE = "age", _("Finding out the age")

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        FIXED = "fixed", _("A day is fixed")
        DONE = "done", _("Done")
        PUT_OFF = "put_off", pgettext_lazy("state", "Put off")
        REFUSED = "refused", _("Refused by the survivor")
        DENIED = "denied", _("Not granted")

    class Reason(models.TextChoices):
        JUDGE = "judge", _("The magistrate or doctor was not there")
        NO_WOMAN = "no_woman", _("No woman for it")
        NO_INTERPRETER = "no_interpreter", _("No interpreter")
        NO_SUPPORT = "no_support", _("No support person")
        NOT_READY = "not_ready", _("The survivor was not well or not ready")
        POLICE = "police", _("Police did not ask or did not come")
        OTHER = "other", _("Other")

    class Consent(models.TextChoices):
        OWN = "own", _("The survivor consents")
        GUARDIAN = "guardian", _("A guardian consents, for a child")
        REFUSED = "refused", _("Consent is refused")

    class Basis(models.TextChoices):
        SCHOOL = "school", _("Certificate of school or matriculation")
        MUNICIPAL = "municipal", _("Birth certificate of the municipality")
        TEST = "test", _("Medical test")

    class OrderedBy(models.TextChoices):
        MAGISTRATE = "magistrate", _("Magistrate or court")
        COMMITTEE = "committee", _("Child Welfare Committee")
        BOARD = "board", _("Juvenile Justice Board")
        POLICE = "police", _("Police")

    class Result(models.TextChoices):
        CHILD = "child", _("A child at the time")
        ADULT = "adult", _("An adult at the time")
        DOUBT = "doubt", _("A doubt stays")

    survivor = models.ForeignKey(LegalCaseSurvivor, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices)
    asked_on = models.DateField()
    # The hour that was fixed, or when it was done.
    at = models.DateTimeField(null=True, blank=True)
    place = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    by_woman = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    support_person = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    interpreter = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    consent = models.CharField(max_length=20, choices=Consent.choices, blank=True)
    ordered_by = models.CharField(max_length=20, choices=OrderedBy.choices, blank=True)
    basis = models.CharField(max_length=20, choices=Basis.choices, blank=True)
    result = models.CharField(max_length=20, choices=Result.choices, blank=True)
    # When the copy or report came; what stands in it is nowhere here.
    paper_on = models.DateField(null=True, blank=True)
    note = SealedTextField(max_length=1000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = AboutSurvivorQuerySet.as_manager()

    class Privacy:
        identity = {"note"}
        sensitive = {
            "kind",
            "state",
            "asked_on",
            "at",
            "place",
            "reason",
            "by_woman",
            "support_person",
            "interpreter",
            "consent",
            "ordered_by",
            "basis",
            "result",
            "paper_on",
        }
        internal = {"uid", "data_key", "survivor", "recorded_at", "recorded_by"}
        compartments = {"note": Compartment.RECORD}

    class Access:
        owner = "survivor__legal_case"
        see_all = None

    class Meta:
        ordering = ["-asked_on", "-recorded_at"]

    @property
    def is_waiting(self) -> bool:
        return self.state in (self.State.ASKED, self.State.PUT_OFF, self.State.DENIED)
