"""What an agency is responsible for, and when somebody is there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from rihai.audit.paired import paired
from rihai.directory.models.agency import Agency
from rihai.directory.models.place import Place


class Jurisdiction(models.Model):
    """One area an agency is responsible for: a district or State of the list, or an area as the police call it."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="areas")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        public = {"uid", "agency", "place", "area", "source"}
        internal = {"added_at", "added_by", "ended_at", "ended_by"}

    class Meta:
        ordering = ["added_at"]
        constraints = [
            models.CheckConstraint(name="jurisdiction_somewhere", condition=Q(place__isnull=False) | ~Q(area="")),
            paired("ended", name="jurisdiction_ended_pair"),
        ]

    @property
    def label(self) -> str:
        """The area as the police call it, and where that is."""
        return ", ".join(part for part in (self.area, self.place.label if self.place else "") if part)


class OpeningHours(models.Model):
    """One span of one weekday (0 is Monday). Equal times mean all day; a closing time before opening, past midnight."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Privacy:
        public = {"uid", "agency", "weekday", "opens", "closes"}

    class Meta:
        verbose_name_plural = "opening hours"
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "weekday", "opens"], name="openinghours_once"),
            models.CheckConstraint(name="openinghours_weekday", condition=Q(weekday__lte=6)),
        ]
