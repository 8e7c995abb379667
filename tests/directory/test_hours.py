"""Opening hours: open or not at any moment, and a week in few lines."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory import actions
from rihai.directory.entry_page import hours_of
from rihai.directory.forms import HoursForm
from rihai.directory.models import Agency, OpeningHours
from rihai.directory.rules.columns import spans_of
from rihai.directory.rules.hours import Span, always, is_always_open, is_open, lines_of

MONDAY = datetime(2026, 11, 16)  # noqa: DTZ001 - the clock of the office, as the rule is asked
spans = st.builds(Span, st.integers(0, 6), st.times(), st.times())
moments = st.datetimes(MONDAY, MONDAY + timedelta(days=14))


@pytest.mark.parametrize(
    ("day", "hour", "expected"), [(0, 9, False), (0, 10, True), (0, 16, True), (0, 17, False), (5, 11, False)]
)
def test_an_office_is_open_on_its_days_between_its_times(day: int, hour: int, expected: bool) -> None:
    office = spans_of("Mon-Fri 10:00-17:00")

    assert is_open(office, MONDAY + timedelta(days=day, hours=hour)) is expected


@pytest.mark.parametrize(("day", "hour", "expected"), [(6, 23, True), (0, 3, True), (0, 7, False), (6, 3, False)])
def test_a_night_service_is_open_past_midnight(day: int, hour: int, expected: bool) -> None:
    assert is_open(spans_of("Sun 22:00-06:00"), MONDAY + timedelta(days=day, hours=hour)) is expected


@given(moments)
def test_day_and_night_is_open_at_every_moment(at: datetime) -> None:
    assert is_open(always(), at)


@given(st.lists(spans, max_size=6), moments)
def test_more_hours_never_close_an_office(some: list[Span], at: datetime) -> None:
    assert is_open([*some, *always()], at)
    assert is_open(some, at) == any(is_open([span], at) for span in some)


@given(st.lists(spans, max_size=8))
def test_the_lines_of_a_week_say_every_span_once(some: list[Span]) -> None:
    said = [
        Span(day, opens, closes)
        for line in lines_of(some)
        for day in range(line.first, line.last + 1)
        for opens, closes in line.spans
    ]

    assert sorted(said) == sorted(some)


@pytest.mark.parametrize("text", ["always", "Mon", "Fri-Mon 10:00-17:00", "Mon 25:00-26:00", "Mon-Fri 10-17"])
def test_hours_that_cannot_be_understood_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        spans_of(text)


def test_day_and_night_is_typed_in_one_word() -> None:
    assert is_always_open(spans_of("24h"))
    assert spans_of("") == ()


def test_the_hours_are_stated_anew_and_twice_the_same_is_once(unit: Agency, kiran: User) -> None:
    actions.set_hours(unit, spans=spans_of("Mon-Fri 10:00-17:00"), by=kiran)
    actions.set_hours(unit, spans=always(), by=kiran)
    actions.set_hours(unit, spans=always(), by=kiran)

    assert unit.hours.count() == 7
    assert AuditEvent.objects.filter(verb="agency.hours_set").count() == 2


def test_whoever_does_not_keep_the_directory_states_no_hours_and_no_area(unit: Agency, asha: User) -> None:
    with pytest.raises(Refused):
        actions.set_hours(unit, spans=always(), by=asha)
    with pytest.raises(Refused):
        actions.add_area(unit, place=None, area="Virar beat", source="call", by=asha)


def test_the_form_gives_back_what_it_was_given(unit: Agency, kiran: User) -> None:
    week = spans_of("Mon-Fri 10:00-17:00; Sat 10:00-13:00")
    actions.set_hours(unit, spans=week, by=kiran)

    initial = HoursForm.initial_of(unit)
    form = HoursForm({**initial, "opens_1": "10:00", "closes_1": "17:00", "opens_2": "10:00", "closes_2": "13:00"})

    assert form.is_valid(), form.errors
    assert sorted(form.spans()) == sorted(week)
    assert initial["opens_1"] == time(10, 0)


def test_days_without_times_are_asked_back() -> None:
    form = HoursForm({"when": "times", "days_1": ["0"]})

    assert "opens_1" in form.errors


@pytest.mark.parametrize(
    ("country", "state", "is_open_now"),
    [
        ("India", "", False),
        ("Nepal", "", True),
        ("Bangladesh", "", True),
        ("", "Bagmati", True),
        ("", "", False),
        ("Norway", "", False),
    ],
)
def test_an_office_is_open_by_its_own_clock(unit: Agency, country: str, state: str, is_open_now: bool) -> None:
    unit.country, unit.state = country, state
    OpeningHours.objects.create(agency=unit, weekday=0, opens=time(10), closes=time(17))

    with time_machine.travel(datetime(2026, 11, 16, 4, 20, tzinfo=UTC)):  # 9:50 in India, 10:05 in Nepal
        assert hours_of(unit).is_open_now is is_open_now


def test_day_and_night_is_open_by_any_clock(unit: Agency, kiran: User) -> None:
    unit.country = "Norway"
    actions.set_hours(unit, spans=always(), by=kiran)

    assert hours_of(unit).is_open_now
