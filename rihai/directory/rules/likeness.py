"""Why two entries of the directory may be one body, and what speaks against it. A person decides. Pure."""

from dataclasses import dataclass
from typing import Final

from rihai.directory.rules.search import Named
from rihai.lib.text import fold, skeleton

COMPARED: Final = ("kind", "address", "locality", "district", "state", "pin_code")
# Words that half of all names hold and that tell no two apart.
COMMON: Final = frozenset({"police", "station", "office", "unit", "of", "the", "and", "near", "road", "east", "west"})
ENOUGH: Final = 2


@dataclass(frozen=True)
class Likeness:
    """Codes of what is the same, and the columns that contradict each other."""

    reasons: tuple[str, ...]
    differences: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        return "kind" in self.reasons and len(self.reasons) > ENOUGH


def likeness(one: Named, other: Named) -> Likeness:
    reasons = [name for name in ("kind", "locality", "district", "pin_code") if _same(one, other, name)]
    if skeleton(one.name) == skeleton(other.name):
        reasons.append("name")
    elif _words(one.name) & _words(other.name):
        reasons.append("name_words")
    if _names_place_of(one, other) or _names_place_of(other, one):
        reasons.append("place_in_address")
    elif _words(one.address) & _words(other.address):
        reasons.append("address_words")
    differences = [
        name
        for name in COMPARED
        if getattr(one, name) and getattr(other, name) and not _same(one, other, name)
    ]  # fmt: skip
    return Likeness(tuple(reasons), tuple(differences))


def _same(one: Named, other: Named, column: str) -> bool:
    value = fold(getattr(one, column))
    return bool(value) and value == fold(getattr(other, column))


def _words(text: str) -> set[str]:
    return {word for word in fold(text).split() if word not in COMMON and not word.isdecimal()}


def _names_place_of(one: Named, other: Named) -> bool:
    """The address of one names the locality of the other, though its own is another."""
    place = fold(other.locality)
    return bool(place) and place in fold(one.address) and fold(one.locality) != place
