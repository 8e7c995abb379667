"""Asking all organisations: the same words and the same work with or without a match, counted, slowed, watched."""

import re
import statistics
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rihai.access.models import Reason
from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.people.models import SearchEntry
from rihai.people.search_entries import EntryFields
from rihai.tracing.actions.asking import (
    SearchFacts,
    ask_all,
    end_search,
    let_old_searches_go,
)
from rihai.tracing.budgets import OF_ORGANISATION, OF_PERSON, UNSLOWED, delay_after
from rihai.tracing.models import MissingReport, PotentialMatch, SearchRecord
from tests import factories
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.matching import NAME, compared

WHY = "Her mother came to our office today"


def a_search(by: User, name: str = NAME) -> SearchRecord:
    facts = SearchFacts(EntryFields(names=(name,), sex="F", age=14.0), SearchRecord.Purpose.FAMILY, WHY)
    return ask_all(facts=facts, by=by)


def bare(page: str, search: SearchRecord | MissingReport) -> str:
    """Without what differs by itself: the token of the form, the nonce, the record's own code and name."""
    page = re.sub(
        r'(csrfmiddlewaretoken" value|name="csrf-token" content|nonce|X-CSRFToken&quot;: &quot;)[=:"\w-]*', "", page
    )
    page = re.sub(r'name="form_token" value="[-0-9a-f]+"', "", page)
    page = re.sub(r'"X-CSRFToken": ?"\w+"|&quot;X-CSRFToken&quot;: ?&quot;\w+&quot;', "", page)
    for own in (str(search.uid), search.reference, NAME, "Nobody Atall"):
        page = page.replace(own, "")
    return page


def test_a_holder_learns_of_the_question_and_the_asker_of_nothing(matron: User, ravi: User) -> None:
    found = builders.a_found(matron)
    search = a_search(ravi)

    compared()

    match = PotentialMatch.objects.get()
    assert (match.person, match.organisation_id) == (found.person, matron.organisation_id)
    assert match.missing_entry.subject_uid == search.uid
    assert not Duty.objects.filter(organisation=ravi.organisation_id).exists()


def test_the_page_is_the_same_with_and_without_a_match(matron: User, ravi: User, signed_in: SignedIn) -> None:
    builders.a_found(matron)
    client = signed_in(ravi)
    at = timezone.now()
    with time_machine.travel(at, tick=False):
        held, nobody = a_search(ravi), a_search(ravi, "Nobody Atall")
        compared()
        pages = [client.get(one.get_absolute_url()) for one in (held, nobody)]

    assert PotentialMatch.objects.count() == 1
    assert [page.status_code for page in pages] == [200, 200]
    assert "Asked. If a holder has something to tell, you will hear from them." in pages[0].text
    assert bare(pages[0].text, held) == bare(pages[1].text, nobody)


def test_the_list_is_the_same_with_and_without_a_match(matron: User, ravi: User, signed_in: SignedIn) -> None:
    builders.a_found(matron)
    client = signed_in(ravi)
    search = a_search(ravi)
    before = client.get("/searches/").text

    compared()

    assert PotentialMatch.objects.count() == 1
    assert bare(client.get("/searches/").text, search) == bare(before, search)


