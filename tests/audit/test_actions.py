"""An event says who did what to which record, and only if it was really done."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rihai.audit.actions import record
from rihai.audit.models import AppendOnly, AuditEvent, AuditLink
from rihai.audit.rows import is_genuine
from tests.audit.trail import Someone, sealed_trail

pytestmark = pytest.mark.django_db


def test_an_event_holds_who_what_and_when() -> None:
    asha, subject = Someone(), record("note.written", by=None)

    event = record("note.read", by=asha, subject=subject, pages=2)

    stored = AuditEvent.objects.get(uid=event.uid)
    assert (stored.verb, stored.actor_uid, stored.organisation_uid) == ("note.read", asha.uid, asha.organisation_id)
    assert (stored.subject_label, stored.subject_uid) == ("audit.auditevent", subject.uid)
    assert json.loads(stored.facts) == {"pages": 2}
    assert timezone.now() - stored.at < timedelta(minutes=1)
    assert is_genuine(stored)


def test_the_system_acts_without_an_actor() -> None:
    event = record("duty.escalated", by=None)

    assert (event.actor_uid, event.organisation_uid, event.subject_uid) == (None, None, None)


def test_an_event_rolls_back_with_the_action() -> None:
    def fail() -> None:
        with transaction.atomic():
            record("note.written", by=Someone())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert not AuditEvent.objects.exists()


def test_an_event_with_a_bad_fact_is_not_written() -> None:
    with pytest.raises(ValueError, match="not a code"):
        record("note.written", by=Someone(), text="She told us that …")

    assert not AuditEvent.objects.exists()


def test_one_event_is_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        record("note.written", by=Someone())


def test_no_way_of_the_program_changes_or_removes_an_event() -> None:
    [event] = sealed_trail(1)
    stored = AuditEvent.objects.get(uid=event.uid)
    link = AuditLink.objects.get()
    ways: list[Callable[[], object]] = [
        stored.save,
        stored.delete,
        link.save,
        link.delete,
        lambda: AuditEvent.objects.update(verb="note.read"),
        lambda: AuditEvent.objects.filter(uid=event.uid).delete(),
        lambda: AuditEvent.objects.bulk_update([stored], ["verb"]),
        lambda: AuditEvent.objects.update_or_create({"verb": "note.read"}, uid=event.uid),
        lambda: AuditEvent.objects.bulk_create([stored], ignore_conflicts=True),
        lambda: AuditEvent.objects.filter(uid=event.uid)._raw_delete("default"),
        lambda: AuditLink.objects.update(position=2),
        lambda: AuditLink.objects.all().delete(),
    ]

    for way in ways:
        with pytest.raises(AppendOnly):
            way()

    assert AuditEvent.objects.get().verb == "note.written"


def test_a_row_with_the_key_of_another_does_not_replace_it() -> None:
    [event] = sealed_trail(1)
    twins = [
        AuditEvent(uid=event.uid, verb="note.read", at=event.at, facts="{}", mac=b""),
        AuditLink(position=1, event_uid=uuid4(), link=b""),
    ]

    for twin in twins:
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()

    assert AuditEvent.objects.get().verb == "note.written"
    assert AuditLink.objects.get().event_uid == event.uid
