"""The invented network as typed facts, read strictly from `data/`: a slip of the pen names the file and the key.

Here: the shapes and reading them. Not here: making anything of it (`cast`, `matters`, `night`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final, TypeVar

from rihai.lib.yamlfile import DataFileError, load_yaml

PACKAGE: Final = "rihai.web.demo"
Shape = TypeVar("Shape")


@dataclass(frozen=True)
class Account:
    username: str
    name: str
    roles: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """An invented body; with administrators and staff it works here, without it only takes part."""

    key: str
    name: str
    kind: str
    state: str
    country: str
    district: str = ""
    role: str = ""
    administrators: tuple[Account, ...] = ()
    staff: tuple[Account, ...] = ()


@dataclass(frozen=True)
class Entrance:
    username: str
    part: str


@dataclass(frozen=True)
class Network:
    members: tuple[Body, ...]
    others: tuple[Body, ...]
    entrances: tuple[Entrance, ...]


@dataclass(frozen=True, repr=False)
class Name:
    text: str
    kind: str = "given"


@dataclass(frozen=True, repr=False)
class Kin:
    relation: str
    name: str
    note: str = ""
    safe: str = "unknown"


@dataclass(frozen=True, repr=False)
class Contact:
    """How somebody wants to be reached, told so many days ago."""

    days: int
    wants: str
    number: str = ""
    who: str = ""
    code_word: str = ""
    from_hour: int | None = None
    until_hour: int | None = None


@dataclass(frozen=True, repr=False)
class Somebody:
    sex: str
    age: int
    names: tuple[Name, ...]
    district: str
    nationality: str
    language: str
    relatives: tuple[Kin, ...] = ()
    contact: Contact | None = None
    # As whoever took her in wrote the name, by ear and in the script of that place.
    found_as: str = ""


@dataclass(frozen=True, repr=False)
class Call:
    """What came in. `days` and `minutes` are counted back from now."""

    kind: str
    channel: str
    what: str
    place: str
    danger: str
    where: str = ""
    signs: tuple[str, ...] = ()
    days: int = 0
    minutes: int = 0
    people_expected: int | None = None


@dataclass(frozen=True, repr=False)
class Teller:
    kind: str
    name: str
    reliability: str


@dataclass(frozen=True, repr=False)
class Step:
    """A lead and how it was judged."""

    kind: str
    days: int
    text: str
    verdict: str
    basis: str
    reliability: str = "F"
    credibility: str = "6"
    movement: str = ""
    source: Teller | None = None


@dataclass(frozen=True, repr=False)
class House:
    kind: str
    name: str
    place: str


@dataclass(frozen=True, repr=False)
class PastOperation:
    days: int
    result: str
    note: str
    premises: House | None = None


@dataclass(frozen=True, repr=False)
class Planned:
    """An operation that is still to be: the unit told refused it in these words."""

    unit: str
    knows: str
    refused_by: str
    words: str
    days: int


@dataclass(frozen=True, repr=False)
class Found:
    person: int
    days: int
    outcome: str
    exploitation: str
    wish: str
    may_call: str
    operation: int | None = None


@dataclass(frozen=True, repr=False)
class Event:
    """Of a case. Its kind may also be `note`, `paper`, or `wish` for what somebody wants by then."""

    kind: str
    days: int
    text: str
    agency: str = ""
    title: str = ""


@dataclass(frozen=True)
class Visits:
    """Agreed so many days ago, the first due `first` days ago; made, or late since."""

    days: int
    first: int
    is_made: bool


@dataclass(frozen=True, repr=False)
class Ending:
    outcome: str
    reason: str
    days: int = 0


@dataclass(frozen=True, repr=False)
class OpenCase:
    wish: str
    may_call: str
    days: int


@dataclass(frozen=True, repr=False)
class Matter:
    """Everything about one invented matter; `wrong` is for whoever reads the file."""

    key: str
    organisation: str
    recorder: str
    officer: str
    worker: str
    wrong: str
    alert: Call | None
    people: tuple[Somebody, ...]
    leads: tuple[Step, ...] = ()
    operations: tuple[PastOperation, ...] = ()
    planned: Planned | None = None
    found: tuple[Found, ...] = ()
    case: OpenCase | None = None
    events: tuple[Event, ...] = ()
    visits: Visits | None = None
    close: Ending | None = None
    door_open: bool = False


@dataclass(frozen=True)
class AskedBody:
    """A body that was asked by telephone; without an answer it is still waited for."""

    agency: str
    days: int
    answer: str = ""


@dataclass(frozen=True, repr=False)
class Search:
    """What stands in the missing report beside the alert, and who was asked."""

    reporter: str
    relation: str
    verified: str
    marks: str
    clothing: str
    asked: tuple[AskedBody, ...]


@dataclass(frozen=True, repr=False)
class TakenIn:
    """Another organisation took her in and does not know who she is."""

    recorder: str
    days: int
    kind: str
    marks: str
    village: str


@dataclass(frozen=True, repr=False)
class Missing:
    """A missing girl, told anew with the next of `girls` when her evening is over."""

    recorder: str
    officer: str
    alert: Call
    ask_in: tuple[str, ...]
    leads: tuple[Step, ...]
    search: Search
    taken_in: TakenIn
    close: Ending
    girls: tuple[Somebody, ...]


@dataclass(frozen=True)
class LeftLying:
    code: str
    reason: str


@dataclass(frozen=True, repr=False)
class Night:
    recorder: str
    alert: Call
    left_lying: LeftLying
    missing: Missing
    number_matter: str
    number_asks: str


# What a value that is itself a mapping, or a list of them, becomes.
NESTED: Final[Mapping[tuple[type, str], type]] = {
    (Body, "administrators"): Account,
    (Body, "staff"): Account,
    (Somebody, "names"): Name,
    (Somebody, "relatives"): Kin,
    (Somebody, "contact"): Contact,
    (Step, "source"): Teller,
    (PastOperation, "premises"): House,
    (Matter, "alert"): Call,
    (Matter, "people"): Somebody,
    (Matter, "leads"): Step,
    (Matter, "operations"): PastOperation,
    (Matter, "planned"): Planned,
    (Matter, "found"): Found,
    (Matter, "case"): OpenCase,
    (Matter, "events"): Event,
    (Matter, "visits"): Visits,
    (Matter, "close"): Ending,
    (Missing, "alert"): Call,
    (Missing, "leads"): Step,
    (Missing, "close"): Ending,
    (Missing, "search"): Search,
    (Missing, "taken_in"): TakenIn,
    (Search, "asked"): AskedBody,
    (Missing, "girls"): Somebody,
    (Night, "alert"): Call,
    (Night, "left_lying"): LeftLying,
    (Night, "missing"): Missing,
}


@cache
def network() -> Network:
    content = load_yaml(PACKAGE, "network.yaml")
    return Network(
        members=shapes(Body, content["members"], "network.yaml"),
        others=shapes(Body, content["others"], "network.yaml"),
        entrances=shapes(Entrance, content["entrances"], "network.yaml"),
    )


@cache
def matters() -> tuple[Matter, ...]:
    return shapes(Matter, load_yaml(PACKAGE, "people.yaml")["matters"], "people.yaml")


@cache
def night() -> Night:
    content = {key: value for key, value in load_yaml(PACKAGE, "night.yaml").items() if key not in HEADER}
    return shape(Night, content, "night.yaml")


HEADER: Final = ("version", "date", "sources")


def shapes(kind: type[Shape], rows: Iterable[Any], file: str) -> tuple[Shape, ...]:
    return tuple(shape(kind, row, file) for row in rows)


def shape(kind: type[Shape], row: Mapping[str, Any], file: str) -> Shape:
    """One block as its dataclass; an unknown or missing key is named."""
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]  # every shape is a dataclass
    if unknown := row.keys() - known:
        raise DataFileError(file, f"is not known in {kind.__name__}", sorted(unknown)[0])
    values = {name: _value(kind, name, value, file) for name, value in row.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise DataFileError(file, f"{kind.__name__}: {error}") from None


def _value(kind: type, name: str, value: Any, file: str) -> Any:
    nested = NESTED.get((kind, name))
    if nested is None:
        return tuple(value) if isinstance(value, list) else value
    if value is None:
        return None
    return shapes(nested, value, file) if isinstance(value, list) else shape(nested, value, file)