def test_asking_and_reading_do_the_same_work_with_and_without_a_match(
    matron: User, ravi: User, signed_in: SignedIn
) -> None:
    """The same statements: what is compared is compared later, by another process."""
    builders.a_found(matron)
    client = signed_in(ravi)
    client.get(a_search(ravi, "First of all").get_absolute_url())  # what is remembered after a first time
    asked, read = [], []
    for name in (NAME, "Nobody Atall"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            search = a_search(ravi, name)
        asked.append([shape(one["sql"]) for one in queries])
        compared()
        with CaptureQueriesContext(connection) as queries:
            client.get(search.get_absolute_url())
        read.append([shape(one["sql"]) for one in queries])

    assert asked[0] == asked[1]
    assert read[0] == read[1]


def shape(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r'"s\d+_x\d+"' + r"|'[^']*'|X'[^']*'|\b[0-9a-f]{32}\b|\b\d+\b", "?", sql)


def test_reading_takes_as_long_with_as_without_a_match(matron: User, ravi: User, signed_in: SignedIn) -> None:
    builders.a_found(matron)
    client = signed_in(ravi)
    pages = {name: a_search(ravi, name).get_absolute_url() for name in (NAME, "Nobody Atall")}
    compared()
    spent: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(9):
        for name, url in pages.items():
            begun = time.perf_counter()
            client.get(url)
            spent[name].append(time.perf_counter() - begun)

    with_match, without = (statistics.median(spent[name]) for name in pages)
    assert 0.6 < with_match / without < 1.7


def test_more_than_the_budget_of_a_day_is_refused_and_a_new_day_gives_a_new_one(ravi: User) -> None:
    for _ in range(OF_PERSON):
        a_search(ravi)

    with pytest.raises(Refused):
        a_search(ravi)

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert a_search(ravi).is_running


def test_a_question_over_the_budget_is_refused_on_the_page_and_stands_in_the_trail(
    ravi: User, signed_in: SignedIn
) -> None:
    for _ in range(OF_PERSON):
        a_search(ravi)

    page = builders.send(signed_in(ravi), "search_new", name=NAME, sex="female", age="14", purpose="family", why=WHY)

    assert page.status_code == 403
    assert "The searches of today are used up." in page.content.decode()
    assert AuditEvent.objects.get(verb="search.ask.refused").actor_uid == ravi.uid


def test_an_organisation_has_a_budget_of_its_own(ravi: User, kiran: User, chand: User) -> None:
    SearchRecord.objects.bulk_create(
        SearchRecord(
            organisation=ravi.organisation,
            reference=f"SR-{number}",
            purpose="family",
            asked_by=kiran,
            ends_at=timezone.now(),
        )
        for number in range(OF_ORGANISATION)
    )

    with pytest.raises(Refused):
        a_search(ravi)

    assert a_search(chand).is_running


def test_many_questions_are_compared_later_and_later(ravi: User) -> None:
    waits = [delay_after(number) for number in range(6)]

    assert waits[:UNSLOWED] == [timedelta(0)] * UNSLOWED
    assert waits == sorted(waits)
    assert waits[5] >= timedelta(minutes=5)


def test_a_slowed_question_is_not_compared_at_once(matron: User, ravi: User) -> None:
    builders.a_found(matron)
    for number in range(UNSLOWED):
        a_search(ravi, f"Somebody {number}")
    a_search(ravi)

    compared()
    at_once = PotentialMatch.objects.count()
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        compared()

    assert at_once == 0
    assert PotentialMatch.objects.count() == 1


def test_every_question_is_in_the_trail_with_its_purpose_and_without_a_name(ravi: User) -> None:
    search = a_search(ravi)

    event = AuditEvent.objects.get(verb="search.asked")
    assert (event.actor_uid, event.subject_uid) == (ravi.uid, search.uid)
    assert "family" in event.facts
    assert NAME not in event.facts


def test_why_somebody_asks_is_reviewed_by_whoever_protects_the_data(ravi: User, organisation: Agency) -> None:
    officer = factories.a_user("officer", Role.DATA_OFFICER, organisation=organisation)
    search = a_search(ravi)

    reason = Reason.objects.visible_to(officer).waiting().get()

    assert (reason.subject_uid, reason.written_by) == (search.uid, ravi)
    assert read((reason, ["text"]), by=officer, why=OwnWork(), within_action=True)(reason).text == WHY


def test_a_question_without_a_reason_is_not_asked(ravi: User, signed_in: SignedIn) -> None:
    page = builders.send(signed_in(ravi), "search_new", name=NAME, purpose="family", why="because")

    assert page.status_code == 422
    assert not SearchRecord.objects.exists()


def test_one_page_asks(ravi: User, signed_in: SignedIn) -> None:
    page = builders.send(signed_in(ravi), "search_new", name=NAME, sex="female", age="14", purpose="family", why=WHY)

    search = SearchRecord.objects.get()
    assert page.status_code == 302
    assert page["Location"] == search.get_absolute_url()
    assert SearchEntry.objects.get(subject_uid=search.uid).kind == SearchEntry.Kind.MISSING


def test_somebody_else_s_question_is_not_found(ravi: User, kiran: User, chand: User, signed_in: SignedIn) -> None:
    search = a_search(ravi)

    answers = [signed_in(user).get(search.get_absolute_url()).status_code for user in (kiran, chand)]

    assert answers == [404, 404]


def test_who_may_not_ask_is_told_so(matron: User, signed_in: SignedIn) -> None:
    assert signed_in(matron).get("/searches/").status_code == 403
    with pytest.raises(Refused):
        a_search(matron)


def test_an_ended_question_is_compared_with_nobody(matron: User, ravi: User, kiran: User) -> None:
    search = a_search(ravi)
    with pytest.raises(Hidden):
        end_search(search, by=kiran)

    end_search(search, by=ravi)
    builders.a_found(matron)
    compared()

    assert not PotentialMatch.objects.exists()


def test_a_question_runs_out_by_itself(ravi: User) -> None:
    a_search(ravi)

    with time_machine.travel(timezone.now() + timedelta(days=61)):
        gone = [let_old_searches_go(by=None), let_old_searches_go(by=None)]

    assert gone == [1, 0]
    assert not SearchEntry.objects.in_force().filter(subject_label="tracing.searchrecord").exists()
