"""Schemes of compensation and their heads as the data have them; reading them from rows is here.

Money is in whole rupees. What she could ask for is worked out in `compensation`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rihai.law.conditions import ALWAYS, Condition, parse_condition
from rihai.law.entries import Entry, Shared, common
from rihai.law.schema import Row

KINDS: Final = ("head", "uplift", "interim", "minimum", "service")
MOST_PERCENT: Final = 100


@dataclass(frozen=True)
class Head(Entry):
    """One head of one scheme. `ask`: what no fact says; a head that has it is never more than possible."""

    scheme: str
    jurisdiction: str
    head: str
    kind: str
    min_inr: int | None
    max_inr: int | None
    percent: int
    conditions: str
    applies_when: Condition
    ask: str
    lesser_of: tuple[str, ...]
    in_force_from: date | None
    in_force_to: date | None
    status: str


@dataclass(frozen=True)
class Uplift:
    """So many per cent more for whom it is about."""

    percent: int
    when: Condition


@dataclass(frozen=True)
class Scheme:
    """To whom one applies, by which steps (those of a remedy), and which clocks run.

    `is_of_each_state`: every State has its own under this name.
    """

    id: str
    name: str
    apply_to: str
    remedy: str
    clocks: tuple[str, ...]
    uplift: Uplift | None
    is_of_each_state: bool = False


def read_head(row: Row, shared: Shared) -> Head:
    head = Head(
        **common(row, shared),
        scheme=row.words("scheme"),
        jurisdiction=row.words("jurisdiction"),
        head=row.words("head"),
        kind=row.one_of("kind", KINDS, KINDS[0]),
        min_inr=_rupees(row, "min_inr"),
        max_inr=_rupees(row, "max_inr"),
        percent=_percent(row),
        conditions=row.text("conditions", ""),
        applies_when=parse_condition(row, "applies_when", row.get("applies_when"), shared),
        ask=row.text("ask", ""),
        lesser_of=row.texts("lesser_of", ()),
        in_force_from=row.maybe_date("in_force_from"),
        in_force_to=row.maybe_date("in_force_to"),
        status=row.words("status"),
    )
    if head.min_inr is not None and head.max_inr is not None and head.min_inr > head.max_inr:
        raise row.fault("max_inr", "is less than min_inr")
    return head


def read_scheme(row: Row, shared: Shared) -> Scheme:
    uplift = row.get("uplift", None)
    scheme = Scheme(
        id=row.words("id"),
        name=row.words("name"),
        apply_to=row.words("apply_to"),
        remedy=row.text("remedy", ""),
        clocks=row.texts("clocks"),
        uplift=None if uplift is None else _uplift(Row(row.file, uplift, row.entry), shared),
        is_of_each_state=row.flag("of_each_state", False),
    )
    row.done()
    return scheme


def _uplift(row: Row, shared: Shared) -> Uplift:
    when = row.get("when", None)
    uplift = Uplift(_percent(row), ALWAYS if when is None else parse_condition(row, "when", when, shared))
    row.done()
    return uplift


def _rupees(row: Row, key: str) -> int | None:
    amount = row.maybe_number(key)
    if amount is not None and amount != int(amount):
        raise row.fault(key, "must be whole rupees")
    return None if amount is None else int(amount)


def _percent(row: Row) -> int:
    percent = row.number("percent", 0)
    if percent != int(percent) or percent > MOST_PERCENT:
        raise row.fault("percent", f"must be a whole number up to {MOST_PERCENT}")
    return int(percent)
