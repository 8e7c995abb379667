"""The night with which the rescue officer on call begins, true again at every start of the demonstration.

A call of eight minutes ago that nobody has decided on; a girl missing for nine days, the homes of two districts
not asked; a number to confirm. What a former evening left is ended by the same actions as on the screens, with
a reason, so that nothing piles up. What somebody has decided stays as it was decided.
"""

from datetime import datetime, time, timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties, complete_duties, open_duty
from rihai.duties.models import Duty
from rihai.intake.actions import dismiss_alert, record_alert
from rihai.intake.models import Alert
from rihai.intake.workflow import Status
from rihai.people.models import Person
from rihai.rescue import actions as rescue
from rihai.rescue.models import Inquiry
from rihai.rescue.workflow import InquiryStatus
from rihai.web.demo import facts
from rihai.web.demo.cast import colleague
from rihai.web.demo.clock import APART, moment, past
from rihai.web.demo.marks import mark_told, tellings
from rihai.web.demo.matters import accept, people_of, tell_lead
from rihai.web.demo.people import alert_facts, days_ago, district
from rihai.web.demo.searching import end_search, take_in, tell_search

CONFIRM: Final = "contact.confirm_number"
NEXT_STEP: Final = "inquiry.next_step"
MISSING: Final = "missing"
# A start right after the last one finds the call as fresh as it has to be.
STILL_FRESH: Final = timedelta(minutes=1)


@transaction.atomic
def tell_night() -> str:
    tonight = facts.night()
    alert = tell_call(tonight)
    tell_missing(tonight.missing)
    ask_for_number(tonight)
    return f"a call at {timezone.localtime(alert.received_at):%H:%M}"


def calls(tonight: facts.Night) -> list[Alert]:
    """What the night telephone took, the latest first; it records nothing else."""
    told = Alert.objects.filter(
        received_by__username=tonight.recorder, received_by__organisation__is_demonstration=True
    )
    return list(told.order_by("-received_at"))


def tell_call(tonight: facts.Night) -> Alert:
    """The call of tonight; one that was left lying is dismissed by whoever took it."""
    by = colleague(tonight.recorder)
    told = alert_facts(tonight.alert, ())
    waiting = [alert for alert in calls(tonight) if alert.status == Status.NEW]
    for alert in waiting:
        if told.received_at - alert.received_at < STILL_FRESH:
            return alert
        dismiss_alert(alert, code=tonight.left_lying.code, reason=tonight.left_lying.reason, by=by)
    return record_alert(organisation=by.organisation, by=by, facts=told)


def tell_missing(missing: facts.Missing) -> Inquiry:
    """The girl of this evening; of a former evening she has come home."""
    told = tellings(MISSING)
    if told:
        inquiry = Inquiry.objects.get(pk=told[-1][0])
        if _is_of_today(inquiry, missing):
            return inquiry
        end_search(Person.objects.get(pk=told[-1][1]), missing)
        if inquiry.status != InquiryStatus.CLOSED:
            rescue.close_inquiry(
                inquiry,
                outcome=Inquiry.Outcome(missing.close.outcome),
                reason=missing.close.reason,
                by=colleague(missing.recorder),
            )
    return _missing(missing, girl=missing.girls[len(told) % len(missing.girls)])


def _is_of_today(inquiry: Inquiry, missing: facts.Missing) -> bool:
    since = Alert.objects.filter(inquiry=inquiry, happened_on=days_ago(missing.alert.days))
    asked = Duty.objects.open().filter(rule=rescue.ASK_HOMES, subject_uid=inquiry.uid)
    return since.exists() and asked.exists()


def _missing(missing: facts.Missing, *, girl: facts.Somebody) -> Inquiry:
    by, officer = colleague(missing.recorder), colleague(missing.officer)
    with past(moment(missing.alert.days)):
        alert = record_alert(organisation=by.organisation, by=by, facts=alert_facts(missing.alert, (girl,)))
    with past(moment(missing.alert.days, APART)):
        inquiry = accept(alert, officer=officer, by=by)
    with past(moment(missing.alert.days, 2 * APART)):
        places = [district(place) for place in missing.ask_in]
        rescue.plan_asking(inquiry, places=places, since=alert.received_at, by=officer)
    for step in missing.leads:
        with past(moment(step.days)):
            tell_lead(inquiry, step, by=officer)
            # What comes next is said: the homes are to be asked.
            complete_duties(NEXT_STEP, subject=inquiry, by=officer)
    person = people_of(alert)[0]
    tell_search(alert, person, missing, by=officer)
    take_in(girl, missing.taken_in)
    mark_told(MISSING, records=[inquiry.uid, *(person.uid for person in people_of(alert))])
    return inquiry


def ask_for_number(tonight: facts.Night) -> None:
    """Due before midnight, whenever the demonstration starts."""
    by = colleague(tonight.number_asks)
    person = Person.objects.get(pk=tellings(tonight.number_matter)[0][0])
    due_at = end_of_day(timezone.now())
    if Duty.objects.open().filter(rule=CONFIRM, subject_uid=person.uid, due_at=due_at).exists():
        return
    cancel_duties(CONFIRM, subject=person, by=by)
    _owe_number(person, due_at, by)


def _owe_number(person: Person, due_at: datetime, by: User) -> None:
    open_duty(
        CONFIRM,
        subject=person,
        event_uid=uuid4(),
        organisation=person.organisation,
        owner=by,
        due_at=due_at,
        by=by,
    )


def end_of_day(now: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(now), time(23, 59, 59)))
