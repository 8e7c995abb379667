"""What the data of a clock must and must not say, and that every reference in them leads somewhere."""

from typing import Any

import pytest

from rihai.law.clocks_data import read_clock, read_trigger
from rihai.law.counting import Counting, Unit
from rihai.law.loading import law_of
from rihai.law.schema import DataFault, Row

LAW = law_of()
CLOCK: dict[str, Any] = {
    "id": "planted",
    "name": "Planted",
    "trigger": "fir.registered",
    "limit": {"value": 60, "unit": "days"},
    "counting": "exclude_first_day",
    "provision": "Planted Act 1",
    "duty_on": "nobody",
    "applies_when": {"all": []},
    "nature": "mandatory",
    "read": False,
    "confidence": "low",
    "source": ["gk"],
}


def planted(**changes: Any) -> Row:
    return Row("clocks.yaml", {**CLOCK, **changes})


def test_custody_cannot_be_made_to_wait_for_an_open_day() -> None:
    with pytest.raises(DataFault, match="custody never waits"):
        read_clock(planted(custody=True, waits_by="gca-10"), {})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("limit", {"value": 0, "unit": "days"}),
        ("limit", {"value": 3, "unit": "forthwith"}),
        ("limit", {"value": 1.5, "unit": "days"}),
        ("limit", {"value": 60, "unit": "fortnights"}),
        ("limit", {"value": 100000, "unit": "years"}),
        ("nature", "verified"),
        ("counting", "as_we_like"),
        ("warn_days", [0]),
        ("warn_days", "60"),
        ("scope", "court"),
        ("readings", [{"limit": {"value": 30, "unit": "days"}}]),
        ("applies_when", {"some": []}),
    ],
)
def test_what_a_clock_cannot_be_is_named_with_file_entry_and_key(key: str, value: Any) -> None:
    with pytest.raises(DataFault) as wrong:
        read_clock(planted(**{key: value}), {})

    assert (wrong.value.file, wrong.value.entry) == ("clocks.yaml", "planted")


def test_a_trigger_needs_plain_words() -> None:
    with pytest.raises(DataFault, match="name"):
        read_trigger("fir.registered", Row("triggers.yaml", {"implies": {}}, "fir.registered"))


def test_every_trigger_starts_a_clock() -> None:
    assert LAW.triggers.keys() == {clock.trigger for clock in LAW.clocks.values()}


def test_hours_are_counted_in_hours_and_days_in_days() -> None:
    in_hours = {Counting.HOURS, Counting.HOURS_EXCLUDING_TRAVEL}

    wrong = [
        clock.id
        for clock in LAW.clocks.values()
        if not clock.limit.is_words and (clock.limit.unit is Unit.HOURS) != (clock.counting in in_hours)
    ]

    assert not wrong


def test_whatever_ends_a_custody_is_marked_as_custody() -> None:
    """The first remand, the production of a child, and the orders on custody under ITPA 17."""
    held = {"accused.first_remand", "child.taken_charge", "itpa.order_17_1", "itpa.order_17_3", "itpa.order_17_4"}

    assert {clock.trigger for clock in LAW.clocks.values() if clock.is_custody} == held
    assert all(clock.is_custody for clock in LAW.clocks.values() if clock.trigger in held)


def test_only_acts_in_court_wait_for_an_open_day() -> None:
    waiting = {clock.id for clock in LAW.clocks.values() if clock.waits_by}

    assert waiting == {
        "appeal-victim", "charge-60", "chargesheet-copy-victim", "commit-90", "discharge-60-m", "discharge-60-s",
        "jj-appeal-30d", "judgment-30", "judgment-45", "limitation-1y", "limitation-3y", "revision-90",
    }  # fmt: skip
