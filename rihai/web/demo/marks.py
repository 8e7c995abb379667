"""What of the invented matters was told already: written into the audit trail, asked of it at the next start."""

import json
from typing import Final
from uuid import UUID, uuid5

from rihai.audit import actions as audit
from rihai.audit.models import AuditEvent

TOLD: Final = "demo.told"
LABEL: Final = "web.demo"
NAMESPACE: Final = UUID("2f0f0d2e-5d43-4c57-8a31-7a4d5b1c9e60")


def mark_told(key: str, *, records: list[UUID]) -> None:
    """Remember a matter with its records, in the transaction in which it was told."""
    audit.record_about(TOLD, by=None, label=LABEL, uid=uuid5(NAMESPACE, key), records=records)


def tellings(key: str) -> list[list[UUID]]:
    """The records of each time a matter was told, the first time first."""
    rows = AuditEvent.objects.filter(verb=TOLD, subject_label=LABEL, subject_uid=uuid5(NAMESPACE, key))
    return [[UUID(one) for one in json.loads(row.facts)["records"]] for row in rows.order_by("at", "uid")]
