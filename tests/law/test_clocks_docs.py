"""The examples of docs/law-clocks.md are read as the page says, and the names it gives are those of the data."""

import re
from datetime import date
from pathlib import Path

from rihai.law.clocks_events import read_events
from rihai.law.holidays import read_holidays
from rihai.law.loading import law_of

LAW = law_of()
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "law-clocks.md").read_text(encoding="utf-8")
EXAMPLES = {text.split("\n", 1)[0].strip("# "): text for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)}


def test_the_example_of_events_is_understood() -> None:
    read = read_events(EXAMPLES["events"], LAW.triggers)

    assert [event.trigger for event in read] == [
        "fir.registered",
        "accused.first_remand",
        "accused.first_remand",
        "child.taken_charge",
    ]


def test_the_example_of_a_calendar_is_understood(tmp_path: Path) -> None:
    (tmp_path / "court.yaml").write_text(EXAMPLES["holidays"], encoding="utf-8")

    calendar = read_holidays(tmp_path / "court.yaml")

    assert calendar.next_open(date(2026, 10, 17)) == date(2026, 10, 21)


def test_every_clock_that_the_page_names_is_in_the_data() -> None:
    names = set(re.findall(r"`([a-z]+-[a-z0-9-]+)`", PAGE))
    known = {*LAW.clocks, *LAW.heads, "fir-refusal"}

    assert len(names) > 8
    assert names <= known
