"""Every way of counting, on days that can be counted on one's fingers, and what must hold for all days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.law.counting import INDIA, Counting, Limit, Unit, When, day_of, end_of
from rihai.law.holidays import OpenDays, national

OPEN = national()
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))
NUMBERED = st.builds(
    Limit, st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.WORKING_DAYS]), st.integers(1, 120)
)
COUNTED = st.sampled_from([Counting.EXCLUDE_FIRST_DAY, Counting.INCLUDE_FIRST_DAY])


def last(trigger: When, value: int, unit: str, counting: Counting = Counting.EXCLUDE_FIRST_DAY) -> When | None:
    return end_of(trigger, Limit(Unit(unit), value), counting, OPEN)


def test_the_day_of_the_trigger_is_left_out() -> None:
    """General Clauses Act section 9: 30 days from 31 August end on 30 September, 15 days from 1 March on the 16th."""
    assert last(date(2019, 8, 31), 30, "days") == date(2019, 9, 30)
    assert last(date(2026, 3, 1), 15, "days") == date(2026, 3, 16)


def test_the_day_of_the_first_remand_is_day_one() -> None:
    """Enforcement Directorate v Kapil Wadhawan: remanded on 14 May 2020, the sixty days ended on Sunday 12 July."""
    sixty = last(date(2020, 5, 14), 60, "days", Counting.INCLUDE_FIRST_DAY)

    assert sixty == date(2020, 7, 12)
    assert sixty.weekday() == 6


@pytest.mark.parametrize(
    ("trigger", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_is_a_month_of_the_calendar(trigger: date, months: int, end: date) -> None:
    assert last(trigger, months, "months") == end


def test_years_end_on_the_same_day_of_the_year() -> None:
    assert last(date(2026, 3, 1), 3, "years") == date(2029, 3, 1)
    assert last(date(2028, 2, 29), 1, "years") == date(2029, 2, 28)


def test_weeks_are_seven_days() -> None:
    assert last(date(2026, 1, 1), 21, "weeks") == date(2026, 5, 28)


def test_working_days_leave_out_sundays_and_national_holidays() -> None:
    """From Thursday 22 January 2026: Fri 23, Sat 24, then Sunday and Republic Day, Tue 27, Wed 28, Thu 29."""
    assert last(date(2026, 1, 22), 5, "working_days") == date(2026, 1, 29)


def test_hours_run_over_midnight_and_keep_their_offset() -> None:
    taken = datetime.fromisoformat("2026-11-21T22:15:00+05:30")

    due = last(taken, 24, "hours", Counting.HOURS)

    assert isinstance(due, datetime)
    assert due.isoformat() == "2026-11-22T22:15:00+05:30"


def test_a_day_without_an_hour_is_counted_from_its_first_minute_in_india() -> None:
    due = last(date(2026, 11, 21), 24, "hours", Counting.HOURS)

    assert isinstance(due, datetime)
    assert due.isoformat() == "2026-11-22T00:00:00+05:30"


def test_a_journey_is_left_out_only_where_the_law_says_so() -> None:
    taken = datetime(2026, 11, 21, 10, tzinfo=INDIA)
    day, journey = Limit(Unit.HOURS, 24), timedelta(hours=7)

    without = end_of(taken, day, Counting.HOURS, OPEN, travel=journey)
    excluded = end_of(taken, day, Counting.HOURS_EXCLUDING_TRAVEL, OPEN, travel=journey)

    assert without == datetime(2026, 11, 22, 10, tzinfo=INDIA)
    assert excluded == datetime(2026, 11, 22, 17, tzinfo=INDIA)


def test_a_moment_belongs_to_the_day_it_was_in_india() -> None:
    assert day_of(datetime(2026, 1, 1, 20, tzinfo=UTC)) == date(2026, 1, 2)


@pytest.mark.parametrize("unit", [Unit.IMMEDIATE, Unit.FORTHWITH, Unit.AS_SOON_AS, Unit.NONE])
def test_no_date_is_made_of_a_word(unit: Unit) -> None:
    assert end_of(date(2026, 1, 1), Limit(unit), Counting.EXCLUDE_FIRST_DAY, OPEN) is None


def test_a_period_is_said_in_words() -> None:
    assert [Limit(Unit.MONTHS, 1).text, Limit(Unit.DAYS, 60).text, Limit(Unit.WORKING_DAYS, 5).text] == [
        "1 month",
        "60 days",
        "5 working days",
    ]


@given(DAYS, DAYS, NUMBERED, COUNTED)
def test_a_later_trigger_never_ends_earlier(one: date, other: date, limit: Limit, counting: Counting) -> None:
    earlier, later = sorted([one, other])

    first, second = (end_of(day, limit, counting, OPEN) for day in (earlier, later))

    assert first is not None
    assert second is not None
    assert first <= second


@given(DAYS, NUMBERED, COUNTED)
def test_nothing_ends_before_it_began(day: date, limit: Limit, counting: Counting) -> None:
    end = end_of(day, limit, counting, OPEN)

    assert end is not None
    assert end >= day


@given(DAYS, st.integers(1, 60), st.frozensets(DAYS, max_size=20))
def test_one_more_closed_day_never_ends_working_days_earlier(day: date, count: int, closed: frozenset[date]) -> None:
    more = OpenDays(weekly=OPEN.weekly, fixed=OPEN.fixed, days=closed)

    assert more.add(day, count) >= OPEN.add(day, count)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.integers(0, 1439), st.integers(1, 96))  # noqa: DTZ001 - the offset is added below
def test_hours_are_hours_whatever_the_offset(naive: datetime, minutes: int, hours: int) -> None:
    moment = naive.replace(tzinfo=UTC).astimezone(INDIA) + timedelta(minutes=minutes)

    end = end_of(moment, Limit(Unit.HOURS, hours), Counting.HOURS, OPEN)

    assert isinstance(end, datetime)
    assert (end - moment).total_seconds() == 3600 * hours
