"""When default bail accrues for an accused in custody, as the clocks of the law say it. Never a guess of ours.

The clock runs from the first remand by a magistrate; where sixty or ninety days are open, the earlier is the safe date.
Not here: what is owed about it (`bail_duties`).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from rihai.cases.models import DatePrecision
from rihai.law.clocks import Due, clocks_of
from rihai.law.clocks_events import Event
from rihai.law.counting import day_of
from rihai.law.facts import read_facts
from rihai.law.loading import law_of
from rihai.lib.codelists import Entry, by_code
from rihai.prosecution.law.law_country import has_law
from rihai.prosecution.models import AccusedLink, AccusedState, ChargeSheet, LegalCase, LegalEvent
from rihai.prosecution.workflow import BAIL_RUNS, BAIL_RUNS_FOR_SOME, SHEET_IS_THERE, LegalStatus

IN_CUSTODY: Final = "in_custody_pending_trial"
ARRESTED: Final = "arrested"
CLOCKS: Final = frozenset({"default-60", "default-90"})


@dataclass(frozen=True)
class DefaultBail:
    """The date to act by, the days on which to be warned before it, and each clock that runs or may run."""

    safe: date
    warn_days: tuple[date, ...]
    clocks: tuple[Due, ...]


@dataclass(frozen=True)
class Custody:
    """That somebody is held. `since`: the day of the first remand where `is_exact`; else one that is never later, that
    of the arrest or the first of a month; None where nobody wrote down any.
    """

    since: date | None
    is_exact: bool


def in_order(states: Iterable[AccusedState]) -> list[AccusedState]:
    """As it was, and not as it was written down: what is told late of an earlier day does not come last.

    What has no day lies before what has one, and before what ended the trial: it was filled in afterwards.
    """
    counting = [one for one in states if one.withdrawn_at is None]
    ends = [one.since for one in counting if one.since and _is_final(one)]

    def place(one: AccusedState) -> tuple[date, bool, bool, datetime]:
        told = timezone.localdate(one.recorded_at)
        day = one.since or (told if _is_final(one) else min([told, *ends]))
        return day, _is_final(one), one.since is not None, one.recorded_at

    return sorted(counting, key=place)


def custody_of(states: Iterable[AccusedState]) -> Custody | None:
    """The custody that still lasts. An arrest begins it too: a magistrate remands after it and never before.

    Only what ends custody or the trial ends it, from a day that is surely not before: of a month its first day counts.
    """
    held: Custody | None = None
    for one in in_order(states):
        is_day = one.precision == DatePrecision.DAY and one.since is not None
        if one.state == IN_CUSTODY and is_day:
            held = held if held and held.is_exact else Custody(one.since, is_exact=True)
        elif one.state in (IN_CUSTODY, ARRESTED):
            is_near = is_day or one.precision == DatePrecision.MONTH
            held = held if held and held.since else Custody(one.since if is_near else None, is_exact=False)
        elif _is_final(one) or _ends_custody(one):
            held = None
    return held


def waits_for_sheet(legal_case: LegalCase) -> Callable[[AccusedLink], bool]:
    """Whether police still owe a charge sheet against one accused: a sheet against others ends nothing for this one.

    Where a sheet was written down without saying against whom, all who were accused here by then are taken as named,
    unless it is a supplementary one: whoever the first left out is still waited for. If each was a mistake, nobody.
    More investigation brings nothing back for whom a sheet names that stands; one that was given back is withdrawn.
    A closure report ends it for those alone whom it names, and until the court sends it back.
    """
    if not has_law(legal_case) or legal_case.status not in BAIL_RUNS | BAIL_RUNS_FOR_SOME:
        return lambda _link: False
    sheets = list(ChargeSheet.all_rows.filter(legal_case=legal_case))
    standing = [one for one in sheets if one.withdrawn_at is None]
    named = {uid for one in standing for uid in one.against} | _named_in_reports(legal_case)
    unnamed = [one.recorded_at for one in standing if not one.against and not one.is_supplementary]
    if not sheets and legal_case.status in SHEET_IS_THERE:
        unnamed = [one.recorded_at for one in _steps(legal_case, SHEET_IS_THERE)[:1]]
    return lambda link: str(link.pk) not in named and not any(link.added_at <= at for at in unnamed)


def default_bail(first_remand: date, sections: Iterable[str], code: str | None = None) -> DefaultBail | None:
    """None where no clock of the law gives a date. `code`: of procedure, under which the legal case goes on."""
    law = law_of()
    known = [each for each in sections if each in law.provisions]
    event = Event("accused.first_remand", first_remand)
    facts = read_facts(law.vocabulary, {"procedure_code": code} if code else {})
    found = clocks_of(law, facts, [event], named=known)
    running = tuple(one for one in found if one.clock.id in CLOCKS and not one.is_set_aside)
    days = [day_of(when) for one in running if (when := one.safe or one.due) is not None]
    if not days:
        return None
    safe = min(days)
    warnings = {day for one in running for day in one.warn_on if day < safe}
    return DefaultBail(safe, tuple(sorted(warnings or {safe})), running)


def _named_in_reports(legal_case: LegalCase) -> set[str]:
    """Where one says of nobody whom it is about, or only the status says that it is there: whoever was accused alone.

    Of several nobody is guessed: a warning too many costs a call, and one too few the custody.
    """
    sent_back = _steps(legal_case, BAIL_RUNS).last()
    reports = list(legal_case.closure_reports.all())
    standing = [one for one in reports if sent_back is None or sent_back.recorded_at < one.recorded_at]
    unsaid = [one.recorded_at for one in standing if not one.against]
    if not standing and legal_case.status == LegalStatus.CLOSURE:
        unsaid = [one.recorded_at for one in _steps(legal_case, {LegalStatus.CLOSURE}).reverse()[:1]]
    links = list(legal_case.accused_links.all()) if unsaid else []
    by_then = ([link for link in links if link.added_at <= at] for at in unsaid)
    alone = {str(those[0].pk) for those in by_then if len(those) == 1}
    return alone | {uid for one in standing for uid in one.against}


def _steps(legal_case: LegalCase, to: Collection[LegalStatus]) -> QuerySet[LegalEvent]:
    return legal_case.events.filter(kind=LegalEvent.Kind.STATUS, status__in=to).order_by("recorded_at")


def _is_final(state: AccusedState) -> bool:
    known = _states().get(state.state)
    return known is not None and bool(known.fields["is_final"])


def _ends_custody(state: AccusedState) -> bool:
    known = _states().get(state.state)
    return known is not None and bool(known.fields["ends_custody"])


def _states() -> Mapping[str, Entry]:
    return by_code("rihai.offences", "suspect_roles.yaml", "states")
