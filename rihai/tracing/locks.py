"""What stands before every change in tracing: the row is locked if it may be seen, and what was typed is whole.

Not here: permissions, or any change.
"""

from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.people.locks import lock_people
from rihai.tracing.models import FoundRecord, MissingReport, RequestSheet


def lock_report(report: MissingReport, by: User, verb: str) -> MissingReport:
    """Lock and re-read: two colleagues often add to the same report. Its person first, whose entries follow."""
    lock_people([report.person_id])
    return get_visible(MissingReport.objects.select_for_update(of=("self",)), by, report.uid, verb)


def lock_open_report(report: MissingReport, by: User, verb: str) -> MissingReport:
    report = lock_report(report, by, verb)
    if not report.is_open:
        raise NotPossible(_("This search has ended. Open it again first."))
    return report


def lock_found(found: FoundRecord, by: User, verb: str) -> FoundRecord:
    lock_people([found.person_id])
    return get_visible(FoundRecord.objects.select_for_update(of=("self",)), by, found.uid, verb)


def lock_sheet(sheet: RequestSheet, by: User, verb: str) -> RequestSheet:
    """A sheet is known to whoever knows of its report."""
    get_visible(MissingReport.objects.all(), by, sheet.report_id, verb)
    rows = RequestSheet.objects.select_for_update(of=("self",)).select_related("report__organisation")
    return rows.get(pk=sheet.pk)


def needed(text: str, words: object) -> str:
    """The text without spaces around it, or `NotPossible` with the words."""
    tidy = text.strip()
    if not tidy:
        raise NotPossible(str(words))
    return tidy
