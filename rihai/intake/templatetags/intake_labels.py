"""The words of an alert's codes, for templates."""

from django import template

from rihai.intake import labels

register = template.Library()


@register.filter
def alert_kind(code: str) -> str:
    return labels.label("kinds", code)


@register.filter
def alert_channel(code: str) -> str:
    return labels.label("channels", code)


@register.filter
def alert_priority(code: str) -> str:
    return labels.label("priorities", code)


@register.filter
def decision_reason(code: str) -> str:
    return labels.reason_label(code)
