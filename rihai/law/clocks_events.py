"""What happened and when: the triggers of clocks as somebody writes them down.

Here: reading and checking EVENTS. Not here: what follows from an event (`clocks`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import yaml

from rihai.law.counting import FIRST_YEAR, INDIA, LAST_YEAR, When
from rihai.law.errors import InputProblem, nearest
from rihai.law.yaml_text import PlainTexts

ALLOWED: Final = "a day such as 2026-11-21, or a moment such as 2026-11-21T14:30+05:30, or a list of them"
# A journey of more than two weeks is a slip of the pen.
LONGEST_JOURNEY: Final = 14 * 24
NOT_YET: Final = frozenset({"", "null", "~", "unknown"})
# A whole text in a wrong place is not told back.
LONGEST_TOLD: Final = 40
SHORTEST: Final = len("2026-11-21")
# What happened in one case is a page, with many accused a few; more is another file.
MOST_CHARACTERS: Final = 50_000
MOST_EVENTS: Final = 500


@dataclass(frozen=True)
class Event:
    """A trigger that happened. A moment always has an offset; `is_zone_assumed` where nobody wrote one."""

    trigger: str
    at: When
    travel: timedelta | None = None
    is_zone_assumed: bool = False


def read_events(text: str, triggers: Collection[str], name: str = "EVENTS") -> tuple[Event, ...]:
    """The events of a YAML or JSON text, nested or dotted, in its order. Raises InputProblem, naming the key.

    A trigger maps to a day, a moment, a list of them, or {at: ..., travel_hours: ...}; null or "unknown" says that it
    has not happened as far as we know.
    """
    if len(text) > MOST_CHARACTERS:
        raise InputProblem(name, "is too long for what happened in one case", f"up to {MOST_CHARACTERS:,} characters")
    try:
        content = yaml.load(text, Loader=PlainTexts)  # noqa: S506 - makes nothing but texts
    except (yaml.YAMLError, RecursionError) as error:
        raise InputProblem(name, "cannot be read as YAML or JSON", "triggers with a day or a moment") from error
    if content in (None, ""):
        return ()
    if not isinstance(content, Mapping):
        raise InputProblem(name, "must hold names of triggers with a day or a moment", ", ".join(sorted(triggers)))
    given: dict[str, Any] = {}
    for trigger, value in _flat(content, triggers, ""):
        if trigger in given:
            raise InputProblem(trigger, "stands there twice, nested and dotted", "each trigger once, with a list")
        given[trigger] = value
    found = tuple(event for trigger, value in given.items() for event in _events(trigger, value))
    if len(found) > MOST_EVENTS:
        raise InputProblem(name, f"holds {len(found)} events", f"up to {MOST_EVENTS} in one case")
    return found


def _flat(content: Mapping[str, Any], triggers: Collection[str], before: str) -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        name = f"{before}{key}"
        if name in triggers:
            yield name, value
        elif isinstance(value, Mapping) and any(trigger.startswith(f"{name}.") for trigger in triggers):
            yield from _flat(value, triggers, f"{name}.")
        else:
            raise InputProblem(name, "is not the name of a trigger", nearest(name, triggers))


def _events(trigger: str, value: Any) -> Iterator[Event]:
    if isinstance(value, list):
        if any(isinstance(one, list) for one in value):
            raise InputProblem(trigger, "holds a list in a list", ALLOWED)
        for one in value:
            yield from _events(trigger, one)
    elif isinstance(value, Mapping):
        yield _with_journey(trigger, value)
    elif str(value).strip().lower() not in NOT_YET:
        yield _event(trigger, str(value).strip())


def _with_journey(trigger: str, value: Mapping[str, Any]) -> Event:
    for key in value:
        if key not in ("at", "travel_hours"):
            raise InputProblem(f"{trigger}.{key}", "is not known here", "at, travel_hours")
    at = value.get("at")
    event = _event(trigger, at if isinstance(at, str) else "")
    try:
        hours = float(value.get("travel_hours", 0))
    except (TypeError, ValueError):
        hours = -1
    if not 0 <= hours <= LONGEST_JOURNEY:
        raise InputProblem(f"{trigger}.travel_hours", "is not a number of hours", f"0 to {LONGEST_JOURNEY}")
    return Event(trigger, event.at, timedelta(hours=hours), event.is_zone_assumed)


def _event(trigger: str, text: str) -> Event:
    try:
        if len(text) < SHORTEST or text[4] + text[7] != "--":
            raise ValueError(text)
        at: When = date.fromisoformat(text) if len(text) == SHORTEST else datetime.fromisoformat(text)
    except ValueError:
        raise InputProblem(trigger, f"{text[:LONGEST_TOLD]!r} is neither a day nor a moment", ALLOWED) from None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise InputProblem(trigger, f"{text!r} is not in our time", f"years {FIRST_YEAR} to {LAST_YEAR}")
    if isinstance(at, datetime) and at.utcoffset() is None:
        return Event(trigger, at.replace(tzinfo=INDIA), is_zone_assumed=True)
    return Event(trigger, at)
