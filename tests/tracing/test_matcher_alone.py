"""One matcher for one hub, whatever machine a second one is started on."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, connections

from rihai.tracing.matcher import alone as module
from rihai.tracing.matcher.alone import alone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]


class Second(threading.Thread):
    """Another process that wants to be the only one, played by a thread with a connection of its own."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stop, self.works, self.may_go = threading.Event(), threading.Event(), threading.Event()

    def run(self) -> None:
        with alone(self.stop):
            if not self.stop.is_set():
                self.works.set()
                self.may_go.wait(20)
        connections.close_all()

    def end(self) -> None:
        self.stop.set()
        self.may_go.set()
        self.join(10)


@contextmanager
def a_second() -> Iterator[Second]:
    other = Second()
    other.start()
    try:
        yield other
    finally:
        other.end()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRY_SECONDS", 0.05)
    monkeypatch.setattr(module, "WATCH_SECONDS", 0.05)


def test_a_second_one_waits_says_so_and_takes_over(caplog: pytest.LogCaptureFixture) -> None:
    with alone(threading.Event()), a_second() as other:
        worked_beside = other.works.wait(0.5)
        said = caplog.text
    with a_second() as other:
        took_over = other.works.wait(5)

    assert not worked_beside
    assert said.count("Another matcher works with this data folder. This one waits") == 1
    assert took_over


def test_so_does_one_on_another_machine_with_the_same_database(
    settings: LazySettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with alone(threading.Event()):
        # Another machine has a data folder of its own.
        settings.DATA_DIR = tmp_path
        with a_second() as other:
            worked_beside = other.works.wait(0.5)
            said = caplog.text
    settings.DATA_DIR = tmp_path
    with a_second() as other:
        took_over = other.works.wait(5)

    assert not worked_beside
    assert "Another matcher works with this database" in said
    assert took_over


def test_one_that_waits_can_be_ended() -> None:
    with alone(threading.Event()), a_second() as other:
        other.works.wait(0.2)
        begun = time.monotonic()
        other.end()

    assert time.monotonic() - begun < 2.0
    assert not other.works.is_set()


def break_the_lock() -> None:
    """As a restart of the server does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )


def test_whoever_is_asked_to_end_has_lost_nothing() -> None:
    stop = threading.Event()

    with alone(stop) as lost:
        stop.set()

    assert not lost.is_set()


def test_whoever_loses_the_lock_of_the_database_ends(caplog: pytest.LogCaptureFixture) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the lock of a file cannot be lost")
    stop = threading.Event()
    with caplog.at_level(logging.ERROR), alone(stop) as lost:
        break_the_lock()
        has_ended = stop.wait(5)

    assert has_ended
    assert lost.is_set()
    assert "lost its lock" in caplog.text


def test_its_connection_gives_up_on_a_server_that_does_not_answer() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a file answers at once")
    with closing(module._own_connection()) as own, own.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        statement = cursor.fetchone()[0]
        told = own.connection.info.get_parameters()

    assert statement == "10s"
    assert (told["tcp_user_timeout"], told["connect_timeout"]) == ("10000", "10")
