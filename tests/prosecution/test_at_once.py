"""Two people write about one legal case at the same moment: nothing is planned or begun twice.

Two real connections each; on SQLite there is one writer at a time.
"""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client

from rihai.accounts.models import User
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import OutcomeFacts
from rihai.prosecution.law.court_day import items
from rihai.prosecution.models import Hearing, LegalCase, LegalQuestion
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_hearings import a_hearing, in_days
from tests.prosecution.test_saved_twice import seen_on
from tests.prosecution.test_withdrawn_papers import a_closure
from tests.tracing.test_match_locks import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(autouse=True)
def only_where_rows_are_locked() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("One writer at a time.")


def test_a_hearing_told_by_two_at_once_is_told_once_and_has_one_next_date(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    hearing = a_hearing(legal_case, asha, days=0)
    facts = OutcomeFacts(Hearing.Outcome.HELD, note="As it went", next_at=in_days(30))

    failed = at_once(
        legal_case,
        [
            lambda: actions.record_hearing(Hearing.objects.get(pk=hearing.pk), facts=facts, by=asha),
            lambda: actions.record_hearing(Hearing.objects.get(pk=hearing.pk), facts=facts, by=lata),
        ],
    )

    assert not any(failed)
    assert legal_case.hearings.count() == 2


def test_one_report_begun_by_two_at_once_is_one_legal_case(asha: User, lata: User) -> None:
    station, first, second = builders.a_station(), builders.a_case(asha), builders.a_case(asha, 16)

    failed = at_once(
        asha.organisation,
        [
            lambda: builders.a_legal_case(asha, first, lawyer=lata, station=station),
            lambda: builders.a_legal_case(asha, second, lawyer=lata, station=station),
        ],
    )

    assert not any(failed)
    assert LegalCase.objects.count() == 1


# Which row the page locks, its address, and what is typed.
Page = tuple[Model, str, tuple[object, ...], dict[str, str]]


def a_plan(legal_case: LegalCase, by: User) -> Page:
    hearing, survivor = a_hearing(legal_case, by), legal_case.survivors.get()
    typed = dict.fromkeys((one.code for one in items()), "open") | {"call_at": "19:00"}
    return legal_case, "court_day_plan", (hearing.uid, survivor.uid), typed


def an_answer(legal_case: LegalCase, by: User) -> Page:
    question = actions.ask_lawyer(
        legal_case, topic=LegalQuestion.Topic.OTHER, urgency=LegalQuestion.Urgency.NORMAL, question="May they?", by=by
    )
    return question, "question_detail", (question.uid,), {"answer": "They may not", "looked_at_all": "on"}


def a_correction(legal_case: LegalCase, by: User) -> Page:
    closure = a_closure(legal_case, by)
    typed = {"filed_on": "2026-06-02", "ground": "civil", "notice_on": "2026-06-10"}
    return legal_case, "closure_edit", (closure.uid,), typed


@pytest.mark.parametrize("page_of", [a_plan, an_answer, a_correction])
def test_of_two_pages_sent_at_once_the_second_is_told_that_it_is_old(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn, page_of: Callable[[LegalCase, User], Page]
) -> None:
    held, page, parts, typed = page_of(legal_case, asha)
    clients = [signed_in(lata), signed_in(lata)]
    pages = [seen_on(text_of(client, page, *parts)) for client in clients]
    answers: list[int] = []

    def sending(client: Client, old: str) -> None:
        answers.append(send(client, page, *parts, **typed, seen=old).status_code)

    failed = at_once(held, [partial(sending, *one) for one in zip(clients, pages, strict=True)])

    assert not failed
    assert sorted(answers) == [302, 422]
