"""Who somebody is goes for good. Not here: who asks and who agrees, nor the work that was done (`web.erasing`)."""

from django.db import transaction

from rihai.access.drafts.erasing import erase_drafts
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.people.models import Person
from rihai.people.search_entries import remove_entry
from rihai.vault.keys import destroy_data_key


@transaction.atomic
def erase_identity(person: Person, *, by: User) -> Person:
    """Her key, what the search by name and the matcher know, and drafts. Code, pseudonym and coded facts stay."""
    person.name_tokens.all().delete()
    remove_entry(person)
    erase_drafts([person.uid])
    if person.data_key is not None:
        destroy_data_key(person.data_key)
    audit.record("person.erased", by=by, subject=person)
    return person
