"""The thread that seals while the program runs: within a second, whatever happens to the database."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from rihai.audit import sealer
from rihai.audit.actions import record
from rihai.audit.models import AuditEvent
from rihai.audit.rows import unlinked
from rihai.audit.sealer import run_sealer
from rihai.audit.verify import verify
from tests.audit.beside import chained, eventually, threads
from tests.audit.trail import only_servers, rows, sealed_trail, sql


@pytest.mark.django_db(transaction=True)
def test_the_loop_links_within_a_second_and_stops_when_told() -> None:
    stop, is_closed = threading.Event(), []

    def run() -> None:
        run_sealer(stop)
        is_closed.append(connection.connection is None)

    with threads(run):
        try:
            event = record("note.written", by=None)
            assert eventually(lambda: event.uid in chained(), seconds=3)
        finally:
            stop.set()

    assert is_closed == [True]
    assert verify().is_sound


@pytest.mark.django_db(transaction=True)
def test_the_loop_survives_a_failure_and_says_so_without_values(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealer, "PAUSE", 0.02)
    stop = threading.Event()
    sql("ALTER TABLE {link} RENAME TO lost")

    with threads(lambda: run_sealer(stop)):
        try:
            event = record("note.written", by=None)
            assert eventually(lambda: bool(caplog.messages), seconds=10)
            sql("ALTER TABLE lost RENAME TO {link}")
            assert eventually(lambda: event.uid in chained(), seconds=10)
        finally:
            stop.set()

    failure = "OperationalError" if connection.vendor == "sqlite" else "ProgrammingError"
    assert set(caplog.messages) == {f"The audit trail could not be sealed: {failure}"}


@pytest.mark.django_db(transaction=True)
@only_servers
def test_the_loop_survives_a_lost_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "PAUSE", 0.02)
    stop = threading.Event()

    with threads(lambda: run_sealer(stop)):
        try:
            first = record("note.written", by=None)
            assert eventually(lambda: first.uid in chained(), seconds=5)
            rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            second = record("note.written", by=None)
            assert eventually(lambda: second.uid in chained(), seconds=10)
        finally:
            stop.set()


def written_three_days_ago() -> AuditEvent:
    """As a long transaction leaves it: committed now, with an old time."""
    old = timezone.now() - timedelta(days=3)
    with transaction.atomic():
        event = record("note.written", by=None)
        stored = old if connection.vendor == "postgresql" else old.replace(tzinfo=None)
        sql("UPDATE {event} SET at = %s WHERE uid = %s", stored, event.uid)
    return event


@pytest.mark.django_db(transaction=True)
def test_the_loop_sweeps_up_old_events_at_its_start() -> None:
    event = written_three_days_ago()
    stop = threading.Event()

    with threads(lambda: run_sealer(stop)):
        try:
            assert eventually(lambda: event.uid in chained(), seconds=5)
        finally:
            stop.set()


@pytest.mark.django_db(transaction=True)
def test_the_loop_sweeps_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "PAUSE", 0.02)
    monkeypatch.setattr(sealer, "SWEEP_SECONDS", 0.1)
    monkeypatch.setattr(sealer, "SWEEP_SHARE", 0)
    stop = threading.Event()

    with threads(lambda: run_sealer(stop)):
        try:
            first = record("note.written", by=None)
            assert eventually(lambda: first.uid in chained(), seconds=5)
            late = written_three_days_ago()
            assert eventually(lambda: late.uid in chained(), seconds=5)
        finally:
            stop.set()


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "rest"), [(0.0, 30.0), (2.0, 100.0), (3600.0, 600.0)])
def test_the_longer_a_sweep_takes_the_longer_it_rests(
    monkeypatch: pytest.MonkeyPatch, seconds: float, rest: float
) -> None:
    clock = iter([1000.0, 1000.0 + seconds, 1000.0 + seconds])
    monkeypatch.setattr(sealer, "monotonic", lambda: next(clock))

    next_sweep = sealer._round(1000.0)

    assert next_sweep == 1000.0 + seconds + rest


@pytest.mark.django_db
def test_between_sweeps_only_the_latest_events_are_looked_for() -> None:
    sealed_trail(1)
    written_three_days_ago()

    next_sweep = sealer._round(time.monotonic() + 100)

    assert next_sweep > time.monotonic()
    assert unlinked().count() == 1
