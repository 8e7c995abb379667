"""Running the sealer beside the test: threads, waiting for an outcome, and the chain so far."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from rihai.audit.models import AuditLink


def chained() -> list[object]:
    return list(AuditLink.objects.order_by("position").values_list("event_uid", flat=True))


def eventually(condition: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


@contextmanager
def threads(*works: Callable[[], None]) -> Iterator[None]:
    """Run each in a thread of its own; a failure in any of them fails the test."""
    failures: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    running = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in running:
        thread.start()
    try:
        yield
    finally:
        for thread in running:
            thread.join()
    assert not failures, failures
