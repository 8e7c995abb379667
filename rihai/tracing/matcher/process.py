"""The loop of the matcher: its threads, and what is done how often.

Not here: that it is the only one (`alone`), the work itself (`taking`), the file (`snapshot`), the socket (`server`).
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from django.db import close_old_connections

from rihai.lib.memory import leave_no_core
from rihai.tracing.actions.proposing import erase_what_was_said
from rihai.tracing.actions.taking import let_go_of_erased
from rihai.tracing.matcher import snapshot
from rihai.tracing.matcher.alone import alone
from rihai.tracing.matcher.places import socket_path
from rihai.tracing.matcher.protocol import Message
from rihai.tracing.matcher.registers import Engine
from rihai.tracing.matcher.server import answer_all, listen
from rihai.tracing.matcher.taking import Taker

logger = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.3
AGAIN_SECONDS: Final = 2.0
ERASED_SECONDS: Final = 20.0
# What was added can be taken from the rows again; what was removed must leave the disk.
SAVE_SECONDS: Final = 120.0
SAVE_REMOVAL_SECONDS: Final = 3.0
# Long enough to save; a matcher that is still making ready has nothing to save and is not waited for.
LEAVE_SECONDS: Final = 8.0
# Of a matcher that nobody asked to end: whoever started it starts it again.
LOST_ITS_LOCK: Final = 75


class Matcher:
    """Answers at its socket from the first moment; ready once it knows what was saved before."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self.taker: Taker | None = None
        self.is_ready = False
        self._saved = (0, 0)
        self._saved_at = self._swept_at = self._begun_at = time.monotonic()

    def run(self, engine: Engine) -> None:
        taker = self.taker = Taker(snapshot.load(engine))
        self.catch_up(taker, pause=self.stop.wait)
        while not self.stop.is_set():
            close_old_connections()
            # However much waits, whoever is erased leaves memory and disk in between.
            taken = self.tried("taking", taker.take)
            self._sweep()
            self.save(taker)
            if not taken:
                self.stop.wait(LOOK_SECONDS)
        self.save(taker, at_once=True)

    def catch_up(self, taker: Taker, *, pause: Callable[[float], bool]) -> None:
        """Until it is done: whoever is not in memory would be missed by all that is compared from now on."""
        self.is_ready = False
        while self.tried("catching up", taker.catch_up) is None:
            if pause(AGAIN_SECONDS):
                return
            close_old_connections()
        self.is_ready = True

    def state(self) -> Message:
        """Numbers only. `idle`: seconds since anything was taken in."""
        taker = self.taker
        missing, held = taker.registers.sizes if taker is not None else (0, 0)
        idle = int(time.monotonic() - (self._begun_at if taker is None else taker.moved_at))
        failing = taker.failing if taker is not None else 0
        return {"missing": missing, "held": held, "ready": self.is_ready, "idle": idle, "failing": failing}

    def _sweep(self) -> None:
        if time.monotonic() - self._swept_at >= ERASED_SECONDS:
            self._swept_at = time.monotonic()
            self.tried("looking for who was erased", lambda: let_go_of_erased(by=None))
            self.tried("looking for what was said of them", lambda: erase_what_was_said(by=None))

    def save(self, taker: Taker, *, at_once: bool = False) -> None:
        """Later if only something was added, soon if somebody was taken out; meanwhile nothing is taken."""
        now = (taker.changes, taker.removals)
        age = time.monotonic() - self._saved_at
        patience = SAVE_SECONDS if now[1] == self._saved[1] else SAVE_REMOVAL_SECONDS
        if now == self._saved or (age < patience and not at_once):
            return
        self._saved_at = time.monotonic()
        if self.tried("saving", partial(_write, taker)) is not None:
            self._saved = now

    def tried(self, what: str, task: Callable[[], int]) -> int | None:
        """A failure is logged by its kind: its words may quote what somebody typed. It never ends the matcher."""
        try:
            return task()
        except Exception as failure:
            logger.error("The matcher failed at %s: %s", what, type(failure).__name__)
            return None


def _write(taker: Taker) -> int:
    with taker.lock:
        pieces = taker.registers.to_pieces()
    snapshot.save(pieces)
    return len(pieces)


def run(stop: threading.Event, make_engine: Callable[[], Engine]) -> None:
    """Match until `stop` is set."""
    leave_no_core()
    with alone(stop) as lost:
        if stop.is_set():
            return
        matcher = Matcher(stop)
        with listen(socket_path()) as door:
            answers = {"state": matcher.state}
            server = threading.Thread(target=answer_all, args=(door, answers, stop), name="socket", daemon=True)
            server.start()
            threading.Thread(target=_leave, args=(matcher, lost), name="leave", daemon=True).start()
            matcher.run(make_engine())
            server.join(timeout=3)
        with suppress(FileNotFoundError):
            socket_path().unlink()
    if lost.is_set():
        sys.exit(LOST_ITS_LOCK)


def _leave(matcher: Matcher, lost: threading.Event) -> None:
    """Whoever asks it to end need not wait for its libraries: the rows are whole, and so is the snapshot."""
    matcher.stop.wait()
    if matcher.is_ready:
        time.sleep(LEAVE_SECONDS)
    os._exit(LOST_ITS_LOCK if lost.is_set() else 0)
