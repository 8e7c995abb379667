"""The statuses of a figure on its way out of the house. What was published is withdrawn, never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import Workflow


class FigureStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    PUBLISHED = "published", _("Published")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


FIGURE = Workflow(
    name="figure",
    start=FigureStatus.PROPOSED,
    transitions={
        FigureStatus.PROPOSED: frozenset({FigureStatus.PUBLISHED, FigureStatus.REFUSED}),
        FigureStatus.PUBLISHED: frozenset({FigureStatus.WITHDRAWN}),
        FigureStatus.REFUSED: frozenset(),
        FigureStatus.WITHDRAWN: frozenset(),
    },
)
WORKFLOWS = [FIGURE]
