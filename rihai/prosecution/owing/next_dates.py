"""After a day in court: the next date, and the duty to find it out where nobody knows it.

Not here: planning a hearing, or telling how it went (`actions.hearings`).
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution.models import CourtDay, Hearing, LegalCase
from rihai.prosecution.owing.owed import remind_of_call
from rihai.prosecution.owing.reminders import HEARING, NEXT_DATE, PREPARE, remind_of_hearing, settle_hearing
from rihai.prosecution.workflow import LegalStatus

PREPARE_BEFORE: Final = timedelta(days=7)
LATEST: Final = timedelta(days=5 * 366)


def check_day(at: datetime) -> None:
    if at > timezone.now() + LATEST:
        raise NotPossible(_("No court gives a date so far ahead. Look at the year."))


def remind_of_day(hearing: Hearing, *, by: User) -> None:
    """The day itself, and making the survivor familiar with the court before it."""
    remind_of_hearing(hearing, HEARING, due_at=hearing.at, by=by)
    if hearing.purpose == Hearing.Purpose.SURVIVOR:
        before = max(hearing.at - PREPARE_BEFORE, timezone.now())
        remind_of_hearing(hearing, PREPARE, due_at=before, by=by)
    settle_next_dates(hearing.legal_case, by=by)


def owe_day_again(hearing: Hearing, *, by: User) -> None:
    """It was not called off after all. Of a day that has passed meanwhile somebody finds out how it went."""
    cancel_duties(NEXT_DATE, subject=hearing, by=by)
    if hearing.at > timezone.now():
        remind_of_day(hearing, by=by)
    else:
        remind_of_hearing(hearing, HEARING, due_at=timezone.now(), by=by)


def move_day(hearing: Hearing, at: datetime, *, by: User) -> None:
    """The date was written down wrongly: what is owed moves with it."""
    if not hearing.is_to_come:
        raise NotPossible(_("It has been told already how the next date went. Put it right there."))
    hearing.at = at
    hearing.save(update_fields=["at"])
    for rule in (HEARING, PREPARE):
        cancel_duties(rule, subject=hearing, by=by)
    remind_of_day(hearing, by=by)
    for plan in CourtDay.objects.filter(hearing=hearing, after="").select_related("goes_along"):
        plan.hearing = hearing
        remind_of_call(plan, by=by)


def settle_next_dates(legal_case: LegalCase, *, by: User) -> None:
    """A later date is known now, or the court has spoken about everybody."""
    told = legal_case.hearings.exclude(outcome="")
    owed = Duty.objects.open().filter(rule=NEXT_DATE, subject_uid__in=told.values("pk"))
    for hearing in told.filter(pk__in=owed.values("subject_uid")):
        hearing.legal_case = legal_case
        if not lacks_next_date(hearing):
            settle_hearing(hearing, NEXT_DATE, by=by)


def remind_of_next_date(hearing: Hearing, *, by: User) -> None:
    if lacks_next_date(hearing):
        remind_of_hearing(hearing, NEXT_DATE, by=by)
    else:
        settle_hearing(hearing, NEXT_DATE, by=by)


def owe_next_date_again(legal_case: LegalCase, *, by: User) -> None:
    """The case is not decided after all: the last day that was told has no next one yet."""
    told = legal_case.hearings.exclude(outcome="").select_related("legal_case", "survivor__case").order_by("at").last()
    if told is None or not lacks_next_date(told):
        return
    if not Duty.objects.open().filter(rule=NEXT_DATE, subject_uid=told.pk).exists():
        remind_of_hearing(told, NEXT_DATE, by=by)


def lacks_next_date(hearing: Hearing) -> bool:
    """What was put off or called off goes on with the same purpose, and for the same survivor; after anything else any
    later date will do. A day of judgment that brought none is followed by another; what fell away with it by nothing.
    """
    legal_case: LegalCase = hearing.legal_case
    later = legal_case.hearings.filter(at__gt=hearing.at)
    if hearing.outcome != Hearing.Outcome.ADJOURNED and legal_case.status == LegalStatus.DECIDED:
        return False
    if hearing.outcome != Hearing.Outcome.HELD:
        later = later.filter(purpose=hearing.purpose)
        if hearing.survivor_id is not None:
            later = later.filter(survivor_id=hearing.survivor_id)
    return not later.exists()
