"""Whom an organisation holds or knows, and whom it only seeks itself.

Two who seek the same girl are no find: neither is to learn from it that the other asks. Not here: comparing.
"""

from rihai.people.models import SearchEntry
from rihai.tracing.models.found import FoundRecord
from rihai.tracing.models.report import MissingReport
from rihai.tracing.workflow import FoundStatus


def is_held(entry: SearchEntry) -> bool:
    """Found, or on file for something else than a report that she is missing or a record that was withdrawn."""
    if entry.person is None or entry.status == SearchEntry.Status.REMOVED:
        return False
    if entry.kind == SearchEntry.Kind.FOUND or entry.person.cases.exists():
        return True
    statuses = set(FoundRecord.objects.filter(person=entry.person).values_list("status", flat=True))
    if statuses:
        return FoundStatus.STANDS in statuses
    return not MissingReport.objects.filter(person=entry.person).exists()
