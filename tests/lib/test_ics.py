"""A calendar file is read back by a strict reader of RFC 5545."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from rihai.lib.ics import Event, write_calendar
from tests.lib.calendars import strictly, unescaped

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
INDIA = timezone(timedelta(hours=5, minutes=30))
# Control characters other than a line break may not stand in a text at all.
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n;,\\:"), max_size=200)


@given(summary=TEXTS, at=st.datetimes(timezones=st.just(INDIA)).filter(lambda at: 1000 < at.year < 9999))
def test_whatever_is_written_is_read_back(summary: str, at: datetime) -> None:
    (event,) = strictly(write_calendar([Event("a-1", at, summary)], producer="Rihai", name="Duties", now=NOW))

    assert unescaped(event["SUMMARY"]) == summary
    read = datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert read == at.replace(microsecond=0)


def test_a_long_line_in_hindi_is_folded_between_characters() -> None:
    summary = "बच्चे को बाल कल्याण समिति के सामने पेश करें " * 4

    (event,) = strictly(write_calendar([Event("a-1", NOW, summary)], producer="Rihai", name="काम", now=NOW))

    assert unescaped(event["SUMMARY"]) == summary


def test_no_events_are_a_calendar_too() -> None:
    assert strictly(write_calendar([], producer="Rihai", name="Duties", now=NOW)) == []


def test_an_event_is_private_and_takes_no_time() -> None:
    (event,) = strictly(write_calendar([Event("a-1", NOW, "Call")], producer="Rihai", name="Duties", now=NOW))

    assert (event["CLASS"], event["TRANSP"], event["DTSTART"]) == ("PRIVATE", "TRANSPARENT", "20261122T063000Z")
