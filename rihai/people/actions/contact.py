"""How somebody may be reached, as she said it. Not here: whether she may be contacted now (`rules.may_contact`)."""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise_lines
from rihai.people.facts import ContactFacts
from rihai.people.locks import locked_person
from rihai.people.models import ContactSafety, Person
from rihai.people.permissions import check_can_record_contact

SEALED_CONTACT: Final = ("number", "who_may_answer", "code_word", "if_another_answers")
PLAIN_CONTACT: Final = ("wants_contact", "by_call", "by_sms", "by_chat", "hours_from", "hours_until")


class NoNumber(ValueError):
    """There is no number that could be confirmed."""


@transaction.atomic
def set_contact_safety(person: Person, *, facts: ContactFacts, by: User) -> ContactSafety:
    """Write down how she wants to be reached. Another number counts only once she confirms it."""
    person = locked_person(person, by)
    check_can_record_contact(by, person)
    safety = ContactSafety.objects.filter(person=person).first() or ContactSafety(
        person=person, data_key=person.data_key
    )
    for name in PLAIN_CONTACT:
        setattr(safety, name, getattr(facts, name))
    for name in SEALED_CONTACT:
        if getattr(facts, name) is not None:
            setattr(safety, name, normalise_lines(getattr(facts, name)))
    if facts.number is not None:
        safety.confirmed_at = safety.confirmed_by = None
    safety.updated_at, safety.updated_by = timezone.now(), by
    safety.save()
    audit.record(
        "contact.recorded", by=by, subject=person, wants=str(facts.wants_contact), number=facts.number is not None
    )
    return safety


@transaction.atomic
def confirm_number(person: Person, *, by: User) -> ContactSafety:
    """She said herself, today, that the number is hers and safe."""
    person = locked_person(person, by)
    check_can_record_contact(by, person)
    safety = ContactSafety.objects.filter(person=person, number__isnull=False).first()
    if safety is None:
        raise NoNumber(_("There is no number to confirm. Write down the number first."))
    safety.confirmed_at, safety.confirmed_by = timezone.now(), by
    safety.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record("contact.number_confirmed", by=by, subject=person)
    return safety
