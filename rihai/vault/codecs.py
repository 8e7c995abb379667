"""How the values of sealed columns become bytes and come back: text, dates and JSON.

Here: the three kinds and their limits. Not here: sealing (`envelope`), or the columns (`fields`).
A problem with a value is returned as words that do not quote it, so that no error can show what was typed.
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Protocol, TypeAlias

JSONValue: TypeAlias = "bool | int | float | str | list[JSONValue] | dict[str, JSONValue] | None"
Plain: TypeAlias = "str | dt.date | JSONValue"


class Codec(Protocol):
    """One kind of sealed column."""

    def problem(self, value: object) -> str | None:
        """What is wrong with the value, in words without the value; None if nothing is."""

    def encode(self, value: object) -> bytes: ...

    def decode(self, data: bytes) -> Plain: ...


@dataclass(frozen=True)
class TextCodec:
    """Text in UTF-8, of at most so many characters."""

    max_length: int | None = None

    def problem(self, value: object) -> str | None:
        if not isinstance(value, str):
            return f"takes text, not {type(value).__name__}"
        if self.max_length is not None and len(value) > self.max_length:
            return f"holds at most {self.max_length} characters, not {len(value)}"
        if any("\ud800" <= character <= "\udfff" for character in value):
            return "takes text of whole characters; this one has half of a surrogate pair"
        return None

    def encode(self, value: object) -> bytes:
        return str(value).encode()

    def decode(self, data: bytes) -> str:
        return data.decode()


@dataclass(frozen=True)
class DateCodec:
    """A day of the calendar, as 2012-04-30."""

    def problem(self, value: object) -> str | None:
        # A datetime is a date to Python, but would lose its hour here.
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return None
        return f"takes a date, not {type(value).__name__}"

    def encode(self, value: object) -> bytes:
        return str(value).encode()

    def decode(self, data: bytes) -> dt.date:
        return dt.date.fromisoformat(data.decode())


@dataclass(frozen=True)
class JSONCodec:
    """Lists, objects, numbers and text; the same value always gives the same bytes."""

    def problem(self, value: object) -> str | None:
        """Also what would come back as something else: a tuple, or a key that is not text."""
        try:
            comes_back = bool(self.decode(self.encode(value)) == value)
        except (TypeError, ValueError, RecursionError):
            comes_back = False
        return None if comes_back else "takes only what JSON can hold"

    def encode(self, value: object) -> bytes:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()

    def decode(self, data: bytes) -> JSONValue:
        value: JSONValue = json.loads(data)
        return value
