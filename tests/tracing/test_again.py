"""Signs that somebody known was trafficked again are proposed once, with a reason; a person decides, and it is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.refusals import Hidden
from rihai.cases.actions import change_screening, open_case, record_event
from rihai.cases.facts import EventFacts, ScreeningFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, MovementStage, TraffickingStatus
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.lib.workflow import NotPossible
from rihai.people.actions import register_person
from rihai.tracing import actions, workers
from rihai.tracing.facts import ReportFacts
from rihai.tracing.models import AgainProposal, MissingReport, TaskMark
from rihai.vault.keys import destroy_data_key
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.builders import send, text_of

Why, Decision = AgainProposal.Why, AgainProposal.Decision


@pytest.fixture
def case(asha: User) -> Case:
    """Of somebody who was trafficked, opened a hundred days ago; Asha accompanies her."""
    person = register_person(organisation=asha.organisation, by=asha, facts=builders.somebody(25))
    case = open_case(person, by=asha, case_owner=asha)
    change_screening(case, screening=ScreeningFacts(), status=TraffickingStatus.ACTUAL, by=asha)
    Case.objects.update(opened_at=timezone.now() - timedelta(days=100))
    case.refresh_from_db()
    return case


def event(case: Case, kind: EventKind, days: int, by: User, **more: object) -> CaseEvent:
    day = more.pop("on", ImpreciseDate(timezone.localdate() - timedelta(days=days)))
    return record_event(case, facts=EventFacts(kind, on=day, text="", **more), by=by)  # type: ignore[arg-type]


def look(minutes: int = 5) -> int:
    """What the worker does once everybody who was writing has finished."""
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        return workers.propose_what_happened_again()


def proposed() -> list[str]:
    look()
    return sorted(AgainProposal.objects.values_list("why", flat=True))


def missing_again(case: Case, by: User, days: int = 9) -> None:
    details = builders.report_facts(days=days).details
    facts = ReportFacts(person=case.person, details=details)
    actions.file_report(organisation=by.organisation, by=by, facts=facts)


def test_exploitation_after_she_was_found_is_a_sign(case: Case, asha: User) -> None:
    event(case, EventKind.FOUND, 90, asha)
    event(case, EventKind.EXPLOITATION, 10, asha)

    assert proposed() == [Why.MOVED_AFTER_FOUND]


@pytest.mark.parametrize("stage", [MovementStage.RECRUITMENT, MovementStage.SALE, MovementStage.EXPLOITATION])
def test_so_is_being_taken_or_sold_again(case: Case, asha: User, stage: MovementStage) -> None:
    event(case, EventKind.FOUND, 90, asha)
    event(case, EventKind.MOVEMENT, 10, asha, movement=stage)

    assert proposed() == [Why.MOVED_AFTER_FOUND]


def test_what_happened_before_she_was_found_is_none(case: Case, asha: User) -> None:
    event(case, EventKind.FOUND, 10, asha)
    event(case, EventKind.EXPLOITATION, 90, asha)

    assert proposed() == []


def test_being_missing_again_is_a_sign_for_whoever_had_been_trafficked(case: Case, asha: User) -> None:
    missing_again(case, asha)

    assert proposed() == [Why.MISSING_AFTER_CASE]


def test_being_missing_is_none_for_whoever_was_not(case: Case, asha: User) -> None:
    change_screening(case, screening=ScreeningFacts(), status=TraffickingStatus.NOT_A_VICTIM, by=asha)
    missing_again(case, asha)

    assert proposed() == []


def test_nothing_is_proposed_about_somebody_who_was_erased(case: Case, asha: User) -> None:
    event(case, EventKind.FOUND, 90, asha)
    event(case, EventKind.EXPLOITATION, 10, asha)
    missing_again(case, asha)
    assert case.person.data_key is not None
    destroy_data_key(case.person.data_key)

    assert look() == 0
    assert not AgainProposal.objects.exists()


@pytest.mark.parametrize("erased", ["case", "report"])
def test_what_was_erased_is_no_sign(case: Case, asha: User, erased: str) -> None:
    missing_again(case, asha)
    key = case.data_key if erased == "case" else MissingReport.objects.get().data_key
    assert key is not None
    destroy_data_key(key)

    assert proposed() == []


def test_a_sign_is_proposed_once_and_owed_to_her_named_worker(case: Case, asha: User) -> None:
    missing_again(case, asha)
    look()
    look()

    proposal = AgainProposal.objects.get()
    assert Duty.objects.open().get(rule="again.decide", subject_uid=proposal.uid).owner == asha


@pytest.mark.parametrize("decision", [Decision.AGAIN, Decision.NOT_AGAIN])
def test_a_person_decides_and_a_refusal_is_kept_like_the_rest(
    case: Case, asha: User, signed_in: SignedIn, decision: AgainProposal.Decision
) -> None:
    missing_again(case, asha)
    look()
    proposal, client = AgainProposal.objects.get(), signed_in(asha)
    assert "Reported missing" in text_of(client, "again_detail", proposal.uid)

    send(client, "again_detail", proposal.uid, decision=decision, reason="I spoke with her")

    look()
    proposal.refresh_from_db()
    assert AgainProposal.objects.count() == 1
    assert (proposal.decision, proposal.decided_by) == (decision, asha)
    assert not Duty.objects.open().filter(rule="again.decide").exists()
    with pytest.raises(NotPossible):
        actions.decide_again(proposal, decision=Decision.AGAIN, reason="Once more", by=asha)


def test_a_stranger_decides_nothing(case: Case, asha: User, chand: User) -> None:
    missing_again(case, asha)
    look()

    with pytest.raises(Hidden):
        actions.decide_again(AgainProposal.objects.get(), decision=Decision.AGAIN, reason="x", by=chand)


def test_a_month_in_which_she_was_found_tells_nothing_of_the_days_after(case: Case, asha: User) -> None:
    today = timezone.localdate()
    event(case, EventKind.FOUND, 10, asha)
    event(case, EventKind.EXPLOITATION, 0, asha, on=ImpreciseDate.of(today, Precision.YEAR))
    event(case, EventKind.EXPLOITATION, 10, asha)

    assert proposed() == []


def test_one_exploitation_told_in_many_events_is_one_sign(case: Case, asha: User) -> None:
    event(case, EventKind.FOUND, 90, asha)
    for days in (30, 20, 10):
        event(case, EventKind.EXPLOITATION, days, asha)
    first = proposed()
    event(case, EventKind.MOVEMENT, 5, asha, movement=MovementStage.SALE)

    assert first == proposed() == [Why.MOVED_AFTER_FOUND]


def test_what_follows_another_finding_is_another_sign(case: Case, asha: User) -> None:
    for days, kind in ((90, EventKind.FOUND), (60, EventKind.EXPLOITATION), (50, EventKind.FOUND)):
        event(case, kind, days, asha)
    event(case, EventKind.EXPLOITATION, 20, asha)

    assert proposed() == [Why.MOVED_AFTER_FOUND] * 2


def test_after_a_refusal_only_what_is_written_later_is_a_sign(case: Case, asha: User) -> None:
    event(case, EventKind.FOUND, 90, asha)
    for days in (30, 20):
        event(case, EventKind.EXPLOITATION, days, asha)
    look()
    actions.decide_again(AgainProposal.objects.get(), decision=Decision.NOT_AGAIN, reason="A mistyped day", by=asha)
    before = proposed()
    event(case, EventKind.EXPLOITATION, 5, asha)

    assert len(before) == 1
    assert len(proposed()) == 2


def test_a_late_report_of_the_time_before_her_case_is_none(case: Case, asha: User) -> None:
    missing_again(case, asha, days=150)

    assert proposed() == []


def test_a_sign_whose_first_half_is_written_down_last_is_seen(case: Case, asha: User) -> None:
    event(case, EventKind.EXPLOITATION, 10, asha)
    before = proposed()
    event(case, EventKind.FOUND, 90, asha)

    assert before == []
    assert proposed() == [Why.MOVED_AFTER_FOUND]


def test_whoever_is_just_writing_is_not_missed(case: Case, asha: User) -> None:
    """Of two who write at once, the one that began first may be the one that ends last."""
    event(case, EventKind.FOUND, 90, asha)
    now = look(minutes=0)
    event(case, EventKind.EXPLOITATION, 10, asha)

    assert now == 0
    assert proposed() == [Why.MOVED_AFTER_FOUND]


def a_network(asha: User, size: int) -> None:
    """So many people who were exploited again."""
    for _ in range(size):
        person = register_person(organisation=asha.organisation, by=asha, facts=builders.somebody(25))
        of_her = open_case(person, by=asha, case_owner=asha)
        event(of_her, EventKind.FOUND, 90, asha)
        event(of_her, EventKind.EXPLOITATION, 10, asha)


def test_one_call_proposes_a_bounded_number_and_the_next_ones_the_rest(
    asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_network(asha, 7)
    monkeypatch.setattr(workers, "PROPOSED_AT_ONCE", 3)
    monkeypatch.setattr(workers, "PAGE", 10)

    made = [look() for _ in range(5)]

    assert made == [3, 3, 1, 0, 0]
    assert AgainProposal.objects.count() == 7


def test_a_call_that_finds_nothing_new_reads_no_events(asha: User) -> None:
    a_network(asha, 2)
    look()
    with CaptureQueriesContext(connection) as few:
        look()
    a_network(asha, 4)
    while look():
        pass

    with CaptureQueriesContext(connection) as many:
        look()

    assert len(many) == len(few) <= 10


def test_what_was_written_is_found_by_its_index_and_not_by_reading_all_events(case: Case, asha: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a server reads so few rows without any index")
    event(case, EventKind.FOUND, 90, asha)
    look()

    plan = workers._written_after(TaskMark.of(workers.BY_EVENTS)).values_list("uid", "case__person")[:10].explain()

    assert "caseevent_written (recorded_at>" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
