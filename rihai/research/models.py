"""Published stories and declared figures: what others printed, kept apart from what we recorded ourselves."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from rihai.directory.models import Agency
from rihai.intake.models import Alert


class PublishedStory(models.Model):
    """One story of a publication, run through the same actions as our own work. Not our case, not endorsed."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publisher = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    source = models.CharField(max_length=120)
    month = models.DateField()
    # Of the story as it was read: a corrected file must not be taken for the same.
    digest = models.CharField(max_length=64)
    alert = models.OneToOneField(Alert, on_delete=models.PROTECT, related_name="story")
    loaded_at = models.DateTimeField(default=timezone.now, editable=False)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = {"uid", "publisher", "key", "source", "month"}
        internal = {"digest", "alert", "loaded_at", "loaded_by"}

    class Meta:
        verbose_name_plural = "published stories"
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["publisher", "key"], name="publishedstory_once")]


class DeclaredFigure(models.Model):
    """A figure as its publisher printed it, with the day it speaks of. Never added to anything."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publisher = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    since = models.CharField(max_length=10, blank=True)
    as_of = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=120)
    declared_at = models.DateTimeField(default=timezone.now, editable=False)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = {"uid", "publisher", "measure", "value", "since", "as_of", "note", "source"}
        internal = {"declared_at", "declared_by"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publisher", "measure", "as_of"], name="declaredfigure_once")]
