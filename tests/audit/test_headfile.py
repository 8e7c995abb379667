"""The head kept outside the database: nobody cuts the chain and has it mended by the sealer."""

import os
import stat
import threading
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from rihai.audit.accept import Cause, accept_head
from rihai.audit.actions import record
from rihai.audit.headfile import HeadMissing, keep_head, known_head
from rihai.audit.heads import HeadRefused
from rihai.audit.models import AuditEvent, AuditLink
from rihai.audit.report import Kind
from rihai.audit.sealer import run_sealer, seal_pending
from rihai.audit.verify import verify
from rihai.vault.master import unlocked
from rihai.web.health import examine
from tests.audit.beside import chained, eventually, threads
from tests.audit.trail import sealed_trail, sql

# Committed for good, as in life: the file is written after the commit.
pytestmark = pytest.mark.django_db(transaction=True)


def file() -> Path:
    return Path(settings.DATA_DIR) / "audit.head"


def position_kept() -> int:
    head = known_head()
    assert head is not None
    return head.position


def trail_is_well() -> bool:
    return next(one.is_ok for one in examine() if one.name == "audit trail")


def cut_links(events: list[AuditEvent], *, keep: int) -> None:
    """Throw away the chain behind a position and one of its events, and set the head row back."""
    sql("DELETE FROM {event} WHERE uid = %s", events[keep].uid)
    sql("DELETE FROM {link} WHERE position > %s", keep)
    if keep:
        link = bytes(AuditLink.objects.get(position=keep).link)
        sql("UPDATE {head} SET position = %s, link = %s", keep, link)
    else:
        sql("DELETE FROM {head}")


def test_the_sealer_keeps_the_newest_head_in_a_file_of_its_owner() -> None:
    sealed_trail(3)

    assert (position_kept(), verify().kept, verify().is_sound) == (3, 3, True)
    assert stat.S_IMODE(file().stat().st_mode) == 0o600
    assert trail_is_well()


def test_nothing_is_kept_of_a_link_that_was_rolled_back() -> None:
    with transaction.atomic():
        sealed_trail(3)
        transaction.set_rollback(True)

    assert known_head() is None


@pytest.mark.parametrize("keep", [0, 1, 20, 29])
def test_a_chain_cut_anywhere_is_not_linked_anew(keep: int) -> None:
    events = sealed_trail(30)
    cut_links(events, keep=keep)
    before = chained()
    record("note.written", by=None)

    with pytest.raises(HeadMissing, match="accept-head"):
        seal_pending()

    assert chained() == before
    assert not trail_is_well()
    assert (Kind.ROLLED_BACK, 30) in {(one.kind, one.position) for one in verify().damages}


def test_what_was_cut_since_the_morning_shows_although_the_head_of_the_morning_fits() -> None:
    sealed_trail(10)
    head = known_head()
    events = sealed_trail(30)
    sql("DELETE FROM {event} WHERE uid = %s", events[3].uid)
    sql("DELETE FROM {link} WHERE position >= 14")
    sql("UPDATE {head} SET position = 13, link = (SELECT link FROM {link} WHERE position = 13)")

    with pytest.raises(HeadMissing):
        seal_pending()

    assert [one.kind for one in verify(head).damages] == [Kind.ROLLED_BACK]


def test_the_running_sealer_refuses_and_goes_on_once_the_database_was_accepted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    events = sealed_trail(5)
    cut_links(events, keep=2)
    stop = threading.Event()

    with threads(lambda: run_sealer(stop)):
        try:
            assert eventually(lambda: bool(caplog.messages), seconds=10)
            refused = len(chained())
            accepted = accept_head(Cause.RESTORED_BACKUP, by=None)
            assert eventually(lambda: accepted.uid in chained(), seconds=10)
        finally:
            stop.set()

    assert refused == 2
    assert set(caplog.messages) == {"The audit trail could not be sealed: HeadMissing"}
    assert verify().is_sound


def test_accepting_names_the_head_that_was_given_up() -> None:
    events = sealed_trail(5)
    head = known_head()
    assert head is not None
    cut_links(events, keep=2)

    event = accept_head(Cause.RESTORED_BACKUP, by=None)

    assert event.verb == "trail.head_accepted"
    assert f'"given_up":"p5/{head.link.hex()}"' in event.facts
    assert '"cause":"restored_backup"' in event.facts
    assert position_kept() == 2
    assert trail_is_well()
    # A line on paper still tells.
    assert [one.kind for one in verify(head).damages] == [Kind.ROLLED_BACK]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe", b"rihai-audit-1/0/00/now/00"])
def test_a_file_that_holds_something_else_stops_the_sealer_and_is_named(content: bytes) -> None:
    sealed_trail(2)
    file().write_bytes(content)
    record("note.written", by=None)

    with pytest.raises(HeadRefused):
        seal_pending()

    assert [one.kind for one in verify().damages] == [Kind.KEPT_HEAD]
    assert not trail_is_well()
    assert '"given_up":"unknown"' in accept_head(Cause.MOVED, by=None).facts
    assert seal_pending() == 2


def test_a_file_signed_with_another_key_is_refused() -> None:
    with unlocked(bytes(32)):
        keep_head(7, bytes(32))

    with pytest.raises(HeadRefused, match="another installation"):
        known_head()


def test_a_slower_process_does_not_put_an_older_head_back() -> None:
    sealed_trail(4)

    keep_head(3, bytes(AuditLink.objects.get(position=3).link))

    assert position_kept() == 4


def test_several_at_once_leave_the_newest() -> None:
    start = threading.Barrier(8)

    def keep(position: int) -> None:
        start.wait(timeout=30)
        keep_head(position, bytes([position]) * 32)

    with threads(*[partial(keep, position) for position in range(1, 9)]):
        pass

    assert position_kept() == 8


def test_a_machine_that_dies_while_writing_leaves_the_old_head_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed_trail(2)
    (file().with_name("audit.head.new")).write_text("half a li")

    with monkeypatch.context() as dying:
        dying.setattr(os, "fsync", lambda descriptor: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keep_head(3, bytes(32))

    assert position_kept() == 2
    sealed_trail(1)
    assert position_kept() == 3


def test_without_a_kept_head_the_check_says_what_it_cannot_show() -> None:
    sealed_trail(2)
    file().unlink()

    report = verify()

    assert (report.is_sound, report.kept) == (True, None)
    assert "No end is kept outside the database yet" in report.lines()[1]
