"""What the actions begin with: the row that everything about somebody hangs on, and a code nobody has."""

from collections.abc import Iterable
from uuid import UUID

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.lib.codes import new_code
from rihai.people.models import Person, Source


def locked_person(person: Person, by: User) -> Person:
    """Lock and re-read: names and contact safety hang on this row."""
    return get_visible(Person.objects.select_for_update(of=("self",), no_key=True), by, person.pk, "person.edited")


def lock_people(people: Iterable[UUID]) -> None:
    """Whoever writes or removes entries of people takes these first, in one order: nobody waits crosswise."""
    rows = Person.objects.filter(pk__in=list(people)).order_by("pk")
    # Rows that only point to her may be written meanwhile.
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))


def free_code(model: type[Person] | type[Source], prefix: str) -> str:
    code = new_code(prefix)
    while model._base_manager.filter(code=code).exists():
        code = new_code(prefix)
    return code
