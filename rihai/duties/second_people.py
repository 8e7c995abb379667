"""Asking for the second person of a changed number or a mark: nobody would look at a proposal for ever.

Here: opening and closing these duties from what stands in the directory, which knows nothing of duties. `workers.py`
calls it. Not here: who may confirm (`rihai.directory.permissions`).
"""

from functools import partial
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef

from rihai.directory.models import AgencyContact, RouteMark
from rihai.directory.workflow import ContactStatus
from rihai.duties.actions import cancel_duties_of_event, complete_duties, open_duty
from rihai.duties.each import each, guarded
from rihai.duties.models import Duty
from rihai.duties.owners import desks_of
from rihai.duties.rules import rule_of

CONFIRM_CONTACT: Final = "agency.confirm_contact"
AGREE_ON_MARK: Final = "agency.agree_on_mark"


def ask_second_people() -> int:
    """Open a duty at a desk for every proposal, and close it once somebody has answered or stopped it."""
    tasks = {
        "Closing answered numbers": _close_answered,
        "Asking about numbers": _ask,
        "Closing answered marks": _close_marks,
        "Asking about marks": _ask_about_marks,
    }
    return sum(guarded(task, name=name) for name, task in tasks.items())


def _ask() -> int:
    asked = Duty.objects.filter(rule=CONFIRM_CONTACT, subject_uid=OuterRef("pk"))
    waiting = AgencyContact.objects.filter(~Exists(asked), status=ContactStatus.PROPOSED)
    return each(waiting.select_related("organisation"), partial(_open, CONFIRM_CONTACT), name="A proposed number")


def _ask_about_marks() -> int:
    asked = set(Duty.objects.filter(rule=AGREE_ON_MARK).values_list("event_uid", flat=True))
    waiting = RouteMark.objects.waiting().select_related("organisation")
    return each((mark for mark in waiting if _step_of(mark) not in asked), _open_for_mark, name="A proposed mark")


def _open_for_mark(mark: RouteMark) -> int:
    return _open(AGREE_ON_MARK, mark, _step_of(mark))


def _open(rule: str, proposal: AgencyContact | RouteMark, event_uid: UUID | None = None) -> int:
    """Without a desk nobody else could be asked; the list of the directory shows it."""
    organisation = proposal.organisation
    if not desks_of(rule_of(rule), organisation):
        return 0
    open_duty(rule, subject=proposal, event_uid=event_uid or proposal.uid, organisation=organisation, by=None)
    return 1


def _step_of(mark: RouteMark) -> UUID:
    """Setting a mark is agreed on once, and ending it once more."""
    return mark.uid if mark.ending_at is None else uuid5(mark.uid, mark.ending_at.isoformat())


def _close_answered() -> int:
    waiting = Duty.objects.open().filter(rule=CONFIRM_CONTACT).values("subject_uid")
    answered = AgencyContact.objects.filter(pk__in=waiting).exclude(status=ContactStatus.PROPOSED)
    closed = 0
    for change in answered.select_related("confirmed_by", "stopped_by"):
        by = change.stopped_by or change.confirmed_by
        if by is not None:
            closed += complete_duties(CONFIRM_CONTACT, subject=change, by=by)
    return closed


def _close_marks() -> int:
    """By whoever agreed or declined; what ran out meanwhile is owed by nobody."""
    owed = dict(Duty.objects.open().filter(rule=AGREE_ON_MARK).values_list("event_uid", "subject_uid"))
    marks = RouteMark.objects.select_related("confirmed_by", "ended_by", "proposed_by").in_bulk(owed.values())
    closed = 0
    for event_uid, subject_uid in owed.items():
        mark = marks[subject_uid]
        by = mark.ended_by or (mark.confirmed_by if event_uid == mark.uid else None)
        if by is not None:
            closed += complete_duties(AGREE_ON_MARK, subject=mark, by=by)
        elif mark.has_expired:
            closed += cancel_duties_of_event(AGREE_ON_MARK, event_uid=event_uid, by=mark.proposed_by)
    return closed
