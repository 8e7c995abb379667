"""The day in court as one reader sees it: for which survivors it is planned, and one plan."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from rihai.access.own import open_own
from rihai.accounts.models import User
from rihai.lib.precision import Majority
from rihai.prosecution.law.court_day import Arranged, LawFor, Settled, arranged, laws_for
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.models import CourtDay, Hearing, LegalCaseSurvivor
from rihai.prosecution.rights.guests import knows_way
from rihai.prosecution.rights.survivors import known_survivors

WAY: Final = ("vehicle", "meeting_point", "phone")


@dataclass(frozen=True)
class DayOf:
    """One survivor on one day in court; without a plan yet where `plan` is None."""

    survivor: LegalCaseSurvivor
    plan: CourtDay | None

    @property
    def still_open(self) -> int:
        settled = self.plan.settled if self.plan else {}
        return sum(one.state is Settled.OPEN for one in arranged(settled))


@dataclass(frozen=True, repr=False)
class PlanPage:
    """Sealed values are plain where this reader may open them; of the way lawyers from outside are told nothing."""

    row: CourtDay
    knows_way: bool
    vehicle: Any
    meeting_point: Any
    phone: Any
    items: tuple[Arranged, ...]
    laws: tuple[LawFor, ...]
    elsewhere: str


def days_of(hearing: Hearing, user: User) -> list[DayOf]:
    plans = {one.survivor_id: one for one in hearing.court_days.select_related("goes_along")}
    known = known_survivors(hearing.legal_case, user)
    return [DayOf(one, plans.get(one.pk)) for one in known if hearing.survivor_id in (None, one.pk)]


def plan_page(plan: CourtDay, user: User, *, on_paper: bool = False) -> PlanPage:
    """A paper opens only the number that stands on it."""
    fields = ("phone",) if on_paper else WAY
    is_told = knows_way(user, plan.hearing.legal_case)
    opened = open_own((plan, fields), by=user) if is_told else None
    vehicle, meeting_point, phone = (opened.value(plan, name) if opened else "" for name in WAY)
    legal_case = plan.hearing.legal_case
    shown = arranged(plan.settled, law_for(legal_case))
    laws = laws_for(shown, is_adult=_is_adult(plan))
    return PlanPage(plan, is_told, vehicle, meeting_point, phone, shown, laws, elsewhere(legal_case))


def _is_adult(plan: CourtDay) -> bool:
    return plan.survivor.case.person.majority(timezone.localdate(plan.hearing.at)) == Majority.ADULT
