"""What is owed about a closure report: notice and copy, an answer to it, and the day on which the court hears of it.

The answer hangs on the report itself: one against an accused stands beside a charge sheet against another, and a charge
sheet that comes later answers none. Not here: what is owed about a petition (`petition_duties`).
"""

from collections.abc import Iterator, Set
from datetime import datetime
from itertools import pairwise
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties, cancel_duties_of_event
from rihai.duties.models import Duty
from rihai.prosecution.law.running import end_of
from rihai.prosecution.models import ClosureReport, LegalCase, LegalEvent, Petition
from rihai.prosecution.owing.owed import remind_about
from rihai.prosecution.owing.reminders import CLOSURE, holder_of, remind, settle
from rihai.prosecution.protests import NOT_FILED, is_decided, is_protested
from rihai.prosecution.rights.working import working_on
from rihai.prosecution.workflow import BAIL_RUNS, LegalStatus

CLOSURE_NOTICE: Final = "legal.closure_notice"
CLOSURE_HEARING: Final = "legal.closure_hearing"
# What the court makes of it; police who charge somebody after all have answered nothing.
COURT_MOVED: Final = frozenset({LegalStatus.INVESTIGATION, LegalStatus.COURT, LegalStatus.DECIDED})


def remind_of_closure(closure: ClosureReport, *, by: User) -> None:
    """Without notice and copy the informant is not heard."""
    legal_case = closure.legal_case
    _reckon(legal_case, CLOSURE_NOTICE, set(_unheard(legal_case)), by)
    reckon_answers(legal_case, by=by)
    _remind_of_hearing(closure, by)


def forget_closure(closure: ClosureReport, *, by: User) -> None:
    """It was a mistake: what the one before it still asks for is owed again."""
    legal_case = closure.legal_case
    for duty in _open_about(closure, CLOSURE, CLOSURE_HEARING, CLOSURE_NOTICE):
        cancel_duties_of_event(duty.rule, event_uid=duty.event_uid, by=by)
    standing = legal_case.closure_reports.first()
    if standing is None:
        for rule in (CLOSURE_NOTICE, CLOSURE):
            cancel_duties(rule, subject=legal_case, by=by)
    else:
        standing.legal_case = legal_case
        remind_of_closure(standing, by=by)


def reckon_answers(legal_case: LegalCase, *, by: User) -> None:
    """An answer to each report that has none, also to one of which only the status says that it is there."""
    _reckon(legal_case, CLOSURE, set(_wanted(legal_case)), by)
    for closure in legal_case.closure_reports.all():
        if _is_moved_on(closure):
            _settle_hearing(closure, by)


def reckon_reports(legal_case: LegalCase, *, by: User) -> None:
    """What each report asks for as it stands, also one that was written down under an earlier version."""
    reckon_answers(legal_case, by=by)
    remind_of_hearings(legal_case, by=by)


def remind_of_hearings(legal_case: LegalCase, *, by: User) -> None:
    """Whoever comes later learns the days that were written down before."""
    for closure in legal_case.closure_reports.filter(hearing_on__gte=timezone.localdate()):
        closure.legal_case = legal_case
        _remind_of_hearing(closure, by)


def share_hearings(legal_case: LegalCase, *, by: User) -> None:
    """A part changed hands: whoever has a day twice, or has ticked it off, keeps it once; who has none gets hers."""
    about = Duty.objects.filter(rule=CLOSURE_HEARING, subject_uid=legal_case.pk)
    had: set[tuple[str, UUID | None, UUID | None]]
    had = set(about.filter(done_by_hand=True).values_list("detail", "owner", "desk"))
    for duty in about.open().order_by("opened_at"):
        here = duty.detail, duty.owner_id, duty.desk_id
        if here in had:
            cancel_duties_of_event(CLOSURE_HEARING, event_uid=duty.event_uid, by=by)
        had.add(here)
    if not legal_case.is_over:
        remind_of_hearings(legal_case, by=by)


def unanswered(legal_case: LegalCase) -> list[ClosureReport]:
    """Reports against which no petition was filed, and from which the court has not gone on."""
    reports, petitions = list(legal_case.closure_reports.all()), list(legal_case.petitions.all())
    for closure in reports:
        closure.legal_case = legal_case
    waiting = [one for one in reports if not is_protested(one, among=petitions, reports=reports)]
    return [one for one in waiting if not _is_moved_on(one)]


def is_ruled_on(closure: ClosureReport) -> bool:
    """The court has gone on from it, or has decided a protest petition against it."""
    return _is_moved_on(closure) or is_decided(closure)


