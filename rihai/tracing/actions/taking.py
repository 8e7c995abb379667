"""What the matcher writes about entries it has taken, and about those it lets go.

Here: the rows only. Not here: the memory they are taken into (`matcher`), and proposals (`proposing`). Nobody signs
in to do this: the trail names the system.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.people.models import SearchEntry


@transaction.atomic
def mark_taken(entries: Sequence[SearchEntry], *, by: User | None) -> int:
    """They are known to the matcher in this state. One that was written anew meanwhile stays waiting."""
    now, taken = timezone.now(), 0
    for entry in entries:
        removed = entry.status == SearchEntry.Status.REMOVED
        status = SearchEntry.Status.REMOVED if removed else SearchEntry.Status.TAKEN
        rows = SearchEntry.objects.filter(pk=entry.pk, version=entry.version, taken_at=None)
        taken += rows.update(status=status, taken_at=now)
    audit.record("entries.taken", by=by, entries=taken)
    return taken


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
