"""Any tampering anywhere is noticed, and no honest history is called damaged."""

import uuid
from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from rihai.audit.actions import record
from rihai.audit.heads import signed_head
from rihai.audit.models import AuditEvent
from rihai.audit.sealer import seal_pending
from rihai.audit.verify import verify
from tests.audit.trail import Someone, copy_event, sealed_trail, sql

pytestmark = pytest.mark.django_db


def change_event(position: int, event: AuditEvent, _: AuditEvent) -> None:
    sql("UPDATE {event} SET subject_uid = %s WHERE uid = %s", uuid.uuid4(), event.uid)


def remove_event(position: int, event: AuditEvent, _: AuditEvent) -> None:
    sql("DELETE FROM {event} WHERE uid = %s", event.uid)


def remove_link(position: int, event: AuditEvent, _: AuditEvent) -> None:
    sql("DELETE FROM {link} WHERE position = %s", position)


def remove_both(position: int, event: AuditEvent, other: AuditEvent) -> None:
    remove_event(position, event, other)
    remove_link(position, event, other)


def insert_copy(position: int, event: AuditEvent, _: AuditEvent) -> None:
    copy_event(event.uid)


def copy_seal(position: int, event: AuditEvent, other: AuditEvent) -> None:
    sql("UPDATE {event} SET mac = %s WHERE uid = %s", other.mac, event.uid)


def copy_link(position: int, event: AuditEvent, other: AuditEvent) -> None:
    sql(
        "UPDATE {link} SET link = (SELECT link FROM {link} WHERE event_uid = %s) WHERE position = %s",
        other.uid,
        position,
    )


TAMPERINGS = [change_event, remove_event, remove_link, remove_both, insert_copy, copy_seal, copy_link]


@hypothesis_settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    tampering=st.sampled_from(TAMPERINGS),
    length=st.integers(2, 9),
    data=st.data(),
    more=st.integers(0, 3),
)
def test_no_tampering_anywhere_goes_unnoticed(
    tampering: Callable[[int, AuditEvent, AuditEvent], None], length: int, data: st.DataObject, more: int
) -> None:
    position, other = data.draw(st.permutations(range(1, length + 1)))[:2]

    with transaction.atomic():
        events = sealed_trail(length)
        tampering(position, events[position - 1], events[other - 1])
        sealed_trail(more)
        damages = verify().damages
        transaction.set_rollback(True)

    assert damages
    assert {damage.position for damage in damages} <= {position, position + 1, length + 1, None}


@hypothesis_settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 4).map(lambda count: ("seal", count)), st.just(("write", 1))), max_size=12))
def test_no_honest_history_is_called_damaged(steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        for step, count in steps:
            if step == "write":
                record("note.written", by=Someone())
            else:
                seal_pending(limit=count)
        report, head = verify(), signed_head()
        again = verify(head)
        transaction.set_rollback(True)

    assert (report.damages, again.damages) == ((), ())
