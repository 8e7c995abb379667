"""Whoever may no longer work here, outside any handing over: nothing of hers is owed by nobody, and no right stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rihai.access.actions import deactivate_user, end_role
from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.cases.actions import assign_case_owner
from rihai.cases.models import Case
from rihai.cases.reminders import NO_WORKER
from rihai.cases.workers import ask_for_workers
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.duties.subjects import may_know
from rihai.duties.workers import open_periodic_duties
from rihai.lib.precision import ImpreciseDate
from rihai.prosecution import actions, workers
from rihai.prosecution.facts.facts import AccusedFacts, HearingFacts, StateFacts
from rihai.prosecution.law.default_bail import IN_CUSTODY
from rihai.prosecution.models import Hearing, LegalCase, LegalQuestion
from rihai.prosecution.owing.reminders import DEFAULT_BAIL
from tests import factories


@pytest.fixture
def office(organisation: Agency) -> User:
    return factories.a_user("office", Role.ADMINISTRATOR, organisation=organisation)


@pytest.fixture
def hearing(legal_case: LegalCase, lata: User) -> Hearing:
    at = timezone.now() + timedelta(days=9)
    return actions.plan_hearing(legal_case, facts=HearingFacts(at, Hearing.Purpose.BAIL, None, None), by=lata)


def owing(legal_case: LegalCase) -> list[Duty]:
    about = {legal_case.pk, *legal_case.hearings.values_list("pk", flat=True)}
    return list(Duty.objects.open().filter(subject_uid__in=about).select_related("owner", "desk"))


def is_in_hands(duty: Duty) -> bool:
    """Owed by somebody who is here and may know what it is about."""
    who = duty.owner or User.objects.active().filter(memberships__desk=duty.desk, memberships__left_at=None).first()
    return who is not None and who.is_active and may_know(who, label=duty.subject_label, uid=duty.subject_uid)


@pytest.mark.parametrize("is_orphaned_first", [True, False])
def test_the_lawyer_whose_account_was_closed_leaves_nothing_to_nobody(
    hearing: Hearing, legal_case: LegalCase, lata: User, office: User, legal_desk: Desk, *, is_orphaned_first: bool
) -> None:
    factories.a_user("mira", Role.LAWYER, organisation=legal_desk.organisation, desks=[legal_desk])
    deactivate_user(lata, by=office)
    if is_orphaned_first:
        open_periodic_duties()

    ended = [workers.end_left_parts(), workers.end_left_parts()]

    assert ended == [1, 0]
    assert not legal_case.parts.filter(user=lata, left_at=None).exists()
    assert {is_in_hands(one) for one in owing(legal_case)} == {True}


def test_the_role_that_ended_ends_the_part(
    hearing: Hearing, legal_case: LegalCase, lata: User, asha: User, office: User
) -> None:
    end_role(lata.assignments.get(role=Role.LAWYER), by=office)

    workers.end_left_parts()

    assert [one.user for one in legal_case.parts.filter(left_at=None)] == [asha]
    assert {one.owner for one in owing(legal_case)} == {asha}


def test_where_only_the_companion_was_left_whoever_works_with_the_survivor_comes_in(
    legal_case: LegalCase, case: Case, asha: User, lata: User, bina: User, office: User
) -> None:
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=legal_case.organisation)
    for gone in (lata, asha):
        deactivate_user(gone, by=office)
    Case.objects.filter(pk=case.pk).update(case_owner=esha)

    workers.end_left_parts()

    assert [one.user for one in legal_case.parts.filter(left_at=None)] == [esha]
    assert all(is_in_hands(one) for one in owing(legal_case))


def test_where_nobody_is_left_at_all_the_part_waits_for_whoever_comes(
    legal_case: LegalCase, asha: User, lata: User, bina: User, office: User
) -> None:
    for gone in (lata, asha):
        deactivate_user(gone, by=office)

    assert workers.end_left_parts() == 0


def test_where_nobody_is_left_whoever_leads_names_a_worker_and_what_waited_is_in_hands_again(
    hearing: Hearing, legal_case: LegalCase, case: Case, asha: User, lata: User, bina: User, office: User
) -> None:
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=legal_case.organisation)
    for gone in (lata, asha):
        deactivate_user(gone, by=office)
    ask_for_workers()
    asked = Duty.objects.open().get(rule=NO_WORKER)
    assert (asked.owner, asked.subject_label, asked.subject_uid) == (bina, "cases.case", case.pk)

    assign_case_owner(case, to=esha, by=bina)
    workers.end_left_parts()

    assert {one.owner for one in owing(legal_case)} == {esha}
    assert not Duty.objects.open().filter(rule=NO_WORKER).exists()


def test_the_answer_to_her_question_is_read_by_whoever_follows_her(
    case: Case, asha: User, bina: User, office: User, legal_desk: Desk
) -> None:
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=legal_desk.organisation)
    topic, urgency = LegalQuestion.Topic.values[0], LegalQuestion.Urgency.values[0]
    question = actions.ask_lawyer(
        case, topic=LegalQuestion.Topic(topic), urgency=LegalQuestion.Urgency(urgency), question="May she go?", by=asha
    )
    deactivate_user(asha, by=office)
    assign_case_owner(case, to=esha, by=bina)
    LegalQuestion.objects.update(reader=asha)

    passed = [workers.pass_left_questions(), workers.pass_left_questions()]

    question.refresh_from_db()
    assert (passed, question.reader) == ([1, 0], esha)
    assert not Grant.objects.live().filter(subject_uid=question.pk, user=asha).exists()


def test_a_changed_clock_reaches_legal_cases_that_are_open(legal_case: LegalCase, asha: User) -> None:
    link = actions.add_accused(legal_case, facts=AccusedFacts("owner_or_manager", name="Bad Invented Man"), by=asha)
    actions.state_accused(link, facts=StateFacts(IN_CUSTODY, ImpreciseDate(date(2026, 10, 1))), by=asha)
    Duty.objects.filter(rule=DEFAULT_BAIL).delete()

    reckoned = [workers.reckon_after_change_of_law(), workers.reckon_after_change_of_law()]

    assert reckoned == [1, 0]
    assert Duty.objects.open().filter(rule=DEFAULT_BAIL, subject_uid=legal_case.pk).exists()
    assert AuditEvent.objects.filter(verb="legal.reckoned", actor_uid=None).count() == 1
