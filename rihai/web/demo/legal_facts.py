"""What police, courts and lawyers do in the demonstration, as typed facts read strictly from `data/legal.yaml`.

Here: the shapes. Not here: making anything of them (`legal`), or the people they are about (`facts`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from rihai.lib.yamlfile import load_yaml
from rihai.web.demo.facts import HEADER, PACKAGE, shapes

FILE: Final = "legal.yaml"


@dataclass(frozen=True)
class Opened:
    key: str
    matter: str
    days: int
    kind: str
    status: str
    station: str
    number: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Copy:
    legal: str
    days: int


@dataclass(frozen=True)
class Move:
    legal: str
    days: int
    to: str
    text: str


@dataclass(frozen=True)
class Refused:
    legal: str
    days: int
    ground: str
    officer: str
    text: str


@dataclass(frozen=True)
class Rung:
    legal: str
    days: int
    rung: str
    text: str


@dataclass(frozen=True, repr=False)
class Accused:
    """`since`: days ago."""

    legal: str
    days: int
    name: str
    role: str
    state: str
    since: int | None = None


@dataclass(frozen=True)
class Sheet:
    """A charge sheet against everybody who is accused by then."""

    legal: str
    days: int
    sections: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Check:
    """Coded facts without dates, which are counted back; what the lawyer decided, and what was filed on which day."""

    legal: str
    days: int
    offence_from: int
    offence_until: int
    facts: Mapping[str, Any]
    add: str
    add_reason: str
    take_out: str
    take_out_reason: str
    filed: int
    what: str
    before: str


@dataclass(frozen=True)
class Heard:
    legal: str
    days: int
    in_days: int
    purpose: str


@dataclass(frozen=True, repr=False)
class Threatened:
    legal: str
    days: int
    kind: str
    origin: str
    towards: str
    channel: str
    severity: str
    text: str
    done: str


@dataclass(frozen=True, repr=False)
class Protected:
    legal: str
    days: int
    note: str


@dataclass(frozen=True, repr=False)
class Asked:
    legal: str
    days: int
    topic: str
    urgency: str
    question: str
    answer: str = ""


@dataclass(frozen=True, repr=False)
class Claimed:
    """`filed` and `ordered`: days ago."""

    matter: str
    legal: str
    days: int
    scheme: str
    heads: tuple[str, ...]
    guardian: str
    words: str
    filed: int
    filed_amount: int
    ordered: int
    ordered_amount: int


@dataclass(frozen=True, repr=False)
class Item:
    matter: str
    legal: str
    days: int
    kind: str
    what: str
    found_by: str
    how: str
    device: str


@dataclass(frozen=True, repr=False)
class Hindered:
    """What was put in the way, to whom one turned, and what the body itself says of it."""

    matter: str
    days: int
    kind: str
    bearer: str
    agency: str
    text: str
    to: str
    turned: int
    turned_agency: str
    reason: str
    reason_days: int
    reason_text: str


@dataclass(frozen=True, repr=False)
class Law:
    """`lawyer`: the account of the invented lawyer."""

    lawyer: str
    cases: tuple[Opened, ...]
    copies: tuple[Copy, ...]
    moves: tuple[Move, ...]
    refusals: tuple[Refused, ...]
    rungs: tuple[Rung, ...]
    accused: tuple[Accused, ...]
    sheets: tuple[Sheet, ...]
    checks: tuple[Check, ...]
    hearings: tuple[Heard, ...]
    threats: tuple[Threatened, ...]
    protection: tuple[Protected, ...]
    questions: tuple[Asked, ...]
    claims: tuple[Claimed, ...]
    evidence: tuple[Item, ...]
    obstacles: tuple[Hindered, ...]


KINDS: Final[Mapping[str, type[Any]]] = {
    "cases": Opened, "copies": Copy, "moves": Move, "refusals": Refused, "rungs": Rung, "accused": Accused,
    "sheets": Sheet, "checks": Check, "hearings": Heard, "threats": Threatened, "protection": Protected,
    "questions": Asked,
    "claims": Claimed, "evidence": Item, "obstacles": Hindered,
}  # fmt: skip


@cache
def law() -> Law:
    content = {key: value for key, value in load_yaml(PACKAGE, FILE).items() if key not in HEADER}
    read = {key: shapes(kind, content[key], FILE) for key, kind in KINDS.items()}
    return Law(lawyer=content["lawyer"], **read)
