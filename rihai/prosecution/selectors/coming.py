"""What stands before every paper in a legal case: threat, default bail, day in court, day of an appeal. In this order.

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
    """`threats` without an answer; `bail_after`: the last safe day before default bail; `decide_by`: our own day for
    deciding about an appeal, which keeps to the law's.
    """

    threats: int
    is_crisis: bool
    bail_after: date | None
    hearing: Hearing | None
    decide_by: date | None

    @property
    def is_anything(self) -> bool:
        return bool(self.threats or self.bail_after or self.hearing or self.decide_by)

    @property
    def is_bail_late(self) -> bool:
        return self.bail_after is not None and self.bail_after < timezone.localdate()


def coming_of(page: LegalCasePage, safety: Safety) -> Coming:
    appeal = next((one.duty for one in page.duties if one.duty.rule == APPEAL), None)
    decide_by = timezone.localdate(appeal.due_at) if appeal else None
    return Coming(safety.unanswered, safety.is_crisis, _bail_after(page), _next_day(page), decide_by)


def _bail_after(page: LegalCasePage) -> date | None:
    """The earliest of those in custody, from the first warning on; past it too, until a charge sheet comes."""
    today = timezone.localdate()
    running = [one.default_bail for one in page.accused if one.default_bail]
    return min((one.safe for one in running if min(one.warn_days) <= today), default=None)


def _next_day(page: LegalCasePage) -> Hearing | None:
    """The next day in court within a week that this reader may know of; today's too, whatever the hour."""
    today = timezone.localdate()
    rows = [one.row for one in page.hearings if one.row.is_to_come]
    soon = [one for one in rows if today <= timezone.localdate(one.at) <= today + SOON]
    return min(soon, key=lambda one: one.at, default=None)
