"""Minutes in people's words: "46 days, 12 hours" and never "66,960 minutes"."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from rihai.lib.spans import split

register = template.Library()


@register.filter
def span(minutes: float) -> str:
    """All that is in it, so that a promise of 25 hours is not read as one of a day."""
    days, hours, left = split(minutes)
    told = [
        (days, ngettext("%(number)s day", "%(number)s days", days)),
        (hours, ngettext("%(number)s hour", "%(number)s hours", hours)),
        (left, ngettext("%(number)s minute", "%(number)s minutes", left)),
    ]
    parts = [words % {"number": number_format(count, force_grouping=True)} for count, words in told if count]
    return _joined(parts or [told[-1][1] % {"number": 0}])


@register.filter
def delay(minutes: float) -> str:
    """How long one waits: not at all is "at once"."""
    return span(minutes) if minutes else gettext("at once")


def _joined(parts: list[str]) -> str:
    first, *others = parts
    for other in others:
        first = gettext("%(longer)s, %(shorter)s") % {"longer": first, "shorter": other}
    return first
