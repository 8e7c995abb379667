"""What is owed about petitions. A protest petition has no period of the law: ours, in words.

Not here: what is owed about the legal case itself (`reminders`), or about a closure report (`closure_duties`).
"""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.law.petition_law import revision_after
from rihai.prosecution.law.running import earlier, end_of, safe_day
from rihai.prosecution.models import Petition
from rihai.prosecution.owing.closure_duties import reckon_answers, unanswered
from rihai.prosecution.owing.owed import remind_about, settle_about
from rihai.prosecution.petition_workflow import PetitionStatus

PETITION_FILE: Final = "legal.petition_file"
PETITION_NEXT: Final = "legal.petition_next"
PETITION_DATE: Final = "legal.petition_date"
PETITION_AFTER: Final = "legal.petition_after"
WEEK: Final = timedelta(days=7)
SOON: Final = timedelta(days=3)


def remind_of_petition(petition: Petition, *, on: date | None, by: User) -> None:
    """What is owed about a petition as it stands now takes the place of what was owed before."""
    cancel_duties(None, subject=petition, by=by)
    legal_case = petition.legal_case
    if petition.is_protest:
        reckon_answers(legal_case, by=by)
    if petition.status == PetitionStatus.DRAFTED:
        due = earlier(WEEK, timezone.localdate(), _heard_on(petition) if petition.is_protest else None)
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


def _heard_on(petition: Petition) -> date | None:
    """The day for which the notice calls the informant: the petition must be there before it.

    Where it is not said which report it answers, the first day of those that wait for an answer.
    """
    waiting = unanswered(petition.legal_case)
    own = [one for one in waiting if one.pk == petition.closure_id]
    days = [one.hearing_on for one in own or waiting if one.hearing_on]
    return max(min(days) - timedelta(days=1), timezone.localdate()) if days else None
