"""Sections as somebody copies them from a paper: "BNS 143(4), 144(1); POCSO Act s. 6".

Here: telling which of them the law's data know. What they do not know is kept as it was written, never guessed at.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rihai.law.entries import Provision
from rihai.law.errors import nearest
from rihai.law.loading import Law, law_of
from rihai.law.naming import as_id

# Acts as papers name them in full; the data use the short name.
ACTS: Final = {
    "bharatiya nyaya sanhita": "bns", "indian penal code": "ipc", "immoral traffic prevention act": "itpa",
    "immoral traffic (prevention) act": "itpa", "pita": "itpa", "juvenile justice act": "jj",
    "protection of children from sexual offences act": "pocso",
}  # fmt: skip
BETWEEN: Final = re.compile(r"[,;\n]|\br/?w\b|\bread with\b|\band\b|&")
NOISE: Final = re.compile(r"\bu/s\b|\bsections?\b|\bss?\.|\bact\b|\bof\b|\bthe\b|(?<!-)\b(?:18|19|20)\d\d\b")


@dataclass(frozen=True)
class Copied:
    """`known`: ids of the law's data, once each; `unknown`: the rest, as it was written."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def read_sections(text: str, law: Law | None = None) -> Copied:
    """A section without an act belongs to the act before it; before any, to the first that is named."""
    law = law or law_of()
    acts = {each.split("-")[0] for each in law.provisions}
    # "BNS 61" is told by its name where the data keep it under the sub-section that punishes.
    by_name = {as_id(_plain(each.name)): key for key, each in law.provisions.items()}
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    written_words = [(part.strip(), as_id(_plain(part)).split("-")) for part in BETWEEN.split(text) if part.strip()]
    act = next((word for _, words in written_words for word in words if word in acts), "")
    for written, words in written_words:
        named = next((word for word in words if word in acts), "")
        act = named or act
        key = "-".join([act, *(word for word in words if word != named)]).strip("-")
        found = key if key in law.provisions else by_name.get(key)
        if found:
            known[found] = None
        else:
            unknown[written] = None
    return Copied(tuple(known), tuple(unknown))


def provisions_of(ids: Iterable[str], law: Law | None = None) -> list[Provision]:
    """Those that the data still know; an id of an earlier version may be gone."""
    provisions = (law or law_of()).provisions
    return [provisions[each] for each in ids if each in provisions]


def as_written(provision: Provision) -> str:
    """Its name where that is understood again, else its id."""
    return provision.name if read_sections(provision.name).known == (provision.id,) else provision.id


def meant(written: str, law: Law | None = None) -> str:
    """Ids that look like what was written, for somebody to choose from."""
    law = law or law_of()
    key = as_id(_plain(written))
    alike = [each for each in law.provisions if each.startswith(f"{key}-")]
    return ", ".join(alike[:6]) if alike else nearest(key, law.provisions)


def _plain(written: str) -> str:
    text = written.lower()
    for full, short in ACTS.items():
        text = text.replace(full, f" {short} ")
    return NOISE.sub(" ", text)
