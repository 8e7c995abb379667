"""Rights to an obstacle that its case does not give: those its author was given. Not here: who may record one."""

from django.db.models import QuerySet

from rihai.access.models import Grant
from rihai.offences.obstacles.models import Obstacle, ObstacleStep

LABELS = (Obstacle._meta.label_lower, ObstacleStep._meta.label_lower)


def given_directly() -> QuerySet[Grant]:
    """Without a reason written down and for no short time: as one's own work."""
    return Grant.objects.live().filter(subject_label__in=LABELS, basis=Grant.Basis.ASSIGNED)
