"""A calendar file as RFC 5545 has it: lines of 75 octets at most, CRLF, times in UTC, text escaped.

Here: writing events that take no time. Not here: what may stand in them; a file leaves the house, so the
caller puts neither names nor anything else about people in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

MOST_OCTETS: Final = 75
BREAK: Final = "\r\n"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """Something due at a moment, or on a day at no hour of it.

    `uid` never changes for the same thing, so that a second import replaces it.
    """

    uid: str
    at: datetime | date
    summary: str


def write_calendar(events: Iterable[Event], *, producer: str, name: str, now: datetime, about: str = "") -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(producer)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *([f"X-WR-CALDESC:{_text(about)}"] if about else []),
        *(line for event in events for line in _event(event, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}{BREAK}" for line in lines)


def _event(event: Event, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"DTSTART:{_moment(event.at)}" if isinstance(event.at, datetime) else f"DTSTART;VALUE=DATE:{event.at:%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_ESCAPES)


def _folded(line: str) -> str:
    """Continued with a space on the next line, never within one character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > MOST_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return BREAK.join([*pieces, piece])
