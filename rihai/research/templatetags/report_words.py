"""The words of outcomes, measures, units and years, and the rows and bars of a report's tables and charts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rihai.accounts.templatetags.spans import span
from rihai.rescue.rules.outcomes import outcome_label
from rihai.research import definitions
from rihai.research.charts import Chart, chart_by_year
from rihai.research.definitions import Unit
from rihai.research.impact import YEAR_NOT_STATED, FiguresOf
from rihai.research.measured import Measured
from rihai.research.models import DeclaredFigure, Figure
from rihai.research.protection import Count
from rihai.research.workflow import FigureStatus

register = template.Library()

MEASURES = {"operations": _("operations"), "people": _("people")}
COUNTED = {
    "operations": definitions.OPERATIONS,
    "people_located": definitions.LOCATED,
    "people_freed": definitions.FREED,
}
BADGES = {
    FigureStatus.PROPOSED: "info",
    FigureStatus.PUBLISHED: "good",
    FigureStatus.REFUSED: "neutral",
    FigureStatus.WITHDRAWN: "warn",
}


@register.filter
def labelled(by_outcome: Mapping[str, Count]) -> list[tuple[str | Promise, Count]]:
    return [(outcome_label(code), count) for code, count in by_outcome.items()]


@register.filter
def counted(code: str) -> str | Promise:
    """The name of one of the three counts."""
    return COUNTED[code].label


@register.filter
def measure(code: str) -> str | Promise:
    return MEASURES.get(code, code)


@register.filter
def year(key: str) -> str | Promise:
    return _("not stated") if key == YEAR_NOT_STATED else key


@register.filter
def years(figures: FiguresOf[Count]) -> list[tuple[str | Promise, Count, Count]]:
    """One row for each year with people or operations, the unknown last."""
    people, operations = figures.people_by_year, figures.operations_by_year
    none = Count(0, 0)
    return [(year(key), people.get(key, none), operations.get(key, none)) for key in sorted(people.keys() | operations)]


@register.filter
def chart(by_year: Mapping[str, Count]) -> Chart:
    """What this reader's screen shows."""
    return chart_by_year({key: count.screen for key, count in by_year.items()})


@register.filter
def printed_chart(by_year: Mapping[str, Count]) -> Chart:
    return chart_by_year({key: count.printed for key, count in by_year.items()})


@register.filter
def differs(by_year: Mapping[str, Count]) -> bool:
    return any(count.is_split for count in by_year.values())


@register.filter
def notes(declared: Iterable[DeclaredFigure]) -> list[str]:
    """Each remark once, though it stands beside several figures."""
    return list(dict.fromkeys(figure.note for figure in declared if figure.note))


@register.filter
def amount(measured: Measured | Figure, unit: Unit | str) -> str:
    """The value with its unit, or why there is none."""
    if measured.is_hidden:
        return gettext("hidden")
    if measured.value is None:
        return gettext("nothing yet")
    return _with_unit(measured.value, Unit(unit))


@register.filter
def badge_kind(status: FigureStatus) -> str:
    return BADGES[status]


def _with_unit(value: float | Decimal, unit: Unit) -> str:
    whole = Decimal(str(value)).normalize()
    plain = number_format(whole if whole % 1 else int(whole), use_l10n=True, force_grouping=True)
    match unit:
        case Unit.PERCENT:
            return gettext("%(number)s %%") % {"number": plain}
        case Unit.MINUTES:
            return span(float(value))
        case Unit.PER_HUNDRED:
            return gettext("%(number)s for each 100") % {"number": plain}
    return plain
