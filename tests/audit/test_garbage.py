"""SQLite keeps whatever is written into a column: neither the check nor the sealer stumbles over it."""

from datetime import datetime

import pytest
from django.db import DatabaseError

from rihai.audit import sealer
from rihai.audit.actions import record
from rihai.audit.report import Kind
from rihai.audit.sealer import seal_pending
from rihai.audit.verify import verify
from tests.audit.trail import only_sqlite, rows, sealed_trail, sql

pytestmark = pytest.mark.django_db

LENGTH = 6
GARBAGE = {
    "time": ("UPDATE {event} SET at = 'yesterday' WHERE uid = %s", Kind.CHANGED),
    "impossible time": ("UPDATE {event} SET at = '2026-13-45 00:00:00' WHERE uid = %s", Kind.CHANGED),
    "number as seal": ("UPDATE {event} SET mac = 10000000000000 WHERE uid = %s", Kind.CHANGED),
    "bytes as facts": ("UPDATE {event} SET facts = x'ff00' WHERE uid = %s", Kind.CHANGED),
    "broken text": ("UPDATE {event} SET verb = CAST(x'ff' AS TEXT) WHERE uid = %s", Kind.CHANGED),
    "bad key of the actor": ("UPDATE {event} SET actor_uid = 'nobody' WHERE uid = %s", Kind.CHANGED),
    "key in another spelling": ("UPDATE {event} SET uid = upper(uid) || ' ' WHERE uid = %s", Kind.REMOVED),
    "broken key": ("UPDATE {event} SET uid = CAST(x'ff' AS TEXT) WHERE uid = %s", Kind.REMOVED),
    "bad key in the link": ("UPDATE {link} SET event_uid = 'nothing' WHERE event_uid = %s", Kind.BROKEN_LINK),
    "broken key in the link": (
        "UPDATE {link} SET event_uid = CAST(x'ff' AS TEXT) WHERE event_uid = %s",
        Kind.BROKEN_LINK,
    ),
    "broken text as link": ("UPDATE {link} SET link = CAST(x'ff' AS TEXT) WHERE event_uid = %s", Kind.UNREADABLE),
    "text as head position": ("UPDATE {head} SET position = 'end' WHERE %s <> ''", Kind.HEAD),
    "text as link": ("UPDATE {link} SET link = 'x' WHERE event_uid = %s", Kind.BROKEN_LINK),
    "text as position": ("UPDATE {link} SET position = 'third' WHERE event_uid = %s", Kind.GAP),
    "fraction as position": ("UPDATE {link} SET position = 2.5 WHERE event_uid = %s", Kind.UNREADABLE),
    "negative position": ("UPDATE {link} SET position = -3 WHERE event_uid = %s", Kind.UNREADABLE),
}


@only_sqlite
@pytest.mark.parametrize("what", GARBAGE)
def test_garbage_in_a_row_is_named_and_does_not_stop_the_check(what: str) -> None:
    statement, kind = GARBAGE[what]
    events = sealed_trail(LENGTH)

    sql(statement, events[2].uid)

    report = verify()
    assert kind in report.counts
    assert sum(report.counts.values()) <= 3


@only_sqlite
@pytest.mark.parametrize("what", [what for what in GARBAGE if "{event}" in GARBAGE[what][0]])
def test_garbage_in_an_event_does_not_stop_the_sealer(what: str) -> None:
    event = record("note.written", by=None)
    sql(GARBAGE[what][0], event.uid)
    after = record("note.written", by=None)

    seal_pending()

    assert rows("SELECT position FROM {link} WHERE event_uid = %s", after.uid)
    assert verify().counts == {Kind.INSERTED: 1}


@only_sqlite
def test_a_backlog_with_garbage_in_it_is_linked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 3)
    events = [record("note.written", by=None) for _ in range(10)]
    sql("UPDATE {event} SET verb = CAST(x'ff' AS TEXT) WHERE uid = %s", events[4].uid)

    assert seal_pending() == 9


@only_sqlite
def test_nothing_but_garbage_ends_a_round(monkeypatch: pytest.MonkeyPatch) -> None:
    searches: list[int] = []
    search = sealer._keys_of_unlinked

    def counted(since: datetime | None, room: int) -> list[str]:
        searches.append(room)
        assert len(searches) < 5, "the round goes on and on"
        return search(since, room)

    monkeypatch.setattr(sealer, "BATCH", 1)
    monkeypatch.setattr(sealer, "_keys_of_unlinked", counted)
    event = record("note.written", by=None)
    sql("UPDATE {event} SET verb = CAST(x'ff' AS TEXT) WHERE uid = %s", event.uid)

    assert seal_pending() == 0


@pytest.mark.parametrize("table", ["{event}", "{link}", "{head}"])
def test_a_database_that_fails_is_not_called_tampering(table: str) -> None:
    sealed_trail(2)
    sql(f"ALTER TABLE {table} RENAME TO lost")

    with pytest.raises(DatabaseError):
        verify()
