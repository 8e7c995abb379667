"""Who may do what to a person's record. `check_…` raises, `can_…` answers; pages and actions ask the same.

Whom somebody sees at all is decided by `visible_to()`; what she may open, by the reading call. Here too:
the one guard before anybody is called or written to (`check_may_contact`).
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.people.models import ContactSafety, Person, Provenance
from rihai.people.rules import Channel, may_contact

# Whoever may record an alert, a found person or a case may record the person it is about.
REGISTERING: Final = (
    Permission.PERSON_EDIT,
    Permission.ALERT_RECORD,
    Permission.FOUND_RECORD,
    Permission.CASE_OPEN,
)


def can_register(user: User) -> bool:
    return any(user.has(permission) for permission in REGISTERING)


def check_can_register(user: User, organisation_uid: UUID, provenance: str) -> None:
    if user.organisation_id != organisation_uid:
        raise Refused("person.registered", words=_("Only the organisation that knows a person registers that person."))
    if provenance == Provenance.OWN and not can_register(user):
        raise Refused("person.registered", words=_("Your role does not record people. Ask the rescue desk."))


def can_edit(user: User, person: Person) -> bool:
    return user.has(Permission.PERSON_EDIT) and _is_own_work(user, person)


def check_can_edit(user: User, person: Person) -> None:
    if not can_edit(user, person):
        raise Refused("person.edited", person, words=_("Only those who work with this person change the record."))


def can_record_contact(user: User, person: Person) -> bool:
    return user.has(Permission.CONTACT_RECORD) and _is_own_work(user, person)


def check_can_record_contact(user: User, person: Person) -> None:
    if not can_record_contact(user, person):
        raise Refused(
            "contact.recorded", person, words=_("Only those who work with this person record how to reach them.")
        )


def can_record_source(user: User) -> bool:
    return any(user.has(one) for one in (Permission.ALERT_RECORD, Permission.INQUIRY_WORK, Permission.CASE_WORK))


def check_can_record_source(user: User, organisation_uid: UUID) -> None:
    if user.organisation_id != organisation_uid or not can_record_source(user):
        raise Refused("source.recorded", words=_("Your role does not record sources."))


def can_search(user: User) -> bool:
    return user.has(Permission.PERSON_SEARCH)


def check_can_search(user: User) -> None:
    if not can_search(user):
        raise Refused("person.searched", words=_("Your role does not search for people."))


def check_may_contact(person: Person, *, channel: Channel, at: datetime) -> None:
    """Stand before every call and every message to a person: raises, with the reasons in words."""
    safety = ContactSafety.objects.filter(person=person).first()
    answer = may_contact(safety, channel=channel, at=at)
    if not answer.allowed:
        raise Refused("person.contacted", person, words=answer.words)


def _is_own_work(user: User, person: Person) -> bool:
    """Whoever may not read who this is must not write it either: a changed number would ring in another pocket.

    Seeing somebody by code, as a supervisor does, is not enough; nor is an emergency opening.
    """
    return person.organisation_id == user.organisation_id and way_to_read(user, person, "born_on") is Way.OWN
