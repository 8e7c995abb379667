"""The work of a colleague who was away comes back to her on the day after her last day away."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from rihai.duties.each import each
from rihai.duties.models import Duty, HandOver
from rihai.web.handover.actions import NOT_BACK
from rihai.web.handover.returning import end_hand_over


def bring_work_back() -> int:
    """Tried once by itself: where something did not come back, the direction has been asked and decides."""
    asked = Duty.objects.open().filter(rule=NOT_BACK, subject_uid=OuterRef("pk"))
    due = HandOver.objects.in_force().filter(~Exists(asked), until__lt=timezone.localdate())
    return each(list(due), lambda one: int(end_hand_over(one, by=None) is not None), name="Coming back")
