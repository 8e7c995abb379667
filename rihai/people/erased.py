"""Whether somebody was erased for good: nothing new hangs on such a row. Not here: the erasing (`actions.erasing`)."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import NotPossible
from rihai.people.models import Person
from rihai.vault.key_models import DataKey


def check_person_known(person: Person) -> None:
    """A new record would have a key of its own, which nobody would come to destroy."""
    if is_destroyed(person.data_key_id):
        raise NotPossible(_("This person was erased for good. Whoever comes back is registered anew."))


def is_destroyed(*keys: UUID | None) -> bool:
    """Asked of the database: another may have erased it since the row was read."""
    known = [key for key in keys if key is not None]
    return DataKey.objects.filter(pk__in=known, destroyed_at__isnull=False).exists()
