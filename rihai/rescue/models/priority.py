"""How urgent an inquiry is, and why that was changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class Priority(models.IntegerChoices):
    """A number, so that an index serves the list in this order. The names are the codes of an alert's priorities."""

    CRISIS = 1, _("Danger now")
    HIGH = 2, _("High")
    NORMAL = 3, _("Normal")
    LOW = 4, _("Low")

    @classmethod
    def of(cls, code: str) -> "Priority":
        """As the accepting decision said; what was published often says nothing."""
        return cls[code.upper()] if code else cls.NORMAL

    @property
    def code(self) -> str:
        return self.name.lower()


class PriorityChange(SealedRecord):
    """Append-only: each change keeps what stood before and the reason."""

    inquiry = models.ForeignKey("rescue.Inquiry", on_delete=models.CASCADE, related_name="priority_changes")
    before = models.PositiveSmallIntegerField(choices=Priority.choices)
    after = models.PositiveSmallIntegerField(choices=Priority.choices)
    reason = SealedTextField(max_length=2000)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"reason"}
        internal = {"uid", "data_key", "inquiry", "before", "after", "changed_at", "changed_by"}
        compartments = {"reason": Compartment.RECORD}

    class Access:
        owner = "inquiry"
        see_all = None

    class Meta:
        ordering = ["-changed_at"]
