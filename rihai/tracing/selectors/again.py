"""Which of some people may have been trafficked again, from everything that is on file about each of them.

A sign is two things that do not fit together: freed, and yet exploited, missing or in need of a second case later.
Here: reading and judging the signs of few people. Not here: whose turn it is (`workers`), and proposing (`actions`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from rihai.audit.actions import HasUid
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, MovementStage, TraffickingStatus
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.people.models import Person, Provenance
from rihai.tracing.models import AgainProposal, MissingReport

Why = AgainProposal.Why
Sign = tuple[Person, Why, HasUid]
TRAFFICKED: Final = (TraffickingStatus.POSSIBLE, TraffickingStatus.ACTUAL)
EXPLOITED: Final = Q(
    movement__in=(MovementStage.RECRUITMENT, MovementStage.SALE, MovementStage.EXPLOITATION)
) | Q(kind=EventKind.EXPLOITATION)  # fmt: skip
OF_A_DAY: Final = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


@dataclass
class File:
    """What is on file about one person, as far as it says whether it happened again."""

    found: list[ImpreciseDate] = field(default_factory=list)
    exploited: list[CaseEvent] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    reports: list[MissingReport] = field(default_factory=list)
    proposals: dict[UUID, AgainProposal] = field(default_factory=dict)

    def times_found_before(self, day: date) -> int:
        return sum(one.end < day for one in self.found)


def signs_of(people: Collection[UUID]) -> list[Sign]:
    """Those that are not proposed yet, the same number of queries for however many people. Of nobody erased."""
    left = Person.objects.filter(pk__in=people, data_key__destroyed_at=None).values_list("pk", flat=True)
    return [sign for one in _files(set(left)).values() for sign in _signs(one)]


def _files(people: Collection[UUID]) -> dict[UUID, File]:
    files: dict[UUID, File] = defaultdict(File)
    kept = Case.objects.filter(person__in=people, provenance=Provenance.OWN, data_key__destroyed_at=None)
    own = CaseEvent.objects.filter(case__in=kept, occurred_on__isnull=False)
    for event in own.filter(kind=EventKind.FOUND).select_related("case"):
        files[event.case.person_id].found.append(_day_of(event.occurred_on, event.precision))
    told = own.filter(EXPLOITED).select_related("case__person__organisation", "case__person__data_key")
    for event in told.order_by("occurred_on", "recorded_at", "uid"):
        files[event.case.person_id].exploited.append(event)
    cases = kept.filter(trafficking_status__in=TRAFFICKED)
    for case in cases.select_related("person__organisation", "person__data_key").order_by("opened_at"):
        files[case.person_id].cases.append(case)
    reports = MissingReport.objects.filter(person__in=people, data_key__destroyed_at=None)
    for report in reports.select_related("person__organisation", "person__data_key").order_by("reported_at"):
        files[report.person_id].reports.append(report)
    for proposal in AgainProposal.objects.filter(person__in=people):
        files[proposal.person_id].proposals[proposal.event_uid] = proposal
    return files


def _signs(one: File) -> Iterator[Sign]:
    yield from ((event.case.person, Why.MOVED_AFTER_FOUND, event) for event in _exploited_again(one))
    yield from ((report.person, Why.MISSING_AFTER_CASE, report) for report in _missing_again(one))
    for case in one.cases:
        if case.uid not in one.proposals and case.opened_at > one.cases[0].opened_at:
            yield case.person, Why.SECOND_CASE, case


def _exploited_again(one: File) -> Iterator[CaseEvent]:
    """What follows one finding is one exploitation, in however many events it is told.

    Once a person refused it, only what is written down later speaks for it.
    """
    told = _told_already(one)
    for event in one.exploited:
        time = one.times_found_before(_day_of(event.occurred_on, event.precision).start)
        if not time or event.uid in one.proposals:
            continue
        until = [row.decided_at for row in told[time] if row.decision == AgainProposal.Decision.NOT_AGAIN]
        if len(until) == len(told[time]) and all(at is not None and at < event.recorded_at for at in until):
            told[time].append(AgainProposal(person=event.case.person, event_uid=event.uid))
            yield event


def _told_already(one: File) -> dict[int, list[AgainProposal]]:
    """By how often she had been found before: what was proposed of that time."""
    told: dict[int, list[AgainProposal]] = defaultdict(list)
    days = {event.uid: _day_of(event.occurred_on, event.precision).start for event in one.exploited}
    days |= {report.uid: report.missing_since for report in one.reports}
    for uid, proposal in one.proposals.items():
        if uid in days:
            told[one.times_found_before(days[uid])].append(proposal)
    return told


def _missing_again(one: File) -> Iterator[MissingReport]:
    """A report that comes late, about the time before she was helped, is no sign."""
    for report in one.reports:
        earlier = [case for case in one.cases if case.opened_at < report.reported_at]
        if report.uid not in one.proposals and any(_may_be_after(report, case) for case in earlier):
            yield report


def _may_be_after(report: MissingReport, case: Case) -> bool:
    if report.last_seen_on is None:
        return True
    return _day_of(report.last_seen_on, report.precision).end > timezone.localdate(case.opened_at)


def _day_of(value: date | None, precision: str) -> ImpreciseDate:
    """As exactly as it is known; a moment counts as its day."""
    if value is None:
        raise ValueError("Only events with a day are compared")
    known = Precision(precision) if precision in OF_A_DAY else Precision.DAY
    return ImpreciseDate.of(value, known)
