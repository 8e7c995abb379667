"""What each figure counts, and what it does not: data of `data/indicators.yaml`, shown beside the figure, always.

Here: reading and checking the definitions, and the words of what is not an indicator. The counting is in
`indicators` and `impact`; the rules by which an outcome counts stand as data in `rescue/data/outcomes.yaml`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.lib.yamlfile import DataFileError, load_yaml

FILE: Final = "indicators.yaml"
NAME: Final = f"rihai.research/data/{FILE}"
TEXTS: Final = ("title", "numerator", "does_not_count", "n", "asked_by", "source")
# What is measured on parts of the same records: the bases of two of them can be subtracted.
FAMILIES: Final = {
    "operations": "operations", "operations_led": "operations", "leak_rate": "operations",
    "response_time": "alerts", "crisis_in_time": "alerts", "verification_yield": "alerts", "unfounded_share": "alerts",
    "emergency_openings": "cases", "caseload": "cases",
}  # fmt: skip


class Period(StrEnum):
    """What happened since a first year, or what stands on a day: open cases have no first year."""

    SINCE = "since"
    NOW = "now"


class Unit(StrEnum):
    COUNT = "count"
    PERCENT = "percent"
    MINUTES = "minutes"
    RATIO = "ratio"
    PER_HUNDRED = "per_hundred"


UNIT_WORDS: Final[dict[Unit, str | Promise]] = {
    Unit.COUNT: _("number"),
    Unit.PERCENT: _("percent"),
    Unit.MINUTES: _("minutes"),
    Unit.RATIO: _("ratio"),
    Unit.PER_HUNDRED: _("for each 100"),
}


@dataclass(frozen=True)
class Definition:
    label: str | Promise
    counts: str | Promise
    does_not_count: str | Promise


@dataclass(frozen=True)
class Indicator:
    """One line of the file."""

    code: str
    version: int
    unit: Unit
    period: Period
    title: str | Promise
    numerator: str | Promise
    denominator: str | Promise
    does_not_count: str | Promise
    n: str | Promise
    asked_by: str | Promise
    source: str | Promise

    def base_year(self, year: int) -> int:
        """The first year that counts, where the organisation counts from this one."""
        return year if self.period == Period.SINCE else 0

    @property
    def unit_words(self) -> str | Promise:
        return UNIT_WORDS[self.unit]

    @property
    def definition(self) -> Definition:
        return Definition(self.title, self.numerator, self.does_not_count)


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every indicator in the order of the file. Raises DataFileError, naming what is wrong."""
    content = load_yaml("rihai.research", FILE)
    rows = content.get("indicators")
    if not isinstance(rows, list) or not rows:
        raise DataFileError(NAME, "must be a list with at least one entry", "indicators")
    found = tuple(_indicator(row, content["sources"]) for row in rows)
    if len({one.code for one in found}) < len(found):
        raise DataFileError(NAME, "has the same code twice", "indicators")
    return found


def indicator(code: str) -> Indicator | None:
    return next((one for one in indicators() if one.code == code), None)


def flaws(row: Any, sources: dict[str, str]) -> list[str]:
    """What is missing or does not fit: every text is there, and what is a share or a ratio says of what."""
    if not isinstance(row, dict) or not isinstance(row.get("code"), str):
        return ["every entry must hold keys and values, a code first"]
    needs_base = row.get("unit") in {Unit.PERCENT, Unit.RATIO, Unit.PER_HUNDRED}
    wrong = [f"has no text for {name!r}" for name in TEXTS if not str(row.get(name) or "").strip()]
    wrong += [] if isinstance(row.get("version"), int) else ["has no number for 'version'"]
    wrong += [] if row.get("period") in set(Period) else [f"has an unknown period: {row.get('period')!r}"]
    wrong += [] if row.get("unit") in set(Unit) else [f"has an unknown unit: {row.get('unit')!r}"]
    wrong += [] if row.get("source") in sources else ["names a source that is not in the header"]
    wrong += (
        [] if needs_base == bool(row.get("denominator")) else ["needs a denominator if, and only if, it is a share"]
    )
    return [f"{row['code']} {each}" for each in wrong]


def _indicator(row: Any, sources: dict[str, str]) -> Indicator:
    if wrong := flaws(row, sources):
        raise DataFileError(NAME, "; ".join(wrong), "indicators")
    return Indicator(
        code=row["code"],
        version=row["version"],
        unit=Unit(row["unit"]),
        period=Period(row["period"]),
        title=_(row["title"]),
        numerator=_(row["numerator"]),
        denominator=_(row["denominator"]) if row["denominator"] else "",
        does_not_count=_(row["does_not_count"]),
        n=_(row["n"]),
        asked_by=_(row["asked_by"]),
        source=_(sources[row["source"]]),
    )


def _defined(code: str) -> Definition:
    found = indicator(code)
    if found is None:
        raise DataFileError(NAME, f"does not define {code!r}", "indicators")
    return found.definition


OPERATIONS: Final = _defined("operations")
LOCATED: Final = _defined("people_located")
FREED: Final = _defined("people_freed")
DECLARED: Final = Definition(
    _("Declared by the publisher"),
    _("Totals as their publisher printed them, with the day they speak of."),
    _("They are not checked, not ours, and not added to any figure here."),
)
STORIES: Final = Definition(
    _("Published stories"),
    _("Stories of all publications loaded here, each counted once."),
    _("Our own alerts, inquiries and cases."),
)
PEOPLE: Final = Definition(
    _("People in published stories"),
    _("Distinct people of all published stories, whatever became of them."),
    _("People of our own work, whether found or still sought."),
)
