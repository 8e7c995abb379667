"""Every committed event is linked once, in one unbroken chain, whoever seals."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rihai.audit import sealer
from rihai.audit.actions import record
from rihai.audit.models import AuditEvent, AuditHead, AuditLink
from rihai.audit.report import Kind
from rihai.audit.rows import unlinked
from rihai.audit.sealer import run_sealer, seal_pending
from rihai.audit.verify import verify
from tests.audit.trail import Someone, copy_event, rows, sealed_trail, sql


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


@pytest.mark.django_db
def test_events_are_linked_in_the_order_of_their_times() -> None:
    events = [record("note.written", by=None) for _ in range(5)]

    linked = seal_pending()

    assert linked == 5
    assert chained() == [event.uid for event in sorted(events, key=lambda event: (event.at, event.uid))]
    assert AuditHead.objects.get().position == 5


@pytest.mark.django_db
def test_a_limit_leaves_the_newest_for_later() -> None:
    events = [record("note.written", by=None) for _ in range(5)]

    assert (seal_pending(limit=3), seal_pending(limit=3), seal_pending(limit=3)) == (3, 2, 0)

    assert set(chained()) == {event.uid for event in events}


@pytest.mark.django_db
def test_more_events_than_a_batch_are_all_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 7)

    sealed_trail(30)

    assert len(chained()) == 30
    assert verify().is_sound


@pytest.mark.django_db
def test_a_backlog_is_not_searched_from_its_start_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 2)
    for _ in range(5):
        record("note.written", by=None)

    with CaptureQueriesContext(connection) as queries:
        seal_pending()

    searches = [query["sql"] for query in queries if "NOT EXISTS" in query["sql"]]
    assert ['"at" >= ' in search for search in searches] == [False, True, True, True]


@pytest.mark.django_db
def test_a_short_search_leaves_older_events_to_the_sweep() -> None:
    event = record("note.written", by=None)

    assert seal_pending(since=event.at + timedelta(seconds=1)) == 0
    assert seal_pending(since=event.at) == 1


@pytest.mark.django_db
def test_nothing_to_link_takes_no_lock(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    sealed_trail(2)

    with django_assert_num_queries(1):
        seal_pending()


@pytest.mark.django_db
def test_a_forged_event_does_not_stop_the_sealer_and_stays_marked() -> None:
    [real] = sealed_trail(1)
    forged = copy_event(real.uid)
    after = record("note.written", by=None)

    seal_pending()

    assert not unlinked().exists()
    [damage] = verify().damages
    assert (damage.kind, damage.event) == (Kind.INSERTED, forged)
    assert after.uid in chained()


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="other databases refuse a second spelling of a key")
def test_a_key_in_a_second_spelling_does_not_stop_the_sealer() -> None:
    [real] = sealed_trail(1)
    sql(
        "INSERT INTO {event} SELECT %s, verb, actor_uid, organisation_uid, subject_label, subject_uid, at, facts, mac"
        " FROM {event}",
        str(real.uid),
    )
    record("note.written", by=None)

    seal_pending()

    assert len(chained()) == 2
    assert [damage.kind for damage in verify().damages] == [Kind.INSERTED]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way", ["DELETE FROM {head}", "UPDATE {head} SET position = 1", "UPDATE {head} SET position = 0"]
)
def test_the_sealer_goes_on_from_the_links_when_the_head_row_was_cut_back(way: str) -> None:
    sealed_trail(3)
    sql(way)

    sealed_trail(2)

    assert AuditHead.objects.get().position == 5
    assert verify().is_sound


@pytest.mark.django_db
def test_the_sealer_goes_on_from_the_head_row_when_links_were_cut_off() -> None:
    events = sealed_trail(3)
    sql("DELETE FROM {link} WHERE position = 3")
    sql("DELETE FROM {event} WHERE uid = %s", events[2].uid)

    sealed_trail(2)

    assert [row[0] for row in rows("SELECT position FROM {link} ORDER BY position")] == [1, 2, 4, 5]
    assert [(damage.kind, damage.position) for damage in verify().damages] == [(Kind.GAP, 3)]


@pytest.mark.django_db(transaction=True)
def test_writers_and_several_sealers_at_once_make_one_chain() -> None:
    stop = threading.Event()

    def write() -> None:
        for number in range(40):
            with transaction.atomic():
                record("note.written", by=Someone(), number=number)

    def seal() -> None:
        while not stop.is_set():
            seal_pending(limit=7)

    with threads(seal, seal, seal):
        try:
            with threads(write, write, write, write):
                pass
        finally:
            stop.set()
    seal_pending()

    assert AuditEvent.objects.count() == 160
    assert list(AuditLink.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 161))
    report = verify()
    assert (report.is_sound, report.last_position, report.tail.count) == (True, 160, 0)


@pytest.mark.django_db(transaction=True)
def test_the_first_seal_of_all_may_come_from_several_at_once() -> None:
    for _ in range(20):
        record("note.written", by=None)
    start = threading.Barrier(4)

    def seal() -> None:
        start.wait(timeout=30)
        seal_pending(limit=5)

    with threads(seal, seal, seal, seal):
        pass
    seal_pending()

    assert (AuditHead.objects.count(), AuditHead.objects.get().position) == (1, 20)
    assert verify().is_sound


WORK = """
import django; django.setup()
from django.db import transaction
from rihai.audit.actions import record
from rihai.audit.sealer import seal_pending
for number in range(25):
    with transaction.atomic():
        record("note.written", by=None, number=number)
    seal_pending()
"""


@pytest.mark.django_db(transaction=True)
def test_several_programs_at_once_make_one_chain() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": str(settings.SETTINGS_MODULE),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    programs = [subprocess.Popen([sys.executable, "-c", WORK], env=environment) for _ in range(3)]

    assert [program.wait(timeout=120) for program in programs] == [0, 0, 0]
    seal_pending()
    report = verify()
    assert (report.is_sound, report.last_position) == (True, 75)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets only one transaction write at a time")
def test_an_event_committed_late_is_linked_after_those_that_were_faster() -> None:
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            record("note.written", by=None)
            written.set()
            go_on.wait(timeout=30)

    with threads(slow):
        assert written.wait(timeout=30)
        fast = record("note.written", by=None)
        seal_pending()
        linked_first = chained()
        go_on.set()
    seal_pending()

    assert linked_first == [fast.uid]
    assert (len(chained()), verify().is_sound) == (2, True)


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
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="a file has no connection to lose")
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
