"""Statuses of a petition on a legal case: a protest petition, an application about bail, a writ. Time ends none."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import Workflow


class PetitionStatus(models.TextChoices):
    DRAFTED = "drafted", _("Being written")
    FILED = "filed", _("Petition filed")
    HEARD = "heard", _("Being heard")
    ALLOWED = "allowed", _("Allowed")
    DISMISSED = "dismissed", _("Dismissed")
    DROPPED = "dropped", _("Not pursued")


P = PetitionStatus
PETITION: Final = Workflow(
    name="petition",
    start=P.DRAFTED,
    transitions={
        P.DRAFTED: frozenset({P.FILED, P.DROPPED}),
        # Some are decided on the first day.
        P.FILED: frozenset({P.HEARD, P.ALLOWED, P.DISMISSED, P.DROPPED}),
        # Every day in court is a line of its own.
        P.HEARD: frozenset({P.HEARD, P.ALLOWED, P.DISMISSED, P.DROPPED}),
        P.ALLOWED: frozenset(),
        P.DISMISSED: frozenset(),
        P.DROPPED: frozenset({P.DRAFTED}),
    },
)
PETITION_OVER: Final = frozenset({P.ALLOWED, P.DISMISSED, P.DROPPED})
