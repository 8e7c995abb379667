"""Names of the project's own, in the notation of `phonemes.read_notation`.

Here: reading `data/names.yaml`. Not here: Faker's lists and how often a name is drawn (`lexicon`).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Words = tuple[str, ...]
ByCommunity = dict[str, Words]
Parts = tuple[Words, Words]  # every first part is joined with every last part


@dataclass(frozen=True)
class Names:
    """All lists; "F" and "M" are the sexes."""

    given: dict[str, ByCommunity]
    second: dict[str, ByCommunity]
    generic: Words  # second names that say nothing about a family
    first_parts: Words  # before a given name
    compounds: dict[str, Parts]
    muslim_compounds: dict[str, Parts]
    syllables: dict[str, tuple[Words, Words, Words]]
    pet: Words
    held_out: Words
    villages: Parts
    before_villages: Words


def read() -> Names:
    raw: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data/names.yaml").read_text(encoding="utf-8"))
    second_female = _split(raw["second_female"])
    compounds, syllables = raw["compounds"], _split(raw["syllables"])
    middle = (*syllables["middle"], "")
    return Names(
        given={"F": _split(raw["given_female"]), "M": _split(raw["given_male"])},
        second={"F": second_female, "M": second_female | _split(raw["second_male"])},
        generic=tuple(raw["generic"].split()),
        first_parts=tuple(raw["first_parts"].split()),
        compounds={"F": _parts(compounds["female"]), "M": _parts(compounds["male"])},
        muslim_compounds={"F": _parts(compounds["muslim_female"]), "M": _parts(compounds["muslim_male"])},
        syllables={
            "F": (syllables["first"], middle, syllables["last_female"]),
            "M": (syllables["first"], middle, syllables["last_male"]),
        },
        pet=tuple(raw["pet"].split()),
        held_out=tuple(raw["held_out"].split()),
        villages=_parts(raw["villages"]),
        before_villages=tuple(raw["villages"]["before"].split()),
    )


def _split(lists: dict[str, str]) -> ByCommunity:
    return {key: tuple(words.split()) for key, words in lists.items()}


def _parts(lists: dict[str, str]) -> Parts:
    return tuple(lists["first"].split()), tuple(lists["last"].split())
