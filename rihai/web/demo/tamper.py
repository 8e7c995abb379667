"""Changing one row of the audit trail behind the program's back, so that one can see it being found.

In a demonstration only. The old value is kept in a file beside the database, so that it can be put back.
"""

import json
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from rihai.accounts.models import Installation
from rihai.audit.models import AuditEvent, AuditLink

KEPT: Final = "tampered.json"
WRITTEN: Final = "alert.recorded"
MADE_OF_IT: Final = "alert.dismissed"


class NothingToTamper(Exception):
    """Not a demonstration, already done, or nothing to put back; says which."""


def tamper() -> UUID:
    """Make another act of the latest recorded alert, past every check of the program."""
    _check()
    if _kept().exists():
        raise NothingToTamper("It was changed already. Put it back first: ./run rihai demo tamper --undo")
    linked = AuditLink.objects.values("event_uid")
    event = AuditEvent.objects.filter(verb=WRITTEN, uid__in=linked).order_by("-at").first()
    if event is None:
        raise NothingToTamper("There is no recorded alert in the trail yet.")
    _kept().write_text(json.dumps({"uid": str(event.uid), "verb": event.verb}))
    _write(event.uid, MADE_OF_IT)
    return event.uid


def put_back() -> UUID:
    _check()
    if not _kept().exists():
        raise NothingToTamper("Nothing was changed, so there is nothing to put back.")
    kept = json.loads(_kept().read_text())
    uid = UUID(kept["uid"])
    _write(uid, kept["verb"])
    _kept().unlink()
    return uid


def _check() -> None:
    if not Installation.is_demonstration():
        raise NothingToTamper("This is not a demonstration. Nothing was changed.")


def _kept() -> Path:
    return Path(settings.DATA_DIR) / KEPT


def _write(uid: UUID, verb: str) -> None:
    # The program's own rows refuse to be changed: this is what a thief of the database would do.
    table = connection.ops.quote_name(AuditEvent._meta.db_table)
    value = AuditEvent._meta.pk.get_db_prep_value(uid, connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET verb = %s WHERE uid = %s", [verb, value])  # noqa: S608 - our own table
