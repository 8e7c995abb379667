"""The words of rescue's codes, days elapsed, and where the stations of a chain stand in its picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rihai.directory.agency_field import agency_label
from rihai.lib.codelists import by_code
from rihai.rescue.models import FoundPerson, Inquiry, Priority
from rihai.rescue.rules import outcomes
from rihai.rescue.selectors.inquiry import LeadOnPage, days_open

register = template.Library()
register.filter("agency_label", agency_label)

ROW_HEIGHT: Final = 84
FIRST_ROW: Final = 20
BOTTOM: Final = 56


@dataclass(frozen=True)
class Station:
    """One circle of the picture, `y` pixels from the top, with the height at which the line to it begins."""

    lead: LeadOnPage
    y: int
    line_from: int | None

    @property
    def label_y(self) -> int:
        return self.y + 5

    @property
    def date_y(self) -> int:
        return self.y + 26

    @property
    def place_y(self) -> int:
        return self.y + 46


@dataclass(frozen=True)
class Picture:
    stations: tuple[Station, ...]
    height: int


@register.filter
def as_picture(chain: Sequence[LeadOnPage]) -> Picture:
    """Stations one below the other, as a phone is held."""
    heights = [FIRST_ROW + ROW_HEIGHT * number for number in range(len(chain))]
    before = [None, *heights]
    stations = tuple(Station(*row) for row in zip(chain, heights, before, strict=False))
    return Picture(stations, (heights[-1] if heights else 0) + BOTTOM)


@register.filter
def age_in_days(inquiry: Inquiry) -> str:
    days = days_open(inquiry)
    if not days:
        return _("opened today")
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


@register.filter
def priority_kind(inquiry: Inquiry) -> str:
    """The colour of its badge; none for what is as urgent as most."""
    kinds = {Priority.CRISIS: "danger", Priority.HIGH: "warn", Priority.LOW: "neutral"}
    return kinds.get(Priority(inquiry.priority), "")


@register.filter
def outcome_of(found: FoundPerson) -> str:
    """How it ended for her, as known last."""
    latest = list(found.findings.all())[-1:]
    return str(outcomes.outcome_label(latest[0].outcome)) if latest else ""


@register.filter
def exploitation_of(found: FoundPerson) -> str:
    latest = list(found.findings.all())[-1:]
    return str(outcomes.exploitation_label(latest[0].exploitation)) if latest else ""


@register.filter
def premises_kind(code: str) -> str:
    """As the title of an operation; a kind that nobody knows is no title."""
    if code == "not_stated":
        return _("Operation")
    return _(by_code("rihai.offences", "premises_kinds.yaml", "kinds")[code].label)


@register.filter
def source_kind(code: str) -> str:
    return _(by_code("rihai.people", "reliability.yaml", "source_kinds")[code].label)


@register.filter
def reliability(grade: str) -> str:
    """The words of a source's grade, A to F."""
    return _(by_code("rihai.people", "reliability.yaml", "source_grades")[grade.lower()].label)


@register.filter
def credibility(grade: str) -> str:
    """The words of an information's grade, 1 to 6."""
    return _(by_code("rihai.people", "reliability.yaml", "information_grades")[grade].label)
