"""The words of outcomes, measures and years, and the rows and bars of a report's tables and charts."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.rescue.rules.outcomes import outcome_label
from rihai.research.charts import Chart, chart_by_year
from rihai.research.impact import YEAR_NOT_STATED, Figures
from rihai.research.models import DeclaredFigure

register = template.Library()

MEASURES = {"operations": _("operations"), "people": _("people")}


@register.filter
def labelled(by_outcome: Mapping[str, int]) -> list[tuple[str | Promise, int]]:
    return [(outcome_label(code), count) for code, count in by_outcome.items()]


@register.filter
def measure(code: str) -> str | Promise:
    return MEASURES.get(code, code)


@register.filter
def year(key: str) -> str | Promise:
    return _("not stated") if key == YEAR_NOT_STATED else key


@register.filter
def years(figures: Figures) -> list[tuple[str | Promise, int, int]]:
    """One row for each year with people or operations, the unknown last."""
    people, operations = figures.people_by_year, figures.operations_by_year
    return [(year(key), people.get(key, 0), operations.get(key, 0)) for key in sorted(people.keys() | operations)]


@register.filter
def chart(by_year: Mapping[str, int]) -> Chart:
    return chart_by_year(by_year)


@register.filter
def notes(declared: Iterable[DeclaredFigure]) -> list[str]:
    """Each remark once, though it stands beside several figures."""
    return list(dict.fromkeys(figure.note for figure in declared if figure.note))
