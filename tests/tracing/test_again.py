"""Signs that somebody known was trafficked again are proposed once, with a reason; a person decides, and it is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.refusals import Hidden
from rihai.cases.actions import change_screening, open_case, record_event
from rihai.cases.facts import EventFacts, ScreeningFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, MovementStage, TraffickingStatus
from rihai.cases.rules import NotPossible
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate
from rihai.people.actions import register_person
from rihai.tracing import actions
from rihai.tracing.facts import ReportFacts
from rihai.tracing.models import AgainProposal
from rihai.tracing.workers import propose_what_happened_again
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


def event(case: Case, kind: EventKind, days: int, by: User, **more: object) -> None:
    day = ImpreciseDate(timezone.localdate() - timedelta(days=days))
    record_event(case, facts=EventFacts(kind, on=day, text="", **more), by=by)  # type: ignore[arg-type]


def proposed() -> list[str]:
    propose_what_happened_again()
    return sorted(AgainProposal.objects.values_list("why", flat=True))


def missing_again(case: Case, by: User) -> None:
    details = builders.report_facts().details
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


def test_a_sign_is_proposed_once_and_owed_to_her_named_worker(case: Case, asha: User) -> None:
    missing_again(case, asha)
    propose_what_happened_again()
    propose_what_happened_again()

    proposal = AgainProposal.objects.get()
    assert Duty.objects.open().get(rule="again.decide", subject_uid=proposal.uid).owner == asha


@pytest.mark.parametrize("decision", [Decision.AGAIN, Decision.NOT_AGAIN])
def test_a_person_decides_and_a_refusal_is_kept_like_the_rest(
    case: Case, asha: User, signed_in: SignedIn, decision: AgainProposal.Decision
) -> None:
    missing_again(case, asha)
    propose_what_happened_again()
    proposal, client = AgainProposal.objects.get(), signed_in(asha)
    assert "Reported missing" in text_of(client, "again_detail", proposal.uid)

    send(client, "again_detail", proposal.uid, decision=decision, reason="I spoke with her")

    propose_what_happened_again()
    proposal.refresh_from_db()
    assert AgainProposal.objects.count() == 1
    assert (proposal.decision, proposal.decided_by) == (decision, asha)
    assert not Duty.objects.open().filter(rule="again.decide").exists()
    with pytest.raises(NotPossible):
        actions.decide_again(proposal, decision=Decision.AGAIN, reason="Once more", by=asha)


def test_a_stranger_decides_nothing(case: Case, asha: User, chand: User) -> None:
    missing_again(case, asha)
    propose_what_happened_again()

    with pytest.raises(Hidden):
        actions.decide_again(AgainProposal.objects.get(), decision=Decision.AGAIN, reason="x", by=chand)
