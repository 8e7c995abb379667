"""Whatever somebody with the database password does to the trail, the check names it."""

import uuid

import pytest
from django.db import connection

from rihai.audit import report as report_module
from rihai.audit import verify as verify_module
from rihai.audit.actions import record
from rihai.audit.heads import HeadRefused, SignedHead, signed_head
from rihai.audit.models import AuditEvent
from rihai.audit.report import Kind
from rihai.audit.sealer import seal_pending
from rihai.audit.verify import verify
from rihai.vault.master import unlocked
from tests.audit.trail import copy_event, sealed_trail, sql

pytestmark = pytest.mark.django_db

LENGTH = 6


def found() -> list[tuple[Kind, int | None]]:
    return [(damage.kind, damage.position) for damage in verify().damages]


def test_an_untouched_trail_is_sound() -> None:
    sealed_trail(LENGTH)

    report = verify()

    assert (report.is_sound, report.links, report.last_position, report.tail.count) == (True, LENGTH, LENGTH, 0)


def test_an_empty_trail_is_sound() -> None:
    assert verify().is_sound


OTHER = uuid.UUID(int=7)
CHANGES = {
    "verb": "UPDATE {event} SET verb = 'note.read' WHERE uid = %s",
    "actor": "UPDATE {event} SET actor_uid = subject_uid WHERE uid = %s",
    "organisation": "UPDATE {event} SET organisation_uid = actor_uid WHERE uid = %s",
    "label": "UPDATE {event} SET subject_label = 'people.person' WHERE uid = %s",
    "subject": "UPDATE {event} SET subject_uid = actor_uid WHERE uid = %s",
    "no subject": "UPDATE {event} SET subject_uid = NULL WHERE uid = %s",
    "holder": "UPDATE {event} SET holder_uid = actor_uid WHERE uid = %s",
    "time": "UPDATE {event} SET at = '2026-01-01 00:00:00' WHERE uid = %s",
    "facts": "UPDATE {event} SET facts = '{{}}' WHERE uid = %s",
    "spelling of the facts": "UPDATE {event} SET facts = facts || ' ' WHERE uid = %s",
    "seal": "UPDATE {event} SET mac = (SELECT link FROM {link} WHERE position = 1) WHERE uid = %s",
}


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("position", [1, 3, LENGTH])
def test_a_change_of_any_column_is_named(column: str, position: int) -> None:
    uid = sealed_trail(LENGTH)[position - 1].uid

    sql(CHANGES[column], uid)

    [damage] = verify().damages
    assert (damage.kind, damage.position, damage.event) == (Kind.CHANGED, position, uid)


def test_every_column_is_among_those_changed() -> None:
    columns = {field.column for field in AuditEvent._meta.concrete_fields}

    assert columns == {statement.split()[3] for statement in CHANGES.values()} | {"uid"}


def test_another_key_is_a_removed_and_an_inserted_event() -> None:
    uid = sealed_trail(LENGTH)[2].uid

    sql("UPDATE {event} SET uid = %s WHERE uid = %s", OTHER, uid)

    assert [(damage.kind, damage.event) for damage in verify().damages] == [(Kind.REMOVED, uid), (Kind.INSERTED, OTHER)]


def test_content_and_seal_exchanged_between_events_is_named() -> None:
    events = sealed_trail(LENGTH)

    for one, other in ((events[1], events[3]), (events[3], events[1])):
        sql(
            "UPDATE {event} SET facts = %s, mac = %s, at = %s WHERE uid = %s",
            other.facts,
            other.mac,
            at(other),
            one.uid,
        )

    assert [kind for kind, _ in found()] == [Kind.CHANGED, Kind.BROKEN_LINK] * 2
    assert {position for _, position in found()} == {2, 4}


def at(event: AuditEvent) -> object:
    return event.at if connection.vendor == "postgresql" else event.at.replace(tzinfo=None)


@pytest.mark.parametrize("position", [1, 3, LENGTH])
def test_a_removed_event_is_named(position: int) -> None:
    uid = sealed_trail(LENGTH)[position - 1].uid

    sql("DELETE FROM {event} WHERE uid = %s", uid)

    [damage] = verify().damages
    assert (damage.kind, damage.position, damage.event) == (Kind.REMOVED, position, uid)


