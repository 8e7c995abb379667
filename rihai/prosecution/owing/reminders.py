"""Which event of a legal case opens which duty, and who owes it: its lawyer, else whoever can open it.

Never a desk that may not know of the legal case: there nobody would see the duty.
"""

from datetime import datetime
from typing import Final

from rihai.accounts.models import Desk, User
from rihai.cases.permissions import works_on
from rihai.duties.actions import cancel_duties, complete_duties, reopen_duties
from rihai.duties.models import Duty
from rihai.prosecution.law.law_country import has_law
from rihai.prosecution.models import Hearing, LegalCase, LegalCaseSurvivor
from rihai.prosecution.owing.belonging import records_of
from rihai.prosecution.owing.giving import give
from rihai.prosecution.rights.working import desk_of, lawyers_of, working_on
from rihai.prosecution.workflow import BEFORE_COURT, LegalStatus

NAME_LAWYER: Final = "legal.name_lawyer"
COPY: Final = "legal.copy"
SECTIONS: Final = "legal.sections"
TRANSFER: Final = "legal.transfer"
CLOSURE: Final = "legal.closure"
DEFAULT_BAIL: Final = "legal.default_bail"
FIRST_REMAND: Final = "legal.first_remand"
HEARING: Final = "legal.hearing"
NEXT_DATE: Final = "legal.next_date"
PREPARE: Final = "legal.prepare"
LADDER: Final = "legal.ladder"
LADDER_END: Final = "legal.ladder_end"


def holder_of(legal_case: LegalCase, *, about: LegalCaseSurvivor | None = None) -> User | Desk | None:
    """The first of its lawyers who works on it now, else the desk that can open it, else whoever accompanies.

    What is `about` one survivor is owed by nobody who accompanies another one: she does not learn of it.
    """
    parts = working_on(legal_case)
    lawyer = next((one.user for one in parts if one.is_lawyer), None)
    companions = (one.user for one in parts if about is None or works_on(one.user, about.case))
    return lawyer or desk_of(legal_case) or next(companions, None)


def remind(
    legal_case: LegalCase,
    rule: str,
    *,
    by: User,
    due_at: datetime | None = None,
    detail: str = "",
) -> None:
    holder = holder_of(legal_case) or by
    give(rule, legal_case, to=holder, organisation=legal_case.organisation, due_at=due_at, detail=detail, by=by)


def remind_of_paper(legal_case: LegalCase, *, by: User) -> None:
    """What follows from a registered FIR, as the paper says it now; each is closed by the act that answers it."""
    _keep(legal_case, COPY, by, is_owed=legal_case.awaits_copy)
    _keep(legal_case, TRANSFER, by, is_owed=legal_case.awaits_transfer)
    remind_of_check(legal_case, by=by)


def remind_of_check(legal_case: LegalCase, *, by: User) -> None:
    """Also when a lawyer comes or goes: nobody else can do it."""
    _keep(legal_case, SECTIONS, by, is_owed=_awaits_check(legal_case))


def _keep(legal_case: LegalCase, rule: str, by: User, *, is_owed: bool) -> None:
    if not is_owed:
        cancel_duties(rule, subject=legal_case, by=by)
    elif not _is_open(legal_case, rule):
        remind(legal_case, rule, by=by)


def _awaits_check(legal_case: LegalCase) -> bool:
    """The copy is there, and no lawyer has compared the sections with the facts. Without one, naming one is owed."""
    is_there = legal_case.has_fir and legal_case.copy_received_on is not None and has_law(legal_case)
    if not is_there or legal_case.checks.exists():
        return False
    is_asked = legal_case.status == LegalStatus.COURT and _is_open(legal_case, SECTIONS)
    has_lawyer = bool(lawyers_of(legal_case)) or desk_of(legal_case) is not None
    return has_lawyer and (is_asked or legal_case.status in BEFORE_COURT)


def _is_open(legal_case: LegalCase, rule: str) -> bool:
    return Duty.objects.open().filter(rule=rule, subject_uid=legal_case.pk).exists()


def settle(legal_case: LegalCase, rule: str, *, by: User, detail: str | None = None) -> None:
    complete_duties(rule, subject=legal_case, by=by, detail=detail)


def forget(legal_case: LegalCase, *, by: User) -> None:
    for subject in (legal_case, *records_of(legal_case)):
        cancel_duties(None, subject=subject, by=by)


def owe_again(legal_case: LegalCase, *, by: User) -> None:
    """It was no mistake: what was forgotten with it is owed as before."""
    taken_for = legal_case.events.filter(status=LegalStatus.MISTAKE).first()
    if taken_for is not None:
        for subject in (legal_case, *records_of(legal_case)):
            reopen_duties(subject, cancelled_from=taken_for.recorded_at, by=by)


def remind_of_hearing(hearing: Hearing, rule: str, *, by: User, due_at: datetime | None = None) -> None:
    """A duty with the hour of the hearing stands in the week and in the calendar file of whoever owes it."""
    prepares = _who_prepares(hearing) if rule == PREPARE else None
    holder = prepares or holder_of(hearing.legal_case, about=hearing.survivor) or by
    give(rule, hearing, to=holder, organisation=hearing.legal_case.organisation, due_at=due_at, by=by)


def prepare_again(legal_case: LegalCase, *, by: User) -> None:
    """Whoever accompanies the survivor is back: preparing her for the court lies with her, and not with the lawyer."""
    owed = Duty.objects.open().filter(rule=PREPARE, subject_uid__in=legal_case.hearings.values("pk"))
    for duty in owed:
        hearing = legal_case.hearings.select_related("survivor__case").get(pk=duty.subject_uid)
        prepares = _who_prepares(hearing)
        if prepares is not None and prepares.pk != duty.owner_id:
            cancel_duties(PREPARE, subject=hearing, by=by)
            remind_of_hearing(hearing, PREPARE, due_at=duty.due_at, by=by)


def _who_prepares(hearing: Hearing) -> User | None:
    """Whoever accompanies that survivor, before all the named worker: the lawyer does not walk the way with her."""
    case = hearing.survivor.case if hearing.survivor else None
    here = (one.user for one in working_on(hearing.legal_case) if not one.is_lawyer)
    companions = [user for user in here if case is None or works_on(user, case)]
    return next(iter(sorted(companions, key=lambda user: case is None or user.pk != case.case_owner_id)), None)


def settle_hearing(hearing: Hearing, rule: str, *, by: User) -> None:
    complete_duties(rule, subject=hearing, by=by)
