"""What the past of the demonstration looks like from its evening: days, stories, duties, figures, and a sound trail."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import models
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent, AuditLink
from rihai.audit.sealer import seal_pending
from rihai.audit.verify import verify
from rihai.cases.documents.models import Document
from rihai.cases.models import Case, CaseEvent
from rihai.duties.models import Duty
from rihai.intake.models import Alert
from rihai.intake.workflow import Status
from rihai.lib.precision import AgeCertainty
from rihai.people.models import Person
from rihai.people.rules import Reason, may_contact
from rihai.rescue.models import FoundPerson, Inquiry, Lead, LeadJudgement, Operation
from rihai.research.models import Figure
from rihai.research.workflow import FigureStatus
from rihai.web.demo import clock, facts
from rihai.web.demo.cast import FOUNDED, colleague
from rihai.web.demo.figures import PUBLISHED, REFUSED, tell_figures
from rihai.web.demo.marks import tellings
from rihai.web.demo.night import MISSING, tell_night
from tests.web.walking import EVENING

LONG_AGO = EVENING - timedelta(days=40)

pytestmark = pytest.mark.django_db


def day(at: datetime) -> date:
    return timezone.localdate(at)


def days_before(at: datetime) -> int:
    return (day(EVENING) - day(at)).days


def test_whatever_was_told_the_clock_runs_on_real_time(told: None) -> None:
    assert vars(timezone)[clock.SOURCE] is datetime


def test_what_happened_was_written_down_on_its_day(told: None) -> None:
    for lead in Lead.objects.all():
        assert lead.occurred_on == day(lead.recorded_at)
    for found in FoundPerson.objects.all():
        assert found.found_on == day(found.recorded_at) == day(found.case.opened_at)
    for operation in Operation.objects.exclude(occurred_on=None):
        assert operation.occurred_on == day(operation.recorded_at)
    for event in CaseEvent.objects.exclude(kind="movement"):
        assert event.occurred_on == day(event.recorded_at)
    for alert in Alert.objects.exclude(status=Status.NEW):
        assert alert.happened_on == day(alert.received_at)


def test_the_cases_look_back_on_weeks(told: None) -> None:
    ages = sorted(days_before(case.opened_at) for case in Case.objects.all())

    assert ages == [24, 28, 33, 46, 46, 51, 60, 97]
    assert max(ages) < FOUNDED
    assert {days_before(user.created_at) for user in User.objects.filter(organisation__is_demonstration=True)} == {
        FOUNDED
    }


def test_the_girl_was_reported_nine_days_ago_and_sought_since(told: None) -> None:
    inquiry = Inquiry.objects.get(pk=tellings(MISSING)[-1][0])

    assert days_before(inquiry.opened_at) == days_before(Alert.objects.get(inquiry=inquiry).received_at) == 9


def test_the_story_of_each_case_stands_in_order(told: None) -> None:
    for case in Case.objects.all():
        inquiry = Inquiry.objects.filter(people__person=case.person).first()
        if inquiry is not None:
            alert = Alert.objects.get(inquiry=inquiry)
            assert alert.received_at < inquiry.opened_at < case.opened_at
            assert inquiry.closed_at is None or inquiry.closed_at > case.opened_at
        for event in case.events.all():
            assert event.recorded_at >= case.opened_at
        assert all(note.written_at > case.opened_at for note in case.notes.all())
    for judgement in LeadJudgement.objects.all():
        assert judgement.judged_at >= judgement.lead.recorded_at
    with_a_case = Person.objects.filter(provenance="own", cases__isnull=False)
    assert {person.age_certainty for person in with_a_case} == {AgeCertainty.STATED}


def test_papers_were_added_on_their_days_and_have_a_safe_copy(told: None) -> None:
    papers = Document.objects.all()

    assert sorted(days_before(one.added_at) for one in papers) == [15, 26]
    assert all(one.dated_on == day(one.added_at) and one.safe_copy_id for one in papers)


def test_what_went_wrong_was_answered_by_something_later(told: None) -> None:
    """In every matter that became a case something follows the last thing that was told in anger."""
    for matter in facts.matters():
        if matter.found or matter.case:
            assert {"note", "support", "talk"} & {event.kind for event in matter.events}
            assert [event.days for event in matter.events] == sorted(
                (event.days for event in matter.events), reverse=True
            )


def test_some_duties_were_done_in_time_and_some_are_late(told: None) -> None:
    done = Duty.objects.exclude(done_at=None)
    late = Duty.objects.open().filter(due_at__lt=EVENING)

    assert {"alert.triage", "lead.judge", "case.visit"} <= set(done.values_list("rule", flat=True))
    assert not done.filter(rule__in=("alert.triage", "case.visit"), done_at__gt=models.F("due_at")).exists()
    assert set(late.values_list("rule", flat=True)) == {"case.visit", "inquiry.ask_homes", "operation.ladder"}
    # The first step after a refusal is due at once.
    others = Duty.objects.exclude(rule__in=("contact.confirm_number", "operation.ladder"))
    assert all(duty.opened_at < duty.due_at for duty in others)


def test_the_number_that_is_asked_about_tonight_was_confirmed_ninety_days_ago(told: None) -> None:
    safety = Person.objects.get(pk=tellings("flat")[0][0]).contact_safety

    assert safety.confirmed_at is not None
    assert safety.confirmed_by == colleague("ravi")
    assert days_before(safety.confirmed_at) == 90
    wanted = EVENING.replace(hour=21, minute=30)
    yesterday, tomorrow = (may_contact(safety, channel="call", at=wanted + timedelta(days=by)) for by in (-1, 1))
    assert (yesterday.reasons, tomorrow.reasons) == ((), (Reason.CONFIRMATION_EXPIRED,))


def test_the_trail_is_linked_in_the_order_of_time_and_sound(told: None) -> None:
    seal_pending()

    links = AuditLink.objects.order_by("position").values_list("event_uid", flat=True)
    at = dict(AuditEvent.objects.values_list("uid", "at"))
    order = [at[uid] for uid in links]
    assert len(order) > 500
    assert all(earlier <= later for earlier, later in pairwise(order[:-1]))
    assert verify().is_sound


def test_another_evening_leaves_the_trail_sound(told: None) -> None:
    seal_pending()
    with time_machine.travel(EVENING + timedelta(days=1), tick=False):
        tell_night()
        seal_pending()

    assert verify().is_sound
    assert AuditEvent.objects.count() == AuditLink.objects.count()


def test_the_figures_of_the_last_quarter_were_published_by_two_people(told: None) -> None:
    with time_machine.travel(EVENING, tick=False):
        tell_figures()
        tell_figures()

    figures = {one.indicator: one for one in Figure.objects.all()}
    assert {one.as_of for one in figures.values()} == {date(2026, 9, 30)}
    assert [figures[code].standing for code in PUBLISHED] == [FigureStatus.PUBLISHED] * len(PUBLISHED)
    assert figures[REFUSED].standing == FigureStatus.REFUSED
    assert len(figures) == len(PUBLISHED) + 1
    for figure in figures.values():
        (decision,) = figure.decisions.all()
        assert figure.proposed_at < decision.decided_at < EVENING - timedelta(weeks=4)
        assert figure.proposed_by != decision.decided_by
