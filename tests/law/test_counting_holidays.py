"""The calendar of closed days: what is shipped, what a file adds, and what is wrong with a file."""

from datetime import date
from pathlib import Path

import pytest

from rihai.law.errors import InputProblem
from rihai.law.holidays import national, read_holidays

DURGA_PUJA = """
name: Calcutta, an invented calendar for tests
weekly: [saturday]
years: [2026]
days:
  2026-10-19: Durga Puja
  2026-10-20: Durga Puja
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "court.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_sundays_and_national_holidays_are_closed_everywhere() -> None:
    calendar = national()

    closed = [day for day in (date(2026, 1, 25), date(2026, 1, 26), date(2026, 8, 15)) if not calendar.is_open(day)]

    assert len(closed) == 3
    assert calendar.next_open(date(2026, 1, 25)) == date(2026, 1, 27)
    assert not calendar.knows(date(2026, 1, 25))


def test_a_file_adds_the_days_of_a_court(tmp_path: Path) -> None:
    calendar = read_holidays(written(tmp_path, DURGA_PUJA))

    # Saturday 17 and Sunday 18 October 2026, then two days of the festival.
    assert calendar.next_open(date(2026, 10, 17)) == date(2026, 10, 21)
    assert calendar.knows(date(2026, 10, 17))
    assert not calendar.knows(date(2027, 10, 17))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("closed: [sunday]", "closed"),
        ("weekly: [funday]", "weekly"),
        ("weekly: [monday, tuesday, wednesday, thursday, friday, saturday]", "weekly"),
        ("days: [2026-02-30]", "days"),
        ("days: tomorrow", "days"),
        ("years: [26]", "years"),
        ("name: [a court]", "name"),
    ],
)
def test_what_is_wrong_with_a_calendar_is_said_with_what_is_allowed(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(InputProblem) as wrong:
        read_holidays(written(tmp_path, text))

    assert wrong.value.key == key
    assert wrong.value.allowed


@pytest.mark.parametrize("text", ["- a list", "a: [", "only words"])
def test_a_file_that_is_no_calendar_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputProblem):
        read_holidays(written(tmp_path, text))


def test_a_calendar_without_open_days_is_refused_instead_of_searched_for_ever(tmp_path: Path) -> None:
    days = "\n".join(f"  {date.fromordinal(date(2026, 1, 1).toordinal() + n)}: closed" for n in range(365))
    calendar = read_holidays(written(tmp_path, f"days:\n{days}"))

    with pytest.raises(InputProblem, match="no open day"):
        calendar.next_open(date(2026, 1, 1))
