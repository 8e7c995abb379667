"""What is owed about threats, protection, steps around a survivor, custody and the day in court.

Not here: what is owed about the legal case itself and its hearings (`reminders`).
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.actions import HasUid, label_of
from rihai.duties.actions import cancel_duties, complete_duties
from rihai.duties.models import Duty
from rihai.duties.subjects import may_know
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.law.running import clock_after, earlier, end_of, safe_day
from rihai.prosecution.models import CourtDay, Hearing, LegalCase, ProtectionApplication, Threat
from rihai.prosecution.owing.giving import give
from rihai.prosecution.owing.reminders import holder_of

THREAT: Final = "legal.threat"
PROTECTION_WAIT: Final = "legal.protection_wait"
PROTECTION_REFUSED: Final = "legal.protection_refused"
PROTECTION_REVIEW: Final = "legal.protection_review"
AFTER_COURT: Final = "legal.after_court"
WEEK: Final = timedelta(days=7)


def remind_about(
    record: HasUid,
    rule: str,
    *,
    legal_case: LegalCase,
    by: User,
    owner: User | None = None,
    due_at: datetime | None = None,
    detail: str = "",
) -> None:
    """Owed by `owner`, else by whoever the legal case lies with and who may know of it."""
    holder = owner or holder_of(legal_case, about=getattr(record, "survivor", None)) or by
    if isinstance(holder, User) and not may_know(holder, label=label_of(record), uid=record.uid):
        holder = by
    give(rule, record, to=holder, organisation=legal_case.organisation, due_at=due_at, detail=detail, by=by)


def settle_about(record: HasUid, rule: str, *, by: User) -> None:
    complete_duties(rule, subject=record, by=by)


def remind_of_threat(threat: Threat, *, by: User) -> None:
    """Whoever learnt of it is nearest: she does the first thing, and the hours depend on how grave it is."""
    remind_about(threat, THREAT, legal_case=threat.legal_case, by=by, owner=by, detail=threat.severity)


def remind_of_protection(application: ProtectionApplication, *, by: User) -> None:
    """What is owed about an application as it stands now takes the place of what was owed before."""
    cancel_duties(None, subject=application, by=by)
    legal_case, order = application.legal_case, ProtectionApplication.Order
    if application.order == order.WAITING:
        due = _answer_due(application)
        remind_about(application, PROTECTION_WAIT, legal_case=legal_case, by=by, due_at=due)
    elif application.order == order.REFUSED:
        remind_about(application, PROTECTION_REFUSED, legal_case=legal_case, by=by)
    elif application.review_on:
        due = end_of(application.review_on)
        remind_about(application, PROTECTION_REVIEW, legal_case=legal_case, by=by, due_at=due)


def remind_of_call(plan: CourtDay, *, by: User) -> None:
    """The same evening, by whoever went along."""
    cancel_duties(AFTER_COURT, subject=plan, by=by)
    day = timezone.localdate(plan.hearing.at)
    due = timezone.make_aware(datetime.combine(day, plan.call_at))
    remind_about(plan, AFTER_COURT, legal_case=plan.hearing.legal_case, by=by, owner=plan.goes_along or by, due_at=due)


def remind_of_calls(hearing: Hearing, *, by: User) -> None:
    """No call about a day that was called off before it came. Put off on the day itself, she may have gone there."""
    did_not_go = hearing.outcome == Hearing.Outcome.CANCELLED or (
        hearing.outcome == Hearing.Outcome.ADJOURNED and hearing.at > timezone.now()
    )
    for plan in CourtDay.objects.filter(hearing=hearing, after__in=("", CourtDay.After.NOT_REACHED)):
        is_owed = Duty.objects.open().filter(rule=AFTER_COURT, subject_uid=plan.pk).exists()
        if did_not_go:
            cancel_duties(AFTER_COURT, subject=plan, by=by)
        elif not is_owed:
            plan.hearing = hearing
            remind_of_call(plan, by=by)


def _answer_due(application: ProtectionApplication) -> datetime:
    """A week after the last step, or when the law's data say that report or decision is due, if that is earlier."""
    if since := application.report_received_on:
        clock = "wps-decide-5d"
    elif since := application.report_called_on:
        clock = "wps-tar-5d"
    else:
        return end_of(max(application.applied_on + WEEK, timezone.localdate()))
    law = law_for(application.legal_case)
    return earlier(WEEK, since, safe_day(clock_after(clock, since, {"witness.threat": True}, law)))
