"""From which year on an organisation counts, and which of its records lie in that time.

Here: the year as it stood on a day, and one rule for every record. Not here: what is counted of them.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from rihai.research.models import BaseYear


def base_year_of(organisation: UUID | None, until: datetime) -> int:
    """What was set last before that moment; 0 says from the first record on, and so does a count of everybody."""
    if organisation is None:
        return 0
    earlier = BaseYear.objects.filter(organisation=organisation, set_at__lt=until)
    return earlier.order_by("-set_at", "-pk").values_list("year", flat=True).first() or 0


def counted_since(year: int, written: str, *days: str) -> Q:
    """A record counts by the day on which it happened, the first of `days` that is known.

    Where none is known it counts by when it was written down: before that year it cannot have happened later.
    """
    if not year:
        return Q()
    first = date(year, 1, 1)
    counted = Q(**{f"{written}__gte": timezone.make_aware(datetime.combine(first, time.min))})
    for day in reversed(days):
        counted = Q(**{f"{day}__gte": first}) | (Q(**{day: None}) & counted)
    return counted
