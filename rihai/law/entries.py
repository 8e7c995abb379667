"""What the data come to: frozen entries, each with what it rests on. Reading them from rows is here too.

Years are numbers, life is 99 (`LIFE`) and death apart; money is in rupees; dates are the first and last day in force.
Not here: files and cross references (`loading`).
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rihai.law.conditions import ALWAYS, Condition, parse_condition, uses_of
from rihai.law.schema import Row
from rihai.law.sourcing import KIND_OF, Source

LIFE: Final = 99
KINDS: Final = (
    "offence", "liability", "definition", "constitutional", "rule", "evidence",
    "procedure", "power", "duty", "protection", "order",
)  # fmt: skip
# These are steps taken after the offence: the day of the step decides whether they are in force, not the offence's.
STEPS: Final = frozenset({"procedure", "power", "duty", "protection", "order"})
CHARGED: Final = frozenset({"offence", "liability"})
HARMS: Final = ("none", "possible", "harms_victim", "protects_victim")
BAIL: Final = ("60", "90", "contested_60_90", "by_band")
Shared = Mapping[str, Condition]


@dataclass(frozen=True)
class Entry:
    """What every entry has. `was_read`: its rule was read in one of `source`; never shown without saying where."""

    id: str
    was_read: bool
    confidence: str
    source: tuple[str, ...]
    unread: tuple[str, ...]
    notes: str
    digest: str


@dataclass(frozen=True)
class Span:
    """First and last day in force; None is open. Not known: nobody has found out whether it is in force at all."""

    first: date | None
    last: date | None
    is_known: bool = True


@dataclass(frozen=True)
class Band:
    """Another punishment for some facts. Without `when` no fact that we keep decides it."""

    name: str
    when: Condition | None
    min_years: float
    max_years: float
    bail: str


@dataclass(frozen=True)
class Earlier:
    """The punishment until a date, for older offences."""

    until: date
    min_years: float
    max_years: float


@dataclass(frozen=True)
class Penalty:
    """Years of prison; `bail` is when default bail accrues, in days, where courts differ or by band.

    `death`: whether every case of it can end in a sentence of death; what only some can, its words say.
    """

    min_years: float
    max_years: float
    bail: str
    limitation_years: float | None
    bands: tuple[Band, ...]
    earlier: tuple[Earlier, ...]
    death: bool


@dataclass(frozen=True)
class Classification:
    """What the schedule says; None: not known. `was_read` is for these alone."""

    cognizable: bool | None
    bailable: bool | None
    court: str | None
    was_read: bool


@dataclass(frozen=True)
class Provision(Entry):
    """A section of an Act, with the elements that facts must meet. No elements: background, shown on request."""

    act: str
    section: str
    kind: str
    in_force: Span
    title: str
    elements: Condition
    punishment: str
    penalty: Penalty | None
    classification: Classification
    corresponds_to: tuple[str, ...]
    lesser_of: tuple[str, ...]
    harm: str
    is_to_do: bool = False

    @property
    def name(self) -> str:
        return f"{self.act} s. {self.section}" if self.section[:1].isdigit() else f"{self.act} {self.section}"

    @property
    def is_background(self) -> bool:
        return self.elements == ALWAYS

    @property
    def is_charged(self) -> bool:
        """Something that an FIR or a charge sheet names against somebody."""
        return self.kind in CHARGED


@dataclass(frozen=True)
class Remedy(Entry):
    """Who files what before whom."""

    name: str
    use_when: Condition
    forum: str
    provision: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Form(Entry):
    """A form of the rules; States number theirs differently.

    `draft`: our own words for it, confirmed with the entry. "# …" heads a part, ____ is left to whoever signs.
    """

    law: str
    number: str
    title: str
    jurisdiction: str
    filed_by: str
    when: str
    draft: tuple[str, ...]


@dataclass(frozen=True)
class Protection(Entry):
    """What the law gives the person only where one of these sections is named."""

    name: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Caution(Entry):
    """A trap or a gap of the law that a reader of a section check is told of."""

    when: Condition
    words: str


@dataclass(frozen=True)
class Renumbered:
    """What became of a section. `old` None: new; `new` None: dropped."""

    old: str | None
    new: str | None
    change: str


def digest_of(content: Mapping[str, Any]) -> str:
    """Stands for the wording of an entry: a changed entry loses its confirmation."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:16]


def read_source(key: str, row: Row) -> Source:
    source = Source(key, row.one_of("kind", KIND_OF), row.words("title"), row.text("url", ""), row.text("note", ""))
    row.done()
    return source


