"""What is owed about a closure report and about petitions. A protest petition has no period of the law: ours, in words.

Not here: what is owed about the legal case itself (`reminders`).
"""

from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties
from rihai.duties.models import Duty
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.law.petition_law import revision_after
from rihai.prosecution.law.running import earlier, end_of, safe_day
from rihai.prosecution.models import ClosureReport, LegalCase, LegalEvent, Petition
from rihai.prosecution.owing.owed import remind_about, settle_about
from rihai.prosecution.owing.reminders import CLOSURE, remind, settle
from rihai.prosecution.petition_workflow import PetitionStatus
from rihai.prosecution.workflow import LegalStatus

CLOSURE_NOTICE: Final = "legal.closure_notice"
PETITION_FILE: Final = "legal.petition_file"
PETITION_NEXT: Final = "legal.petition_next"
PETITION_DATE: Final = "legal.petition_date"
PETITION_AFTER: Final = "legal.petition_after"
WEEK: Final = timedelta(days=7)
SOON: Final = timedelta(days=3)


def remind_of_closure(closure: ClosureReport, *, by: User) -> None:
    """Without notice and copy the informant is not heard."""
    settle(closure.legal_case, CLOSURE_NOTICE, by=by)
    if closure.notice_on is None or closure.copy_on is None:
        remind_about(closure.legal_case, CLOSURE_NOTICE, legal_case=closure.legal_case, by=by)


def forget_closure(legal_case: LegalCase, *, by: User) -> None:
    """It was a mistake: what the one before it still asks for is owed again."""
    standing = legal_case.closure_reports.select_related("legal_case").first()
    if standing is not None:
        remind_of_closure(standing, by=by)
        return
    for rule in (CLOSURE_NOTICE, CLOSURE):
        cancel_duties(rule, subject=legal_case, by=by)


def remind_of_petition(petition: Petition, *, on: date | None, by: User) -> None:
    """What is owed about a petition as it stands now takes the place of what was owed before."""
    cancel_duties(None, subject=petition, by=by)
    legal_case = petition.legal_case
    if petition.is_protest and _answers(legal_case).filter(pk=petition.pk).exists():
        settle(legal_case, CLOSURE, by=by)
    if petition.is_protest and petition.status == PetitionStatus.DROPPED:
        _owe_closure_again(legal_case, by=by)
    if petition.status == PetitionStatus.DRAFTED:
        due = earlier(WEEK, timezone.localdate(), _heard_on(legal_case) if petition.is_protest else None)
        remind_about(petition, PETITION_FILE, legal_case=legal_case, by=by, due_at=due)
    elif petition.status == PetitionStatus.DISMISSED:
        since = on or timezone.localdate()
        due = earlier(SOON, max(since, timezone.localdate()), safe_day(revision_after(since, law_for(legal_case))))
        remind_about(petition, PETITION_AFTER, legal_case=legal_case, by=by, due_at=due)
    elif petition.is_over:
        return
    elif petition.next_on:
        remind_about(petition, PETITION_NEXT, legal_case=legal_case, by=by, due_at=end_of(petition.next_on))
    else:
        remind_about(petition, PETITION_DATE, legal_case=legal_case, by=by)


def done_with(petition: Petition, *, by: User) -> None:
    """The step that was owed has been taken."""
    for rule in (PETITION_FILE, PETITION_NEXT, PETITION_DATE):
        settle_about(petition, rule, by=by)


def _owe_closure_again(legal_case: LegalCase, *, by: User) -> None:
    """What was filed answers the report no longer; unless something else does, somebody owes an answer again."""
    owed = Duty.objects.open().filter(rule=CLOSURE, subject_uid=legal_case.pk)
    if legal_case.status == LegalStatus.CLOSURE and not _answers(legal_case).exists() and not owed.exists():
        remind(legal_case, CLOSURE, by=by)


def _answers(legal_case: LegalCase) -> QuerySet[Petition]:
    """Protest petitions filed against the report that stands now: one against an earlier report answers nothing."""
    filed = legal_case.petitions.filter(kind=Petition.Kind.PROTEST).exclude(
        status__in=(PetitionStatus.DRAFTED, PetitionStatus.DROPPED)
    )
    closed = legal_case.events.filter(kind=LegalEvent.Kind.STATUS, status=LegalStatus.CLOSURE)
    last = closed.order_by("recorded_at").last()
    return filed.filter(recorded_at__gt=last.recorded_at) if last else filed


def _heard_on(legal_case: LegalCase) -> date | None:
    """The day for which the notice calls the informant: the petition must be there before it."""
    closure = legal_case.closure_reports.first()
    if closure is None or closure.hearing_on is None:
        return None
    return max(closure.hearing_on - timedelta(days=1), timezone.localdate())
