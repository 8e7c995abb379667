"""Sections as somebody copies them from a paper: "BNS 143(4), 144(1); POCSO Act s. 6".

Here: telling which of them the law's data know. What they do not know is kept as it was written, never guessed at.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rihai.law.entries import Provision
from rihai.law.errors import InputProblem
from rihai.law.loading import Law, law_of
from rihai.law.naming import ACTS, BETWEEN, NOISE, as_id, clause_by_clause, plain_digits, read_fir
from rihai.law.naming_script import in_latin

# An Act and a section that the data hold: without a neighbour a bare number belongs to nothing.
NEIGHBOUR: Final = "BNS 143(4)"


@dataclass(frozen=True)
class Copied:
    """`known`: ids of the law's data, once each; `unknown`: the rest, as it was written.

    What was written without its Act has the Act before it under which it was read: beside others it means the same.
    """

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def read_sections(text: str, law: Law | None = None) -> Copied:
    """As the law reads an FIR. What names no section, or an Act that nobody can tell, is kept as written."""
    law = law or law_of()
    parts = [part.strip() for part in BETWEEN.split(clause_by_clause(text)) if part.strip()]
    named = [part for part in parts if _names_a_section(law, part)]
    try:
        found = read_fir(law, "; ".join(named))
    except InputProblem:
        return Copied((), tuple(dict.fromkeys(parts)))
    left_out = [part for part in parts if part not in named]
    return Copied(found.ids, tuple(dict.fromkeys([*(one.as_read for one in found.beyond), *left_out])))


def clauses_open(lines: Iterable[str], law: Law | None = None) -> dict[str, str]:
    """Entries of which one is meant where a paper names a section without its clause: "IPC 370", by their ids."""
    law = law or law_of()
    found: dict[str, str] = {}
    for line in lines:
        found |= dict.fromkeys(_may_be(law, line), line)
    return found


def asked_back(lines: Iterable[str], law: Law | None = None) -> dict[str, list[str]]:
    """What a paper names without saying which clause, with the names of those among which somebody chooses."""
    law = law or law_of()
    found = {line: [law.provisions[key].name for key in _may_be(law, line)] for line in lines}
    return {line: names for line, names in found.items() if names}


def _may_be(law: Law, line: str) -> tuple[str, ...]:
    """Nothing for a number without its Act."""
    try:
        return tuple(dict.fromkeys(key for one in read_fir(law, line).beyond for key in one.may_be))
    except InputProblem:
        return ()


def _names_a_section(law: Law, part: str) -> bool:
    """Beside a neighbour that names an Act, as nearly always on a paper."""
    try:
        read_fir(law, f"{part}; {NEIGHBOUR}")
    except InputProblem:
        return False
    return True


def provisions_of(ids: Iterable[str], law: Law | None = None) -> list[Provision]:
    """Those that the data still know; an id of an earlier version may be gone."""
    provisions = (law or law_of()).provisions
    return [provisions[each] for each in ids if each in provisions]


def as_written(provision: Provision) -> str:
    """Its name, else its own section as papers write it ("IPC 363"), else its id: what is understood as it alone."""
    alone = Copied((provision.id,), ())
    return next((one for one in (provision.name, _short(provision)) if read_sections(one) == alone), provision.id)


def _short(provision: Provision) -> str:
    """ "POCSO 4(1)" for pocso-4-1, where the entry names "4(1)" among its sections."""
    act, *numbers = provision.id.split("-")
    section = "".join(f"({one})" if place else one.upper() for place, one in enumerate(numbers))
    return f"{act.upper()} {section}" if section in provision.section.split(", ") else provision.id


def meant(written: str, law: Law | None = None) -> str:
    """Names that look like what was written, for somebody to choose from; none of an Act that is not known here."""
    law = law or law_of()
    key = as_id(_plain(in_latin(plain_digits(written))))
    alike = [each for each in law.provisions if f"-{key}-" in f"-{each}-"] if key else []
    of_its_act = [each for each in law.provisions if each.split("-")[0] == key.split("-")[0]]
    found = alike or difflib.get_close_matches(key, of_its_act, n=3, cutoff=0.8)
    return ", ".join(law.provisions[each].name for each in found[:6])


def _plain(written: str) -> str:
    text = written.lower()
    for full, short in ACTS.items():
        text = re.sub(rf"\b{re.escape(full)}\w*", f" {short} ", text)
    return NOISE.sub(" ", text)
