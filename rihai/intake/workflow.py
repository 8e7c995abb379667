"""The statuses of an alert. An acknowledged alert is never lost: every end has a reason and a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import Workflow


class Status(models.TextChoices):
    NEW = "new", _("New")
    ACCEPTED = "accepted", _("Accepted")
    REFERRED = "referred", _("Referred")
    DISMISSED = "dismissed", _("Dismissed")


DECIDED = (Status.ACCEPTED, Status.REFERRED, Status.DISMISSED)

ALERT = Workflow(
    name="alert",
    start=Status.NEW,
    transitions={
        Status.NEW: frozenset({Status.ACCEPTED, Status.REFERRED, Status.DISMISSED}),
        Status.ACCEPTED: frozenset(),
        Status.REFERRED: frozenset({Status.NEW}),
        Status.DISMISSED: frozenset({Status.NEW}),
    },
)
WORKFLOWS = [ALERT]
