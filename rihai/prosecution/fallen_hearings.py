"""Hearings that fell away with a judgment or closure report, once that paper is withdrawn.

The action has checked who may, and locked. Not here: cancelling them (`actions.hearings`).
"""

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.prosecution.models import Hearing, LegalCase
from rihai.prosecution.models.withdrawable import Withdrawable
from rihai.prosecution.owing.next_dates import owe_day_again
from rihai.prosecution.owing.owed import remind_of_calls


def bring_back_hearings(legal_case: LegalCase, paper: Withdrawable, *, by: User) -> None:
    """The paper was a mistake: what fell away with it is to come again, unless another date was named since.

    Also a day of which whoever withdraws the paper is not told.
    """
    rows = legal_case.hearings.filter(fell_with=paper.pk, outcome=Hearing.Outcome.CANCELLED, following=None)
    back = list(rows.select_related("survivor__case"))
    for hearing in back:
        hearing.legal_case = legal_case
        hearing.outcome, hearing.note = "", ""
        hearing.told_at = hearing.told_by = hearing.fell_with = None
        hearing.save(update_fields=["outcome", "note", "told_at", "told_by", "fell_with"])
        owe_day_again(hearing, by=by)
        remind_of_calls(hearing, by=by)
    if back:
        audit.record("legal.hearings_back", by=by, subject=legal_case, rows=len(back))
