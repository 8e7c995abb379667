"""The worker: calls what is due, survives what fails, and loses nothing when it is killed."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from rihai.audit import actions as audit
from rihai.audit.models import AuditEvent, AuditLink
from rihai.audit.verify import verify
from rihai.web import worker
from rihai.web.worker import Periodic, beat, periodic_tasks
from tests.house import source

MINUTE = timedelta(minutes=1)
LONG = 60.0


class Counted:
    """A task that counts its calls, and may fail."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.calls = 0
        self.failure = failure

    def __call__(self) -> None:
        self.calls += 1
        if self.failure:
            raise self.failure


@pytest.mark.django_db
def test_a_task_is_called_at_once_and_then_after_its_time() -> None:
    task = Counted()
    periodic = [Periodic("count", task, MINUTE)]

    calls = []
    for now in (100.0, 101.0, 159.0, 160.0, 221.0):
        beat(periodic, now)
        calls.append(task.calls)

    assert calls == [1, 1, 1, 2, 3]


@pytest.mark.django_db
def test_a_task_that_fails_stops_no_other_and_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    failing, other = Counted(RuntimeError("her name")), Counted()
    periodic = [Periodic("failing", failing, MINUTE), Periodic("other", other, MINUTE)]

    with caplog.at_level(logging.ERROR):
        beat(periodic, 100.0)
        beat(periodic, 161.0)

    assert (failing.calls, other.calls) == (2, 2)
    assert "The task 'failing' failed: RuntimeError" in caplog.text
    assert "her name" not in caplog.text


@pytest.mark.django_db
def test_every_task_of_ours_runs_on_an_empty_database() -> None:
    tasks = periodic_tasks()

    for one in tasks:
        one.task()

    assert {one.name for one in tasks} >= {"duties", "incoming files", "old rows"}


@pytest.mark.django_db(transaction=True)
def test_it_ends_soon_after_it_is_asked_to() -> None:
    stop = threading.Event()
    running = threading.Thread(target=worker.run, args=(stop,))
    running.start()

    stop.set()
    running.join(timeout=LONG)

    assert not running.is_alive()


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_midst_and_started_again_it_links_every_event_once() -> None:
    write_events(700)

    with program():
        wait_for_links(1)  # then it is killed
    write_events(300)
    with program():
        wait_for_links(1000)

    assert AuditLink.objects.count() == AuditEvent.objects.count() == 1000
    assert verify().is_sound


@pytest.mark.django_db(transaction=True)
def test_two_workers_beside_each_other_link_every_event_once() -> None:
    write_events(400)

    with program(), program():
        write_events(400)
        wait_for_links(800)

    assert AuditLink.objects.count() == AuditEvent.objects.count() == 800
    assert verify().is_sound


@pytest.mark.django_db(transaction=True)
def test_a_signal_ends_it_in_good_order() -> None:
    write_events(1)

    with program() as running:
        wait_for_links(1)
        running.send_signal(signal.SIGTERM)
        status = running.wait(timeout=LONG)

    assert status == 0


def write_events(number: int) -> None:
    for _number in range(number):
        audit.record("test.written", by=None)


@contextmanager
def program() -> Iterator["subprocess.Popen[bytes]"]:
    """`rihai worker` on the database of this test; at the end it is killed, as by a power cut."""
    process = subprocess.Popen([sys.executable, "-m", "rihai.cli", "worker"], cwd=source.ROOT, env=dict(os.environ))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for_links(number: int) -> None:
    until = time.monotonic() + LONG
    while AuditLink.objects.count() < number:
        assert time.monotonic() < until, f"only {AuditLink.objects.count()} of {number} were linked"
        time.sleep(0.02)
