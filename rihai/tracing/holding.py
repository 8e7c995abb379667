"""Whom an organisation holds or knows, and whom it only seeks itself.

Two who seek the same girl are no find: neither is to learn from it that the other asks. Not here: comparing.
"""

from rihai.people.models import SearchEntry
from rihai.tracing.models.found import FoundRecord
from rihai.tracing.models.report import MissingReport
from rihai.tracing.workflow import FoundStatus


def is_held(entry: SearchEntry) -> bool:
    """Found, or on file for something else than a report that she is missing."""
    if entry.person is None:
        return False
    if entry.kind == SearchEntry.Kind.FOUND or entry.person.cases.exists():
        return True
    if FoundRecord.objects.filter(person=entry.person, status=FoundStatus.STANDS).exists():
        return True
    return not MissingReport.objects.filter(person=entry.person).exists()
