"""When default bail accrues for an accused in custody, as the clocks of the law say it. Never a guess of ours.

The clock runs from the first remand by a magistrate; where sixty or ninety days are open, the earlier is the safe date.
Not here: what is owed about it (`bail_duties`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from rihai.law.clocks import Due, clocks_of
from rihai.law.clocks_events import Event
from rihai.law.counting import day_of
from rihai.law.facts import read_facts
from rihai.law.loading import law_of
from rihai.lib.codelists import by_code
from rihai.prosecution.law.law_country import has_law
from rihai.prosecution.models import AccusedLink, AccusedState, ChargeSheet, LegalCase, LegalEvent
from rihai.prosecution.workflow import BAIL_RUNS, BAIL_RUNS_FOR_SOME

IN_CUSTODY: Final = "in_custody_pending_trial"
CLOCKS: Final = frozenset({"default-60", "default-90"})


@dataclass(frozen=True)
class DefaultBail:
    """The date to act by, the days on which to be warned before it, and each clock that runs or may run."""

    safe: date
    warn_days: tuple[date, ...]
    clocks: tuple[Due, ...]


def in_order(states: Iterable[AccusedState]) -> list[AccusedState]:
    """As it was, and not as it was written down: what is told late of an earlier day does not come last."""
    counting = (one for one in states if one.withdrawn_at is None)
    return sorted(counting, key=lambda one: (one.since or timezone.localdate(one.recorded_at), one.recorded_at))


def first_remand(states: Iterable[AccusedState]) -> date | None:
    """The day on which the custody began that still lasts.

    Only what ends custody or the trial ends it, from a day that is surely not before: of a month its first day counts.
    """
    known = by_code("rihai.offences", "suspect_roles.yaml", "states")
    begun: date | None = None
    for one in in_order(states):
        if one.state == IN_CUSTODY:
            begun = begun or one.since
        elif one.state in known and (known[one.state].fields["ends_custody"] or known[one.state].fields["is_final"]):
            begun = None
    return begun


def waits_for_sheet(legal_case: LegalCase) -> Callable[[AccusedLink], bool]:
    """Whether police still owe a charge sheet against one accused: a sheet against others ends nothing for this one.

    Where a sheet was written down without saying against whom, all who were accused here by then are taken as named,
    unless it is a supplementary one: whoever the first left out is still waited for. If each was a mistake, nobody.
    """
    if not has_law(legal_case) or legal_case.status not in BAIL_RUNS | BAIL_RUNS_FOR_SOME:
        return lambda _link: False
    if legal_case.status in BAIL_RUNS:
        return lambda _link: True
    sheets = list(ChargeSheet.all_rows.filter(legal_case=legal_case))
    standing = [one for one in sheets if one.withdrawn_at is None]
    if sheets and not standing:
        return lambda _link: True
    named = {uid for one in standing for uid in one.against}
    unnamed = [one.recorded_at for one in standing if not one.against and not one.is_supplementary]
    if not sheets:
        steps = legal_case.events.filter(kind=LegalEvent.Kind.STATUS, status__in=BAIL_RUNS_FOR_SOME)
        unnamed = [one.recorded_at for one in steps.order_by("recorded_at")[:1]]
    return lambda link: str(link.pk) not in named and not any(link.added_at <= at for at in unnamed)


def default_bail(first_remand: date, sections: Iterable[str]) -> DefaultBail | None:
    """None where no clock of the law gives a date."""
    law = law_of()
    known = [each for each in sections if each in law.provisions]
    event = Event("accused.first_remand", first_remand)
    found = clocks_of(law, read_facts(law.vocabulary, {}), [event], named=known)
    running = tuple(one for one in found if one.clock.id in CLOCKS and not one.is_set_aside)
    days = [day_of(when) for one in running if (when := one.safe or one.due) is not None]
    if not days:
        return None
    safe = min(days)
    warnings = {day for one in running for day in one.warn_on if day < safe}
    return DefaultBail(safe, tuple(sorted(warnings or {safe})), running)
