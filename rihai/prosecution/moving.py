"""A legal case goes on: its new status, the line on its timeline, and what is owed from now on.

The actions have checked who may. Not here: which step leads where (`workflow`).
"""

from collections.abc import Callable, Container, Iterable, Sequence

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.precision import ImpreciseDate
from rihai.prosecution.event_words import Told
from rihai.prosecution.models import LegalCase, LegalEvent
from rihai.prosecution.models.withdrawable import Withdrawable
from rihai.prosecution.owing.bail_duties import reckon_default_bail, settle_default_bail
from rihai.prosecution.owing.closure_duties import reckon_answers
from rihai.prosecution.owing.next_dates import settle_next_dates
from rihai.prosecution.owing.reminders import LADDER, LADDER_END, forget, owe_again, remind_of_paper, settle
from rihai.prosecution.same_number import check_is_only_one
from rihai.prosecution.timeline import write_event
from rihai.prosecution.workflow import LEGAL_CASE, LegalStatus


def move(legal_case: LegalCase, to: LegalStatus, on: ImpreciseDate | None, text: str, *, by: User) -> LegalEvent:
    was_mistake = legal_case.status == LegalStatus.MISTAKE
    legal_case.move_to(to)
    if was_mistake:
        check_is_only_one(legal_case, by=by)
    legal_case.save(update_fields=["status"])
    event = write_event(legal_case, LegalEvent.Kind.STATUS, by=by, on=on, text=text)
    if was_mistake:
        owe_again(legal_case, by=by)
    remind_of_status(legal_case, by=by)
    return event


def bring_to(legal_case: LegalCase, to: LegalStatus, on: ImpreciseDate | None, *, by: User) -> None:
    """What a paper shows, by way of the court where need be. Nothing changes if no way leads there."""
    if LEGAL_CASE.may(legal_case.status, to):
        _step(legal_case, to, on, by)
    elif LEGAL_CASE.may(legal_case.status, LegalStatus.COURT) and LEGAL_CASE.may(LegalStatus.COURT, to):
        _step(legal_case, LegalStatus.COURT, None, by)
        _step(legal_case, to, on, by)


def step_back(
    legal_case: LegalCase,
    papers: Iterable[Withdrawable],
    brought: Container[str],
    *,
    still: Callable[[Sequence[Withdrawable]], bool],
    told: Iterable[Told],
    text: str,
    by: User,
) -> None:
    """A paper was a mistake: the status before it, where nothing else has moved it since. The reason is a line anyway.

    `papers`: all of its kind; `brought`: the statuses they bring; `still`: whether what is left of them bears it.
    """
    steps = list(legal_case.events.filter(kind=LegalEvent.Kind.STATUS).order_by("recorded_at"))
    others = [one.recorded_at for one in steps if one.status not in brought]
    own = [one for one in papers if not others or one.recorded_at > others[-1]]
    since = min((one.recorded_at for one in own), default=None)
    before = [one.status for one in steps if since is not None and one.recorded_at < since]
    if not before or before[-1] == legal_case.status or still(own):
        write_event(legal_case, LegalEvent.Kind.CORRECTED, by=by, told=told, text=text, is_mistake=True)
        return
    legal_case.move_to(LegalStatus(before[-1]), is_step_back=True)
    legal_case.save(update_fields=["status"])
    write_event(legal_case, LegalEvent.Kind.STATUS, by=by, told=told, text=text, is_mistake=True)
    remind_of_status(legal_case, by=by)
    audit.record("legal.moved", by=by, subject=legal_case, to=str(legal_case.status))


def any_stands(papers: Sequence[Withdrawable]) -> bool:
    return any(one.withdrawn_at is None for one in papers)


def remind_of_status(legal_case: LegalCase, *, by: User) -> None:
    """Only what never was is forgotten: after a judgment the court hears the sentence, and threats go on."""
    if legal_case.status == LegalStatus.MISTAKE:
        forget(legal_case, by=by)
        return
    reckon_answers(legal_case, by=by)
    if legal_case.status != LegalStatus.REFUSED:
        settle(legal_case, LADDER, by=by)
        settle(legal_case, LADDER_END, by=by)
    settle_next_dates(legal_case, by=by)
    settle_default_bail(legal_case, by=by)
    reckon_default_bail(legal_case, by=by)
    remind_of_paper(legal_case, by=by)


def _step(legal_case: LegalCase, to: LegalStatus, on: ImpreciseDate | None, by: User) -> None:
    move(legal_case, to, on, "", by=by)
    audit.record("legal.moved", by=by, subject=legal_case, to=str(to))
