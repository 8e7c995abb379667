"""One inquiry as one reader sees it: leads in three groups that are never mixed, the chain, what comes next.

One reading opens what is her own work; everything else stays sealed. What a decoy showed is not even listed
for those who may not read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from rihai.access.own import OWN_WORK, OwnPage, open_own
from rihai.access.reading import Because, OwnWork
from rihai.access.rights import Way, ways_to_read
from rihai.accounts.models import User
from rihai.cases.models import MovementStage
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.rescue.models import FoundPerson, Inquiry, InquiryPerson, Lead, LeadJudgement, Operation, PriorityChange
from rihai.rescue.rules.chain import Station, in_order
from rihai.rescue.rules.leads import ENOUGH, count_independent
from rihai.rescue.workflow import InquiryStatus


class Next(StrEnum):
    """What an inquiry waits for."""

    NAME_OFFICER = "name_officer"
    ADD_LEAD = "add_lead"
    JUDGE = "judge"
    LOCATE = "locate"
    PLAN = "plan"
    FOLLOW = "follow"
    RECORD_FOUND = "record_found"
    CLOSE = "close"
    NOTHING = "nothing"


STAGES: Final = [str(stage) for stage in MovementStage]
# Plain text, or a sealed value that prints as •••, or None where nothing was written.
Shown = object


@dataclass(frozen=True, repr=False)
class Judgement:
    row: LeadJudgement
    basis: Shown


@dataclass(frozen=True, repr=False)
class LeadOnPage:
    lead: Lead
    text: Shown
    where: Shown
    judgements: tuple[Judgement, ...]
    is_open: bool

    @property
    def is_judged(self) -> bool:
        """By a judgement that nobody took back."""
        taken_back = {one.row.takes_back_id for one in self.judgements}
        return any(one.row.uid not in taken_back and one.row.takes_back_id is None for one in self.judgements)


@dataclass(frozen=True, repr=False)
class Sought:
    link: InquiryPerson
    names: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class ChangeOnPage:
    row: PriorityChange
    reason: Shown


@dataclass(frozen=True, repr=False)
class InquiryPage:
    inquiry: Inquiry
    summary: Shown
    closing_reason: Shown
    people: tuple[Sought, ...]
    priority_changes: tuple[ChangeOnPage, ...]
    verified: tuple[LeadOnPage, ...]
    unverified: tuple[LeadOnPage, ...]
    refuted: tuple[LeadOnPage, ...]
    operations: tuple[Operation, ...]
    found: tuple[FoundPerson, ...]
    independent: int
    is_open: bool
    needs_reason: bool

    @property
    def chain(self) -> tuple[LeadOnPage, ...]:
        """The stations that are verified, in the order of their days as far as these are known."""
        return tuple(in_order((one for one in self.verified if one.lead.movement != MovementStage.NONE), _station))

    @property
    def stations_left_out(self) -> int:
        return sum(one.lead.movement != MovementStage.NONE for one in self.unverified)

    @property
    def needs_second_source(self) -> bool:
        return 0 < self.independent < ENOUGH

    @property
    def waiting(self) -> tuple[LeadOnPage, ...]:
        """Not judged yet. Whoever judged a lead and left it open has done what can be done for now."""
        return tuple(one for one in self.unverified if not one.is_judged)

    @property
    def next(self) -> Next:
        """The first thing that is missing, in the order of the work."""
        if self.inquiry.status == InquiryStatus.CLOSED:
            return Next.NOTHING
        if self.inquiry.officer is None:
            return Next.NAME_OFFICER
        if self.inquiry.status == InquiryStatus.OPEN:
            return self._next_while_open
        if self.running is not None:
            return Next.FOLLOW
        if self.found:
            return Next.CLOSE
        is_to_plan = self.inquiry.status == InquiryStatus.LOCATED and not self.operations
        return Next.PLAN if is_to_plan else Next.RECORD_FOUND

    @property
    def running(self) -> Operation | None:
        """An operation this reader knows of that is not over."""
        return next((one for one in self.operations if not one.is_over), None)

    @property
    def _next_while_open(self) -> Next:
        if self.independent >= ENOUGH:
            return Next.LOCATE
        if self.waiting:
            return Next.JUDGE
        return Next.LOCATE if self.verified else Next.ADD_LEAD


def days_open(inquiry: Inquiry) -> int:
    """Days since the day on which it was opened, until today or until it was closed."""
    until = timezone.localdate(inquiry.closed_at) if inquiry.closed_at else timezone.localdate()
    return (until - timezone.localdate(inquiry.opened_at)).days


def inquiry_page(inquiry: Inquiry, user: User, why: OwnWork | Because = OWN_WORK) -> InquiryPage:
    people = list(inquiry.people.select_related("person__home_district").prefetch_related("person__names"))
    leads = _leads_for(inquiry, user)
    judgements = [row for lead in leads for row in lead.judgements.all()]
    changes = list(inquiry.priority_changes.select_related("changed_by"))
    opened = open_own(
        (inquiry, ("summary", "closing_reason")),
        ((name for sought in people for name in sought.person.names.all()), ("text",)),
        (leads, ("text",)),
        (leads, ("where",)),
        (judgements, ("basis",)),
        (changes, ("reason",)),
        by=user,
        why=why,
    )
    shown = [_on_page(lead, opened) for lead in leads]
    verified = _group(shown, Lead.Standing.VERIFIED)
    return InquiryPage(
        inquiry=inquiry,
        summary=opened.value(inquiry, "summary"),
        closing_reason=opened.value(inquiry, "closing_reason"),
        people=tuple(_sought(link, opened) for link in people),
        priority_changes=tuple(ChangeOnPage(row, opened.value(row, "reason")) for row in changes),
        verified=verified,
        unverified=_group(shown, Lead.Standing.UNVERIFIED),
        refuted=_group(shown, Lead.Standing.REFUTED),
        operations=tuple(Operation.objects.visible_to(user, among_few=True).filter(inquiry=inquiry)),
        found=tuple(_found(inquiry, user)),
        independent=count_independent(one.lead for one in verified),
        is_open=opened(inquiry) is not None,
        needs_reason=opened.needs_reason,
    )


def lead_on_page(lead: Lead, user: User) -> LeadOnPage:
    """One lead, for whoever judges it: nobody judges what is not in sight."""
    row = _whole(Lead.objects.filter(pk=lead.pk).select_related("inquiry")).get()
    opened = open_own((row, ("text",)), (row, ("where",)), (list(row.judgements.all()), ("basis",)), by=user)
    return _on_page(row, opened)


def _whole(rows: QuerySet[Lead]) -> QuerySet[Lead]:
    """With what stands beside a lead; the lead of a judgement, and mostly the inquiry, are at hand already."""
    return rows.select_related("place", "source", "recorded_by").prefetch_related(
        Prefetch("judgements", LeadJudgement.objects.select_related("judged_by"))
    )


def _leads_for(inquiry: Inquiry, user: User) -> list[Lead]:
    leads = list(_whole(inquiry.leads.all()))
    ways = ways_to_read(user, [lead for lead in leads if lead.kind == Lead.Kind.DECOY], "text")
    return [lead for lead in leads if ways.get(lead.uid) is not Way.NONE]


def _on_page(lead: Lead, opened: OwnPage) -> LeadOnPage:
    return LeadOnPage(
        lead=lead,
        text=opened.value(lead, "text"),
        where=opened.value(lead, "where"),
        judgements=tuple(Judgement(row, opened.value(row, "basis")) for row in lead.judgements.all()),
        is_open=opened(lead) is not None,
    )


def _station(one: LeadOnPage) -> Station:
    lead = one.lead
    day = ImpreciseDate(lead.occurred_on, Precision(lead.precision)) if lead.occurred_on else None
    return STAGES.index(lead.movement), day


def _group(shown: Iterable[LeadOnPage], standing: Lead.Standing) -> tuple[LeadOnPage, ...]:
    return tuple(one for one in shown if one.lead.standing == standing)


def _sought(link: InquiryPerson, opened: OwnPage) -> Sought:
    return Sought(link, tuple(plain.text for name in link.person.names.all() if (plain := opened(name))))


def _found(inquiry: Inquiry, user: User) -> list[FoundPerson]:
    rows = FoundPerson.objects.visible_to(user, among_few=True).filter(inquiry=inquiry)
    return list(rows.select_related("person", "case").prefetch_related("findings"))
