"""Desks and who sits at them."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.audit.paired import paired

if TYPE_CHECKING:
    from rihai.accounts.models.staff import User


class DeskQuerySet(models.QuerySet["Desk"]):
    def visible_to(self, user: "User") -> "DeskQuerySet":
        if not user.is_active:
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

    def active(self) -> "DeskQuerySet":
        return self.filter(is_active=True)


class Desk(models.Model):
    """A shared inbox of an organisation: work goes to desks, so that it waits for nobody's holiday."""

    class Purpose(models.TextChoices):
        INTAKE = "intake", _("Intake")
        RESCUE = "rescue", _("Rescue")
        CASEWORK = "casework", _("Casework")
        LEGAL = "legal", _("Legal")
        DATA = "data", _("Data protection")
        DIRECTION = "direction", _("Direction")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="desks")
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=16, choices=Purpose.choices)
    is_active = models.BooleanField(default=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="desk_name_once"),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "organisation", "name", "purpose", "is_active"}
        public: set[str] = set()

    def __str__(self) -> str:
        return self.name


class DeskMembershipQuerySet(models.QuerySet["DeskMembership"]):
    def in_force(self) -> "DeskMembershipQuerySet":
        return self.filter(left_at=None)


class DeskMembership(models.Model):
    """That somebody sits at a desk, from when until when."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now)
    joined_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DeskMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "desk"], condition=Q(left_at=None), name="desk_joined_once"),
            paired("left", name="desk_left_paired"),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "user", "desk", "joined_at", "joined_by", "left_at", "left_by"}
        public: set[str] = set()
