"""Making trails for tests, and damaging them as somebody with the database password could."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from rihai.audit.actions import record
from rihai.audit.models import AuditEvent, AuditHead
from rihai.audit.sealer import seal_pending

EVENT = "audit_auditevent"
LINK = "audit_auditlink"
HEAD = "audit_audithead"

only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases refuse such values")
only_servers = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer and no connections")


@dataclass(frozen=True)
class Someone:
    """An actor, as the trail knows her."""

    uid: UUID = field(default_factory=uuid.uuid4)
    organisation_id: UUID | None = field(default_factory=uuid.uuid4)
    is_authenticated: bool = True


def sealed_trail(length: int) -> list[AuditEvent]:
    """Events in the order of their positions 1, 2, 3 …"""
    events = [
        record("note.written", by=Someone(), subject=AuditHead(uid=uuid.uuid4()), number=number)
        for number in range(length)
    ]
    seal_pending()
    return events


def sql(statement: str, *values: object) -> None:
    """Run a statement past every protection of the program. Tables are named in braces."""
    text = statement.format(event=EVENT, link=LINK, head=HEAD)
    with connection.cursor() as cursor:
        cursor.execute(text, [as_stored(value) for value in values])


def rows(statement: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(event=EVENT, link=LINK, head=HEAD), [as_stored(value) for value in values])
        return list(cursor.fetchall())


def as_stored(value: Any) -> Any:
    """SQLite keeps a key as 32 hexadecimal digits."""
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value


def copy_event(original: UUID, **changes: object) -> UUID:
    """Put a copy of an event in, with another key and other changes; return the key."""
    new: dict[str, object] = {"uid": uuid.uuid4(), **changes}
    columns = [str(column.column) for column in AuditEvent._meta.concrete_fields]
    chosen: Sequence[str] = ["%s" if column in new else column for column in columns]
    values = [new[column] for column in columns if column in new]
    names = ", ".join(columns)
    sql(f"INSERT INTO {{event}} ({names}) SELECT {', '.join(chosen)} FROM {{event}} WHERE uid = %s", *values, original)  # noqa: S608 - names of our own columns
    uid = new["uid"]
    assert isinstance(uid, UUID)
    return uid