def common(row: Row, shared: Shared) -> dict[str, Any]:
    """What every entry has; the digest is of its wording and of the shared conditions it uses."""
    return {
        "id": row.words("id"),
        "was_read": row.flag("read"),
        "confidence": row.one_of("confidence", ("high", "medium", "low")),
        "source": row.texts("source"),
        "unread": row.texts("unread", ()),
        "notes": row.text("notes", ""),
        "digest": digest_of({**row.content, "shared": {name: shared[name] for name in sorted(uses_of(row.content))}}),
    }


def read_provision(row: Row, shared: Shared) -> Provision:
    # What another country's law needs but has not: listed to do, never met.
    is_to_do = row.flag("to_do", False)
    return Provision(
        **common(row, shared),
        act=row.words("act"),
        section=row.words("section"),
        kind=row.one_of("kind", KINDS),
        in_force=_span(row),
        title=row.words("title"),
        elements=parse_condition(row, "elements", row.get("elements", {"all": []}), shared),
        punishment=row.text("punishment", ""),
        penalty=_penalty(row, shared),
        classification=_classification(row),
        corresponds_to=row.texts("corresponds_to", ()),
        lesser_of=row.texts("lesser_of", ()),
        harm=row.one_of("victim_harm", HARMS, "none"),
        is_to_do=is_to_do,
    )


def _span(row: Row) -> Span:
    content = row.get("in_force")
    if content == "unknown":
        return Span(None, None, is_known=False)
    inner = Row(row.file, content, row.entry)
    span = Span(inner.maybe_date("from"), inner.maybe_date("to"))
    inner.done()
    if span.first and span.last and span.last < span.first:
        raise row.fault("in_force", "ends before it begins")
    return span


def _classification(row: Row) -> Classification:
    empty = {"cognizable": None, "bailable": None, "court": None, "read": False}
    inner = Row(row.file, row.get("classification", empty), row.entry)
    found = Classification(
        inner.maybe_flag("cognizable"), inner.maybe_flag("bailable"), inner.maybe_text("court"), inner.flag("read")
    )
    inner.done()
    return found


def _penalty(row: Row, shared: Shared) -> Penalty | None:
    if row.get("penalty", None) is None:
        return None
    inner = Row(row.file, row.get("penalty"), row.entry)
    least, most = _years(inner)
    found = Penalty(
        least,
        most,
        inner.one_of("bail", BAIL),
        inner.maybe_number("limitation_years"),
        tuple(_band(band, shared) for band in inner.rows("bands", ())),
        tuple(_earlier(one) for one in inner.rows("earlier", ())),
        inner.flag("death", False),
    )
    inner.done()
    if (found.bail == "by_band") != bool(found.bands):
        raise row.fault("penalty", "bail by_band needs bands, and only it")
    return found


def _years(row: Row) -> tuple[float, float]:
    least, most = row.number("min_years"), row.number("max_years")
    if least > most or most > LIFE:
        raise row.fault("max_years", f"must lie between min_years and {LIFE}, not {most!r}")
    return least, most


def _band(row: Row, shared: Shared) -> Band:
    when = row.get("when", None)
    band = Band(
        row.words("name"),
        None if when is None else parse_condition(row, "when", when, shared),
        *_years(row),
        row.one_of("bail", BAIL[:3]),
    )
    row.done()
    return band


def _earlier(row: Row) -> Earlier:
    until = row.maybe_date("until")
    if until is None:
        raise row.fault("until", "is missing")
    earlier = Earlier(until, *_years(row))
    row.done()
    return earlier


def read_remedy(row: Row, shared: Shared) -> Remedy:
    return Remedy(
        **common(row, shared),
        name=row.words("name"),
        use_when=parse_condition(row, "use_when", row.get("use_when"), shared),
        forum=row.words("forum"),
        provision=row.words("provision"),
        steps=row.texts("steps"),
    )


def read_form(row: Row, shared: Shared) -> Form:
    return Form(
        **common(row, shared),
        law=row.words("law"),
        number=row.words("number"),
        title=row.words("title"),
        jurisdiction=row.words("jurisdiction"),
        filed_by=row.words("filed_by"),
        when=row.words("when"),
        draft=row.texts("draft", ()),
    )


def read_protection(row: Row, shared: Shared) -> Protection:
    return Protection(**common(row, shared), name=row.words("name"), sections=row.texts("sections"))


def read_caution(row: Row, shared: Shared) -> Caution:
    when = parse_condition(row, "when", row.get("when"), shared)
    return Caution(**common(row, shared), when=when, words=row.words("words"))


Reader = Callable[[Row, Shared], Entry]
