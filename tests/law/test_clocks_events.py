"""EVENTS as somebody writes them: what is understood, and what is refused with the key and what would be right."""

from datetime import date, datetime, timedelta

import pytest

from rihai.law.clocks_events import Event, read_events
from rihai.law.counting import INDIA
from rihai.law.errors import InputProblem
from rihai.law.loading import law_of

TRIGGERS = law_of().triggers


def events(text: str) -> tuple[Event, ...]:
    return read_events(text, TRIGGERS)


def test_a_day_and_a_moment_are_read_as_written() -> None:
    read = events("fir.registered: 2026-11-21\nchild.taken_charge: 2026-11-20T22:15:00+05:30")

    assert read == (
        Event("fir.registered", date(2026, 11, 21)),
        Event("child.taken_charge", datetime(2026, 11, 20, 22, 15, tzinfo=INDIA)),
    )


def test_events_may_be_nested_or_json() -> None:
    nested = events("fir: {registered: 2026-11-21}")
    json = events('{"fir.registered": "2026-11-21"}')

    assert nested == json == (Event("fir.registered", date(2026, 11, 21)),)


@pytest.mark.parametrize("nothing", ["", "# nothing", "fir.registered:", "fir.registered: unknown", "{}"])
def test_what_has_not_happened_starts_nothing(nothing: str) -> None:
    assert events(nothing) == ()


def test_an_event_may_have_happened_more_than_once() -> None:
    read = events("accused.first_remand: [2026-01-05, 2026-01-09]")

    assert [event.at for event in read] == [date(2026, 1, 5), date(2026, 1, 9)]


def test_a_journey_is_given_beside_the_moment() -> None:
    (event,) = events("child.taken_charge: {at: 2026-11-20T22:15+05:30, travel_hours: 6.5}")

    assert event.travel == timedelta(hours=6, minutes=30)


def test_an_hour_without_an_offset_is_indian_and_says_so() -> None:
    (event,) = events("child.taken_charge: 2026-11-20 22:15")

    assert event.is_zone_assumed
    assert event.at == datetime(2026, 11, 20, 22, 15, tzinfo=INDIA)


def test_a_name_nearly_right_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputProblem) as wrong:
        events("fir.register: 2026-11-21")

    assert wrong.value.key == "fir.register"
    assert "fir.registered" in wrong.value.allowed


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("fir.registered: 2026-02-30", "fir.registered"),
        ("fir.registered: yesterday", "fir.registered"),
        ("fir.registered: 21-11-2026", "fir.registered"),
        ("fir.registered: 20261121", "fir.registered"),
        ("fir.registered: 2026-W47-1", "fir.registered"),
        ("fir.registered: 2026-11-21T25:00", "fir.registered"),
        ("fir.registered: 1026-11-21", "fir.registered"),
        ("fir.registered: [[2026-11-21]]", "fir.registered"),
        ("fir.registered: 2026-11-21\nfir.registered: 2026-11-22", "fir.registered"),
        ("fir: {registered: 2026-11-21}\nfir.registered: 2026-11-22", "fir.registered"),
        (f"accused.first_remand: [{', '.join(['2026-11-21'] * 501)}]", "EVENTS"),
        (f"accused.first_remand: [{', '.join(['2026-11-21'] * 20_000)}]", "EVENTS"),
        ("child.taken_charge: {at: 2026-11-21, hours: 3}", "child.taken_charge.hours"),
        ("child.taken_charge: {at: 2026-11-21, travel_hours: -1}", "child.taken_charge.travel_hours"),
        ("child.taken_charge: {at: 2026-11-21, travel_hours: nan}", "child.taken_charge.travel_hours"),
        ("child.taken_charge: {travel_hours: 3}", "child.taken_charge"),
        ("- fir.registered", "EVENTS"),
        ("fir: {registered: [", "EVENTS"),
        ("nothing: {at: 2026-11-21}", "nothing"),
    ],
)
def test_what_cannot_be_understood_is_named_with_what_is_allowed(text: str, key: str) -> None:
    with pytest.raises(InputProblem) as wrong:
        events(text)

    assert wrong.value.key == key
    assert wrong.value.allowed
