"""Whoever was saved before there was a matcher is told to it afterwards, a part at a time, and found like others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import UUIDField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rihai.accounts.models import User
from rihai.people.models import Person, PersonName, Provenance, SearchEntry
from rihai.people.search_entries import entry_fields
from rihai.tracing import actions, workers
from rihai.tracing.actions.filling import tell_of_records
from rihai.tracing.models import FoundRecord, MissingReport, PotentialMatch, TaskMark
from rihai.tracing.models.report import ReportOutcome
from rihai.tracing.selectors.unknown import KINDS, next_unknown
from rihai.vault.keys import destroy_data_key
from tests.people.conftest import a_person_of
from tests.tracing import builders
from tests.tracing.matching import compared


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PAUSE_SECONDS", 0.0)


def before_the_upgrade() -> None:
    SearchEntry.objects.all().delete()


def payloads() -> dict[object, object]:
    """What every entry says, by what it is about."""
    return {(one.subject_label, one.subject_uid): entry_fields([one])[0] for one in SearchEntry.objects.all()}


def test_what_is_told_afterwards_is_what_saving_tells(matron: User, ravi: User) -> None:
    builders.a_report(ravi)
    builders.a_found(matron, guardian="Karim", village="Chandpur", marks="A burn on the left hand")
    saved = payloads()
    before_the_upgrade()

    told = workers.tell_of_earlier_records()

    assert told == 4
    assert payloads() == saved


def test_two_from_before_the_upgrade_meet(matron: User, ravi: User) -> None:
    builders.a_report(ravi)
    found = builders.a_found(matron)
    before_the_upgrade()

    workers.tell_of_earlier_records()
    compared()

    assert PotentialMatch.objects.get().person == found.person


def test_each_call_tells_a_bounded_number_and_the_next_one_goes_on(
    asha: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(7):
        a_person_of(asha, "Sunita Devi")
    before_the_upgrade()
    monkeypatch.setattr(workers, "TOLD_AT_ONCE", 4)
    monkeypatch.setattr(workers, "TOGETHER", 2)

    told = [workers.tell_of_earlier_records() for _ in range(3)]

    assert told == [4, 3, 0]
    assert SearchEntry.objects.count() == 7
    assert "4 now, 0 passed over" in caplog.text
    assert "foundrecord is done" in caplog.text
    assert "Sunita" not in caplog.text


def test_on_a_slow_machine_a_call_ends_in_time_and_gets_on_all_the_same(
    asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        a_person_of(asha, "Sunita Devi")
    before_the_upgrade()
    monkeypatch.setattr(workers, "MOST_SECONDS", 0.0)
    monkeypatch.setattr(workers, "TOGETHER", 2)

    told = [workers.tell_of_earlier_records() for _ in range(4)]

    assert told == [2, 2, 1, 0]


def test_once_it_is_done_a_call_costs_nothing(asha: User) -> None:
    a_person_of(asha, "Sunita Devi")
    workers.tell_of_earlier_records()

    with CaptureQueriesContext(connection) as queries:
        workers.tell_of_earlier_records()

    assert len(queries) == len(KINDS)
    assert all("searchentry" not in one["sql"] for one in queries)


def test_what_saving_tells_nobody_is_told_nobody_afterwards(matron: User, ravi: User, asha: User) -> None:
    ended = builders.a_report(ravi)
    actions.end_report(ended, kind=ReportOutcome.Kind.MISTAKE, on=None, how="A mistake", by=ravi)
    withdrawn = builders.a_found(matron)
    actions.withdraw_found(withdrawn, reason="A mistake", by=matron)
    Person.objects.filter(pk=a_person_of(asha, "Meera").pk).update(provenance=Provenance.PUBLISHED)
    erased = a_person_of(asha, "Rekha")
    assert erased.data_key is not None
    destroy_data_key(erased.data_key)
    before_the_upgrade()

    workers.tell_of_earlier_records()

    assert [one.subject_uid for one in SearchEntry.objects.all()] == [ended.person_id]


def test_what_was_removed_since_stays_removed(ravi: User) -> None:
    report = builders.a_report(ravi)
    actions.end_report(report, kind=ReportOutcome.Kind.MISTAKE, on=None, how="A mistake", by=ravi)

    workers.tell_of_earlier_records()

    assert SearchEntry.objects.get(subject_uid=report.uid).status == SearchEntry.Status.REMOVED


def test_one_that_is_saved_meanwhile_is_left_as_it_is(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    SearchEntry.objects.update(made_at=timezone.now() + timedelta(hours=1))
    before = SearchEntry.objects.get().made_at

    tell_of_records([person], by=None)

    assert SearchEntry.objects.get().made_at == before


def test_a_call_that_broke_off_goes_on_at_the_next(asha: User) -> None:
    people = sorted([a_person_of(asha, name) for name in ("Sunita", "Meera")], key=lambda one: one.uid)
    before_the_upgrade()
    TaskMark.of("entries.people.person").move_to(people[0].uid)

    told = workers.tell_of_earlier_records()

    assert told == 1
    assert SearchEntry.objects.get().subject_uid == people[1].uid
    assert not MissingReport.objects.exists()
    assert not FoundRecord.objects.exists()


@pytest.mark.parametrize("ends", ["ended", "withdrawn"])
def test_what_ends_while_it_waits_its_turn_is_not_brought_back(matron: User, ravi: User, ends: str) -> None:
    report, found = builders.a_report(ravi), builders.a_found(matron)
    before_the_upgrade()
    kind = "tracing.missingreport" if ends == "ended" else "tracing.foundrecord"
    waiting = list(next_unknown(kind, None, most=10))
    if ends == "ended":
        actions.end_report(report, kind=ReportOutcome.Kind.MISTAKE, on=None, how="A mistake", by=ravi)
    else:
        actions.withdraw_found(found, reason="A mistake", by=matron)

    told = tell_of_records(waiting, by=None)

    assert (len(waiting), told) == (1, 0)
    assert not SearchEntry.objects.exists()


def test_what_was_corrected_while_it_waited_is_told_as_it_is_now(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    before_the_upgrade()
    Person.objects.filter(pk=person.pk).update(birth_year=2001)

    tell_of_records([person], by=None)

    known = entry_fields([SearchEntry.objects.get()])[0]
    assert known is not None
    assert known.birth_year == 2001


def test_a_broken_seal_is_passed_over_and_keeps_nobody_else_from_being_found(
    asha: User, caplog: pytest.LogCaptureFixture
) -> None:
    people = sorted([a_person_of(asha, "Sunita Devi") for _ in range(4)], key=lambda one: one.uid)
    before_the_upgrade()
    break_seal(people[0])

    told = workers.tell_of_earlier_records()

    assert told == 3
    assert {one.subject_uid for one in SearchEntry.objects.all()} == {one.uid for one in people[1:]}
    assert "people.person could not be told to the matcher: SealBroken" in caplog.text
    assert "3 now, 1 passed over" in caplog.text


def break_seal(person: Person) -> None:
    """Somebody changed a name of hers in the file of the database."""
    row = UUIDField().get_db_prep_value(PersonName.objects.get(person=person).pk, connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM people_personname WHERE uid = %s", [row])
        sealed = bytes(cursor.fetchone()[0])
        broken = sealed[:-1] + bytes([sealed[-1] ^ 1])
        cursor.execute("UPDATE people_personname SET text = %s WHERE uid = %s", [broken, row])
