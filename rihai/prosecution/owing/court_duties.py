"""What is owed after a charge sheet and after a judgment. When an appeal must be filed the law's clocks say, never we.

Not here: what is owed about the legal case itself (`reminders`).
"""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties, cancel_duties_of_event
from rihai.duties.models import Duty
from rihai.law.clocks import Due
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.running import clock_after, earlier, safe_day
from rihai.prosecution.models import Appeal, Judgment, LegalCase, Verdict
from rihai.prosecution.owing.owed import remind_about
from rihai.prosecution.owing.reminders import settle

COMPARE_CHARGE: Final = "legal.compare_charge"
JUDGMENT_COPY: Final = "legal.judgment_copy"
APPEAL: Final = "legal.appeal"
APPEAL_LOST: Final = "legal.appeal_lost"
WEEK: Final = timedelta(days=7)
LET_GO: Final = (Verdict.Outcome.ACQUITTED, Verdict.Outcome.DISCHARGED)


def remind_to_compare(legal_case: LegalCase, *, by: User) -> None:
    """For the lawyers: whether the court is asked to alter the charge."""
    settle(legal_case, COMPARE_CHARGE, by=by)
    remind_about(legal_case, COMPARE_CHARGE, legal_case=legal_case, by=by)


def remind_of_judgment(judgment: Judgment, *, by: User) -> None:
    legal_case = judgment.legal_case
    settle(legal_case, COMPARE_CHARGE, by=by)
    if judgment.copy_received_on is None:
        remind_about(legal_case, JUDGMENT_COPY, legal_case=legal_case, by=by)
    remind_of_appeal(judgment, by=by)


def remind_of_appeal(judgment: Judgment, *, by: User) -> None:
    legal_case = judgment.legal_case
    due = earlier(WEEK, max(judgment.given_on, timezone.localdate()), appeal_until(judgment))
    remind_about(legal_case, APPEAL, legal_case=legal_case, by=by, due_at=due, detail=judgment.pk.hex)


def forget_judgment(judgment: Judgment, *, by: User) -> None:
    """It was a mistake: what it asked for is owed no longer, and what it had settled is owed again."""
    legal_case = judgment.legal_case
    about_it = Duty.objects.filter(subject_uid=legal_case.pk)
    for duty in about_it.open().filter(rule=APPEAL, detail=judgment.pk.hex):
        cancel_duties_of_event(APPEAL, event_uid=duty.event_uid, by=by)
    if not legal_case.judgments.filter(copy_received_on=None).exists():
        cancel_duties(JUDGMENT_COPY, subject=legal_case, by=by)
    settled = about_it.filter(rule=COMPARE_CHARGE, done_at__gte=judgment.recorded_at, done_by_hand=False)
    if settled.exists() and legal_case.charge_sheets.exists() and not legal_case.judgments.exists():
        remind_to_compare(legal_case, by=by)


def forget_charge_sheet(legal_case: LegalCase, *, by: User) -> None:
    if not legal_case.charge_sheets.exists():
        cancel_duties(COMPARE_CHARGE, subject=legal_case, by=by)


def owe_appeal_again(judgment: Judgment, *, by: User) -> None:
    """The survivor has not appealed after all, or not against everybody."""
    owed = Duty.objects.open().filter(rule=APPEAL, subject_uid=judgment.legal_case_id, detail=judgment.pk.hex)
    if not has_appealed(judgment) and not owed.exists():
        remind_of_appeal(judgment, by=by)


def remind_of_lost_appeal(appeal: Appeal, *, by: User) -> None:
    """It let somebody go who was convicted, or left the survivor's appeal without success: a lawyer looks at it.

    The law's data have no period for what can follow: our own.
    """
    is_lost = appeal.outcome == Appeal.Outcome.UPHELD and appeal.side != Appeal.Side.ACCUSED
    if appeal.outcome == Appeal.Outcome.ACQUITTED or is_lost:
        legal_case = appeal.judgment.legal_case
        remind_about(legal_case, APPEAL_LOST, legal_case=legal_case, by=by, detail=appeal.pk.hex)


def forget_appeal(appeal: Appeal, *, by: User) -> None:
    owed = Duty.objects.open().filter(rule=APPEAL_LOST, subject_uid=appeal.judgment.legal_case_id)
    for duty in owed.filter(detail=appeal.pk.hex):
        cancel_duties_of_event(APPEAL_LOST, event_uid=duty.event_uid, by=by)


def has_appealed(judgment: Judgment) -> bool:
    """Against everybody whom it let go; where it let nobody go, against everybody of whom it speaks."""
    against = set(judgment.appeals.filter(side=Appeal.Side.VICTIM).values_list("link", flat=True))
    verdicts = judgment.verdicts.all()
    let_go = {one.link_id for one in verdicts if one.outcome in LET_GO}
    return None in against or (bool(against) and (let_go or {one.link_id for one in verdicts}) <= against)


def settle_appeal(judgment: Judgment, *, by: User) -> None:
    """Of this judgment only, once nobody is left in it; where it is the only one, whatever is owed."""
    if not has_appealed(judgment):
        return
    is_only = judgment.legal_case.judgments.count() == 1
    settle(judgment.legal_case, APPEAL, by=by, detail=None if is_only else judgment.pk.hex)


def appeal_clock(judgment: Judgment, law: LawRead) -> Due | None:
    """Whether a judgment is adverse is known where somebody was let go; of a conviction it is for the lawyer to say."""
    is_adverse = any(one.outcome in LET_GO for one in judgment.verdicts.all())
    return clock_after("appeal-victim", judgment.given_on, {"judgment.adverse": True} if is_adverse else {}, law)


def appeal_until(judgment: Judgment) -> date | None:
    return safe_day(appeal_clock(judgment, law_for(judgment.legal_case)))
