"""The past of the demonstration: told day by day with the clock set back, and nowhere else."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import models
from django.utils import timezone
from pytest_django import Settings

from rihai.accounts.models import Installation
from rihai.cases.models import CaseEvent, CaseNote
from rihai.directory.actions import load_reference
from rihai.research.models import FigureDecision
from rihai.web.demo import clock, facts
from rihai.web.demo.cast import make_cast
from rihai.web.demo.clock import ClockRefused, moment, past
from rihai.web.demo.figures import PUBLISHED, end_of_last_quarter, tell_figures
from rihai.web.demo.marks import tellings
from rihai.web.demo.matters import tell
from tests.web.walking import EVENING, in_demonstration

LONG_AGO = EVENING - timedelta(days=40)

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings: Settings) -> None:
    in_demonstration(settings)


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


def test_things_of_one_day_stand_apart(demonstration: None) -> None:
    load_reference(by=None)
    make_cast()
    tell(next(one for one in facts.matters() if one.key == "parlour"))

    times = CaseEvent.objects.filter(case__person=tellings("parlour")[0][0]).order_by("recorded_at")
    on_the_last = [one.recorded_at for one in times if day(one.recorded_at) == day(moment(14))]
    assert len(on_the_last) == 2
    # The clock goes on between the two, by less than a second.
    assert abs(on_the_last[1] - on_the_last[0] - clock.APART) < timedelta(seconds=5)


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
