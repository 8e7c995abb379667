"""Opening, assigning, locating, handing over and closing an inquiry.

Here: every change of the inquiry itself. Not here: its leads (`leads`), and operations, which an inquiry
never shows: its status says nothing about whether one is planned.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import grant, hand_through
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.directory.models import Agency, Place
from rihai.duties.actions import cancel_duties, pass_on_duties
from rihai.lib.codes import Reference, new_reference
from rihai.lib.workflow import NotPossible
from rihai.people.actions import register_person
from rihai.people.facts import PersonFacts
from rihai.people.models import Person, Provenance
from rihai.rescue.locks import check_own_organisation, lock_inquiry, needed
from rihai.rescue.models import FoundPerson, Inquiry, InquiryPerson, Lead, Priority, PriorityChange
from rihai.rescue.permissions import (
    check_can_assign_inquiry,
    check_can_close_inquiry,
    check_can_open_inquiry,
    check_can_work_inquiry,
)
from rihai.rescue.reminders import remind_of_next_step
from rihai.rescue.rules.leads import count_independent
from rihai.rescue.workflow import InquiryStatus
from rihai.vault.keys import new_data_key

OPENED_BY_OFFICER = (Compartment.RECORD, Compartment.IDENTITY, Compartment.SOURCE, Compartment.OPERATION_PLAN)
OPENED_BY_DESK = (Compartment.RECORD,)
PERSON_OPENED_BY_BOTH = (Compartment.RECORD, Compartment.IDENTITY)


@transaction.atomic
def open_inquiry(
    *,
    organisation: Agency,
    by: User,
    origin: HasUid | None = None,
    officer: User | None = None,
    people: Iterable[Person] = (),
    summary: str = "",
    place: Place | None = None,
    desk: Desk | None = None,
    priority: Priority = Priority.NORMAL,
    provenance: Provenance = Provenance.OWN,
) -> Inquiry:
    """Open an inquiry for an officer, or for a desk where she is not named yet."""
    check_can_open_inquiry(by, provenance)
    check_own_organisation(organisation, by, "inquiry.open")
    if officer is None and desk is None and provenance == Provenance.OWN:
        officer = by
    if officer is not None:
        _check_officer(officer, organisation)
    inquiry = Inquiry(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        reference=new_reference(Reference.INQUIRY),
        officer=officer,
        desk=desk,
        place=place,
        priority=priority,
        summary=summary,
        provenance=provenance,
        origin_label=label_of(origin) if origin else "",
        origin_uid=origin.uid if origin else None,
        opened_by=by,
    )
    inquiry.save()
    _let_in(inquiry, by=by)
    audit.record("inquiry.opened", by=by, subject=inquiry, origin=inquiry.origin_label or "none")
    for person in people:
        _link_person(inquiry, person, by=by)
    remind_of_next_step(inquiry, event=inquiry, by=by)
    return inquiry


@transaction.atomic
def assign_officer(inquiry: Inquiry, *, officer: User, by: User) -> Inquiry:
    """Name the officer. Her predecessor's access through the inquiry passes to her at once, and the duties too."""
    inquiry = lock_inquiry(inquiry, by, "inquiry.assign")
    check_can_assign_inquiry(by, inquiry, officer)
    _check_officer(officer, inquiry.organisation)
    before = inquiry.officer
    if before == officer:
        return inquiry
    if before is not None:
        hand_through(inquiry, before=before, to=officer, by=by)
    inquiry.officer = officer
    inquiry.save(update_fields=["officer"])
    _let_in(inquiry, by=by)
    for link in inquiry.people.select_related("person"):
        _let_in_to_person(inquiry, link.person, by=by)
    pass_on_duties(inquiry, also=inquiry.leads.all(), before=before or inquiry.desk, to=officer, by=by)
    audit.record("inquiry.assigned", by=by, subject=inquiry, to=officer.uid, before=before.uid if before else "nobody")
    return inquiry


@transaction.atomic
def add_inquiry_person(inquiry: Inquiry, *, person: Person | PersonFacts, by: User) -> InquiryPerson:
    """Somebody the inquiry is about: known already, or recorded now."""
    inquiry = lock_inquiry(inquiry, by, "inquiry.work")
    check_can_work_inquiry(by, inquiry)
    if isinstance(person, PersonFacts):
        person = register_person(
            organisation=inquiry.organisation, by=by, facts=person, provenance=Provenance(inquiry.provenance)
        )
    return _link_person(inquiry, person, by=by)


@transaction.atomic
def rewrite_summary(inquiry: Inquiry, *, summary: str, place: Place | None, by: User) -> Inquiry:
    inquiry = lock_inquiry(inquiry, by, "inquiry.work")
    check_can_work_inquiry(by, inquiry)
    inquiry.summary, inquiry.place = summary, place
    inquiry.save(update_fields=["summary", "place"])
    audit.record("inquiry.summary_rewritten", by=by, subject=inquiry)
    return inquiry


@transaction.atomic
def change_priority(inquiry: Inquiry, *, priority: Priority, reason: str, by: User) -> Inquiry:
    """More or less urgent than was thought. Every change keeps its reason."""
    inquiry = lock_inquiry(inquiry, by, "inquiry.work")
    check_can_work_inquiry(by, inquiry)
    if inquiry.status == InquiryStatus.CLOSED:
        raise NotPossible(_("This inquiry is closed. Reopen it first."))
    before = Priority(inquiry.priority)
    if before is priority:
        raise NotPossible(_("The inquiry has this priority already. Choose another."))
    why = needed(reason, _("Say why it is more or less urgent now."))
    change = PriorityChange(inquiry=inquiry, data_key=inquiry.data_key, before=before, after=priority)
    change.reason, change.changed_by = why, by
    change.save()
    inquiry.priority = priority
    inquiry.save(update_fields=["priority"])
    audit.record("inquiry.priority_changed", by=by, subject=inquiry, before=before.code, after=priority.code)
    return inquiry