def _reckon(legal_case: LegalCase, rule: str, wanted: Set[str], by: User) -> None:
    """Settle what is answered and open what is not. What somebody has ticked off stays ticked off."""
    known = Duty.objects.filter(rule=rule, subject_uid=legal_case.pk)
    for detail in set(known.open().values_list("detail", flat=True)) - wanted:
        settle(legal_case, rule, by=by, detail=detail)
    there = known.filter(Q(done_at=None, cancelled_at=None) | Q(done_by_hand=True))
    for detail in wanted - set(there.values_list("detail", flat=True)):
        remind(legal_case, rule, by=by, detail=detail)


def _unheard(legal_case: LegalCase) -> Iterator[str]:
    """Reports of which the informant lacks notice or copy, while the court can still hear her."""
    for closure in legal_case.closure_reports.filter(Q(notice_on=None) | Q(copy_on=None)):
        closure.legal_case = legal_case
        if not is_ruled_on(closure):
            yield closure.pk.hex


def _wanted(legal_case: LegalCase) -> Iterator[str]:
    """Each report by its uid; "" for one of which only the status says that it is there."""
    waiting = unanswered(legal_case)
    yield from (one.pk.hex for one in waiting)
    told = legal_case.events.filter(kind=LegalEvent.Kind.STATUS, status=LegalStatus.CLOSURE)
    last = told.order_by("recorded_at").last()
    is_only_said = legal_case.status == LegalStatus.CLOSURE and not waiting
    if is_only_said and last is not None and not _is_protested_since(legal_case, last):
        yield ""


def _is_protested_since(legal_case: LegalCase, event: LegalEvent) -> bool:
    protests = legal_case.petitions.filter(kind=Petition.Kind.PROTEST, recorded_at__gt=event.recorded_at)
    return protests.exclude(status__in=NOT_FILED).exists()


def _is_moved_on(closure: ClosureReport) -> bool:
    """The court has gone on from this very report, whoever asked for it: not from one of an earlier investigation."""
    begun: datetime | None = None
    for here, following in pairwise(_steps(closure.legal_case)):
        begun = here.recorded_at if here.status in BAIL_RUNS else begun
        is_of_it = (begun is None or begun < closure.recorded_at) and closure.recorded_at < following.recorded_at
        if is_of_it and here.status == LegalStatus.CLOSURE and following.status in COURT_MOVED:
            return True
    return False


def _steps(legal_case: LegalCase) -> list[LegalEvent]:
    """Without those from which the legal case stepped back, because the paper that brought them was a mistake."""
    standing: list[LegalEvent] = []
    for step in legal_case.events.filter(kind=LegalEvent.Kind.STATUS).order_by("recorded_at"):
        if step.is_mistake and any(one.status == step.status for one in standing):
            while standing[-1].status != step.status:
                standing.pop()
        else:
            standing.append(step)
    return standing


def _remind_of_hearing(closure: ClosureReport, by: User) -> None:
    """The day stands in the week of the lawyer and of whoever accompanies: both may go there."""
    legal_case, day = closure.legal_case, closure.hearing_on
    detail = f"{closure.pk.hex} {day}"
    for duty in _open_about(closure, CLOSURE_HEARING).exclude(detail=detail):
        cancel_duties_of_event(CLOSURE_HEARING, event_uid=duty.event_uid, by=by)
    if day is None or _is_moved_on(closure):
        return
    known = Duty.objects.filter(rule=CLOSURE_HEARING, subject_uid=legal_case.pk, detail=detail, cancelled_at=None)
    owed = set(known.filter(Q(done_at=None) | Q(done_by_hand=True)).values_list("owner", flat=True))
    first = holder_of(legal_case) or by
    others = (one.user for one in working_on(legal_case) if not one.is_lawyer and one.user != first)
    for owner in (first if isinstance(first, User) else None, *others):
        if (owner.pk if owner else None) not in owed:
            remind_about(
                legal_case,
                CLOSURE_HEARING,
                legal_case=legal_case,
                by=by,
                owner=owner,
                due_at=end_of(day),
                detail=detail,
            )


def _settle_hearing(closure: ClosureReport, by: User) -> None:
    for detail in set(_open_about(closure, CLOSURE_HEARING).values_list("detail", flat=True)):
        settle(closure.legal_case, CLOSURE_HEARING, by=by, detail=detail)


def _open_about(closure: ClosureReport, *rules: str) -> QuerySet[Duty]:
    rows = Duty.objects.open().filter(rule__in=rules, subject_uid=closure.legal_case_id)
    return rows.filter(detail__startswith=closure.pk.hex)
