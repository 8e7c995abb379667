"""Statuses of a contact: nobody changes the number of an agency alone, and never from one minute to the next."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import Workflow


class ContactStatus(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed, takes effect after 24 hours")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("No longer in use")
    STOPPED = "stopped", _("Stopped")


CONTACT = Workflow(
    name="agency contact",
    start=ContactStatus.PROPOSED,
    transitions={
        ContactStatus.PROPOSED: frozenset({ContactStatus.CONFIRMED, ContactStatus.STOPPED}),
        ContactStatus.CONFIRMED: frozenset({ContactStatus.IN_FORCE, ContactStatus.ENDED, ContactStatus.STOPPED}),
        ContactStatus.IN_FORCE: frozenset({ContactStatus.ENDED}),
        ContactStatus.ENDED: frozenset(),
        ContactStatus.STOPPED: frozenset(),
    },
)

WORKFLOWS = [CONTACT]
