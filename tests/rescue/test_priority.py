"""How urgent an inquiry is: it comes with the decision, orders every list, and is changed only with a reason."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.intake.actions import accept_alert
from rihai.lib.workflow import NotPossible
from rihai.rescue import actions
from rihai.rescue.models import MOST_URGENT_FIRST, Inquiry, Priority, PriorityChange
from rihai.rescue.workflow import InquiryStatus
from rihai.web.selectors import day_of
from tests.conftest import SignedIn
from tests.intake import builders as intake
from tests.rescue import builders
from tests.rescue.builders import send

migration = import_module("rihai.intake.migrations.0004_priority_reaches_the_inquiry")
"""Its name begins with a number, so that only this way leads to it."""

pytestmark = pytest.mark.django_db
REASON = "She is to be moved tonight"


def urgent(inquiry: Inquiry, by: User) -> Inquiry:
    return actions.change_priority(inquiry, priority=Priority.CRISIS, reason=REASON, by=by)


@pytest.mark.parametrize("code", ["crisis", "high", "normal", "low"])
def test_an_inquiry_is_as_urgent_as_the_decision_said(asha: User, kiran: User, code: str) -> None:
    alert = intake.an_alert(asha)

    inquiry = accept_alert(alert, priority=code, reason="It fits", officer=kiran, by=kiran)

    inquiry.refresh_from_db()
    assert Priority(inquiry.priority).code == code


def test_an_inquiry_without_a_stated_priority_is_normal(inquiry: Inquiry) -> None:
    assert inquiry.priority == Priority.of("") == Priority.NORMAL


def test_a_change_keeps_what_stood_before_the_reason_sealed_and_a_trail(inquiry: Inquiry, ravi: User) -> None:
    urgent(inquiry, ravi)

    inquiry.refresh_from_db()
    change = PriorityChange.objects.get()
    event = AuditEvent.objects.get(verb="inquiry.priority_changed")
    assert inquiry.priority == Priority.CRISIS
    assert (change.before, change.after, change.changed_by) == (Priority.NORMAL, Priority.CRISIS, ravi)
    assert REASON not in str(change.reason)
    assert REASON not in str(event.facts)


def test_a_change_needs_a_reason_a_difference_and_an_open_inquiry(inquiry: Inquiry, ravi: User, kiran: User) -> None:
    with pytest.raises(NotPossible):
        actions.change_priority(inquiry, priority=Priority.LOW, reason="  ", by=ravi)
    with pytest.raises(NotPossible):
        actions.change_priority(inquiry, priority=Priority.NORMAL, reason=REASON, by=ravi)
    actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.FALSE_ALARM, reason="Wrong house", by=kiran)
    with pytest.raises(NotPossible):
        urgent(inquiry, ravi)

    assert not PriorityChange.objects.exists()


def test_whoever_does_not_work_on_inquiries_changes_no_priority(inquiry: Inquiry, dolly: User) -> None:
    with pytest.raises(Refused):
        urgent(inquiry, dolly)


def test_the_list_and_my_day_show_the_most_urgent_first(signed_in: SignedIn, kiran: User, ravi: User) -> None:
    oldest, newer, newest = (builders.an_inquiry(kiran, ravi) for _ in range(3))
    urgent(oldest, ravi)
    actions.change_priority(newer, priority=Priority.LOW, reason="Only a question", by=ravi)
    expected = [oldest.reference, newest.reference, newer.reference]

    page = signed_in(ravi).get(reverse("rescue:inquiry_list")).text

    assert sorted(expected, key=page.index) == expected
    assert [one.reference for one in day_of(ravi, timezone.now()).inquiries] == expected
    assert page.count("Danger now") == 1


def test_what_is_closed_is_listed_by_day_and_not_by_what_was_urgent(
    signed_in: SignedIn, kiran: User, ravi: User
) -> None:
    before, after = (builders.an_inquiry(kiran, ravi) for _ in range(2))
    urgent(before, ravi)
    for one in (before, after):
        actions.close_inquiry(one, outcome=Inquiry.Outcome.FALSE_ALARM, reason="Wrong house", by=kiran)

    page = signed_in(kiran).get(reverse("rescue:inquiry_list"), {"show": "closed"}).text

    assert page.index(after.reference) < page.index(before.reference)
    assert "Danger now" not in page


def test_the_database_reads_the_list_in_its_order_and_sorts_nothing(kiran: User, inquiry: Inquiry) -> None:
    rows = Inquiry.objects.filter(organisation=kiran.organisation).exclude(status=InquiryStatus.CLOSED)

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # With three rows it would not look at any index.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        plan = rows.order_by(*MOST_URGENT_FIRST)[:25].explain()

    assert "inquiry_urgent" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_the_list_costs_the_same_however_much_is_urgent(
    signed_in: SignedIn, kiran: User, ravi: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, address = signed_in(ravi), reverse("rescue:inquiry_list")
    urgent(builders.an_inquiry(kiran, ravi), ravi)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(4):
        urgent(builders.an_inquiry(kiran, ravi), ravi)

    with django_assert_num_queries(len(few)):
        client.get(address)


def test_the_page_changes_the_priority_and_shows_why(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    client = signed_in(ravi)

    answer = send(client, "inquiry_priority", inquiry.uid, priority=1, reason=REASON)

    assert answer.status_code == 302
    page = client.get(inquiry.get_absolute_url()).text
    assert "Normal → Danger now" in page
    assert REASON in page


def test_a_priority_without_a_reason_is_explained_and_stays_chosen(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User
) -> None:
    answer = send(signed_in(ravi), "inquiry_priority", inquiry.uid, priority=1, reason="")

    assert answer.status_code == 422
    assert re.search(r'value="1"[^>]*\bchecked', answer.content.decode())


def test_a_stranger_finds_nothing_there_and_a_signed_out_browser_the_door(
    inquiry: Inquiry, signed_in: SignedIn, chand: User, dolly: User, client: Client
) -> None:
    address = reverse("rescue:inquiry_priority", args=[inquiry.uid])

    answers = [signed_in(chand).get(address), signed_in(dolly).get(address), client.get(address)]

    assert [one.status_code for one in answers] == [404, 403, 302]


def test_inquiries_from_before_take_the_priority_of_their_decision(asha: User, kiran: User, inquiry: Inquiry) -> None:
    urgent_one = accept_alert(intake.an_alert(asha), priority="crisis", reason="Now", officer=kiran, by=kiran)
    Inquiry.objects.update(priority=Priority.NORMAL)

    migration.carry_priorities(apps, connection.schema_editor())

    priorities = dict(Inquiry.objects.values_list("pk", "priority"))
    assert priorities == {urgent_one.pk: Priority.CRISIS, inquiry.pk: Priority.NORMAL}
