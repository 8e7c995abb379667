"""What is found in the rooms below without anybody's click; `rihai worker` calls it.

Here: signs that somebody known was trafficked again, each proposed once, for a person to decide; questions to all
whose time is over; records from before there was a matcher. Each call does a bounded part and goes on at its next
one, so that nobody else waits for long.
"""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from rihai.cases.models import Case, CaseEvent
from rihai.tracing.actions.again import propose_again
from rihai.tracing.actions.asking import let_old_searches_go
from rihai.tracing.actions.filling import tell_of_records
from rihai.tracing.models import AgainProposal, MissingReport, TaskMark
from rihai.tracing.selectors.again import TRAFFICKED, Sign, signs_of
from rihai.tracing.selectors.unknown import KINDS, Record, next_unknown
from rihai.tracing.workflow import ReportStatus

logger = logging.getLogger(__name__)

# So many proposals are written in one call, each in a transaction of its own.
PROPOSED_AT_ONCE: Final = 100
# So many rows are looked at in one call, and so many together.
PAGES: Final = 5
PAGE: Final = 200
# By then whoever was writing has committed: a row that appears later with an earlier time would be missed.
SETTLED: Final = timedelta(minutes=2)
# Of records from before there was a matcher: in one call, in one transaction, and between two of them, so that
# somebody who waits to save comes first.
TOLD_AT_ONCE: Final = 500
TOGETHER: Final = 10
PAUSE_SECONDS: Final = 0.05
# The worker has other things to do in that minute, on a slow machine too.
MOST_SECONDS: Final = 20.0
BY_EVENTS: Final = "again.by_events"
BY_REPORTS: Final = "again.by_reports"


def propose_what_happened_again() -> int:
    """How many were proposed now. The oldest rows first: none is left behind by what comes later."""
    made = 0
    for _ in range(PAGES):
        room = PROPOSED_AT_ONCE - made
        proposed, is_last = _after_events(room)
        made += proposed
        if is_last or made >= PROPOSED_AT_ONCE:
            break
    return made + _after_reports(PROPOSED_AT_ONCE - made)


def let_questions_run_out() -> int:
    return let_old_searches_go(by=None)


def tell_of_earlier_records() -> int:
    """Whoever was saved before there was a matcher is told to it once. Where that is done, it is known at once."""
    marks = [TaskMark.of(f"entries.{kind}") for kind in KINDS]
    told = looked_at = 0
    until = time.monotonic() + MOST_SECONDS
    for kind, mark in zip(KINDS, marks, strict=True):
        while not mark.is_done and looked_at < TOLD_AT_ONCE and (not looked_at or time.monotonic() < until):
            records = next_unknown(kind, mark.row_uid, most=TOGETHER)
            told += _tell_some(records, mark)
            looked_at += len(records)
    if looked_at:
        logger.info("Records told to the matcher: %d now, %d passed over", told, looked_at - told)
    return told


def _tell_some(records: Sequence[Record], mark: TaskMark) -> int:
    told = tell_of_records(records, by=None)
    if records:
        mark.move_to(records[-1].uid)
        time.sleep(PAUSE_SECONDS)
    else:
        mark.finish()
        logger.info("Whoever was saved before is told to the matcher: %s is done", mark.task)
    return told


def _after_events(room: int) -> tuple[int, bool]:
    """Everybody about whom something was written since the last call: how many proposals, and whether that was all."""
    mark = TaskMark.of(BY_EVENTS)
    page = list(_written_after(mark).values_list("recorded_at", "uid", "case__person")[:PAGE])
    signs = signs_of({person for _, _, person in page})
    made = _propose(signs[:room])
    if page and len(signs) <= room:
        mark.move_to(page[-1][1], at=page[-1][0])
    return made, len(page) < PAGE


def _written_after(mark: TaskMark) -> QuerySet[CaseEvent]:
    rows = CaseEvent.objects.filter(recorded_at__lt=timezone.now() - SETTLED).order_by("recorded_at", "uid")
    if mark.row_at is None:
        return rows
    return rows.filter(recorded_at__gte=mark.row_at).exclude(recorded_at=mark.row_at, uid__lte=mark.row_uid)


def _after_reports(room: int) -> int:
    """A report bears the day that somebody told, so that these are gone through in turn, by their uid."""
    mark = TaskMark.of(BY_REPORTS)
    proposed = AgainProposal.objects.filter(person=OuterRef("person"), event_uid=OuterRef("pk"))
    earlier = Case.objects.filter(
        person=OuterRef("person"), opened_at__lt=OuterRef("reported_at"), trafficking_status__in=TRAFFICKED
    )
    rows = MissingReport.objects.filter(~Exists(proposed), Exists(earlier), status=ReportStatus.OPEN).order_by("pk")
    rest = rows if mark.row_uid is None else rows.filter(pk__gt=mark.row_uid)
    page = list(rest.values_list("pk", "person")[:PAGE])
    signs = signs_of({person for _, person in page})
    made = _propose(signs[:room])
    if len(signs) <= room and (page or mark.row_uid is not None):
        mark.move_to(page[-1][0] if len(page) == PAGE else None)
    return made


def _propose(signs: list[Sign]) -> int:
    for person, why, event in signs:
        propose_again(person, why=why, event=event, by=None)
    return len(signs)
