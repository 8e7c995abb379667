"""Taking what was saved: from sealed rows into the registers, and the proposals that follow.

The rows are the truth. What is in memory is compared with them at the start, and a row counts as taken only after
its proposals are written, so that a killed matcher loses nothing.
"""

import logging
import threading
import time
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.utils import timezone

from rihai.audit import actions as audit
from rihai.people.models import SearchEntry
from rihai.people.search_entries import EntryFields, entry_fields
from rihai.tracing.actions.taking import mark_taken
from rihai.tracing.matcher.comparing import compare
from rihai.tracing.matcher.registers import Registers

logger = logging.getLogger(__name__)

AT_ONCE: Final = 200
# One that fails must not keep the others waiting, nor be tried a hundred times a minute.
TRY_AGAIN_SECONDS: Final = 60.0
Opened = list[tuple[SearchEntry, EntryFields | None]]


class Taker:
    """The only one that changes the registers. Whoever reads them for the snapshot holds the lock."""

    def __init__(self, registers: Registers) -> None:
        self.registers, self.lock = registers, threading.Lock()
        self.changes = self.removals = 0
        self._failed: dict[UUID, float] = {}

    def catch_up(self) -> int:
        """Make the registers what the rows say; what waits is taken by `take`, with its proposals."""
        # One that is slowed down is not there yet, for whoever is compared with it either.
        due = SearchEntry.objects.in_force().filter(made_at__lte=timezone.now())
        in_force = dict(due.values_list("uid", "version"))
        for uid in self.registers.known.keys() - in_force.keys():
            self._drop(uid)
        known = self.registers.known
        stale = [uid for uid, version in in_force.items() if uid not in known or known[uid].version != version]
        for start in range(0, len(stale), AT_ONCE):
            self._put(_opened(SearchEntry.objects.filter(pk__in=stale[start : start + AT_ONCE])))
        return len(stale)

    def take(self) -> int:
        """The next handful that waits: let in or out, compared, and marked as taken. How many."""
        now = time.monotonic()
        self._failed = {uid: until for uid, until in self._failed.items() if until > now}
        rows = SearchEntry.objects.waiting().filter(made_at__lte=timezone.now()).exclude(pk__in=list(self._failed))
        opened = _opened(rows.select_related("person__data_key", "data_key").order_by("made_at")[:AT_ONCE])
        # All of them first: of two saved together each finds the other.
        self._put(opened)
        done = [entry for entry, fields in opened if self._is_done(entry, fields)]
        if done:
            mark_taken(done, by=None)
        return len(done)

    def _is_done(self, entry: SearchEntry, fields: EntryFields | None) -> bool:
        """Compared, and its proposals written. One that fails waits a while and holds up nobody else."""
        try:
            compare(entry, fields, self.registers, timezone.localdate())
        except Exception as failure:
            logger.error("An entry could not be compared: %s", type(failure).__name__)
            self._failed[entry.uid] = time.monotonic() + TRY_AGAIN_SECONDS
            return False
        return True

    def _put(self, opened: Opened) -> None:
        today = timezone.localdate()
        for entry, fields in opened:
            if fields is None:
                self._drop(entry.uid)
                continue
            is_missing = entry.kind == SearchEntry.Kind.MISSING
            with self.lock:
                self.registers.put(entry.uid, fields, version=entry.version, is_missing=is_missing, today=today)
                self.changes += 1

    def _drop(self, uid: UUID) -> None:
        with self.lock:
            self.removals += self.registers.drop(uid)


def _opened(rows: Iterable[SearchEntry]) -> Opened:
    """With what each says, None where it says nothing any more. One event in the trail for all of them."""
    entries = list(rows)
    opened: Opened = []
    for organisation in {entry.organisation_id for entry in entries}:
        theirs = [entry for entry in entries if entry.organisation_id == organisation]
        opened += zip(theirs, entry_fields(theirs), strict=True)
    if entries:
        audit.record("entries.opened", by=None, entries=len(entries))
    return sorted(opened, key=lambda one: one[0].made_at)
