"""Statuses of inquiries and operations. Police lead: an operation starts on their acknowledgement, or they start it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import Workflow


class InquiryStatus(models.TextChoices):
    OPEN = "open", _("Verifying and locating")
    LOCATED = "located", _("Located")
    HANDED_OVER = "handed_over", _("With the police")
    CLOSED = "closed", _("Closed")


INQUIRY = Workflow(
    name="inquiry",
    start=InquiryStatus.OPEN,
    transitions={
        InquiryStatus.OPEN: frozenset({InquiryStatus.LOCATED, InquiryStatus.HANDED_OVER, InquiryStatus.CLOSED}),
        InquiryStatus.LOCATED: frozenset({InquiryStatus.OPEN, InquiryStatus.HANDED_OVER, InquiryStatus.CLOSED}),
        InquiryStatus.HANDED_OVER: frozenset({InquiryStatus.OPEN, InquiryStatus.CLOSED}),
        InquiryStatus.CLOSED: frozenset({InquiryStatus.OPEN}),
    },
)


class OperationStatus(models.TextChoices):
    PLANNING = "planning", _("Planning")
    TOLD = "told", _("Police told, answer awaited")
    ACKNOWLEDGED = "acknowledged", _("Police acknowledged")
    REFUSED = "refused", _("Police refused")
    STARTED = "started", _("Under way")
    ENDED = "ended", _("Ended")
    CALLED_OFF = "called_off", _("Called off")


OPERATION = Workflow(
    name="operation",
    start=OperationStatus.PLANNING,
    transitions={
        # Police may act first: an operation that they lead starts from any status before its end.
        OperationStatus.PLANNING: frozenset(
            {OperationStatus.TOLD, OperationStatus.STARTED, OperationStatus.CALLED_OFF}
        ),
        # A unit chosen wrongly is withdrawn: where no other was told, it is planning again.
        OperationStatus.TOLD: frozenset(
            {
                OperationStatus.PLANNING,
                OperationStatus.ACKNOWLEDGED,
                OperationStatus.REFUSED,
                OperationStatus.STARTED,
                OperationStatus.CALLED_OFF,
            }
        ),
        # Police may take an acknowledgement back: then the others told are asked again, or the ladder begins.
        OperationStatus.ACKNOWLEDGED: frozenset(
            {
                OperationStatus.PLANNING,
                OperationStatus.TOLD,
                OperationStatus.REFUSED,
                OperationStatus.STARTED,
                OperationStatus.CALLED_OFF,
            }
        ),
        OperationStatus.REFUSED: frozenset(
            {
                OperationStatus.PLANNING,
                OperationStatus.TOLD,
                OperationStatus.ACKNOWLEDGED,
                OperationStatus.STARTED,
                OperationStatus.CALLED_OFF,
            }
        ),
        OperationStatus.STARTED: frozenset({OperationStatus.ENDED, OperationStatus.CALLED_OFF}),
        OperationStatus.ENDED: frozenset(),
        OperationStatus.CALLED_OFF: frozenset(),
    },
)
WORKFLOWS = [INQUIRY, OPERATION]
