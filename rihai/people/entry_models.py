"""What the matcher is told of an identity: one sealed row for each subject, the newest wins.

Whoever saves an identity writes it in the same transaction (`search_entries`). A row stands for a record of any
room above, which it names by label and uid. Nobody is shown these rows: no role and no grant opens them.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.directory.models import Agency
from rihai.vault.fields import SealedJSONField
from rihai.vault.models import DataKey, SealedRecord


class SearchEntryQuerySet(ScopedQuerySet["SearchEntry"]):
    def in_force(self) -> "SearchEntryQuerySet":
        """What may be found: not removed, and neither its record nor its person was erased."""
        left = self.exclude(status=SearchEntry.Status.REMOVED)
        return left.filter(data_key__destroyed_at=None, person__data_key__destroyed_at=None)

    def erased(self) -> "SearchEntryQuerySet":
        """Still said to be found, although the key of its record or of its person was destroyed."""
        gone = DataKey.objects.filter(destroyed_at__isnull=False).values("pk")
        # One after the other, each from the few keys that are destroyed: asked at once, every entry is read.
        rows = SearchEntry.objects.order_by().values("pk")
        theirs = rows.filter(data_key__in=gone).union(rows.filter(person__data_key__in=gone))
        return self.exclude(status=SearchEntry.Status.REMOVED).filter(pk__in=theirs)

    def waiting(self) -> "SearchEntryQuerySet":
        """What the matcher has not taken in, or not yet let go."""
        return self.filter(taken_at=None)


class SearchEntry(SealedRecord):
    """The fields of one record that a search compares, and whether the matcher knows of their newest state."""

    class Kind(models.TextChoices):
        MISSING = "missing", _("Reported missing")
        FOUND = "found", _("Found")
        KNOWN = "known", _("Known")

    class Status(models.TextChoices):
        PENDING = "pending", _("Waiting for the matcher")
        TAKEN = "taken", _("Known to the matcher")
        REMOVED = "removed", _("Taken out")

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject_label = models.CharField(max_length=80)
    subject_uid = models.UUIDField()
    # Two records of one person are no find: her report and her file are not proposed to anybody.
    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    payload = SealedJSONField()
    # Counts up with every writing, so that a matcher with an older state sees that it is older.
    version = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PENDING)
    made_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True)
    # Since when it says this. None for what was on record before anybody was told of it.
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = SearchEntryQuerySet.as_manager()

    class Privacy:
        identity = {"payload"}
        sensitive = {"kind"}
        internal = {
            "uid", "data_key", "organisation", "subject_label", "subject_uid", "person", "version", "status", "made_at",
            "taken_at", "changed_at",
        }  # fmt: skip
        compartments = {"payload": Compartment.IDENTITY}

    class Access:
        owner = None
        see_all = None

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(fields=["subject_label", "subject_uid"], name="searchentry_once"),
            models.CheckConstraint(
                condition=~models.Q(status="pending") | models.Q(taken_at=None), name="searchentry_pending_not_taken"
            ),
        ]
        indexes = [
            models.Index(fields=["made_at"], condition=models.Q(taken_at=None), name="searchentry_waiting"),
        ]

    def let_in(self) -> None:
        """The matcher knows this state, or has let go; the caller saves it."""
        was_pending = self.status == self.Status.PENDING
        self.status, self.taken_at = self.Status.TAKEN if was_pending else self.status, timezone.now()

    def take_out(self) -> None:
        """Without content, and waiting for the matcher to let go; the caller saves it."""
        self.payload, self.version = None, self.version + 1
        self.status, self.made_at, self.taken_at = self.Status.REMOVED, timezone.now(), None
