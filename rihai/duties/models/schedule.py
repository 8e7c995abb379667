"""What comes again and again, and what an organisation changed in the shipped rules."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.directory.models import Agency
from rihai.lib.recurrence import Period, Unit

UNITS = [(Unit.DAYS.value, _("days")), (Unit.WEEKS.value, _("weeks")), (Unit.MONTHS.value, _("months"))]


class RuleChangeQuerySet(models.QuerySet["RuleChange"]):
    def visible_to(self, user: User) -> "RuleChangeQuerySet":
        is_entitled = user.is_active and user.has(Permission.DUTY_SET_RULES)
        return self.filter(organisation_id=user.organisation_id) if is_entitled else self.none()

    def in_force(self) -> "RuleChangeQuerySet":
        return self.filter(ended_at=None)


class RuleChange(models.Model):
    """Other minutes, another escalation or another repetition for one organisation. Kept when the next one comes."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    # The detail whose minutes these are, such as "crisis"; empty for the rule itself.
    detail = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveIntegerField()
    # A list of {"after": minutes, "to": receiver}, as in the shipped file.
    steps = models.JSONField()
    every = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, choices=UNITS, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RuleChangeQuerySet.as_manager()

    class Privacy:
        internal = {
            "uid", "organisation", "rule", "detail", "minutes", "steps", "every", "unit", "made_at", "made_by",
            "ended_at", "ended_by",
        }  # fmt: skip

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule", "detail"], condition=Q(ended_at=None), name="rule_changed_once"
            ),
            paired("ended", name="rule_change_ended_pair"),
        ]

    @property
    def period(self) -> Period | None:
        return Period(self.every, Unit(self.unit)) if self.every and self.unit else None


class RepetitionQuerySet(models.QuerySet["Repetition"]):
    def visible_to(self, user: User) -> "RepetitionQuerySet":
        """Those of her organisation; what they are about is asked of the subject."""
        return self.filter(organisation_id=user.organisation_id) if user.is_active else self.none()

    def in_force(self) -> "RepetitionQuerySet":
        return self.filter(ended_at=None)


class Repetition(models.Model):
    """A duty about one record that comes again, until the record is closed or somebody ends it."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10, choices=UNITS)
    first_on = models.DateField()
    # The day of the duty that was opened last; none yet at the beginning.
    last_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RepetitionQuerySet.as_manager()

    class Privacy:
        internal = {
            "uid", "organisation", "rule", "subject_label", "subject_uid", "every", "unit", "first_on", "last_on",
            "owner", "desk", "started_at", "started_by", "ended_at", "ended_by",
        }  # fmt: skip

    class Meta:
        ordering = ["first_on"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "subject_uid"], condition=Q(ended_at=None), name="repetition_once"),
            models.CheckConstraint(
                name="repetition_owner_or_desk", condition=Q(owner__isnull=False) | Q(desk__isnull=False)
            ),
            paired("ended", name="repetition_ended_pair"),
        ]

    @property
    def period(self) -> Period:
        return Period(self.every, Unit(self.unit))

    @property
    def rhythm(self) -> str:
        """How often, in words."""
        words = {
            Unit.DAYS: ngettext("every day", "every %(number)d days", self.every),
            Unit.WEEKS: ngettext("every week", "every %(number)d weeks", self.every),
            Unit.MONTHS: ngettext("every month", "every %(number)d months", self.every),
        }
        return words[Unit(self.unit)] % {"number": self.every}
