"""Which event of a search opens which duty, and who owes it.

A review never ends by itself: only an outcome that somebody records ends it.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from rihai.accounts.models import User
from rihai.audit.actions import HasUid
from rihai.duties.actions import cancel_duties, open_duty, repeat_duty
from rihai.tracing.models import FoundRecord, MissingReport

ASK_PLACES: Final = "report.ask_places"
REVIEW: Final = "report.review"
VERIFY: Final = "report.verify_reporter"
CHASE: Final = "report.chase_answers"
FOLLOW: Final = "report.follow_sighting"
COMMITTEE: Final = "found.committee"
WITHIN: Final = timedelta(days=1)


def remind_of_search(report: MissingReport, *, by: User) -> None:
    """On the first day: ask where the person may be already, verify who reports, come back to it again and again."""
    remind(report, ASK_PLACES, event=report, by=by)
    if report.reporter is not None:
        remind(report, VERIFY, event=report, by=by)
    remind_of_review(report, by=by)


def remind_of_review(report: MissingReport, *, by: User) -> None:
    repeat_duty(
        REVIEW,
        subject=report,
        organisation=report.organisation,
        owner=report.officer,
        desk=None if report.officer else report.desk,
        by=by,
    )


def remind(report: MissingReport, rule: str, *, event: HasUid | None, by: User) -> None:
    open_duty(
        rule,
        subject=report,
        event_uid=event.uid if event else uuid4(),
        organisation=report.organisation,
        owner=report.officer,
        desk=None if report.officer else report.desk,
        by=by,
    )


def forget_search(report: MissingReport, *, by: User) -> None:
    cancel_duties(None, subject=report, by=by)


def remind_of_committee(found: FoundRecord, *, since: datetime, by: User) -> None:
    """The law gives a day from the hour in which a child was found."""
    open_duty(
        COMMITTEE,
        subject=found,
        event_uid=found.uid,
        organisation=found.organisation,
        owner=by,
        due_at=since + WITHIN,
        by=by,
    )
