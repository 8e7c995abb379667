"""Reading rows of the trail that somebody may have damaged on purpose.

Here: reading that survives anything a database file can hold, since SQLite keeps whatever is
written into a column. Not here: judging what was read (`verify`, `sealer`).
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import DataError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, Func, OuterRef, QuerySet, TextField
from django.db.models.sql.compiler import SQLCompiler

from rihai.audit.macs import event_mac, is_same
from rihai.audit.models import AuditEvent, AuditLink

BATCH: Final = 500

T = TypeVar("T")


class StoredKey(Func):
    """A key as it stands in its column, be it a key or not. `uid_from` reads it."""

    template = "CAST(%(expressions)s AS text)"
    output_field = TextField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        # The text itself may be none that Python can read.
        statement, values = self.as_sql(compiler, connection, template="HEX(%(expressions)s)")
        return statement, tuple(values)


def unlinked() -> QuerySet[AuditEvent]:
    """Events that no link names."""
    return AuditEvent.objects.filter(~Exists(AuditLink.objects.filter(event_uid=OuterRef("uid"))))


def stored_keys(events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent, str]:
    return events.values_list(StoredKey("uid"), flat=True)


def uid_from(stored: str) -> UUID | None:
    """The key a column holds, or None if it holds none in the spelling that Django writes.

    SQLite takes one key in two spellings for two keys: the second would be a copied row.
    """
    is_native = connection.features.has_native_uuid_field
    try:
        text = stored if is_native else bytes.fromhex(stored).decode("ascii")
        uid = UUID(text)
    except ValueError:
        return None
    return uid if text == (str(uid) if is_native else uid.hex) else None


def as_bytes(value: object) -> bytes:
    """Bytes as the drivers give them; anything else (a number, say) as none."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def expected_mac(event: AuditEvent) -> bytes | None:
    """The seal that belongs to this content; None if no event could have such content."""
    try:
        return event_mac(event)
    except (AttributeError, TypeError, ValueError, OverflowError):
        return None


def is_genuine(event: AuditEvent) -> bool:
    """Does the event carry the seal that belongs to it?"""
    expected = expected_mac(event)
    return expected is not None and is_same(expected, as_bytes(event.mac))


def events_by_uid(uids: Sequence[UUID]) -> dict[UUID, AuditEvent | None]:
    """The events with these keys; None for one that cannot be read; a missing one is left out."""
    try:
        return dict(AuditEvent.objects.in_bulk(uids))
    except Exception as error:
        if not is_garbage(error):
            raise
    return {uid: event for uid in uids for event in _one_by_one(uid)}


def is_garbage(error: Exception) -> bool:
    """Does this come from what a row holds, and not from a lost connection or a lock?

    The difference matters: a cut cable must not be reported as tampering.
    """
    if isinstance(error, OperationalError):
        return "UTF-8" in str(error)
    return isinstance(error, ValueError | TypeError | AttributeError | OverflowError | DataError)


def in_batches(items: Iterable[T], after: Callable[[int], None]) -> Iterable[list[T]]:
    """Lists of a bounded length, telling how many were taken so far."""
    iterator, taken = iter(items), 0
    while batch := list(islice(iterator, BATCH)):
        yield batch
        taken += len(batch)
        after(taken)


def _one_by_one(uid: UUID) -> list[AuditEvent | None]:
    try:
        return list(AuditEvent.objects.filter(uid=uid))
    except Exception as error:
        if not is_garbage(error):
            raise
        return [None]
