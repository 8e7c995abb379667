"""Nothing that was said beside a record outlives it, and nothing begins anew on somebody who was erased."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rihai.access.drafts.models import Draft
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.duties.actions import put_off_duty
from rihai.duties.models import Duty, Postponement
from rihai.offences.obstacles.actions import turn_to
from rihai.offences.obstacles.facts import TurnFacts
from rihai.offences.obstacles.models import ObstacleStep
from rihai.web.erasing.actions import erase_person
from tests import factories
from tests.cases.builders import a_case
from tests.conftest import SignedIn
from tests.offences.evidence import send
from tests.offences.test_obstacles import an_obstacle
from tests.prosecution import builders as legal
from tests.prosecution.test_questions import a_question
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
