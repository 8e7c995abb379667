"""The statuses of a case and the steps between them (words of HTCDS, with the open door added)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import Workflow


class Status(models.TextChoices):
    ACTIVE = "active", _("Active")
    FOLLOW_UP = "follow_up", _("Follow-up")
    DOOR_OPEN = "door_open", _("Declined help, door open")
    CLOSED = "closed", _("Closed")
    CLOSED_REFERRED = "closed_referred", _("Closed, referred")
    # A published account says nothing of a case's end; we do not invent one.
    NOT_STATED = "not_stated", _("Not stated by the publisher")


# The two ends of a case; both take two people.
CLOSED = (Status.CLOSED, Status.CLOSED_REFERRED)

CASE = Workflow(
    name="case",
    start=Status.ACTIVE,
    transitions={
        Status.ACTIVE: frozenset({Status.FOLLOW_UP, Status.DOOR_OPEN, Status.CLOSED, Status.CLOSED_REFERRED}),
        Status.FOLLOW_UP: frozenset({Status.ACTIVE, Status.DOOR_OPEN, Status.CLOSED, Status.CLOSED_REFERRED}),
        Status.DOOR_OPEN: frozenset({Status.ACTIVE, Status.CLOSED}),
        Status.CLOSED: frozenset({Status.ACTIVE}),
        Status.CLOSED_REFERRED: frozenset({Status.ACTIVE}),
        Status.NOT_STATED: frozenset(),
    },
)
WORKFLOWS = [CASE]
