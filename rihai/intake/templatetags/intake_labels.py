"""The words of an alert's codes, for lists."""

from django import template

from rihai.intake.rules import FILE
from rihai.lib.codelists import by_code

register = template.Library()


@register.filter
def alert_kind(code: str) -> str:
    return by_code(*FILE, "kinds")[code].label


@register.filter
def alert_channel(code: str) -> str:
    return by_code(*FILE, "channels")[code].label


@register.filter
def alert_priority(code: str) -> str:
    return by_code(*FILE, "priorities")[code].label
