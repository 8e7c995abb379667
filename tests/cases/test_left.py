"""A case whose named worker went without a handing over is shown to whoever leads, until somebody is named."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from rihai.access.actions import deactivate_user, end_role, reinstate_user, release_user
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.actions import add_participant, assign_case_owner
from rihai.cases.models import Case, Participant
from rihai.cases.reminders import NO_WORKER
from rihai.cases.workers import ask_for_workers
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.duties.selectors import my_day
from rihai.duties.workers import escalate_late_duties
from rihai.people.models import Provenance
from tests import factories
from tests.cases.builders import a_case
from tests.conftest import SignedIn


@pytest.fixture
def office(organisation: Agency) -> User:
    return factories.a_user("office", Role.ADMINISTRATOR, organisation=organisation)


@pytest.fixture
def case(asha: User, bina: User) -> Case:
    """Bina leads; nobody else works here."""
    return a_case(asha)


def asked(case: Case) -> Duty | None:
    return Duty.objects.open().filter(rule=NO_WORKER, subject_uid=case.pk).first()


def test_while_her_worker_is_here_nobody_is_asked(case: Case) -> None:
    assert ask_for_workers() == 0


def test_whoever_leads_is_asked_once_to_name_another(
    case: Case, asha: User, bina: User, office: User, signed_in: SignedIn
) -> None:
    factories.a_user("anila", Role.DIRECTOR, organisation=case.organisation)
    deactivate_user(asha, by=office)

    done = [ask_for_workers(), ask_for_workers()]

    duty = asked(case)
    assert done == [1, 0]
    assert duty is not None
    assert duty.owner == bina
    assert [row.duty for row in my_day(bina, timezone.now()).today + my_day(bina, timezone.now()).soon] == [duty]
    page = signed_in(bina).get("/duties/").content.decode()
    assert "Name a worker for a case" in page
    assert case.person.code in page


def test_a_role_that_ended_is_the_same_as_an_account_that_was_closed(case: Case, asha: User, office: User) -> None:
    end_role(asha.assignments.get(role=Role.CASEWORKER), by=office)

    assert ask_for_workers() == 1


def test_naming_somebody_is_the_answer(case: Case, asha: User, bina: User, office: User) -> None:
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=case.organisation)
    deactivate_user(asha, by=office)
    ask_for_workers()

    assign_case_owner(case, to=esha, by=bina)

    assert asked(case) is None
    assert ask_for_workers() == 0


def test_a_colleague_who_is_only_listed_on_the_case_does_not_stand_for_the_worker(
    case: Case, asha: User, ravi: User, office: User
) -> None:
    add_participant(case, part=Participant.Part.COUNSELLOR, user=ravi, by=asha)
    deactivate_user(asha, by=office)

    assert ask_for_workers() == 1


def test_where_nobody_leads_it_waits_for_whoever_comes(case: Case, asha: User, bina: User, office: User) -> None:
    for gone in (asha, bina):
        deactivate_user(gone, by=office)
    before = ask_for_workers()

    factories.a_user("nila", Role.DIRECTOR, organisation=case.organisation)

    assert (before, ask_for_workers()) == (0, 1)


def test_a_worker_who_is_back_needs_no_other(case: Case, asha: User, office: User, dolly: User) -> None:
    at = timezone.now()
    release_user(asha, at=at, by=dolly)
    ask_for_workers()
    assert asked(case) is not None

    reinstate_user(asha, at=at, by=dolly)

    assert [ask_for_workers(), ask_for_workers()] == [1, 0]
    assert asked(case) is None


def test_nobody_is_asked_for_a_case_that_is_closed_or_was_only_published(case: Case, asha: User, office: User) -> None:
    deactivate_user(asha, by=office)

    Case.objects.filter(pk=case.pk).update(provenance=Provenance.PUBLISHED)

    assert ask_for_workers() == 0


def test_it_grows_late_and_is_brought_before_the_director(case: Case, asha: User, office: User, dolly: User) -> None:
    deactivate_user(asha, by=office)
    ask_for_workers()

    with time_machine.travel(timezone.now() + timedelta(days=5)):
        escalate_late_duties()
        brought = [row.rule.code for row in my_day(dolly, timezone.now()).brought]

    assert NO_WORKER in brought