@pytest.mark.parametrize("position", [1, 3, LENGTH])
def test_an_event_removed_with_its_link_leaves_a_gap(position: int) -> None:
    uid = sealed_trail(LENGTH)[position - 1].uid

    sql("DELETE FROM {event} WHERE uid = %s", uid)
    sql("DELETE FROM {link} WHERE position = %s", position)

    assert found() == [(Kind.GAP, position)]


def test_a_longer_gap_is_one_damage() -> None:
    sealed_trail(LENGTH)

    sql("DELETE FROM {link} WHERE position BETWEEN 2 AND 4")

    [damage] = verify().damages
    assert (damage.kind, damage.position, damage.last) == (Kind.GAP, 2, 4)
    assert verify().tail.count == 3


def test_a_link_removed_and_sealed_anew_stays_a_gap() -> None:
    sealed_trail(LENGTH)
    sql("DELETE FROM {link} WHERE position = 3")

    seal_pending()

    assert found() == [(Kind.GAP, 3)]
    assert verify().tail.count == 0


def test_a_forged_event_is_named_before_and_after_it_is_linked() -> None:
    uid = copy_event(sealed_trail(LENGTH)[2].uid)
    before = verify().damages

    seal_pending()

    assert [(damage.kind, damage.event) for damage in before] == [(Kind.INSERTED, uid)]
    assert [(damage.kind, damage.event) for damage in verify().damages] == [(Kind.INSERTED, uid)]


def test_a_forged_event_with_a_forged_link_is_named() -> None:
    events = sealed_trail(LENGTH)
    uid = copy_event(events[2].uid)
    sql("INSERT INTO {link} (position, event_uid, link) SELECT 7, %s, link FROM {link} WHERE position = 3", uid)

    seal_pending()
    sealed_trail(2)

    assert found() == [(Kind.CHANGED, 7), (Kind.BROKEN_LINK, 7)]


def test_a_genuine_event_with_a_forged_link_is_named() -> None:
    sealed_trail(LENGTH)
    event = record("note.written", by=None)
    sql("INSERT INTO {link} (position, event_uid, link) SELECT 7, %s, link FROM {link} WHERE position = 3", event.uid)

    sealed_trail(2)

    assert found() == [(Kind.BROKEN_LINK, 7)]


def test_exchanged_links_are_named() -> None:
    events = sealed_trail(LENGTH)

    exchange_events(2, 4, events[1].uid, events[3].uid)

    assert found() == [(Kind.BROKEN_LINK, 2), (Kind.BROKEN_LINK, 4)]


def exchange_events(one: int, other: int, one_uid: uuid.UUID, other_uid: uuid.UUID) -> None:
    sql("UPDATE {link} SET event_uid = %s WHERE position = %s", OTHER, one)
    sql("UPDATE {link} SET event_uid = %s WHERE position = %s", one_uid, other)
    sql("UPDATE {link} SET event_uid = %s WHERE position = %s", other_uid, one)


def test_reordered_rows_are_named() -> None:
    sealed_trail(LENGTH)

    sql("UPDATE {link} SET position = -2 WHERE position = 2")
    sql("UPDATE {link} SET position = 2 WHERE position = 4")
    sql("UPDATE {link} SET position = 4 WHERE position = -2")

    assert {(Kind.BROKEN_LINK, 2), (Kind.BROKEN_LINK, 4)} <= set(found())
    assert {kind for kind, _ in found()} == {Kind.BROKEN_LINK}
    assert {position for _, position in found()} <= {2, 3, 4, 5}


@pytest.mark.parametrize("position", [1, 3, LENGTH])
def test_a_changed_link_is_named_once(position: int) -> None:
    sealed_trail(LENGTH)

    sql("UPDATE {link} SET link = %s WHERE position = %s", bytes(32), position)

    assert (Kind.BROKEN_LINK, position) in found()
    assert {where for _, where in found()} == {position}


def test_links_moved_up_to_close_a_gap_are_named() -> None:
    events = sealed_trail(LENGTH)

    sql("DELETE FROM {event} WHERE uid = %s", events[2].uid)
    sql("DELETE FROM {link} WHERE position = 3")
    for position in range(4, LENGTH + 1):
        sql("UPDATE {link} SET position = %s WHERE position = %s", position - 1, position)
    sql("UPDATE {head} SET position = %s", LENGTH - 1)

    assert (Kind.BROKEN_LINK, 3) in found()


def test_a_cut_tail_shows_against_the_head_row() -> None:
    cut_off(sealed_trail(LENGTH), keep=4)

    [damage] = verify().damages
    assert (damage.kind, damage.position, damage.last) == (Kind.GAP, 5, 6)


