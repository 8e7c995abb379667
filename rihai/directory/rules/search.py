"""The words an entry of the directory is found by: folded, and by sound across Latin, Devanagari and Bengali.

Pure functions. The address of a home is never among the words: nobody finds a home by where it is.
"""

from typing import Final, Protocol

from rihai.directory.rules import hides_address
from rihai.lib.text import fold, skeleton

MOST_WORDS: Final = 8


class Named(Protocol):
    """What is searched of an entry; `Agency` has it."""

    ref: str | None
    name: str
    kind: str
    role: str
    address: str
    locality: str
    district: str
    state: str
    country: str
    pin_code: str


def search_text(entry: Named) -> str:
    """One line of folded words."""
    return fold(" ".join([entry.ref or "", entry.name, entry.role, *_places(entry), *_pin(entry)]))


def search_sounds(entry: Named) -> str:
    """Sounds of name and places, each between spaces so that one of them can be asked for whole."""
    sounds = skeleton(" ".join([entry.name, *_places(entry)])).split()
    return f" {' '.join(dict.fromkeys(sounds))} "


def words_of(text: str) -> list[str]:
    return fold(text).split()[:MOST_WORDS]


def sounds_of(text: str) -> list[str]:
    return [f" {sound} " for sound in skeleton(text).split()[:MOST_WORDS]]


def _places(entry: Named) -> list[str]:
    if hides_address(entry.kind):
        return []
    return [entry.address, entry.locality, entry.district, entry.state, entry.country]


def _pin(entry: Named) -> list[str]:
    return [] if hides_address(entry.kind) else [entry.pin_code]
