"""What the audit trail says of the state of records on a day, where the record itself keeps only its latest state.

Here: the last event of each record before a moment. Not here: what it counts as (`indicators`).
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rihai.audit.models import AuditEvent


@dataclass(frozen=True)
class Event:
    verb: str
    facts: dict[str, Any]


def last_events(verbs: Collection[str], subjects: QuerySet[Any], until: datetime) -> dict[UUID, Event]:
    """For each record its last event of these kinds that was written before `until`."""
    events = AuditEvent.objects.filter(verb__in=verbs, subject_uid__in=subjects.values("pk"), at__lt=until)
    rows = events.order_by("at", "uid").values_list("subject_uid", "verb", "facts")
    last = {uid: (verb, facts) for uid, verb, facts in rows if uid is not None}
    return {uid: Event(verb, json.loads(facts)) for uid, (verb, facts) in last.items()}
