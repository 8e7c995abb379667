"""The risk check: what is asked before, during and after an operation, and what still blocks its start.

The questions are data (`data/risk_check.yaml`). A condition that nobody has answered counts as given:
unknown is never no. Some answers are not believed without a record behind them: an acknowledgement is
read from the units' answers, never from a tick.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.lib.yamlfile import DataFileError, load_yaml

FILE: Final = "risk_check.yaml"
YES: Final = "yes"
NO: Final = "no"
TICKS: Final = ((YES, _("Yes")), (NO, _("No")))
LARGEST_COUNT: Final = 500
STATES_THAT_LEAD: Final = 2
# Its answer runs out; all others stay until they are changed.
LIST_CHECK: Final = "need_to_know_checked"


@dataclass(frozen=True)
class RiskItem:
    """One question. `kind` is tick, number (at least `minimum`) or choice (one of `meets` passes)."""

    code: str
    phase: str
    question: str | Promise
    kind: str
    is_gate: bool
    condition: str
    why: str | Promise
    answered_by: str
    minimum: int = 0
    options: tuple[tuple[str, str | Promise], ...] = ()
    meets: frozenset[str] = frozenset()

    @property
    def choices(self) -> tuple[tuple[str, str | Promise], ...]:
        return self.options or TICKS

    def accepts(self, answer: str) -> bool:
        """Whether this can be an answer at all."""
        if self.kind == "number":
            return answer.isascii() and answer.isdecimal() and int(answer) <= LARGEST_COUNT
        return answer in {code for code, _label in self.choices}

    def words_of(self, answer: str) -> str:
        """An answer as a person reads it: the label of a choice, a number as it is."""
        return str(dict(self.choices).get(answer, answer))

    def is_met_by(self, answer: str) -> bool:
        if not self.accepts(answer):
            return False
        if self.kind == "number":
            return int(answer) >= self.minimum
        return answer in self.meets if self.options else answer == YES


@dataclass(frozen=True)
class Given:
    """The latest answer to an item, and when it was given."""

    value: str
    at: datetime


@dataclass(frozen=True)
class Evidence:
    """What the records of an operation show, whatever was ticked."""

    leads_acknowledged: int = 0
    lead_officer_named: bool = False
    decoy_requested: bool = False
    list_changed_at: datetime | None = None


@dataclass(frozen=True)
class RiskCheck:
    """One operation's check. `circumstances` maps each condition of the data file to yes, no or unknown."""

    circumstances: Mapping[str, str]
    answers: Mapping[str, Given]
    evidence: Evidence
    now: datetime = field(default_factory=timezone.now)

    def applies(self, item: RiskItem) -> bool:
        return item.condition == "always" or self.circumstances.get(item.condition) != NO

    def is_met(self, item: RiskItem) -> bool:
        """Met by a record where there is one to look at; else by the answer, unless a record contradicts it."""
        shown = SHOWN_BY_RECORDS.get(item.code)
        if shown is not None:
            return shown(self)
        given = self.answers.get(item.code)
        if given is None or not item.is_met_by(given.value):
            return False
        confirmed = CONFIRMED_BY_RECORDS.get(item.code)
        return confirmed is None or confirmed(self, given)

    def valid_answer(self, code: str) -> str | None:
        """The answer that counts now; None where there is none, or where it has run out."""
        given = self.answers.get(code)
        if given is None or (code == LIST_CHECK and not _list_was_checked_today(self, given)):
            return None
        return given.value

    def asked(self) -> list[RiskItem]:
        return [item for item in load_risk_items() if self.applies(item)]

    def missing_for_start(self) -> list[RiskItem]:
        """The gate items that apply and are not met, in the order of the file."""
        return [item for item in self.asked() if item.is_gate and not self.is_met(item)]


def _is_acknowledged(check: RiskCheck) -> bool:
    return check.evidence.leads_acknowledged >= 1


def _both_states_acknowledged(check: RiskCheck) -> bool:
    return check.evidence.leads_acknowledged >= STATES_THAT_LEAD


def _lead_is_named(check: RiskCheck) -> bool:
    return check.evidence.lead_officer_named


def _list_was_checked_today(check: RiskCheck, given: Given) -> bool:
    """Yesterday's check, or one from before the last change of the list, says nothing about the list of now."""
    changed = check.evidence.list_changed_at
    is_today = timezone.localdate(given.at) == timezone.localdate(check.now)
    return is_today and (changed is None or given.at >= changed)


def _decoy_has_its_request(check: RiskCheck, given: Given) -> bool:
    return given.value != "recorded_request" or check.evidence.decoy_requested


# Read from records alone; nobody is asked to tick them.
SHOWN_BY_RECORDS: Final[Mapping[str, Callable[[RiskCheck], bool]]] = {
    "police_acknowledged": _is_acknowledged,
    "both_police_leads_named": _both_states_acknowledged,
    "police_lead_named": _lead_is_named,
}
# Asked, and believed only if a record agrees.
CONFIRMED_BY_RECORDS: Final[Mapping[str, Callable[[RiskCheck, Given], bool]]] = {
    LIST_CHECK: _list_was_checked_today,
    "decoy_by_police_request": _decoy_has_its_request,
}
# What to do about an item that the person cannot simply tick.
HOW_TO_MEET: Final[Mapping[str, str | Promise]] = {
    "police_acknowledged": _("Tell the unit and record that it acknowledged."),
    "both_police_leads_named": _("Choose a leading unit in each State and record that both acknowledged."),
    "police_lead_named": _("Write down the officer's name with the acknowledgement."),
    "need_to_know_checked": _("Counts for today only, and only until the list changes."),
    "decoy_by_police_request": _("A decoy counts only if the police request is recorded in the inquiry."),
}


@cache
def load_risk_items() -> tuple[RiskItem, ...]:
    """All items in the order of the file. Raises DataFileError, naming what is wrong."""
    rows = load_yaml("rihai.rescue", FILE).get("items")
    if not isinstance(rows, list) or not rows:
        raise DataFileError(f"rihai.rescue/data/{FILE}", "must be a list with at least one entry", "items")
    items = tuple(_item(row) for row in rows)
    known = {item.code for item in items}
    unknown = {*SHOWN_BY_RECORDS, *CONFIRMED_BY_RECORDS} - known
    if unknown or len(known) < len(items):
        raise DataFileError(f"rihai.rescue/data/{FILE}", f"repeats a code or lacks {sorted(unknown)}", "items")
    return items


def risk_item(code: str) -> RiskItem | None:
    return next((item for item in load_risk_items() if item.code == code), None)


def _item(row: Mapping[str, Any]) -> RiskItem:
    return RiskItem(
        code=row["code"],
        phase=row["phase"],
        question=_(row["question"]),
        kind=row["kind"],
        is_gate=row["gate"] == "start",
        condition=row["condition"],
        why=_(row["why"]),
        answered_by=row["answered_by"],
        minimum=int(row.get("minimum", 0)),
        options=tuple((option["code"], _(option["label"])) for option in row.get("options", ())),
        meets=frozenset(row.get("meets", ())),
    )
