"""What the matcher writes about entries it has taken, and about those it lets go.

Here: the rows only. Not here: the memory they are taken into (`matcher`), and proposals (`proposing`). Nobody signs
in to do this: the trail names the system.
"""

from collections.abc import Sequence

from django.db import transaction

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.people.entry_models import SearchEntryQuerySet
from rihai.people.models import SearchEntry


@transaction.atomic
def mark_taken(entries: Sequence[SearchEntry], *, by: User | None) -> int:
    """They are known to the matcher in this state. One that was written anew meanwhile stays waiting."""
    states = {entry.uid: entry.version for entry in entries}
    rows = _left_alone().filter(pk__in=states, taken_at=None)
    taken = [row for row in rows if row.version == states[row.uid]]
    for row in taken:
        row.let_in()
        row.save(update_fields=["status", "taken_at"])
    audit.record("entries.taken", by=by, entries=len(taken))
    return len(taken)


@transaction.atomic
def await_again(entries: Sequence[SearchEntry], *, by: User | None) -> int:
    """The matcher knew them and could not read them again: they wait as if they were new, until it can."""
    rows = list(_left_alone().filter(pk__in=[entry.uid for entry in entries], status=SearchEntry.Status.TAKEN))
    for row in rows:
        row.status, row.taken_at = SearchEntry.Status.PENDING, None
        row.save(update_fields=["status", "taken_at"])
    if rows:
        audit.record("entries.awaited", by=by, entries=len(rows))
    return len(rows)


@transaction.atomic
def let_go_of_erased(*, by: User | None) -> int:
    """Whoever destroys a key need not know of entries: those that were sealed under it are taken out here."""
    erased = list(_left_alone().erased())
    for entry in erased:
        entry.take_out()
        entry.save()
    if erased:
        audit.record("entries.erased", by=by, entries=len(erased))
    return len(erased)


def _left_alone() -> SearchEntryQuerySet:
    """Locked, except those that somebody is saving now: the matcher waits for nobody, and comes back to them."""
    return SearchEntry.objects.order_by("pk").select_for_update(of=("self",), skip_locked=True, no_key=True)
