"""Taking what was saved: from sealed rows into the registers, and the proposals that follow.

The rows are the truth. What is in memory is compared with them at the start, and a row counts as taken only after
its proposals are written, so that a killed matcher loses nothing.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from django.utils import timezone

from rihai.audit import actions as audit
from rihai.people.models import SearchEntry
from rihai.people.search_entries import EntryFields, entry_fields
from rihai.tracing.actions.taking import await_again, mark_taken
from rihai.tracing.matcher.comparing import compare
from rihai.tracing.matcher.registers import Registers
from rihai.vault.errors import VaultError

logger = logging.getLogger(__name__)

AT_ONCE: Final = 200
# The rest waits for the next call: in between whoever was erased is let go.
TAKE_SECONDS: Final = 5.0
# One that fails must not keep the others waiting, nor be tried a hundred times a minute.
TRY_AGAIN_SECONDS: Final = 60.0
Opened = list[tuple[SearchEntry, EntryFields | None]]


class Taker:
    """The only one that changes the registers. Whoever reads them for the snapshot holds the lock."""

    def __init__(self, registers: Registers) -> None:
        self.registers, self.lock = registers, threading.Lock()
        self.changes = self.removals = 0
        self.moved_at = time.monotonic()
        self._failed: dict[UUID, float] = {}

    @property
    def failing(self) -> int:
        """How many could not be taken and are tried again."""
        return len(self._failed)

    def catch_up(self) -> int:
        """Make the registers what the rows say; what waits is taken by `take`, with its proposals.

        Whatever could not be read waits again, so that it is compared with what came meanwhile. What is slowed down
        is not there yet, for whoever is compared with it either; what was said before stands until then.
        """
        now = timezone.now()
        rows = SearchEntry.objects.in_force()
        in_force = dict(rows.values_list("uid", "version"))
        for uid in self.registers.known.keys() - in_force.keys():
            self._drop(uid)
        waiting = set(rows.filter(made_at__gt=now).values_list("uid", flat=True))
        stale = [uid for uid, version in in_force.items() if self._is_stale(uid, version) and uid not in waiting]
        for start in range(0, len(stale), AT_ONCE):
            entries = list(SearchEntry.objects.filter(pk__in=stale[start : start + AT_ONCE]))
            read = {entry.uid for entry, _ in self._put(self._opened(entries))}
            await_again([entry for entry in entries if entry.uid not in read], by=None)
            self.moved_at = time.monotonic()
        return len(stale)

    def _is_stale(self, uid: UUID, version: int) -> bool:
        known = self.registers.known.get(uid)
        return known is None or known.version != version

    def take(self) -> int:
        """The next handful that waits: let in or out, compared, and marked as taken. How many."""
        now = time.monotonic()
        self._failed = {uid: until for uid, until in self._failed.items() if until > now}
        rows = SearchEntry.objects.waiting().filter(made_at__lte=timezone.now()).exclude(pk__in=list(self._failed))
        # All of them first: of two saved together each finds the other.
        here = self._put(
            self._opened(rows.select_related("person__data_key", "data_key").order_by("made_at")[:AT_ONCE])
        )
        done, until = list[SearchEntry](), time.monotonic() + TAKE_SECONDS
        for entry, fields in here:
            if self._is_done(entry, fields):
                done.append(entry)
            if time.monotonic() > until:
                break
        taken = mark_taken(done, by=None) if done else 0
        if taken:
            self.moved_at = time.monotonic()
        return taken

    def _is_done(self, entry: SearchEntry, fields: EntryFields | None) -> bool:
        """Compared, and its proposals written."""
        return self._has(entry, "compared", lambda: compare(entry, fields, self.registers, timezone.localdate()))

    def _has(self, entry: SearchEntry, what: str, task: Callable[[], object]) -> bool:
        """Whether it could be done. One entry that fails waits a while and holds up nobody else."""
        try:
            task()
        except Exception as failure:
            logger.error("An entry could not be %s: %s", what, type(failure).__name__)
            self._failed[entry.uid] = time.monotonic() + TRY_AGAIN_SECONDS
            return False
        return True

    def _put(self, opened: Opened) -> Opened:
        """Those that are let in or out now."""
        return [one for one in opened if self._has(one[0], "let in", partial(self._put_one, *one))]

    def _put_one(self, entry: SearchEntry, fields: EntryFields | None) -> None:
        if fields is None:
            self._drop(entry.uid)
            return
        is_missing = entry.kind == SearchEntry.Kind.MISSING
        with self.lock:
            self.registers.put(
                entry.uid, fields, version=entry.version, is_missing=is_missing, today=timezone.localdate()
            )
            self.changes += 1

    def _drop(self, uid: UUID) -> None:
        with self.lock:
            self.removals += self.registers.drop(uid)

    def _opened(self, rows: Iterable[SearchEntry]) -> Opened:
        """With what each says, None where it says nothing any more. One event in the trail for all of them."""
        entries = list(rows)
        opened: Opened = []
        for organisation in {entry.organisation_id for entry in entries}:
            opened += self._open([entry for entry in entries if entry.organisation_id == organisation])
        if entries:
            audit.record("entries.opened", by=None, entries=len(entries))
        return sorted(opened, key=lambda one: one[0].made_at)

    def _open(self, entries: Sequence[SearchEntry]) -> Opened:
        """Of one organisation, all at once; one by one if a seal among them is broken."""
        opened: Opened = []
        try:
            return list(zip(entries, entry_fields(entries), strict=True))
        except (VaultError, ValueError, TypeError):
            for entry in entries:
                self._has(entry, "opened", lambda entry=entry: opened.append((entry, entry_fields([entry])[0])))  # type: ignore[misc]
        return opened
