"""Statuses of missing reports and found records. Time alone never ends a search."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import Workflow


class ReportStatus(models.TextChoices):
    OPEN = "open", _("Missing")
    ENDED = "ended", _("Search ended")


REPORT = Workflow(
    name="missing report",
    start=ReportStatus.OPEN,
    transitions={
        ReportStatus.OPEN: frozenset({ReportStatus.ENDED}),
        # Somebody believed found may not be the one who is sought.
        ReportStatus.ENDED: frozenset({ReportStatus.OPEN}),
    },
)


class FoundStatus(models.TextChoices):
    STANDS = "stands", _("On record")
    WITHDRAWN = "withdrawn", _("Withdrawn, recorded by mistake")


FOUND = Workflow(
    name="found record",
    start=FoundStatus.STANDS,
    transitions={
        FoundStatus.STANDS: frozenset({FoundStatus.WITHDRAWN}),
        FoundStatus.WITHDRAWN: frozenset(),
    },
)


class MatchStatus(models.TextChoices):
    PROPOSED = "proposed", _("Not looked at")
    UNDER_REVIEW = "under_review", _("One colleague has looked")
    CONFIRMED = "confirmed", _("The same person, say two colleagues")
    REFUSED = "refused", _("Not the same person, say two colleagues")
    WITHDRAWN = "withdrawn", _("Nothing to decide any more")


MATCH = Workflow(
    name="potential match",
    start=MatchStatus.PROPOSED,
    transitions={
        MatchStatus.PROPOSED: frozenset({MatchStatus.UNDER_REVIEW, MatchStatus.WITHDRAWN}),
        # Back to the start if the first colleague takes back what was said.
        MatchStatus.UNDER_REVIEW: frozenset(
            {MatchStatus.PROPOSED, MatchStatus.CONFIRMED, MatchStatus.REFUSED, MatchStatus.WITHDRAWN}
        ),
        MatchStatus.CONFIRMED: frozenset({MatchStatus.UNDER_REVIEW}),
        MatchStatus.REFUSED: frozenset({MatchStatus.UNDER_REVIEW}),
        MatchStatus.WITHDRAWN: frozenset(),
    },
)
WORKFLOWS = [REPORT, FOUND, MATCH]
