"""`may_contact` says yes only if everything is known, chosen, confirmed and within her hours.

The properties start from a state in which she may be contacted and spoil one thing: no spoilt state is allowed.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from rihai.people.rules import (
    CHANNELS,
    CONFIRMED_FOR,
    WORDS,
    Channel,
    Reason,
    is_within,
    may_contact,
    office_time,
)

KOLKATA = ZoneInfo("Asia/Kolkata")
AT = datetime(2026, 3, 10, 11, 0, tzinfo=KOLKATA)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - aware by timezones
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
channels = st.sampled_from(CHANNELS)


@dataclass(frozen=True)
class Told:
    """What she told, without a database; the number is only there or not."""

    wants_contact: str = "yes"
    by_call: bool = False
    by_sms: bool = False
    by_chat: bool = False
    hours_from: time | None = None
    hours_until: time | None = None
    number: object = "sealed"
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class Erased:
    is_erased: bool = True


def told_all(channel: Channel, at: datetime) -> Told:
    """Everything known and fresh: from an hour before this moment until an hour after."""
    return Told(
        by_call=channel == "call",
        by_sms=channel == "sms",
        by_chat=channel == "chat",
        hours_from=office_time(at - timedelta(hours=1)),
        hours_until=office_time(at + timedelta(hours=1)),
        confirmed_at=at - timedelta(days=1),
    )


@given(channel=channels, at=moments)
def test_she_may_be_contacted_as_she_wished(channel: Channel, at: datetime) -> None:
    answer = may_contact(told_all(channel, at), channel=channel, at=at)

    assert answer.allowed
    assert answer.reasons == ()


SPOILT = {
    Reason.WANTS_NO_CONTACT: lambda told, at: replace(told, wants_contact="no"),
    Reason.WISH_UNKNOWN: lambda told, at: replace(told, wants_contact="unknown"),
    Reason.CHANNEL_NOT_CHOSEN: lambda told, at: replace(told, by_call=False, by_sms=False, by_chat=False),
    Reason.NO_NUMBER: lambda told, at: replace(told, number=None),
    Reason.NOT_CONFIRMED: lambda told, at: replace(told, confirmed_at=None),
    Reason.CONFIRMATION_EXPIRED: lambda told, at: replace(told, confirmed_at=at - CONFIRMED_FOR),
    Reason.NO_HOURS: lambda told, at: replace(told, hours_from=None),
    Reason.OUTSIDE_HOURS: lambda told, at: replace(told, hours_from=told.hours_until, hours_until=told.hours_from),
}


@given(channel=channels, at=moments, reason=st.sampled_from(sorted(SPOILT)))
def test_one_thing_unknown_expired_or_not_wished_is_enough_for_no(
    channel: Channel, at: datetime, reason: Reason
) -> None:
    told = SPOILT[reason](told_all(channel, at), at)

    answer = may_contact(told, channel=channel, at=at)

    assert not answer.allowed
    assert answer.reasons == (reason,)


def test_every_reason_is_one_of_the_spoilt_states_or_nothing_recorded() -> None:
    assert set(SPOILT) | {Reason.NOTHING_RECORDED} == set(Reason)


anything = st.builds(
    Told,
    wants_contact=st.sampled_from(["yes", "no", "unknown", ""]),
    by_call=st.booleans(),
    by_sms=st.booleans(),
    by_chat=st.booleans(),
    hours_from=st.none() | minutes,
    hours_until=st.none() | minutes,
    number=st.sampled_from([None, "sealed", Erased()]),
    confirmed_at=st.none() | moments,
)


@given(told=anything, channel=channels, at=moments)
def test_a_yes_means_that_all_of_it_is_known(told: Told, channel: Channel, at: datetime) -> None:
    if not may_contact(told, channel=channel, at=at).allowed:
        return

    assert told.wants_contact == "yes"
    assert getattr(told, f"by_{channel}")
    assert told.number == "sealed"
    assert told.confirmed_at is not None
    assert timedelta(0) <= at - told.confirmed_at < timedelta(days=90)
    assert told.hours_from is not None
    assert told.hours_until is not None


@given(told=anything, at=moments)
def test_a_channel_that_does_not_exist_is_never_allowed(told: Told, at: datetime) -> None:
    assert not may_contact(told, channel="letter", at=at).allowed  # type: ignore[arg-type]  # a mistake of the program


@given(channel=channels, at=moments)
def test_nothing_recorded_means_no(channel: Channel, at: datetime) -> None:
    assert may_contact(None, channel=channel, at=at).reasons == (Reason.NOTHING_RECORDED,)


@given(channel=channels, at=moments)
def test_a_confirmation_from_the_future_does_not_count(channel: Channel, at: datetime) -> None:
    told = replace(told_all(channel, at), confirmed_at=at + timedelta(seconds=1))

    assert may_contact(told, channel=channel, at=at).reasons == (Reason.NOT_CONFIRMED,)


def test_an_erased_number_is_no_number() -> None:
    told = replace(told_all("call", AT), number=Erased())

    assert may_contact(told, channel="call", at=AT).reasons == (Reason.NO_NUMBER,)


def test_the_last_moment_of_ninety_days_still_counts() -> None:
    told = replace(told_all("call", AT), confirmed_at=AT - CONFIRMED_FOR + timedelta(seconds=1))

    assert may_contact(told, channel="call", at=AT).allowed


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        may_contact(told_all("call", AT), channel="call", at=datetime(2026, 3, 10, 11, 0))  # noqa: DTZ001 - the point of it


@pytest.mark.parametrize(
    ("clock", "is_inside"),
    [("21:59", False), ("22:00", True), ("23:59", True), ("00:00", True), ("05:59", True), ("06:00", False)],
)
def test_hours_run_over_midnight(clock: str, is_inside: bool) -> None:
    assert is_within(time.fromisoformat(clock), time(22), time(6)) is is_inside


@given(moment=minutes, begin=minutes, end=minutes)
def test_a_moment_is_inside_exactly_one_of_a_span_and_the_rest_of_the_day(moment: time, begin: time, end: time) -> None:
    if begin == end:
        return

    assert is_within(moment, begin, end) is not is_within(moment, end, begin)


def test_hours_are_read_by_the_clock_of_the_office() -> None:
    told = replace(told_all("sms", AT), hours_from=time(10), hours_until=time(12))
    five_in_the_morning_at_greenwich = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)  # 10:30 in Kolkata

    assert may_contact(told, channel="sms", at=five_in_the_morning_at_greenwich).allowed
    assert not may_contact(told, channel="sms", at=five_in_the_morning_at_greenwich + timedelta(hours=2)).allowed


def test_a_reader_in_another_time_zone_changes_nothing() -> None:
    told = replace(told_all("sms", AT), hours_from=time(10), hours_until=time(12))

    with timezone.override("America/New_York"):
        assert may_contact(told, channel="sms", at=AT).allowed


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(Reason)
    for reason in Reason:
        assert str(WORDS[reason]).endswith(".")


def test_the_channels_are_those_of_the_type() -> None:
    assert get_args(Channel) == CHANNELS


def test_the_answer_says_all_reasons_in_words() -> None:
    answer = may_contact(Told(wants_contact="unknown"), channel="call", at=AT)

    assert len(answer.sentences) == len(answer.reasons) > 3
    assert answer.words == " ".join(answer.sentences)
