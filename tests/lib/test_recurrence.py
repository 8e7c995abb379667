"""Days that come again, counted from the first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.lib.recurrence import Period, Unit

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
PERIODS = st.builds(Period, st.integers(1, 40), st.sampled_from(Unit))


@given(first=DAYS, period=PERIODS, number=st.integers(0, 200))
def test_each_day_lies_after_the_one_before(first: date, period: Period, number: int) -> None:
    assert period.day(first, number) < period.day(first, number + 1)


@given(first=DAYS, period=PERIODS, day=DAYS)
def test_the_next_day_is_one_of_its_days_and_none_lies_between(first: date, period: Period, day: date) -> None:
    found = period.next_after(first, day)

    assert found > day
    days = [first]
    while days[-1] < found:
        days.append(period.day(first, len(days)))
    assert days[-1] == found
    assert len(days) == 1 or days[-2] <= day


@given(first=DAYS, every=st.integers(1, 30), number=st.integers(0, 100))
def test_a_month_keeps_its_day_or_ends_before_it(first: date, every: int, number: int) -> None:
    found = Period(every, Unit.MONTHS).day(first, number)

    assert found.day == first.day or (found + timedelta(days=1)).month != found.month


def test_the_31st_falls_on_the_last_of_a_short_month_and_comes_back() -> None:
    period, first = Period(1, Unit.MONTHS), date(2026, 1, 31)

    assert [period.day(first, number) for number in range(4)] == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30),
    ]  # fmt: skip


def test_nothing_comes_again_at_once() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Period(0, Unit.DAYS)
