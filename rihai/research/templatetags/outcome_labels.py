"""The words of outcomes and measures, for reports."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.rescue.rules.outcomes import outcome_label

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
    return _("not stated") if key == "not stated" else key
