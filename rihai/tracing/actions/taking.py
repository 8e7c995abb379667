"""What the matcher writes about entries it has taken, and about those it lets go.

Here: the rows only. Not here: the memory they are taken into (`matcher`), and proposals (`proposing`). Nobody signs
in to do this: the trail names the system.
"""

from collections.abc import Sequence

from django.db import transaction

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.people.models import SearchEntry


@transaction.atomic
def mark_taken(entries: Sequence[SearchEntry], *, by: User | None) -> int:
    """They are known to the matcher in this state. One that was written anew meanwhile stays waiting."""
    states = {entry.uid: entry.version for entry in entries}
    rows = SearchEntry.objects.select_for_update(of=("self",)).filter(pk__in=states, taken_at=None)
    taken = [row for row in rows if row.version == states[row.uid]]
    for row in taken:
        row.let_in()
        row.save(update_fields=["status", "taken_at"])
    audit.record("entries.taken", by=by, entries=len(taken))
    return len(taken)


@transaction.atomic
def let_go_of_erased(*, by: User | None) -> int:
    """Whoever destroys a key need not know of entries: those that were sealed under it are taken out here."""
    erased = list(SearchEntry.objects.erased().select_for_update(of=("self",)))
    for entry in erased:
        entry.take_out()
        entry.save()
    if erased:
        audit.record("entries.erased", by=by, entries=len(erased))
    return len(erased)
