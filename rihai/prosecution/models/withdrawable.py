"""What police or court wrote, recorded on the wrong accused or legal case: it is withdrawn, stays, and counts nowhere.

Every question finds what stands; whoever shows the others too asks for `all_rows`. The reason is on the timeline.
"""

from typing import Final, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from rihai.access.scope import ScopedQuerySet
from rihai.vault.models import SealedRecord

M = TypeVar("M", bound=models.Model)
WITHDRAWN: Final = frozenset({"withdrawn_at", "withdrawn_by"})
ScopedManager = models.Manager.from_queryset(ScopedQuerySet)


class StandingRows(ScopedManager[M]):
    def get_queryset(self) -> ScopedQuerySet[M]:
        rows: ScopedQuerySet[M] = ScopedQuerySet(self.model, using=self._db)
        return rows.filter(withdrawn_at=None)


class Withdrawable(SealedRecord):
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