def cut_off(events: list[AuditEvent], *, keep: int) -> None:
    sql("DELETE FROM {link} WHERE position > %s", keep)
    for event in events[keep:]:
        sql("DELETE FROM {event} WHERE uid = %s", event.uid)


def cut_off_with_head_row(events: list[AuditEvent], *, keep: int) -> None:
    cut_off(events, keep=keep)
    sql("UPDATE {head} SET position = %s, link = (SELECT link FROM {link} WHERE position = %s)", keep, keep)


@pytest.mark.parametrize("more", [0, 1, 2, 5])
def test_a_tail_cut_with_the_head_row_shows_against_a_signed_head(more: int) -> None:
    events = sealed_trail(LENGTH)
    head = SignedHead.parse(str(signed_head()))
    cut_off_with_head_row(events, keep=4)
    sealed_trail(more)

    report = verify(head)

    assert [(damage.kind, damage.position) for damage in report.damages] == [(Kind.ROLLED_BACK, LENGTH)]
    # Without the line from outside, nothing can show it: this is what the line is for.
    assert verify().is_sound


def test_an_old_row_put_back_after_a_cut_shows_against_a_signed_head() -> None:
    events = sealed_trail(LENGTH)
    head = signed_head()
    cut_off_with_head_row(events, keep=4)

    events[5].pk, events[5]._state.adding = events[5].uid, True
    events[5].save()
    seal_pending()

    assert [damage.kind for damage in verify(head).damages] == [Kind.ROLLED_BACK]


def test_a_signed_head_stays_valid_while_the_trail_grows() -> None:
    sealed_trail(LENGTH)
    head = signed_head()

    sealed_trail(3)

    assert verify(head).is_sound


def test_a_signed_head_of_an_empty_trail_says_nothing_against_a_longer_one() -> None:
    head = signed_head()
    sealed_trail(1)

    assert verify(head).is_sound


def test_a_head_signed_with_another_key_is_refused() -> None:
    sealed_trail(1)
    with unlocked(bytes(32)):
        head = signed_head()

    with pytest.raises(HeadRefused, match="another master key"):
        verify(head)


@pytest.mark.parametrize("way", ["UPDATE {head} SET link = %s", "UPDATE {head} SET position = 3, link = %s"])
def test_a_changed_head_row_is_named(way: str) -> None:
    sealed_trail(LENGTH)

    sql(way, bytes(32))

    assert [kind for kind, _ in found()] == [Kind.HEAD]


def test_a_removed_head_row_is_named() -> None:
    sealed_trail(LENGTH)

    sql("DELETE FROM {head}")

    assert found() == [(Kind.HEAD, None)]


def test_everything_removed_but_the_head_row_is_a_gap() -> None:
    sealed_trail(LENGTH)

    sql("DELETE FROM {event}")
    sql("DELETE FROM {link}")

    [damage] = verify().damages
    assert (damage.kind, damage.position, damage.last) == (Kind.GAP, 1, LENGTH)


def test_with_another_master_key_nothing_is_genuine() -> None:
    sealed_trail(LENGTH)

    with unlocked(bytes(32)):
        report = verify()

    assert report.counts[Kind.CHANGED] == LENGTH


def test_events_that_wait_are_counted_and_are_no_damage() -> None:
    sealed_trail(2)
    for _ in range(3):
        record("note.written", by=None)

    report = verify()

    assert (report.is_sound, report.tail.count, report.tail.is_late) == (True, 3, False)


def test_batches_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (verify_module, "rihai.audit.rows"):
        monkeypatch.setattr(f"{module}.BATCH" if isinstance(module, str) else f"{module.__name__}.BATCH", 2)
    events = sealed_trail(7)
    sql("UPDATE {event} SET facts = '{{}}' WHERE uid = %s", events[4].uid)
    taken: list[int] = []

    report = verify(after_batch=taken.append)

    assert [(damage.kind, damage.position) for damage in report.damages] == [(Kind.CHANGED, 5)]
    assert taken == [2, 4, 6, 7]


def test_more_damages_than_are_listed_are_still_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "LISTED", 2)
    sealed_trail(LENGTH)

    sql("UPDATE {event} SET facts = '{{}}'")

    report = verify()
    assert (len(report.damages), report.counts[Kind.CHANGED], report.unlisted) == (2, LENGTH, LENGTH - 2)
    assert report.lines()[3] == "… and 4 more."
