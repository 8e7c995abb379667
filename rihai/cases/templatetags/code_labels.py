"""The words of codes that several packages show: sex, act, means and purpose, dates with their precision."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from rihai.cases.labels import screening_labels
from rihai.lib.codelists import by_code
from rihai.lib.precision import Precision
from rihai.people.labels import majority_words
from rihai.people.models import Person
from rihai.vault.sealed import Sealed

register = template.Library()


@register.filter
def is_sealed(value: object) -> bool:
    """Whether this reader sees only that something is there."""
    return isinstance(value, Sealed)


@register.filter
def sex_label(code: str) -> str:
    entry = by_code("rihai.people", "sex.yaml", "sexes").get(code)
    return _(entry.label) if entry else ""


@register.filter
def majority_label(person: Person) -> str:
    """Child, or that she may be one; nothing for an adult."""
    return majority_words(person, timezone.localdate())


@register.filter
def act_labels(codes: Sequence[str]) -> str:
    return ", ".join(screening_labels("acts", codes))


@register.filter
def means_labels(codes: Sequence[str]) -> str:
    return ", ".join(screening_labels("means", codes))


@register.filter
def exploitation_labels(codes: Sequence[str]) -> str:
    return ", ".join(screening_labels("types", codes))


@register.filter
def as_precise(day: date | None, precision: str) -> str:
    """A date as exactly as it is known: the day, "May 2022", "2022", or that it is not known."""
    if day is None or precision == Precision.UNKNOWN:
        return _("date not known")
    if precision == Precision.YEAR:
        return str(day.year)
    pattern = "YEAR_MONTH_FORMAT" if precision == Precision.MONTH else "DATE_FORMAT"
    return formats.date_format(day, pattern)
