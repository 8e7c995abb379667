"""Everything a colleague holds passes to others in one transaction.

Here: the order of the steps and what is kept of them. Each step is an action of its package, with its own
permission and event. What cannot pass is listed with the reason; somebody leaves only when nothing is left over.
Not here: how it comes back (`returning`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rihai.access.actions import release_user
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.cases.succession import hand_over_case
from rihai.duties.actions import complete_duties, hand_over_duty, leave_duties_to_desks
from rihai.duties.models import HandOver, HandOverItem
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.left import ask_to_take_over
from rihai.offences.evidence.models import CustodyStep
from rihai.prosecution.actions.succession import Passed, hand_over_legal_cases, leave_legal_cases
from rihai.rescue.actions import assign_officer
from rihai.rescue.actions.succession import hand_over_operation, leave_operations
from rihai.rescue.models import Inquiry
from rihai.tracing.actions import assign_report
from rihai.tracing.models import MissingReport
from rihai.web.handover.permissions import check_can_hand_over
from rihai.web.handover.selectors import held_by

# What is owed where something does not come back.
NOT_BACK: Final = "handover.not_back"
REFUSALS = (NotPossible, PermissionDenied, Http404)


class LeftOver(Exception):
    """Somebody cannot leave while something would be nobody's."""


class AlreadyAway(Exception):
    """Her work is with others already, and comes back on a day."""


