"""Every committed event is linked once, in one unbroken chain, whoever seals."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from rihai.audit import sealer
from rihai.audit.actions import record
from rihai.audit.models import AuditEvent, AuditHead, AuditLink
from rihai.audit.report import Kind
from rihai.audit.rows import unlinked
from rihai.audit.sealer import seal_pending
from rihai.audit.verify import verify
from tests.audit.beside import chained, threads
from tests.audit.trail import Someone, copy_event, only_servers, only_sqlite, rows, sealed_trail, sql


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
    assert ['"at" >= ' in search for search in searches] == [False, True, True]


@pytest.mark.django_db
def test_a_steady_stream_of_events_does_not_keep_a_round_from_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    link = sealer._link

    def link_while_others_write(waiting: Sequence[sealer.Waiting]) -> int:
        assert AuditEvent.objects.count() < 20, "the round goes on and on"
        record("note.written", by=None)
        return link(waiting)

    monkeypatch.setattr(sealer, "_link", link_while_others_write)
    record("note.written", by=None)

    assert seal_pending() == 1
    assert seal_pending() == 1


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
@only_sqlite
def test_a_key_in_a_second_spelling_does_not_stop_the_sealer() -> None:
    [real] = sealed_trail(1)
    sql(
        "INSERT INTO {event} SELECT %s, verb, actor_uid, organisation_uid, subject_label, subject_uid,"
        " holder_uid, at, facts, mac FROM {event}",
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
@only_servers
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
