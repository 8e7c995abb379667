"""What the actions begin with: the row that everything about somebody hangs on, and a code nobody has."""

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.lib.codes import new_code
from rihai.people.models import Person, Source


def locked_person(person: Person, by: User) -> Person:
    """Lock and re-read: names and contact safety hang on this row."""
    return get_visible(Person.objects.select_for_update(of=("self",)), by, person.pk, "person.edited")


def free_code(model: type[Person] | type[Source], prefix: str) -> str:
    code = new_code(prefix)
    while model._base_manager.filter(code=code).exists():
        code = new_code(prefix)
    return code
