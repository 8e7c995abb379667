"""Every clock on a worked date: it runs under its facts, ends when counted by hand, and stops at a near miss.

The table of facts is `clocks.yaml` beside this file. The trigger is Tuesday 10 March 2026 at ten (for working days:
Wed 11, Thu 12, Fri 13, Sat 14, Mon 16). March has 31 days, April 30, May 31, June 30, July 31; FIR-MISSING-CHILD and
AHTU-REASON, ordered on 22 May 2026, and the rules on data of 2027 begin later.
"""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from rihai.law.clocks import Due, clocks_of
from rihai.law.clocks_events import read_events
from rihai.law.conditions import Truth
from rihai.law.counting import Counting, Limit, Unit
from rihai.law.facts import read_facts
from rihai.law.loading import law_of

LAW = law_of()
TABLE: Final = yaml.safe_load(Path(__file__).with_name("clocks.yaml").read_text(encoding="utf-8"))["clocks"]
TRIGGER: Final = "2026-03-10T10:00+05:30"
# By hand: 21 days of March are left after the tenth, so +30 is 9 April, +60 is 9 May, +90 is 8 June, +120 is 8 July.
ENDS: Final = {
    Limit(Unit.HOURS, 24): "2026-03-11T10:00:00+05:30",
    Limit(Unit.HOURS, 72): "2026-03-13T10:00:00+05:30",
    Limit(Unit.DAYS, 3): "2026-03-13",
    Limit(Unit.WORKING_DAYS, 5): "2026-03-16",
    Limit(Unit.DAYS, 7): "2026-03-17",
    Limit(Unit.DAYS, 10): "2026-03-20",
    Limit(Unit.DAYS, 14): "2026-03-24",
    Limit(Unit.DAYS, 15): "2026-03-25",
    Limit(Unit.DAYS, 21): "2026-03-31",
    Limit(Unit.DAYS, 30): "2026-04-09",
    Limit(Unit.DAYS, 45): "2026-04-24",
    Limit(Unit.DAYS, 60): "2026-05-09",
    Limit(Unit.DAYS, 90): "2026-06-08",
    Limit(Unit.DAYS, 120): "2026-07-08",
    Limit(Unit.WEEKS, 21): "2026-08-04",
    Limit(Unit.MONTHS, 2): "2026-05-10",
    Limit(Unit.MONTHS, 4): "2026-07-10",
    Limit(Unit.MONTHS, 6): "2026-09-10",
    Limit(Unit.YEARS, 1): "2027-03-10",
    Limit(Unit.YEARS, 3): "2029-03-10",
}
# The day of the remand is day one: a day earlier.
ENDS_WITH_FIRST: Final = {Limit(Unit.DAYS, 60): "2026-05-08", Limit(Unit.DAYS, 90): "2026-06-07"}


def running(clock_id: str, facts: dict[str, Any], at: str) -> Due | None:
    clock = LAW.clocks[clock_id]
    events = read_events(f"{clock.trigger}: {at}", LAW.triggers)
    found = clocks_of(LAW, read_facts(LAW.vocabulary, facts), events)
    return next((due for due in found if due.clock is clock and not due.is_set_aside), None)


def trigger_of(row: dict[str, Any], clock_id: str) -> str:
    later = LAW.clocks[clock_id].in_force_from
    late = later is not None and later.year == 2026
    return str(row.get("at") or ("2026-06-10T10:00+05:30" if late else TRIGGER))


def test_every_clock_has_a_row() -> None:
    assert TABLE.keys() == LAW.clocks.keys()


@pytest.mark.parametrize("clock_id", TABLE)
def test_it_runs_and_ends_when_counted_by_hand(clock_id: str) -> None:
    row, clock = TABLE[clock_id], LAW.clocks[clock_id]
    ends = ENDS_WITH_FIRST if clock.counting is Counting.INCLUDE_FIRST_DAY else ENDS

    due = running(clock_id, row["facts"], trigger_of(row, clock_id))

    assert due is not None
    assert due.truth is (Truth.UNKNOWN if row.get("open") else Truth.YES)
    expected = None if clock.limit.is_words else str(row.get("due") or ends[clock.limit])
    shown = None if due.due is None else due.due.isoformat()
    assert shown == (expected if expected is None or len(expected) < 20 else expected.replace("10:00+", "10:00:00+"))


@pytest.mark.parametrize("clock_id", [key for key, row in TABLE.items() if row["miss"] is not None])
def test_it_stops_at_a_near_miss(clock_id: str) -> None:
    row = TABLE[clock_id]

    assert running(clock_id, {**row["facts"], **row["miss"]}, trigger_of(row, clock_id)) is None
