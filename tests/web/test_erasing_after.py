"""Nothing that was said beside a record outlives it, and nothing begins anew on somebody who was erased."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains

from rihai.access.drafts.models import Draft
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.actions import add_participant, change_status, open_case
from rihai.cases.models import Case, Participant
from rihai.cases.workflow import Status
from rihai.directory.models import Agency
from rihai.duties.actions import put_off_duty
from rihai.duties.models import Duty, Postponement
from rihai.lib.workflow import NotPossible
from rihai.offences.obstacles.actions import turn_to
from rihai.offences.obstacles.facts import TurnFacts
from rihai.offences.obstacles.models import ObstacleStep
from rihai.prosecution.owing.owed import AFTER_COURT
from rihai.rescue.actions import record_found
from rihai.rescue.models import FoundPerson
from rihai.tracing.actions import file_report
from rihai.tracing.models import MissingReport
from rihai.web.erasing.actions import erase_person
from tests import factories
from tests.cases.builders import a_case
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing, send
from tests.offences.test_obstacles import an_obstacle
from tests.prosecution import builders as legal
from tests.prosecution.test_court_days import a_plan
from tests.prosecution.test_detentions import kept
from tests.prosecution.test_hearings import a_hearing
from tests.prosecution.test_questions import a_question
from tests.rescue.builders import found
from tests.tracing.builders import report_facts
from tests.web.erasing import asked

WORDS = "PLANTED: with the aunt in Rose Lane"


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha)


@pytest.fixture
def lata(organisation: Agency) -> User:
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


def put_off(duty: Duty, by: User) -> Postponement:
    return put_off_duty(duty, until=timezone.now() + timedelta(minutes=30), reason=WORDS, by=by)


def test_why_it_was_put_off_to_do_something_for_her_goes_and_of_another_it_stays(
    case: Case, asha: User, bina: User, dolly: User
) -> None:
    other = a_case(asha, name="Sita Test")
    hers, others = (put_off(Duty.objects.open().get(subject_uid=one.pk), asha) for one in (case, other))

    erase_person(asked(case, asha, bina), by=dolly)

    left = Postponement.objects.filter(data_key__destroyed_at=None)
    assert (set(left), Postponement.objects.count()) == ({others}, 2), hers


def test_why_an_answer_about_her_was_put_off_goes_while_the_court_works(
    case: Case, asha: User, bina: User, lata: User, dolly: User
) -> None:
    question = a_question(legal.a_legal_case(asha, case, lawyer=lata), asha)
    put_off(Duty.objects.open().get(subject_uid=question.pk), lata)

    erase_person(asked(case, asha, bina), by=dolly)

    assert not Postponement.objects.filter(data_key__destroyed_at=None).exists()


def test_the_draft_of_an_answer_to_an_obstacle_goes_with_it(
    case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    obstacle = an_obstacle(asha, case)
    step = turn_to(obstacle, facts=TurnFacts(ObstacleStep.To.COURT, date(2026, 1, 3)), by=asha)
    send(signed_in(asha), "obstacle_step_answer", step.uid, draft="save", text=WORDS)
    assert Draft.objects.count() == 1

    erase_person(asked(case, asha, bina), by=dolly)

    assert Draft.objects.count() == 0


def test_the_case_of_somebody_erased_is_not_opened_again(case: Case, asha: User, bina: User, dolly: User) -> None:
    erase_person(asked(case, asha, bina), by=dolly)

    with pytest.raises(NotPossible, match="registered anew"):
        change_status(Case.objects.get(pk=case.pk), to=Status.ACTIVE, by=asha)


def test_whoever_comes_back_after_being_erased_is_registered_anew(
    case: Case, asha: User, bina: User, dolly: User, ravi: User
) -> None:
    add_participant(case, part=Participant.Part.FINDER, user=ravi, by=asha)
    erase_person(asked(case, asha, bina), by=dolly)
    # The row as a page may still hold it, read before.
    person = case.person

    with pytest.raises(NotPossible, match="registered anew"):
        open_case(person, by=asha, case_owner=asha)
    with pytest.raises(NotPossible, match="registered anew"):
        record_found(organisation=asha.organisation, by=ravi, facts=found(person, case_owner=asha))
    with pytest.raises(NotPossible, match="registered anew"):
        file_report(organisation=asha.organisation, by=ravi, facts=replace(report_facts(), person=person))

    assert (Case.objects.count(), FoundPerson.objects.count(), MissingReport.objects.count()) == (1, 0, 0)


def test_what_the_worker_would_destroy_unread_is_not_taken(
    case: Case, asha: User, bina: User, lata: User, dolly: User
) -> None:
    legal_case = legal.a_legal_case(asha, case, lawyer=lata)
    hearing = a_hearing(legal_case, lata)
    erase_person(asked(case, asha, bina), by=dolly)
    gone = Case.objects.get(pk=case.pk)

    writes: tuple[Callable[[], object], ...] = (
        lambda: a_thing(gone, asha),
        lambda: an_obstacle(asha, gone),
        lambda: a_plan(hearing, lata, phone="98300"),
        lambda: kept(legal_case, lata),
        lambda: legal.a_legal_case(asha, gone, lawyer=lata),
    )
    for write in writes:
        with pytest.raises(NotPossible, match="erased for good"):
            write()

    assert Duty.objects.open().filter(rule=AFTER_COURT).count() == 0


def test_on_the_page_it_is_said_and_what_was_typed_stays(
    case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    erase_person(asked(case, asha, bina), by=dolly)

    answer = send(signed_in(asha), "obstacle_of_case", case.uid, kind="bribe", bearer="police", text=WORDS)

    assert answer.status_code == 422
    assertContains(answer, "erased for good", status_code=422)
    assertContains(answer, WORDS, status_code=422)
