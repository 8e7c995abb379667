"""The rows of the trail: events, their chain, and the head of the chain.

Here: the tables, and the refusal to change or remove anything in them. Not here: writing
(`actions`), linking (`sealer`) and checking (`verify`). No foreign keys: an event outlives
whatever it is about.
"""

import uuid
from collections.abc import Iterable
from typing import Any, Final, NoReturn, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rihai.audit.facts import MAX_VERB
from rihai.audit.macs import MAC_BYTES

Row = TypeVar("Row", bound=models.Model)

READ_VERB: Final = "records.read"
HEAD_UID: Final = uuid.UUID(int=1)


class AppendOnly(TypeError):
    """Somebody tried to change or remove a row of the trail."""

    def __init__(self) -> None:
        super().__init__("The audit trail is append-only: its rows are never changed or removed.")


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows may be read and added. Every way to change or remove them raises `AppendOnly`."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, objs: Iterable[Row], fields: Iterable[str], batch_size: int | None = None) -> NoReturn:
        raise AppendOnly

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def bulk_create(
        self,
        objs: Iterable[Row],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Any = None,
        unique_fields: Any = None,
    ) -> list[Row]:
        if ignore_conflicts or update_conflicts:
            raise AppendOnly
        return super().bulk_create(objs, batch_size)


class AppendOnlyRecord(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        # Without this, a row whose key already exists would be overwritten.
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class AuditEvent(AppendOnlyRecord):
    """Something that was done or refused: who, what, about which record, when. Never its content."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verb = models.CharField(max_length=MAX_VERB)
    actor_uid = models.UUIDField(null=True, help_text=_("Empty: the system itself."))
    organisation_uid = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=100, blank=True)
    subject_uid = models.UUIDField(null=True)
    holder_uid = models.UUIDField(null=True, help_text=_("The organisation whose record it is, where known."))
    at = models.DateTimeField()
    facts = models.TextField(help_text=_("JSON as it was authenticated, byte by byte."))
    mac = models.BinaryField(max_length=MAC_BYTES)

    class Meta:
        ordering = ["at", "uid"]
        indexes = [
            models.Index(fields=["subject_uid", "at"], name="audit_event_subject"),
            models.Index(fields=["actor_uid", "at"], name="audit_event_actor"),
            models.Index(fields=["at", "uid"], name="audit_event_at"),
            models.Index(fields=["at"], name="audit_event_reading", condition=models.Q(verb=READ_VERB)),
        ]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {
            "uid",
            "verb",
            "actor_uid",
            "organisation_uid",
            "subject_label",
            "subject_uid",
            "holder_uid",
            "at",
            "facts",
            "mac",
        }
        public: set[str] = set()


class AuditLink(AppendOnlyRecord):
    """The place of one event in the chain. Its link depends on every link before it."""

    position = models.BigIntegerField(primary_key=True)
    event_uid = models.UUIDField(unique=True)
    link = models.BinaryField(max_length=MAC_BYTES)

    class Meta:
        ordering = ["position"]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"position", "event_uid", "link"}
        public: set[str] = set()


class AuditHead(models.Model):
    """The one row a sealer locks; where the chain ends, should somebody cut its links off."""

    uid = models.UUIDField(primary_key=True, default=HEAD_UID, editable=False)
    position = models.BigIntegerField(default=0)
    link = models.BinaryField(max_length=MAC_BYTES)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(uid=HEAD_UID), name="audit_head_single")]

    class Privacy:
        identity: set[str] = set()
        sensitive: set[str] = set()
        internal = {"uid", "position", "link"}
        public: set[str] = set()
