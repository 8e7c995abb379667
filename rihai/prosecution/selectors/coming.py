"""What stands before every paper in a legal case: a threat, a day in court, the day of an appeal. In this order.

Made of what its page has read already. Not here: what comes next with the paper itself (template `_next`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from rihai.prosecution.models import Hearing
from rihai.prosecution.owing.court_duties import APPEAL
from rihai.prosecution.selectors.legal_case import LegalCasePage
from rihai.prosecution.selectors.safety import Safety

SOON: Final = timedelta(days=7)


@dataclass(frozen=True)
class Coming:
    """`threats` without an answer; `decide_by`: our own day for deciding about an appeal, which keeps to the law's."""

    threats: int
    is_crisis: bool
    hearing: Hearing | None
    decide_by: date | None

    @property
    def is_anything(self) -> bool:
        return bool(self.threats or self.hearing or self.decide_by)


def coming_of(page: LegalCasePage, safety: Safety) -> Coming:
    appeal = next((one.duty for one in page.duties if one.duty.rule == APPEAL), None)
    decide_by = timezone.localdate(appeal.due_at) if appeal else None
    return Coming(safety.unanswered, safety.is_crisis, _next_day(page), decide_by)


def _next_day(page: LegalCasePage) -> Hearing | None:
    """The next day in court within a week that this reader may know of; today's too, whatever the hour."""
    today = timezone.localdate()
    rows = [one.row for one in page.hearings if one.row.is_to_come]
    soon = [one for one in rows if today <= timezone.localdate(one.at) <= today + SOON]
    return min(soon, key=lambda one: one.at, default=None)
