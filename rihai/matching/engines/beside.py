"""The found are read and folded in a process of their own, while this one reads the missing.

For a program of its own, since it forks; nothing is written anywhere on the way back.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol, cast, runtime_checkable

from rihai.matching.bulk import Asked, asked
from rihai.matching.records import Record

DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


@runtime_checkable
class Told(Protocol):
    """Records that tell afterwards what reading them was like."""

    def told(self) -> Any: ...
    def take_over(self, told: Any) -> None: ...


@dataclass
class Beside:
    """The other process at work."""

    found: Iterable[Record]
    answer: Connection

    def result(self) -> Asked:
        """Wait for what it made; what went wrong there goes wrong here."""
        try:
            made, told = self.answer.recv()
        except EOFError:
            raise MemoryError from None  # it was ended from outside
        if isinstance(made, Exception):
            raise made
        if isinstance(self.found, Told):
            self.found.take_over(told)
        return cast("Asked", made)


@contextmanager
def folded_beside(found: Iterable[Record]) -> Iterator[Beside]:
    """Begin at once; the other process is gone when this is left."""
    context = multiprocessing.get_context("fork")
    answer, end = context.Pipe(duplex=False)
    process = context.Process(target=_fold, args=(found, end, os.getpid()), daemon=True)
    try:
        process.start()
        end.close()
        yield Beside(found, answer)
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        answer.close()


def _fold(found: Iterable[Record], answer: Connection, parent: int) -> None:
    # Whoever is in charge ends this process, however that one ended; a trace of it helps nobody.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it was gone before this one could ask to be ended with it
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    made: Asked | Exception
    try:
        made = asked(found)
    except Exception as error:
        made = error  # raised where it is told
    answer.send((made, found.told() if isinstance(found, Told) else None))
