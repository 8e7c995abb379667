"""What others printed, kept apart from what we recorded ourselves; and figures of ours that leave the house, frozen."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from rihai.access.scope import ScopedQuerySet
from rihai.accounts.permissions import Permission
from rihai.audit.models import AppendOnlyQuerySet, AppendOnlyRecord
from rihai.directory.models import Agency
from rihai.intake.models import Alert
from rihai.research.definitions import Unit
from rihai.research.workflow import FIGURE, FigureStatus


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


class BaseYear(AppendOnlyRecord):
    """The first year that an organisation counts, from a day on. The next row takes its place and changes none."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # 0 says from the first record on.
    year = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField(default=timezone.now, editable=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = {"uid", "organisation", "year"}
        internal = {"set_at", "set_by"}

    class Meta:
        ordering = ["-set_at"]


# Each base has an as_manager() with a return type of its own; Django makes it anew for every class.
class FigureQuerySet(AppendOnlyQuerySet["Figure"], ScopedQuerySet["Figure"]):  # type: ignore[override]
    """Rows are scoped like any record and written once like those of the trail."""

    def now(self, *statuses: FigureStatus) -> "FigureQuerySet":
        """Those whose latest decision says one of these."""
        last = FigureDecision.objects.filter(figure=models.OuterRef("pk")).order_by("-decided_at", "-pk")
        current = Coalesce(models.Subquery(last.values("outcome")[:1]), models.Value(FIGURE.start.value))
        return self.alias(current=current).filter(current__in=statuses)


FigureManager = models.Manager.from_queryset(FigureQuerySet)


class Figure(AppendOnlyRecord):
    """A figure as it was proposed for publication: frozen with its words, its day, its base and its source.

    The row is written once. What happened to it stands in its decisions, and a correction is another figure that
    names the one it corrects, so that the old number, the new one and the reason stand side by side for ever.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Unit])
    # The words in the language of the file, as they were that day.
    title = models.CharField(max_length=200)
    numerator = models.TextField()
    denominator = models.TextField(blank=True)
    does_not_count = models.TextField()
    base = models.CharField(max_length=200)
    base_year = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    # The same day, unless it corrects: then the day on which more was known of the time until `as_of`.
    known_on = models.DateField()
    # Both empty: hidden, because it is small or would give a small number away.
    value = models.DecimalField(max_digits=12, decimal_places=1, null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    reason = models.CharField(max_length=500, blank=True)
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[FigureManager["Figure"]] = FigureManager()

    class Privacy:
        public = {
            "uid", "organisation", "indicator", "version", "unit", "title", "numerator", "denominator",
            "does_not_count", "base", "base_year", "source", "as_of", "known_on", "value", "n", "corrects",
            "reason",
        }  # fmt: skip
        internal = {"proposed_at", "proposed_by"}

    class Access:
        owner = None
        see_all = Permission.REPORT_IMPACT

    class Meta:
        ordering = ["-as_of", "indicator", "-proposed_at"]
        constraints = [
            models.CheckConstraint(
                name="figure_correction_has_reason",
                condition=models.Q(corrects=None, reason="")
                | (models.Q(corrects__isnull=False) & ~models.Q(reason="")),
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("research:figure_detail", args=[self.uid])

    @property
    def is_hidden(self) -> bool:
        return self.value is None

    @property
    def standing(self) -> FigureStatus:
        """As decided last."""
        outcomes = [decision.outcome for decision in self.decisions.all()]
        return FigureStatus(outcomes[-1]) if outcomes else FIGURE.start


class FigureDecision(AppendOnlyRecord):
    """What a second person decided about a figure: published, refused, or later withdrawn, and why."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=FigureStatus.choices)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = {"uid", "figure", "outcome", "reason"}
        internal = {"decided_at", "decided_by"}

    class Meta:
        ordering = ["decided_at"]
        constraints = [models.UniqueConstraint(fields=["figure", "outcome"], name="figuredecision_once")]