@transaction.atomic
def mark_located(inquiry: Inquiry, *, by: User) -> Inquiry:
    """Say that the whereabouts are known. One verified lead is needed; two independent ones are better."""
    inquiry = lock_inquiry(inquiry, by, "inquiry.work")
    check_can_work_inquiry(by, inquiry)
    verified = list(inquiry.leads.filter(standing=Lead.Standing.VERIFIED))
    if not verified:
        raise NotPossible(_("No lead is verified yet. Judge at least one lead as verified, then mark as located."))
    inquiry.move_to(InquiryStatus.LOCATED)
    inquiry.save(update_fields=["status"])
    audit.record("inquiry.located", by=by, subject=inquiry, independent=count_independent(verified))
    return inquiry


@transaction.atomic
def hand_over_inquiry(inquiry: Inquiry, *, by: User) -> Inquiry:
    """The police have taken it up, without an operation of ours."""
    inquiry = lock_inquiry(inquiry, by, "inquiry.work")
    check_can_work_inquiry(by, inquiry)
    inquiry.move_to(InquiryStatus.HANDED_OVER)
    inquiry.save(update_fields=["status"])
    audit.record("inquiry.handed_over", by=by, subject=inquiry)
    return inquiry


@transaction.atomic
def reopen_inquiry(inquiry: Inquiry, *, by: User) -> Inquiry:
    """Back to verifying and locating. Why it was closed before stays readable."""
    inquiry = lock_inquiry(inquiry, by, "inquiry.work")
    if inquiry.status == InquiryStatus.CLOSED:
        check_can_close_inquiry(by, inquiry)
    else:
        check_can_work_inquiry(by, inquiry)
    was = inquiry.status
    inquiry.move_to(InquiryStatus.OPEN)
    inquiry.outcome, inquiry.closed_at, inquiry.closed_by = "", None, None
    inquiry.save(update_fields=["status", "outcome", "closed_at", "closed_by"])
    if was == InquiryStatus.CLOSED:
        remind_of_next_step(inquiry, event=None, by=by)
    audit.record("inquiry.reopened", by=by, subject=inquiry, was=was)
    return inquiry


@transaction.atomic
def close_inquiry(inquiry: Inquiry, *, outcome: Inquiry.Outcome, reason: str, by: User) -> Inquiry:
    """Close with a reason. Somebody found has a record of her own first, so that nobody is closed away."""
    inquiry = lock_inquiry(inquiry, by, "inquiry.close")
    check_can_close_inquiry(by, inquiry)
    reason = needed(reason, _("Write down why the inquiry is closed."))
    is_found = outcome == Inquiry.Outcome.FOUND
    if is_found and not FoundPerson.objects.filter(inquiry=inquiry).exists():
        raise NotPossible(_("Nobody is recorded as found yet. Record the people found first, then close."))
    inquiry.move_to(InquiryStatus.CLOSED)
    inquiry.outcome, inquiry.closing_reason = outcome, reason
    inquiry.closed_at, inquiry.closed_by = timezone.now(), by
    inquiry.save(update_fields=["status", "outcome", "closing_reason", "closed_at", "closed_by"])
    for subject in (inquiry, *inquiry.leads.all()):
        cancel_duties(None, subject=subject, by=by)
    audit.record("inquiry.closed", by=by, subject=inquiry, outcome=str(outcome))
    return inquiry


def _check_officer(officer: User, organisation: Agency) -> None:
    is_here = officer.is_active and officer.organisation_id == organisation.uid
    if not is_here or not officer.has(Permission.INQUIRY_WORK):
        raise NotPossible(_("This colleague does not work on inquiries. Choose a rescue officer or a coordinator."))


def _link_person(inquiry: Inquiry, person: Person, *, by: User) -> InquiryPerson:
    link, is_new = InquiryPerson.objects.get_or_create(inquiry=inquiry, person=person, defaults={"added_by": by})
    _let_in_to_person(inquiry, person, by=by)
    if is_new:
        audit.record("inquiry.person_added", by=by, subject=inquiry, person=person.uid)
    return link


def _let_in(inquiry: Inquiry, *, by: User) -> None:
    if inquiry.provenance != Provenance.OWN:
        return
    for holder in _holders(inquiry):
        opened = OPENED_BY_OFFICER if isinstance(holder, User) else OPENED_BY_DESK
        grant(inquiry, to=holder, compartments=opened, basis=_basis(holder), by=by)


def _let_in_to_person(inquiry: Inquiry, person: Person, *, by: User) -> None:
    if inquiry.provenance != Provenance.OWN:
        return
    for holder in _holders(inquiry):
        grant(person, to=holder, compartments=PERSON_OPENED_BY_BOTH, basis=_basis(holder), by=by, origin=inquiry)


def _holders(inquiry: Inquiry) -> list[User | Desk]:
    """Whoever works on the inquiry and therefore sees it and its people."""
    return [one for one in (inquiry.officer, inquiry.desk) if one is not None]


def _basis(holder: User | Desk) -> Grant.Basis:
    return Grant.Basis.ASSIGNED if isinstance(holder, User) else Grant.Basis.DESK
