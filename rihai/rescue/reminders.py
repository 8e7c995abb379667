"""Which event in rescue opens which duty, and who owes it.

Here: the calls of `duties.actions`, one function for each reminder. Duties of an operation always have an
owner from its need-to-know list and never a desk: a desk would tell people who need not know. Published
accounts owe nobody anything.
"""

from datetime import datetime
from uuid import UUID, uuid4

from rihai.accounts.models import User
from rihai.audit.actions import HasUid
from rihai.duties.actions import cancel_duties, complete_duties, hasten_duties, open_duty
from rihai.offences.ladder import Rung
from rihai.people.models import Provenance, YesNoUnknown
from rihai.rescue.models import Inquiry, Lead, Operation, UnitContact
from rihai.rescue.rules.ladder import due_after, rung_after
from rihai.rescue.workflow import InquiryStatus


def remind_of_next_step(inquiry: Inquiry, *, event: HasUid | None, by: User) -> None:
    """Whatever was done last, within three days something follows."""
    if inquiry.provenance != Provenance.OWN or inquiry.status == InquiryStatus.CLOSED:
        return
    complete_duties("inquiry.next_step", subject=inquiry, by=by)
    open_duty(
        "inquiry.next_step",
        subject=inquiry,
        event_uid=event.uid if event else uuid4(),
        organisation=inquiry.organisation,
        owner=inquiry.officer,
        desk=None if inquiry.officer else inquiry.desk,
        by=by,
    )


def remind_to_judge(lead: Lead, *, event: HasUid, by: User) -> None:
    """A decoy's lead stays with the officer or whoever recorded it; any other may wait at the desk."""
    inquiry = lead.inquiry
    if inquiry.provenance != Provenance.OWN:
        return
    is_decoy = lead.kind == Lead.Kind.DECOY
    owner = inquiry.officer or (by if is_decoy else None)
    open_duty(
        "lead.judge",
        subject=lead,
        event_uid=event.uid,
        organisation=inquiry.organisation,
        owner=owner,
        desk=None if owner else inquiry.desk,
        by=by,
    )


def remind_to_tell(contact: UnitContact, *, by: User) -> None:
    """At the chosen time, and at no other: an earlier choice is forgotten."""
    cancel_duties("operation.tell", subject=contact, by=by)
    if contact.tell_at is not None:
        _owe("operation.tell", contact, event_uid=uuid4(), due_at=contact.tell_at, by=by)


def remind_of_answer(contact: UnitContact, *, by: User) -> None:
    complete_duties("operation.tell", subject=contact, by=by)
    _owe("operation.answer", contact, event_uid=uuid4(), by=by)


def remind_of_rung(contact: UnitContact, taken: Rung | None, *, event: HasUid, since: datetime, by: User) -> None:
    """The next rung after a refusal or a step that has not helped; none after the highest."""
    complete_duties("operation.ladder", subject=contact, by=by)
    following = rung_after(taken)
    if following is None:
        return
    child_possible = contact.operation.child_possible == YesNoUnknown.YES
    due = due_after(taken, since=since, child_possible=child_possible)
    _owe("operation.ladder", contact, event_uid=event.uid, due_at=due, detail=following.code, by=by)


def hasten_ladder(contact: UnitContact, *, by: User) -> None:
    """A step did not help: waiting longer makes no sense, the next one is due now."""
    hasten_duties("operation.ladder", subject=contact, by=by)


def forget_ladder(operation: Operation, *, by: User) -> None:
    """Police act: nobody has to climb any more."""
    for contact in operation.units.all():
        cancel_duties("operation.ladder", subject=contact, by=by)


def forget_units(operation: Operation, *, by: User) -> None:
    """The operation is over: nothing is owed about telling and asking."""
    for contact in operation.units.all():
        cancel_duties(None, subject=contact, by=by)


def _owe(
    rule: str,
    contact: UnitContact,
    *,
    event_uid: UUID,
    by: User,
    due_at: datetime | None = None,
    detail: str = "",
) -> None:
    organisation = contact.operation.organisation
    open_duty(
        rule,
        subject=contact,
        event_uid=event_uid,
        organisation=organisation,
        owner=by,
        due_at=due_at,
        detail=detail,
        by=by,
    )
