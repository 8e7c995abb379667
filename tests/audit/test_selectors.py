"""What happened to a record, and who opened it."""

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from rihai.audit.actions import record
from rihai.audit.models import READ_VERB, AuditHead
from rihai.audit.selectors import readings_of, trail_of
from tests.audit.trail import Someone

pytestmark = pytest.mark.django_db


def test_the_trail_of_a_record_is_everything_done_to_it_in_order() -> None:
    subject, other = AuditHead(uid=uuid4()), AuditHead(uid=uuid4())
    first = record("note.written", by=Someone(), subject=subject)
    record("note.written", by=Someone(), subject=other)
    second = record("note.change.refused", by=Someone(), subject=subject)

    trail = list(trail_of(subject))

    assert trail == [first, second]


def test_a_reading_of_several_records_is_a_reading_of_each() -> None:
    case, person, stranger = (AuditHead(uid=uuid4()) for _ in range(3))
    both = record(READ_VERB, by=Someone(), read=[f"cases.case/{case.uid}/wish", f"people.person/{person.uid}/text"])
    own = record(READ_VERB, by=Someone(), subject=person, fields=["text"])
    record("note.written", by=Someone(), subject=case, other=person.uid)

    assert list(readings_of(case)) == [both]
    assert list(readings_of(person)) == [own, both]
    assert list(readings_of(case, person)) == [own, both]
    assert list(readings_of(stranger)) == []
    assert list(readings_of()) == []


def test_each_question_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    subject = AuditHead(uid=uuid4())
    for _ in range(3):
        record(READ_VERB, by=Someone(), subject=subject)

    with django_assert_num_queries(2):
        assert len(trail_of(subject)) == len(readings_of(subject)) == 3
