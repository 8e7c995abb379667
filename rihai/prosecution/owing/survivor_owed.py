"""What is owed about steps around a survivor and about custody, from what stands in the record today.

Dates come from the law's clocks where they have one; what a clock says without a date stands on the page in words.
"""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties
from rihai.duties.models import Duty
from rihai.law.clocks import Due
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.running import clock_after, earlier, end_of, safe_day
from rihai.prosecution.models import Detention, LegalCase, SurvivorStep
from rihai.prosecution.owing.owed import remind_about

STEP_WAIT: Final = "legal.step_wait"
STEP_DAY: Final = "legal.step_day"
STEP_PAPER: Final = "legal.step_paper"
AGE_FOUND: Final = "legal.age_found"
ASK_WISH: Final = "legal.ask_wish"
NO_ORDER: Final = "legal.no_order"
HELD: Final = "legal.held"
CHILD_HELD: Final = "legal.child_held"
CUSTODY_ENDS: Final = "legal.custody_ends"

DAY: Final = timedelta(days=1)
# Our own promises, for each kind of step: until it is asked after.
ASK_AGAIN: Final = {"statement": 2 * DAY, "medical": DAY, "age": 7 * DAY}
PAPER_AFTER: Final = 7 * DAY
# A wish that was said in a locked home is asked for again.
WISH_AGAIN: Final = 14 * DAY
LIMITS: Final = {"safe_custody": "itpa-10d", "inquiry": "itpa-3w", "protective_home": "itpa-1-3y"}


def remind_of_step(step: SurvivorStep, *, by: User) -> None:
    """What is owed now takes the place of what was owed before. A refusal of the survivor owes nothing."""
    cancel_duties(None, subject=step, by=by)
    legal_case, state = step.survivor.legal_case, SurvivorStep.State(step.state)
    if step.is_waiting:
        remind_about(step, STEP_WAIT, legal_case=legal_case, by=by, due_at=_asked_after(step))
    elif state is SurvivorStep.State.FIXED:
        remind_about(step, STEP_DAY, legal_case=legal_case, by=by, due_at=step.at)
    elif state is SurvivorStep.State.DONE and step.paper_on is None:
        remind_about(step, STEP_PAPER, legal_case=legal_case, by=by, due_at=_paper_due(step))
    if step.result and legal_case.checks.exists():
        remind_about(step, AGE_FOUND, legal_case=legal_case, by=by)


def remind_of_detention(detention: Detention, *, by: User) -> None:
    cancel_duties(None, subject=detention, by=by)
    if detention.end:
        return
    legal_case = detention.survivor.legal_case
    since = detention.wish_on or timezone.localdate()
    if detention.is_of_child:
        remind_about(detention, CHILD_HELD, legal_case=legal_case, by=by)
    elif detention.wish == Detention.Wish.NOT_ASKED:
        remind_about(detention, ASK_WISH, legal_case=legal_case, by=by)
    elif detention.is_against_will:
        remind_about(detention, HELD, legal_case=legal_case, by=by, due_at=end_of(since + DAY))
    else:
        remind_about(detention, ASK_WISH, legal_case=legal_case, by=by, due_at=end_of(since + WISH_AGAIN))
    is_owed_more = detention.is_of_child or detention.is_against_will
    if detention.basis == Detention.Basis.NO_ORDER and not is_owed_more:
        _remind_of_no_order(detention, legal_case, by)
    longest = safe_day(limit_of(detention, law_for(legal_case)))
    days = [day for day in (detention.until, detention.review_on, longest) if day]
    if days:
        remind_about(detention, CUSTODY_ENDS, legal_case=legal_case, by=by, due_at=end_of(min(days)))


def _remind_of_no_order(detention: Detention, legal_case: LegalCase, by: User) -> None:
    """Whatever was wished: nobody is kept without an order and without a lawyer having looked at it."""
    if not Duty.objects.filter(rule=NO_ORDER, subject_uid=detention.pk, done_by_hand=True).exists():
        due = end_of(timezone.localdate(detention.recorded_at) + DAY)
        remind_about(detention, NO_ORDER, legal_case=legal_case, by=by, due_at=due)


def limit_of(detention: Detention, law: LawRead) -> Due | None:
    """The longest that the law's data allow for this kind of order; None where they have no period for it."""
    clock = LIMITS.get(detention.basis)
    return clock_after(clock, detention.began_on, {}, law) if clock else None


def clock_of(step: SurvivorStep, law: LawRead) -> Due | None:
    """The law's clock that runs now for this step, if its data have one and we know what started it."""
    trigger_day: date | None = None
    clock = ""
    if step.kind == SurvivorStep.Kind.MEDICAL:
        clock, trigger_day = "medical-24h", step.survivor.legal_case.filed_on
        if step.state == SurvivorStep.State.DONE:
            clock, trigger_day = "medical-report-7d", timezone.localdate(step.at) if step.at else None
    elif step.kind == SurvivorStep.Kind.AGE and step.ordered_by:
        clock, trigger_day = "jj-age-15d", step.asked_on
    elif step.kind == SurvivorStep.Kind.STATEMENT:
        clock, trigger_day = "stmt-magistrate", step.survivor.legal_case.filed_on
    return clock_after(clock, trigger_day, {}, law) if clock and trigger_day else None


def _asked_after(step: SurvivorStep) -> datetime:
    """Never before today is over: what the law's day has passed is late, not undone."""
    due = earlier(ASK_AGAIN[step.kind], step.asked_on, _law_day(step))
    return max(due, end_of(timezone.localdate()))


def _paper_due(step: SurvivorStep) -> datetime:
    since = timezone.localdate(step.at) if step.at else timezone.localdate()
    return max(earlier(PAPER_AFTER, since, _law_day(step)), end_of(timezone.localdate()))


def _law_day(step: SurvivorStep) -> date | None:
    return safe_day(clock_of(step, law_for(step.survivor.legal_case)))