@dataclass(frozen=True)
class Plan:
    """Who takes what, by kind and, where somebody else takes one case, by its uid."""

    why: HandOver.Why
    until: date | None = None
    cases: User | None = None
    inquiries: User | None = None
    operations: User | None = None
    legal: User | None = None
    duties: User | Desk | None = None
    single: Mapping[UUID, User] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One thing and what becomes of it: to whom it goes, or why it stays."""

    title: str | Promise
    code: str
    to: User | Desk | None = None
    problem: str | Promise = ""


@dataclass
class Outcome:
    hand_over: HandOver
    lines: list[Line] = field(default_factory=list)

    @property
    def left(self) -> list[Line]:
        return [line for line in self.lines if line.to is None]


@transaction.atomic
def hand_over_work(worker: User, *, plan: Plan, by: User) -> Outcome:
    """Pass everything on; grants follow the work, and with a leaver her account closes."""
    worker = User.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    check_can_hand_over(by, worker, plan.why)
    outcome = _pass_on(worker, plan, by)
    if plan.why == HandOver.Why.LEAVES:
        if outcome.left:
            raise LeftOver(_("Something would be left without anybody. Choose somebody for it first."))
        leave_operations(worker, by=by)
        _leave_legal_cases(outcome.hand_over, worker, by)
        leave_duties_to_desks(worker, by=by)
        release_user(worker, at=outcome.hand_over.made_at, by=by)
    audit.record(
        "handover.made", by=by, subject=outcome.hand_over, worker=worker.uid, why=str(plan.why),
        passed=len(outcome.lines) - len(outcome.left), left=len(outcome.left),
    )  # fmt: skip
    return outcome


@transaction.atomic
def rehearse_hand_over(worker: User, *, plan: Plan, by: User) -> Outcome:
    """The very steps, taken back at once: what is shown beforehand is what would happen."""
    check_can_hand_over(by, worker, plan.why)
    outcome = _pass_on(worker, plan, by)
    transaction.set_rollback(True)
    return outcome


def _pass_on(worker: User, plan: Plan, by: User) -> Outcome:
    held = held_by(worker, seen_by=by, now=timezone.now())
    at = timezone.now()
    _follow(worker, plan, at=at, by=by)
    kept = HandOver.objects.create(
        organisation=worker.organisation, worker=worker, why=plan.why, until=plan.until, made_at=at, made_by=by
    )
    outcome = Outcome(kept)
    for case in held.cases:
        act = partial(hand_over_case, case, of=worker, by=by)
        _try(outcome, _("Case"), case, case.person.code, plan.single.get(case.uid, plan.cases), act)
    for inquiry in held.inquiries:
        _try(outcome, _("Inquiry"), inquiry, inquiry.reference, plan.inquiries, partial(_assign, inquiry, by=by))
    for report in held.reports:
        _try(outcome, _("Missing report"), report, report.reference, plan.inquiries, partial(_search, report, by=by))
    for operation in held.operations:
        pass_place = partial(hand_over_operation, operation, of=worker, by=by)
        _try(outcome, _("Operation"), operation, operation.reference, plan.operations, pass_place)
    for thing in held.things:
        _ask_for_thing(outcome, thing, by)
    if plan.legal is not None:
        _pass_legal_cases(outcome, worker, plan.legal, by)
    elif plan.why == HandOver.Why.AWAY and worker.has(Permission.LEGAL_WORK):
        words = _("If there are any they stay with this colleague, and so do their hearings.")
        outcome.lines.append(Line(_("Legal cases"), "", problem=words))
    _pass_duties(outcome, worker, plan, by)
    return outcome


def _follow(worker: User, plan: Plan, *, at: datetime, by: User) -> None:
    """One at a time: whoever is away and then leaves takes nothing back, and what passed stays where it is."""
    earlier = HandOver.objects.in_force().select_for_update(of=("self",)).filter(worker=worker).first()
    if earlier is None:
        return
    if plan.why == HandOver.Why.AWAY and earlier.until is not None:
        words = _("This work is with others until %(day)s. Give it back first, then hand over everything at once.")
        raise AlreadyAway(words % {"day": date_format(earlier.until)})
    earlier.ended_at, earlier.ended_by = at, by
    earlier.save(update_fields=["ended_at", "ended_by"])
    complete_duties(NOT_BACK, subject=earlier, by=by)
    audit.record("handover.followed", by=by, subject=earlier, worker=worker.uid, why=str(plan.why))


def _pass_legal_cases(outcome: Outcome, worker: User, to: User, by: User) -> None:
    """One line whether there are any or not: whoever arranges it learns of none."""
    try:
        with transaction.atomic():
            _keep_legal_cases(outcome.hand_over, hand_over_legal_cases(worker, to=to, by=by))
    except REFUSALS as problem:
        outcome.lines.append(Line(_("Legal cases"), "", problem=str(problem)))
        return
    outcome.lines.append(Line(_("Legal cases"), "", to))


def _leave_legal_cases(hand_over: HandOver, worker: User, by: User) -> None:
    try:
        _keep_legal_cases(hand_over, leave_legal_cases(worker, by=by))
    except NotPossible as problem:
        raise LeftOver(str(problem)) from problem


def _keep_legal_cases(hand_over: HandOver, passed: list[Passed]) -> None:
    for one in passed:
        _keep(hand_over, one.legal_case, one.to, one.parts)


def _ask_for_thing(outcome: Outcome, thing: CustodyStep, by: User) -> None:
    """It passes by a receipt alone, and not by this page: whoever works on the case now owes that."""
    heir = ask_to_take_over(CustodyStep.objects.get(pk=thing.pk), by=by)
    words = _("A thing passes with a receipt: meet, and record the next step of its chain. It is owed from now on.")
    alone = _("Nobody else works on its case. Let it be handed over there first, with a receipt.")
    outcome.lines.append(Line(_("Thing of evidence"), thing.item.reference, heir, words if heir else alone))


def _pass_duties(outcome: Outcome, worker: User, plan: Plan, by: User) -> None:
    """What did not pass with its case or inquiry. For a leaver the desks take the rest."""
    held = held_by(worker, seen_by=by, now=timezone.now())
    for row in held.duties:
        code = row.shown.text if row.shown else ""
        if plan.duties is not None and hand_over_duty(row.duty, to=plan.duties, by=by):
            _keep(outcome.hand_over, row.duty, plan.duties)
            outcome.lines.append(Line(row.title, code, plan.duties))
        elif plan.why == HandOver.Why.AWAY:
            words = _("Whoever takes the duties may not open this record.") if plan.duties else _("Nobody was chosen.")
            outcome.lines.append(Line(row.title, code, problem=words))


def _assign(inquiry: Inquiry, *, to: User, by: User) -> Inquiry:
    return assign_officer(inquiry, officer=to, by=by)


def _search(report: MissingReport, *, to: User, by: User) -> MissingReport:
    return assign_report(report, officer=to, by=by)


def _try(outcome: Outcome, title: str, subject: HasUid, code: str, to: User | None, act: Callable[..., object]) -> None:
    """One thing: it passes as a whole, or stays with the reason."""
    if to is None:
        outcome.lines.append(Line(title, code, problem=_("Nobody was chosen.")))
        return
    try:
        with transaction.atomic():
            done = act(to=to)
    except REFUSALS as problem:
        outcome.lines.append(Line(title, code, problem=str(problem) or _("Your role does not pass this on.")))
        return
    parts = done if isinstance(done, list) else []
    if done is not False:
        _keep(outcome.hand_over, subject, to, parts)
    outcome.lines.append(Line(title, code, to))


def _keep(hand_over: HandOver, subject: HasUid, to: User | Desk, parts: list[str] | None = None) -> None:
    user, desk = (to, None) if isinstance(to, User) else (None, to)
    HandOverItem.objects.create(
        hand_over=hand_over, subject_label=label_of(subject), subject_uid=subject.uid, parts=parts or [],
        user=user, desk=desk,
    )  # fmt: skip
