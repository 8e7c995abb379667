"""A block of keys and values of a file, read field by field; whatever is wrong is named with its place.

Here: kinds and bounds of single values. Not here: which fields a story has (`schema`).
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from rihai.lib.precision import ImpreciseDate, Precision
from rihai.research.stories.facts import NOT_STATED, StoryFileError

MOST_BLOCKS: Final = 50
MOST_WORDS: Final = 500
ID: Final = re.compile(r"[A-Za-z0-9_-]{1,20}")


@dataclass(frozen=True)
class Block:
    """`path` is the field it stands under, such as "persons"; empty for the story or the file itself."""

    file: str
    story: str
    path: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, value: object, keys: Collection[str], *, file: str, story: str = "", path: str = "") -> "Block":
        if not isinstance(value, dict):
            raise StoryFileError(file, story, path, "a block of keys and values is expected")
        block = cls(file, story, path, value)
        for key in value:
            if key not in keys:
                near = difflib.get_close_matches(str(key), keys, n=1)
                hint = f"; did you mean '{near[0]}'?" if near else ""
                raise block.error(str(key)[:40], f"this key is not known{hint}")
        return block

    def error(self, name: str, what: str) -> StoryFileError:
        return StoryFileError(self.file, self.story, f"{self.path}.{name}" if self.path else name, what)

    def text(self, name: str, *, most: int = MOST_WORDS) -> str:
        """Words, or "" where nothing stands."""
        value = self.values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.error(name, f"text is expected, not {shown(value)}")
        if len(value) > most:
            raise self.error(name, f"this text is longer than {most} characters")
        return value.strip()

    def needed(self, name: str, *, most: int = MOST_WORDS) -> str:
        text = self.text(name, most=most)
        if not text:
            raise self.error(name, "this is missing")
        return text

    def code(self, name: str, allowed: Collection[str], *, default: str = "") -> str:
        """A word of a list; the default stands for what the publication leaves open."""
        value = self.values.get(name)
        if value is None and default:
            return default
        if not isinstance(value, str) or value not in allowed:
            what = f"{shown(value)} is not one of" if value is not None else "one of these is missing:"
            raise self.error(name, f"{what} {', '.join(sorted(allowed))}")
        return value

    def number(self, name: str, *, least: int, most: int) -> int | None:
        value = self.values.get(name)
        if value is None:
            return None
        # type(), not isinstance(): True is an int too.
        if type(value) is not int or not least <= value <= most:
            raise self.error(name, f"{shown(value)} is not a number from {least} to {most}")
        return value

    def date(self, name: str) -> ImpreciseDate:
        """A date that is possible and not in the future, as exactly as it is written."""
        value = self.values.get(name)
        if value is None or value == "":
            raise self.error(name, "a date is missing")
        try:
            found = ImpreciseDate.parse(str(value))
        except ValueError as error:
            raise self.error(name, f"{shown(value)} is no possible date ({error})") from None
        if found.start > timezone.localdate():
            raise self.error(name, f"{shown(value)} lies in the future")
        return found

    def month(self, name: str) -> ImpreciseDate:
        found = self.date(name)
        if found.precision is not Precision.MONTH:
            raise self.error(name, f"{shown(self.values[name])} is no month: write year and month, such as 2022-05")
        return found

    def block(self, name: str, keys: Collection[str]) -> "Block":
        """The block under this name; an empty one where nothing stands."""
        value = self.values.get(name)
        return self._inner({} if value is None else value, name, keys)

    def blocks(self, name: str, keys: Collection[str]) -> Iterator["Block"]:
        for value in self._list(name):
            yield self._inner(value, name, keys)

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._list(name)
        for one in found:
            if not isinstance(one, str) or not one.strip() or len(one) > MOST_WORDS:
                raise self.error(name, f"a list of sentences up to {MOST_WORDS} characters is expected")
        return tuple(str(one).strip() for one in found)

    def _list(self, name: str) -> list[object]:
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.error(name, "a list is expected")
        if len(value) > MOST_BLOCKS:
            raise self.error(name, f"more than {MOST_BLOCKS} entries")
        return value

    def _inner(self, value: object, name: str, keys: Collection[str]) -> "Block":
        path = f"{self.path}.{name}" if self.path else name
        return Block.of(value, keys, file=self.file, story=self.story, path=path)


def stated(text: str) -> str:
    """What a publication states in words, or "not_stated"."""
    return text or NOT_STATED


def shown(value: object) -> str:
    """A value of the file as it is quoted in an error, cut short."""
    text = "nothing" if value is None else f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
