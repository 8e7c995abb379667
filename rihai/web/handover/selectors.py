"""What a colleague holds, as far as whoever passes it on may know of it.

Here: reading, with codes only. What is hidden from whoever looks is not counted either.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from rihai.accounts.models import Desk, DeskMembership, User
from rihai.cases.models import Case
from rihai.cases.workflow import CLOSED
from rihai.duties.models import Duty, HandOver
from rihai.duties.selectors import DutyRow, rows_for
from rihai.offences.evidence.left import held_now
from rihai.offences.evidence.models import CustodyStep
from rihai.people.models import Provenance
from rihai.rescue.actions.succession import OVER
from rihai.rescue.models import Inquiry, Operation
from rihai.rescue.workflow import InquiryStatus
from rihai.tracing.models import MissingReport
from rihai.tracing.workflow import ReportStatus


@dataclass(frozen=True)
class Held:
    """Everything of hers that can pass, and the desks at which she sits."""

    cases: list[Case]
    inquiries: list[Inquiry]
    reports: list[MissingReport]
    operations: list[Operation]
    # Things of evidence in her hands.
    things: list[CustodyStep]
    duties: list[DutyRow]
    desks: list[Desk]
    # Desks at which nobody sits once she is gone.
    empty_desks: list[Desk]

    @property
    def is_nothing(self) -> bool:
        return not (self.cases or self.inquiries or self.reports or self.operations or self.things or self.duties)


def held_by(worker: User, *, seen_by: User, now: datetime) -> Held:
    part = Q(case_owner=worker) | Q(participants__user=worker, participants__left_at=None) | Q(closing_asked_of=worker)
    cases = Case.objects.visible_to(seen_by).filter(part, provenance=Provenance.OWN).exclude(status__in=CLOSED)
    inquiries = Inquiry.objects.visible_to(seen_by).filter(officer=worker, provenance=Provenance.OWN)
    reports = MissingReport.objects.visible_to(seen_by).filter(officer=worker, status=ReportStatus.OPEN)
    listed = Q(need_to_know__user=worker, need_to_know__removed_at=None)
    operations = Operation.objects.visible_to(seen_by).filter(listed).exclude(status__in=OVER)
    duties = rows_for(seen_by, Duty.objects.visible_to(seen_by).open().filter(owner=worker), now)
    seats = DeskMembership.objects.in_force().filter(user=worker, desk__is_active=True).select_related("desk")
    desks = [seat.desk for seat in seats]
    others = DeskMembership.objects.in_force().filter(desk__in=desks, user__is_active=True).exclude(user=worker)
    taken = set(others.values_list("desk_id", flat=True))
    return Held(
        cases=list(cases.distinct().select_related("person", "case_owner")),
        inquiries=list(inquiries.exclude(status=InquiryStatus.CLOSED)),
        reports=list(reports),
        operations=list(operations.distinct()),
        things=_things(worker, seen_by),
        duties=duties,
        desks=desks,
        empty_desks=[desk for desk in desks if desk.pk not in taken],
    )


def _things(worker: User, seen_by: User) -> list[CustodyStep]:
    """Whoever knows of the case learns that there is one, by its reference; what it is she does not."""
    known = Case.objects.visible_to(seen_by)
    return list(held_now().filter(to_user=worker, item__case__in=known).order_by("item__reference"))


def hand_overs_shown(user: User) -> list[HandOver]:
    """Those in force, then the latest of the past."""
    rows = HandOver.objects.visible_to(user).select_related("worker", "made_by", "ended_by").order_by("-made_at")
    found = list(rows[:50])
    return [one for one in found if one.ended_at is None] + [one for one in found if one.ended_at is not None]
