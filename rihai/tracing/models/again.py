"""Somebody known may have been trafficked again: the machine says why it thinks so, a person decides."""

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
from rihai.people.models import Person
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class AgainProposal(SealedRecord):
    class Why(models.TextChoices):
        MOVED_AFTER_FOUND = "moved", _("Exploitation is recorded for a day after this person was found")
        MISSING_AFTER_CASE = "missing", _("Reported missing, and has a case in which exploitation was found")
        SECOND_CASE = "case", _("A second case with exploitation began after the first one")

    class Decision(models.TextChoices):
        OPEN = "open", _("Not decided")
        AGAIN = "again", _("Trafficked again")
        NOT_AGAIN = "not_again", _("Not again")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="again_proposals")
    why = models.CharField(max_length=10, choices=Why.choices)
    # What made it be proposed: the event, the report or the later case.
    event_label = models.CharField(max_length=60)
    event_uid = models.UUIDField()
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    reason = SealedTextField(max_length=2000)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"reason"}
        sensitive = {"why", "decision"}
        internal = {
            "uid", "data_key", "organisation", "person", "event_label", "event_uid", "proposed_at", "decided_at",
            "decided_by",
        }  # fmt: skip
        compartments = {"reason": Compartment.RECORD}

    class Access:
        owner = "person"
        see_all = Permission.CASE_SEE_ALL

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "event_uid"], name="againproposal_once"),
            paired("decided", name="againproposal_decided_pair"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("tracing:again_detail", args=[self.uid])
