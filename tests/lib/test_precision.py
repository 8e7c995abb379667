"""Dates and ages that are partly known: nothing finer than what was told is ever invented."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rihai.lib.precision import (
    AgeCertainty,
    AgeRange,
    BirthYear,
    ImpreciseDate,
    Majority,
    Precision,
    age_at,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
PRECISIONS = st.sampled_from([Precision.DAY, Precision.MONTH, Precision.YEAR])
IMPRECISE = st.builds(ImpreciseDate.of, DAYS, PRECISIONS)
NOW = date(2024, 7, 1)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2022-05-17", date(2022, 5, 17), Precision.DAY),
        ("2022-05", date(2022, 5, 1), Precision.MONTH),
        ("2022", date(2022, 1, 1), Precision.YEAR),
        (" 2022-05 ", date(2022, 5, 1), Precision.MONTH),
        ("२०२२-०५", date(2022, 5, 1), Precision.MONTH),
        ("2024-02-29", date(2024, 2, 29), Precision.DAY),
    ],
)
def test_the_precision_is_what_was_written(text: str, value: date, precision: Precision) -> None:
    assert ImpreciseDate.parse(text) == ImpreciseDate(value, precision)


@pytest.mark.parametrize(
    "text", ["", "May 2022", "17-05-2022", "2022-5-17", "2022-05-17-01", "22", "2022-", "20220517"]
)
def test_another_form_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="such as 2022-05-17, or 2022-05, or 2022"):
        ImpreciseDate.parse(text)


@pytest.mark.parametrize("text", ["2022-13", "2022-00", "2022-02-29", "2022-04-31", "2022-04-00", "0000"])
def test_a_day_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no such day in the calendar"):
        ImpreciseDate.parse(text)


@given(IMPRECISE)
def test_a_label_reads_back_as_the_same_date(imprecise: ImpreciseDate) -> None:
    assert ImpreciseDate.parse(imprecise.label) == imprecise


@given(DAYS, PRECISIONS)
def test_the_day_lies_between_start_and_end(day: date, precision: Precision) -> None:
    imprecise = ImpreciseDate.of(day, precision)

    assert imprecise.start <= day <= imprecise.end
    assert ImpreciseDate.of(imprecise.end, precision) == imprecise
    assert ImpreciseDate.of(imprecise.end + timedelta(days=1), precision) != imprecise


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-06-05", date(2023, 6, 5), date(2023, 6, 5)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, start: date, end: date) -> None:
    imprecise = ImpreciseDate.parse(text)

    assert (imprecise.start, imprecise.end) == (start, end)


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR])
def test_a_day_in_the_middle_is_not_accepted_as_a_period(precision: Precision) -> None:
    with pytest.raises(ValueError, match="first day"):
        ImpreciseDate(date(2022, 5, 17), precision)


@pytest.mark.parametrize("precision", [Precision.MINUTE, Precision.UNKNOWN])
def test_a_date_is_neither_a_minute_nor_unknown(precision: Precision) -> None:
    with pytest.raises(ValueError, match="cannot have the precision"):
        ImpreciseDate(date(2022, 5, 1), precision)


def test_dates_of_all_precisions_can_be_sorted() -> None:
    labels = ["2023", "2022-05", "2022-05-01", "2022", "2022-06-17"]

    in_order = [imprecise.label for imprecise in sorted(map(ImpreciseDate.parse, labels))]

    assert in_order == ["2022", "2022-05-01", "2022-05", "2022-06-17", "2023"]


@given(IMPRECISE, IMPRECISE)
def test_the_order_is_total(one: ImpreciseDate, other: ImpreciseDate) -> None:
    assert [one < other, one == other, one > other].count(True) == 1


@given(IMPRECISE, IMPRECISE)
def test_one_is_surely_before_the_other_or_they_may_be_the_same_day(one: ImpreciseDate, other: ImpreciseDate) -> None:
    answers = [one.is_surely_before(other), one.may_be_same_day(other), other.is_surely_before(one)]

    assert answers.count(True) == 1


def test_a_month_is_not_surely_before_a_day_in_it() -> None:
    month, day = ImpreciseDate.parse("2022-05"), ImpreciseDate.parse("2022-05-17")

    assert month < day
    assert not month.is_surely_before(day)
    assert month.may_be_same_day(day)


@pytest.mark.parametrize(
    ("birth", "on", "ages"),
    [
        ("2006-07-01", NOW, (18, 18)),
        ("2006-07-02", NOW, (17, 17)),
        ("2006-07", NOW, (17, 18)),
        ("2006", NOW, (17, 18)),
        ("2005", NOW, (18, 19)),
        ("2024", NOW, (0, 0)),
        ("2004-02-29", date(2022, 2, 28), (17, 17)),
        ("2004-02-29", date(2022, 3, 1), (18, 18)),
    ],
)
def test_age_is_a_range_as_wide_as_the_birth_date_is_vague(birth: str, on: date, ages: tuple[int, int]) -> None:
    assert age_at(ImpreciseDate.parse(birth), on) == AgeRange(*ages)


@given(birth=DAYS, precision=PRECISIONS, on=DAYS)
def test_the_true_age_is_always_within_the_range(birth: date, precision: Precision, on: date) -> None:
    assume(birth <= on)
    true_age = age_at(ImpreciseDate(birth), on).youngest

    ages = age_at(ImpreciseDate.of(birth, precision), on)

    assert ages.youngest <= true_age <= ages.oldest


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="after the day"):
        age_at(ImpreciseDate.parse("2024-07-02"), NOW)


@pytest.mark.parametrize(
    ("youngest", "oldest", "majority"),
    [(0, 17, Majority.CHILD), (18, 18, Majority.ADULT), (17, 18, Majority.POSSIBLY_CHILD), (18, 40, Majority.ADULT)],
)
def test_majority_is_said_only_when_the_whole_range_agrees(youngest: int, oldest: int, majority: Majority) -> None:
    assert AgeRange(youngest, oldest).majority is majority


@pytest.mark.parametrize(("youngest", "oldest"), [(-1, 3), (5, 4)])
def test_an_impossible_age_range_is_refused(youngest: int, oldest: int) -> None:
    with pytest.raises(ValueError, match="age range"):
        AgeRange(youngest, oldest)


@pytest.mark.parametrize(
    ("year", "certainty", "ages"),
    [
        (2006, AgeCertainty.EXACT, (17, 18)),
        (2006, AgeCertainty.DOCUMENTED, (17, 18)),
        (2006, AgeCertainty.STATED, (16, 19)),
        (2006, AgeCertainty.ESTIMATED, (15, 20)),
        (2024, AgeCertainty.ESTIMATED, (0, 2)),
        (2026, AgeCertainty.ESTIMATED, (0, 0)),
    ],
)
def test_a_birth_year_gives_a_wider_range_the_less_certain_it_is(
    year: int, certainty: AgeCertainty, ages: tuple[int, int]
) -> None:
    assert BirthYear(year, certainty).age_range(NOW) == AgeRange(*ages)


@pytest.mark.parametrize(
    ("year", "certainty", "majority"),
    [
        (2004, AgeCertainty.EXACT, Majority.ADULT),
        (2004, AgeCertainty.STATED, Majority.ADULT),
        (2004, AgeCertainty.ESTIMATED, Majority.POSSIBLY_CHILD),
        (2007, AgeCertainty.EXACT, Majority.CHILD),
        (2007, AgeCertainty.ESTIMATED, Majority.POSSIBLY_CHILD),
        (1960, AgeCertainty.UNKNOWN, Majority.POSSIBLY_CHILD),
        (None, AgeCertainty.STATED, Majority.POSSIBLY_CHILD),
    ],
)
def test_whoever_may_be_a_child_is_possibly_a_child(
    year: int | None, certainty: AgeCertainty, majority: Majority
) -> None:
    assert BirthYear(year, certainty).majority(NOW) is majority


def test_nothing_known_gives_no_range() -> None:
    assert BirthYear(None, AgeCertainty.EXACT).age_range(NOW) is None
    assert BirthYear(2006, AgeCertainty.UNKNOWN).age_range(NOW) is None


def test_a_birth_year_after_the_day_is_refused() -> None:
    with pytest.raises(ValueError, match="after the day"):
        BirthYear(2027, AgeCertainty.ESTIMATED).age_range(NOW)


@pytest.mark.parametrize(
    ("year", "certainty", "is_after"),
    [
        (2010, AgeCertainty.DOCUMENTED, True),
        (2009, AgeCertainty.DOCUMENTED, False),
        (2010, AgeCertainty.STATED, False),
        (2011, AgeCertainty.ESTIMATED, False),
        (2012, AgeCertainty.ESTIMATED, True),
        (2012, AgeCertainty.UNKNOWN, False),
        (None, AgeCertainty.STATED, False),
    ],
)
def test_a_birth_is_surely_later_only_beyond_the_years_it_may_be_wrong_by(
    year: int | None, certainty: AgeCertainty, is_after: bool
) -> None:
    assert BirthYear(year, certainty).is_surely_after(date(2009, 6, 1)) is is_after
