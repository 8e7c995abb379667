"""Asking for the second person of a changed number: a proposal that nobody calls about would wait for ever.

Here: opening and closing that duty from what stands in the directory, which knows nothing of duties. `workers.py`
calls it. Not here: who may confirm (`rihai.directory.permissions`).
"""

from typing import Final

from django.db.models import Exists, OuterRef

from rihai.directory.models import AgencyContact
from rihai.directory.workflow import ContactStatus
from rihai.duties.actions import complete_duties, open_duty
from rihai.duties.models import Duty
from rihai.duties.owners import desks_of
from rihai.duties.rules import rule_of

CONFIRM_CONTACT: Final = "agency.confirm_contact"


def ask_second_people() -> int:
    """Open a duty at a desk for every proposal, and close it once somebody has called or stopped it."""
    return _close_answered() + _ask()


def _ask() -> int:
    asked = Duty.objects.filter(rule=CONFIRM_CONTACT, subject_uid=OuterRef("pk"))
    waiting = AgencyContact.objects.filter(~Exists(asked), status=ContactStatus.PROPOSED)
    opened = 0
    for change in waiting.select_related("organisation"):
        if not desks_of(rule_of(CONFIRM_CONTACT), change.organisation):
            continue  # without a desk nobody else could be asked; the list of the directory shows it
        open_duty(
            CONFIRM_CONTACT, subject=change, event_uid=change.uid, organisation=change.organisation, by=None
        )  # fmt: skip
        opened += 1
    return opened


def _close_answered() -> int:
    waiting = Duty.objects.open().filter(rule=CONFIRM_CONTACT).values("subject_uid")
    answered = AgencyContact.objects.filter(pk__in=waiting).exclude(status=ContactStatus.PROPOSED)
    closed = 0
    for change in answered.select_related("confirmed_by", "stopped_by"):
        by = change.stopped_by or change.confirmed_by
        if by is not None:
            closed += complete_duties(CONFIRM_CONTACT, subject=change, by=by)
    return closed
