"""One matcher for one hub: a second one waits until the first is gone, on this machine or on another.

Two that work on one database would each propose what the other proposed. Here: the lock of the data folder, and the
lock of the database. Not here: what the one that holds both does (`process`).
"""

import fcntl
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from rihai.tracing.matcher.places import lock_path

logger = logging.getLogger(__name__)

TRY_SECONDS: Final = 1.0
WATCH_SECONDS: Final = 5.0
GIVE_UP_SECONDS: Final = 10.0
# Of advisory locks in one database; drawn once.
HUB: Final = 0x52_69_68_61_69_4D


@contextmanager
def alone(stop: threading.Event) -> Iterator[threading.Event]:
    """Hold the locks until the end, or come in without them once `stop` is set.

    Gives what is set, with `stop`, if a lock was lost: nobody asked this one to end, and it is to be started again.
    """
    lost = threading.Event()
    with _file_locked(lock_path(), "data folder", stop), _database_locked(stop, lost):
        yield lost


@contextmanager
def _file_locked(path: Path, what: str, stop: threading.Event) -> Iterator[None]:
    """The kernel lets go of it with the process, however that ended."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)

    def is_mine() -> bool:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    try:
        _wait(is_mine, what, stop)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _database_locked(stop: threading.Event, lost: threading.Event) -> Iterator[None]:
    """On PostgreSQL by a lock of the server, on a connection of its own; on SQLite by a file beside the database."""
    if connection.vendor == "postgresql":
        with _server_locked(stop, lost):
            yield
        return
    path = Path(str(connection.settings_dict["NAME"]))
    if path.is_file():
        with _file_locked(path.with_name(f"{path.name}-matcher.lock"), "database", stop):
            yield
        return
    yield


@contextmanager
def _server_locked(stop: threading.Event, lost: threading.Event) -> Iterator[None]:
    """The server lets go of it with the connection. If that breaks, another may work: this one ends at once."""
    own, ended = _own_connection(), threading.Event()
    try:
        _wait(lambda: _asked(own, "SELECT pg_try_advisory_lock(%s)"), "database", stop)
        watch = threading.Thread(target=_watch, args=(own, stop, lost, ended), name="hub lock", daemon=True)
        watch.start()
        yield
        ended.set()
        watch.join()
    finally:
        ended.set()
        own.close()


def _own_connection() -> BaseDatabaseWrapper:
    """One that gives up soon: a server that is gone without a word must not leave this one working beside another."""
    own = connection.copy()
    known = own.settings_dict.get("OPTIONS") or {}
    milliseconds = int(GIVE_UP_SECONDS * 1000)
    bounds = {"connect_timeout": int(GIVE_UP_SECONDS), "tcp_user_timeout": milliseconds, "keepalives_idle": 5}
    own.settings_dict["OPTIONS"] = {**known, **bounds}
    with own.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [str(milliseconds)])
    return own


def _watch(own: BaseDatabaseWrapper, stop: threading.Event, lost: threading.Event, ended: threading.Event) -> None:
    own.inc_thread_sharing()
    while not ended.wait(WATCH_SECONDS):
        try:
            _asked(own, "SELECT true OR %s > 0")
        except (DatabaseError, InterfaceError) as failure:
            logger.error("The matcher lost its lock on the database (%s) and ends.", type(failure).__name__)
            lost.set()
            stop.set()
            return


def _asked(own: BaseDatabaseWrapper, question: str) -> bool:
    with own.cursor() as cursor:
        cursor.execute(question, [HUB])
        return bool(cursor.fetchone()[0])


def _wait(is_mine: Callable[[], bool], what: str, stop: threading.Event) -> None:
    has_said = False
    while not stop.is_set() and not is_mine():
        if not has_said:
            logger.warning("Another matcher works with this %s. This one waits until it is gone.", what)
            has_said = True
        stop.wait(TRY_SECONDS)
