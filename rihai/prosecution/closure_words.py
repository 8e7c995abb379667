"""Which closure report is meant, in words: police may file two on one day, on one ground and about one accused.

On the screen; the papers for courts say it in their own language (`actions.papers`), with the same place of that day.
"""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rihai.prosecution.models import AccusedLink, ClosureReport


def place_of_day(closure: ClosureReport, reports: Iterable[ClosureReport]) -> tuple[int, int] | None:
    """Which of how many of its day, as they were written down one after the other; None where it is the only one."""
    same = sorted((one for one in reports if one.filed_on == closure.filed_on), key=lambda one: one.recorded_at)
    return (same.index(closure) + 1, len(same)) if len(same) > 1 and closure in same else None


def day_words(closure: ClosureReport, reports: Iterable[ClosureReport]) -> str:
    """Its day, and which of that day it is."""
    return placed(date_format(closure.filed_on), place_of_day(closure, reports))


def placed(day: str, place: tuple[int, int] | None) -> str:
    if place is None:
        return day
    return _("%(day)s (report %(place)s of %(all)s of that day)") % {
        "day": day, "place": place[0], "all": place[1],
    }  # fmt: skip


def report_words(closure: ClosureReport, links: list[AccusedLink], reports: Iterable[ClosureReport]) -> str:
    """With whom it is about: where two are of one day and on one ground, that tells them apart first."""
    said = {"day": day_words(closure, reports), "ground": closure.get_ground_display()}
    codes = [one.accused.code for one in links if str(one.pk) in closure.against]
    if codes:
        return _("Closure report of %(day)s about %(codes)s: %(ground)s") % {**said, "codes": ", ".join(codes)}
    return _("Closure report of %(day)s: %(ground)s") % said
