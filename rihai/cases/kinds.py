"""The kinds of events on a case's timeline: coded, so that a timeline can be read without opening a seal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    FOUND = "found", _("Found")
    WISH = "wish", _("Said what is wanted")
    MOVEMENT = "movement", _("Movement")
    TALK = "talk", _("Talk")
    ACCOMPANIED = "accompanied", _("Accompanied")
    MEDICAL = "medical", _("Medical care")
    SHELTER = "shelter", _("Came to a shelter")
    RETURNED = "returned", _("Returned to family or partner")
    COMMITTEE = "committee", _("Before the Child Welfare Committee")
    POLICE = "police", _("Police")
    COURT = "court", _("Court")
    ACCUSED = "accused", _("Accused")
    ABUSE = "abuse", _("Abuse reported")
    SUPPORT = "support", _("Support given")
    LIVELIHOOD = "livelihood", _("Work or income")
    EXPLOITATION = "exploitation", _("Exploitation")
    CONDITION = "condition", _("Condition when found")
    WORKER = "worker", _("Named worker")
    SCREENED = "screened", _("Act, means and purpose looked at")
    STATUS = "status", _("Status changed")
    OTHER = "other", _("Other")


# Written by actions, never chosen on a form.
SET_BY_ACTIONS = frozenset({EventKind.FOUND, EventKind.WISH, EventKind.WORKER, EventKind.SCREENED, EventKind.STATUS})
# Where a shelter or a home is, is protected apart, whoever may read the rest of the event.
AT_A_HOME = frozenset({EventKind.SHELTER, EventKind.RETURNED})
