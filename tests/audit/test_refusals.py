"""A refused attempt is in the trail although everything else of it was rolled back."""

import json
import logging
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from rihai.audit.actions import record
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused, record_refusal, recording_refusals
from tests.audit.trail import Someone, sql

ASHA = Someone()


def asha_signs_in(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware that stands in for the staff door."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.user = ASHA  # type: ignore[assignment]  # any actor will do
        return get_response(request)

    return middleware


@pytest.fixture
def asha(client: Client, settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.audit.pages"
    settings.MIDDLEWARE = ["tests.audit.test_refusals.asha_signs_in", "rihai.audit.middleware.RefusedAttempts"]
    return client


@pytest.mark.django_db(transaction=True)
def test_a_refused_attempt_survives_the_rollback(asha: Client) -> None:
    subject = record("note.written", by=None)

    response = asha.post(f"/refused/{subject.uid}/")

    assert response.status_code == 403
    assert "Only its writer changes a note." in response.text
    [attempt] = AuditEvent.objects.exclude(uid=subject.uid)
    assert (attempt.verb, attempt.actor_uid) == ("note.change.refused", ASHA.uid)
    assert (attempt.subject_label, attempt.subject_uid) == ("audit.auditevent", subject.uid)
    assert json.loads(attempt.facts) == {"page": "refused", "uids": [str(subject.uid)]}


@pytest.mark.django_db(transaction=True)
def test_looking_for_what_one_may_not_know_answers_404_and_is_recorded(asha: Client) -> None:
    uid = uuid4()

    response = asha.get(f"/hidden/{uid}/")

    assert (response.status_code, response.text) == (404, "not found")
    [attempt] = AuditEvent.objects.all()
    assert (attempt.verb, attempt.subject_label, attempt.subject_uid) == ("note.open.refused", "cases.note", uid)


@pytest.mark.django_db(transaction=True)
def test_a_plain_refusal_is_recorded_without_words_of_the_address(asha: Client) -> None:
    uid = uuid4()

    response = asha.get(f"/plain/{uid}/sunita/")

    assert response.status_code == 403
    [attempt] = AuditEvent.objects.all()
    assert (attempt.verb, attempt.actor_uid) == ("page.opened.refused", ASHA.uid)
    assert json.loads(attempt.facts) == {"page": "plain", "uids": [str(uid)]}


@pytest.mark.django_db(transaction=True)
def test_a_page_that_does_not_exist_is_no_attempt(asha: Client) -> None:
    assert asha.get("/missing/").status_code == 404
    assert asha.get("/nowhere/").status_code == 404

    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_failing_record_does_not_hide_the_refusal(asha: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="rihai.audit.refusals"):
        response = asha.get("/misspelt/")

    assert response.status_code == 403
    assert caplog.messages == ["A refused attempt could not be recorded: ValueError"]


@pytest.mark.django_db(transaction=True)
def test_a_lost_table_does_not_hide_the_refusal(asha: Client, caplog: pytest.LogCaptureFixture) -> None:
    sql("ALTER TABLE {event} RENAME TO lost")
    try:
        response = asha.get("/bare/")
    finally:
        sql("ALTER TABLE lost RENAME TO {event}")

    assert response.status_code == 404
    assert caplog.messages[0].startswith("A refused attempt could not be recorded: ")


@pytest.mark.django_db
def test_somebody_not_signed_in_is_nobody(client: Client, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.audit.pages"
    settings.MIDDLEWARE = ["rihai.audit.middleware.RefusedAttempts"]

    client.get(f"/hidden/{uuid4()}/")

    assert AuditEvent.objects.get().actor_uid is None


def test_the_middleware_is_the_last_so_that_no_other_answers_first() -> None:
    assert django_settings.MIDDLEWARE[-1] == "rihai.audit.middleware.RefusedAttempts"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [Refused("note.change"), Hidden("note.open"), PermissionDenied()])
def test_commands_and_workers_record_refusals_too(error: Exception) -> None:
    def work() -> None:
        with recording_refusals(ASHA), transaction.atomic():
            record("note.written", by=ASHA)
            raise error

    with pytest.raises(type(error)):
        work()

    [attempt] = AuditEvent.objects.all()
    assert (attempt.verb.endswith(".refused"), attempt.actor_uid) == (True, ASHA.uid)


@pytest.mark.django_db(transaction=True)
def test_a_recording_that_would_roll_back_is_reported_and_not_faked(caplog: pytest.LogCaptureFixture) -> None:
    with transaction.atomic():
        record_refusal(Refused("note.change"), by=ASHA)

    assert not AuditEvent.objects.exists()
    assert caplog.messages == ["A refused attempt could not be recorded: RuntimeError"]


@pytest.mark.django_db
def test_other_errors_pass_without_a_record(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def work() -> None:
        with recording_refusals(ASHA):
            raise Http404

    with django_assert_num_queries(0), pytest.raises(Http404):
        work()


def test_a_refusal_tells_the_page_its_words_only() -> None:
    uid = uuid4()

    assert str(Refused("note.change", label="cases.note", uid=uid, words="Ask its writer.")) == "Ask its writer."
    assert str(Hidden("note.open", label="cases.note", uid=uid)) == ""
