"""What an action about an agency is told. Institutional facts only: nobody's name, no personal number."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rihai.directory.models import AgencyContact, CallBack, Place, RouteMark
from rihai.directory.rules import agency_kinds, contact_roles
from rihai.directory.rules.hours import Span


@dataclass(frozen=True)
class AgencyFacts:
    """An entry as somebody states it, with where she has it from."""

    name: str
    kind: str
    source: str
    role: str = ""
    address: str = ""
    locality: str = ""
    district: str = ""
    state: str = ""
    country: str = ""
    pin_code: str = ""
    plus_code: str = ""
    website: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in agency_kinds():
            raise ValueError(f"'{self.kind}' is not a kind in directory/data/agency_kinds.yaml")
        if not (self.name and self.source):
            raise ValueError("An entry of the directory has a name and a source")


@dataclass(frozen=True)
class ContactFacts:
    """A number or address by role. Whose own it is, is `is_personal`: those are sealed."""

    role: str
    channel: AgencyContact.Channel
    value: str
    is_personal: bool = False

    def __post_init__(self) -> None:
        if self.role not in contact_roles():
            raise ValueError(f"'{self.role}' is not a role in directory/data/contact_roles.yaml")
        if not self.value:
            raise ValueError("A contact has a number or address")


@dataclass(frozen=True)
class CallFacts:
    """What came of the call to the number known so far, and how else the change was made sure."""

    result: CallBack.Result
    checked: CallBack.Checked | Literal[""] = ""


@dataclass(frozen=True)
class MarkFacts:
    """On which ground, with which basis and until when an agency is offered to nobody."""

    ground: RouteMark.Ground
    basis: str
    expires_on: date

    def __post_init__(self) -> None:
        if not self.basis.strip():
            raise ValueError("A mark has a basis")


@dataclass(frozen=True)
class ImportRow:
    """One line of a file of agencies, checked. What the file leaves empty stays as it is."""

    line: int
    ref: str
    facts: AgencyFacts
    areas: tuple[Place, ...] = ()
    spans: tuple[Span, ...] = ()
    contacts: tuple[ContactFacts, ...] = ()


@dataclass(frozen=True)
class Reject:
    """A line that was not taken, and why."""

    line: int
    ref: str
    reason: str


@dataclass(frozen=True)
class ImportResult:
    """What a file did, or would do."""

    added: int
    changed: int
    unchanged: int
    proposed: int
    rejects: tuple[Reject, ...]
