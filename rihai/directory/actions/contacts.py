"""Changing how an agency is reached: one proposes, a second calls the old number, a day later it takes effect.

Whoever gets hold of one account must not be able to turn every call for help to a number of his own. So nothing
here overwrites a contact, the first one of an agency included; until a change takes effect both are shown.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.audit import actions as audit
from rihai.audit.actions import Actor
from rihai.directory.facts import CallFacts, ContactFacts
from rihai.directory.locks import locked, locked_contact
from rihai.directory.models import Agency, AgencyContact, CallBack
from rihai.directory.permissions import (
    check_can_confirm_contact,
    check_can_edit,
    check_can_write_personal,
)
from rihai.directory.staff import Staff, organisation_of
from rihai.directory.workflow import ContactStatus
from rihai.lib.workflow import NotPossible
from rihai.vault.keys import new_data_key

TAKES_EFFECT_AFTER: Final = timedelta(hours=24)
# Nobody lets an office's telephone ring out twice in this time.
SENT_TWICE_WITHIN: Final = timedelta(minutes=1)
Result = CallBack.Result


@transaction.atomic
def propose_contact(
    agency: Agency, *, facts: ContactFacts, by: Staff, replaces: AgencyContact | None = None
) -> AgencyContact:
    """Propose a new contact, or another value for one in use. Proposing the same again gives the same proposal."""
    agency = locked(agency)
    check_can_edit(by, agency)
    if facts.is_personal:
        check_can_write_personal(by, agency)
    if replaces is not None:
        replaces = locked_contact(replaces, by)
    found = _same_proposal(agency, facts, replaces)
    if found is not None:
        return found
    _check_may_change(replaces)
    contact = AgencyContact(
        agency=agency,
        organisation_id=organisation_of(by),
        role=facts.role,
        channel=facts.channel,
        is_personal=facts.is_personal,
        replaces=replaces,
        proposed_by_id=by.uid,
    )
    _keep_value(contact, facts, by)
    contact.save(force_insert=True)
    audit.record("agency.contact_proposed", by=by, subject=agency, contact=contact.uid, personal=facts.is_personal)
    return contact


@transaction.atomic
def propose_removal(contact: AgencyContact, *, by: Staff) -> AgencyContact:
    """Propose that a contact is not used any more; that needs a second person too."""
    agency = locked(contact.agency)
    check_can_edit(by, agency)
    contact = locked_contact(contact, by)
    waiting = contact.changes.waiting().first()
    if waiting is not None and waiting.is_removal:
        return waiting
    _check_may_change(contact)
    removal = AgencyContact(
        agency=agency,
        organisation_id=organisation_of(by),
        role=contact.role,
        channel=contact.channel,
        is_personal=contact.is_personal,
        replaces=contact,
        is_removal=True,
        proposed_by_id=by.uid,
    )
    removal.save(force_insert=True)
    audit.record("agency.contact_removal_proposed", by=by, subject=agency, contact=removal.uid)
    return removal


@transaction.atomic
def record_call_back(change: AgencyContact, *, facts: CallFacts, by: Staff) -> CallBack:
    """The second person called the number known so far, and says what came of it.

    A number that answers and denies stops the change. One that does not answer is no confirmation by itself:
    it has to be made sure in another way, or the change goes on waiting.
    """
    agency = locked(change.agency)
    change = locked_contact(change, by)
    check_can_confirm_contact(by, change)
    if (again := _same_call(change, facts, by)) is not None:
        return again
    if change.status != ContactStatus.PROPOSED:
        raise NotPossible(_("This change was confirmed or stopped meanwhile. Look at the entry again."))
    _check_call(change, facts, by)
    call = CallBack.objects.create(change=change, result=facts.result, checked=facts.checked, called_by_id=by.uid)
    audit.record(
        "agency.contact_called_back", by=by, subject=agency, contact=change.uid, result=str(facts.result),
        checked=str(facts.checked) or "no",
    )  # fmt: skip
    if facts.result == Result.DENIES:
        _stop(change, by)
    elif facts.result == Result.CONFIRMS or facts.checked:
        _confirm(change, by)
    return call


@transaction.atomic
def stop_change(change: AgencyContact, *, by: Staff) -> AgencyContact:
    """Stop a change before it takes effect. Anybody who keeps the entry may, and alone: stopping is safe."""
    agency = locked(change.agency)
    check_can_edit(by, agency)
    change = locked_contact(change, by)
    if change.is_waiting:
        _stop(change, by)
    return change


@transaction.atomic
def apply_change(change: AgencyContact, *, by: Actor | None) -> bool:
    """Let what was confirmed a day ago take effect; False where another worker was quicker."""
    due = AgencyContact.objects.due().filter(pk=change.pk).select_for_update(of=("self",))
    found = due.select_related("agency", "replaces").first()
    if found is None:
        return False
    before = found.replaces
    if before is not None and before.status == ContactStatus.IN_FORCE:
        before.move_to(ContactStatus.ENDED)
        before.save(update_fields=["status"])
    found.move_to(ContactStatus.ENDED if found.is_removal else ContactStatus.IN_FORCE)
    found.save(update_fields=["status"])
    audit.record("agency.contact_changed", by=by, subject=found.agency, contact=found.uid)
    return True


def _same_proposal(agency: Agency, facts: ContactFacts, replaces: AgencyContact | None) -> AgencyContact | None:
    """What is sealed cannot be compared: a personal one is the same if it would replace the same contact."""
    if facts.is_personal:
        return replaces.changes.waiting().filter(is_removal=False).first() if replaces else None
    rows = agency.contacts.filter(role=facts.role, channel=facts.channel, value=facts.value, is_personal=False)
    return rows.filter(replaces=replaces).waiting().first() if replaces else rows.known().first()


def _check_may_change(contact: AgencyContact | None) -> None:
    if contact is None:
        return
    if contact.status != ContactStatus.IN_FORCE:
        raise NotPossible(_("This contact is not in use. Change the one that is."))
    if contact.changes.waiting().exists():
        raise NotPossible(_("Another change of this contact is waiting. Confirm or stop it first."))


def _keep_value(contact: AgencyContact, facts: ContactFacts, by: Staff) -> None:
    if not facts.is_personal:
        contact.value = facts.value
    else:
        contact.data_key = new_data_key(agencies=[organisation_of(by)])
        contact.personal = facts.value


def _same_call(change: AgencyContact, facts: CallFacts, by: Staff) -> CallBack | None:
    """The call she has recorded a moment ago, if the form was sent twice."""
    latest = change.call_backs.order_by("-called_at").first()
    if latest is None or (latest.result, latest.checked) != (facts.result, facts.checked):
        return None
    is_hers = latest.called_by_id == by.uid and latest.called_at > timezone.now() - SENT_TWICE_WITHIN
    return latest if is_hers else None


def _check_call(change: AgencyContact, facts: CallFacts, by: Staff) -> None:
    # A personal number that another organisation keeps is none she could call, and is not betrayed to her.
    known = change.agency.contacts.visible_to(by).in_force()
    has_old_number = change.replaces_id is not None or known.exists()
    if facts.result == Result.NO_NUMBER and has_old_number:
        raise NotPossible(_("There is a number known so far. Call it, and record what came of it."))
    if facts.result == Result.NO_NUMBER and not facts.checked:
        raise NotPossible(_("Without an old number, say how else it was made sure."))
    if facts.result in (Result.CONFIRMS, Result.DENIES) and not has_old_number:
        raise NotPossible(_("No number was known before. Choose that, and say how it was made sure."))


def _confirm(change: AgencyContact, by: Staff) -> None:
    change.move_to(ContactStatus.CONFIRMED)
    change.confirmed_at, change.confirmed_by_id = timezone.now(), by.uid
    change.effective_at = change.confirmed_at + TAKES_EFFECT_AFTER
    change.save(update_fields=["status", "confirmed_at", "confirmed_by", "effective_at"])
    audit.record("agency.contact_confirmed", by=by, subject=change.agency, contact=change.uid)


def _stop(change: AgencyContact, by: Staff) -> None:
    change.move_to(ContactStatus.STOPPED)
    change.stopped_at, change.stopped_by_id = timezone.now(), by.uid
    change.save(update_fields=["status", "stopped_at", "stopped_by"])
    audit.record("agency.contact_stopped", by=by, subject=change.agency, contact=change.uid)
