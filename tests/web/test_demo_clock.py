"""The past of the demonstration: told day by day with the clock set back, and nowhere else."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import models
from django.utils import timezone
from pytest_django import Settings

from rihai.accounts.models import Installation, User
from rihai.audit.models import AuditEvent, AuditLink
from rihai.audit.sealer import seal_pending
from rihai.audit.verify import verify
from rihai.cases.documents.models import Document
from rihai.cases.models import Case, CaseEvent, CaseNote
from rihai.directory.actions import load_reference
from rihai.duties.models import Duty
from rihai.intake.models import Alert
from rihai.intake.workflow import Status
from rihai.lib.precision import AgeCertainty
from rihai.people.models import Person
from rihai.people.rules import Reason, may_contact
from rihai.rescue.models import FoundPerson, Inquiry, Lead, LeadJudgement, Operation
from rihai.research.models import Figure, FigureDecision
from rihai.research.workflow import FigureStatus
from rihai.web.demo import clock, facts
from rihai.web.demo.cast import FOUNDED, colleague, make_cast
from rihai.web.demo.clock import ClockRefused, moment, past
from rihai.web.demo.figures import PUBLISHED, REFUSED, end_of_last_quarter, tell_figures
from rihai.web.demo.marks import tellings
from rihai.web.demo.matters import tell, tell_matters
from rihai.web.demo.night import MISSING, tell_night
from tests.web.walking import in_demonstration

EVENING = datetime(2026, 11, 22, 2, 22, tzinfo=ZoneInfo("Asia/Kolkata"))
LONG_AGO = EVENING - timedelta(days=40)

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings: Settings) -> None:
    in_demonstration(settings)


@pytest.fixture
def told(demonstration: None) -> None:
    load_reference(by=None)
    with time_machine.travel(EVENING, tick=False):
        make_cast()
        tell_matters()
        tell_night()


def day(at: datetime) -> date:
    return timezone.localdate(at)


def days_before(at: datetime) -> int:
    return (day(EVENING) - day(at)).days


@time_machine.travel(EVENING, tick=False)
def test_until_the_end_of_the_block_it_is_that_moment_for_every_default(demonstration: None) -> None:
    with past(LONG_AGO):
        inside = timezone.now()
        written = CaseNote().written_at

    assert inside == written == LONG_AGO
    assert timezone.now() == EVENING


def test_the_clock_goes_on_while_it_is_set_back(demonstration: None) -> None:
    with time_machine.travel(EVENING, tick=False) as traveller, past(LONG_AGO):
        traveller.shift(timedelta(minutes=5))

        assert timezone.now() == LONG_AGO + timedelta(minutes=5)


def test_every_stamp_of_every_record_asks_this_clock() -> None:
    """A default that asked another clock would stay in the present."""
    stamps = [
        field
        for model in models.Model.__subclasses__()
        for field in model._meta.get_fields()
        if isinstance(field, models.DateTimeField) and model.__module__.startswith("rihai.") and field.has_default()
    ]

    assert len(stamps) > 30
    assert {field.default for field in stamps} == {timezone.now}
    assert not [field for field in stamps if field.auto_now or field.auto_now_add]


def test_it_runs_on_time_again_after_a_failure(demonstration: None) -> None:
    with pytest.raises(ZeroDivisionError), past(LONG_AGO):
        raise ZeroDivisionError

    assert abs(timezone.now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize("missing", ["environment", "database"])
def test_outside_a_demonstration_no_clock_is_set_back(demonstration: None, settings: Settings, missing: str) -> None:
    if missing == "environment":
        settings.DEMO = False
    else:
        Installation.objects.update(kind=Installation.Kind.PRODUCTION)

    with pytest.raises(ClockRefused, match="in a demonstration only"), past(LONG_AGO):
        pass

    assert vars(timezone)[clock.SOURCE] is datetime


def test_it_is_never_set_forward_or_twice(demonstration: None) -> None:
    with pytest.raises(ClockRefused, match="never forward"), past(timezone.now() + timedelta(hours=1)):
        pass
    with past(LONG_AGO), pytest.raises(ClockRefused, match="already"), past(LONG_AGO):
        pass

    assert vars(timezone)[clock.SOURCE] is datetime


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


def test_things_of_one_day_stand_apart(demonstration: None) -> None:
    load_reference(by=None)
    make_cast()
    tell(next(one for one in facts.matters() if one.key == "parlour"))

    times = CaseEvent.objects.filter(case__person=tellings("parlour")[0][0]).order_by("recorded_at")
    on_the_last = [one.recorded_at for one in times if day(one.recorded_at) == day(moment(14))]
    assert len(on_the_last) == 2
    # The clock goes on between the two, by less than a second.
    assert abs(on_the_last[1] - on_the_last[0] - clock.APART) < timedelta(seconds=5)


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


@pytest.mark.parametrize(
    ("today", "ended"),
    [
        (date(2026, 11, 22), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2026, 3, 31), date(2025, 12, 31)),
    ],
)
def test_a_quarter_ends_before_the_one_that_runs(today: date, ended: date) -> None:
    assert end_of_last_quarter(today) == ended


def test_right_after_a_quarter_its_figures_are_told_of_days_that_have_come(demonstration: None) -> None:
    load_reference(by=None)
    with time_machine.travel(datetime(2026, 10, 1, 8, tzinfo=ZoneInfo("Asia/Kolkata")), tick=False):
        make_cast()
        tell_figures()
        now = timezone.now()

    decided = FigureDecision.objects.values_list("decided_at", flat=True)
    assert len(decided) == len(PUBLISHED) + 1
    assert max(decided) < now
