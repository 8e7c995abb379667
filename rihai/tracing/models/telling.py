"""What the reporter was told, and the consent of the one who was sought to exactly those words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.tracing.models.report import MissingReport
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class TellingConsent(SealedRecord):
    """The person who was sought agrees that this sentence, and no other, is told to the reporter."""

    report = models.ForeignKey(MissingReport, on_delete=models.CASCADE, related_name="consents")
    sentence = SealedTextField(max_length=500)
    how = SealedTextField(max_length=1000)
    given_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"sentence", "how"}
        internal = {"uid", "data_key", "report", "given_at", "recorded_by", "withdrawn_at", "withdrawn_by"}
        compartments = {"sentence": Compartment.RECORD, "how": Compartment.RECORD}

    class Access:
        owner = "report"
        see_all = None

    class Meta:
        ordering = ["-given_at"]
        constraints = [paired("withdrawn", name="tellingconsent_withdrawn_pair")]


class Telling(SealedRecord):
    """Something was told to the reporter: what, when, by whom."""

    class What(models.TextChoices):
        PROGRESS = "progress", _("What we do to search")
        HER_WORDS = "her_words", _("The sentence the person agreed to")

    report = models.ForeignKey(MissingReport, on_delete=models.CASCADE, related_name="tellings")
    what = models.CharField(max_length=10, choices=What.choices)
    consent = models.ForeignKey(TellingConsent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = SealedTextField(max_length=1000)
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"words"}
        internal = {"uid", "data_key", "report", "what", "consent", "told_at", "told_by"}
        compartments = {"words": Compartment.RECORD}

    class Access:
        owner = "report"
        see_all = None

    class Meta:
        ordering = ["-told_at"]
        constraints = [
            models.CheckConstraint(
                name="telling_her_words_by_consent",
                condition=Q(what="progress", consent=None) | Q(what="her_words", consent__isnull=False),
            )
        ]
