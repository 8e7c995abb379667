"""A colleague goes: what she has in her hands is fetched with a receipt, and what she read of a case is closed."""

import pytest

from rihai.access.actions import deactivate_user, grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.actions import assign_case_owner
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.duties.workers import open_periodic_duties
from rihai.offences import workers
from rihai.offences.evidence import actions
from rihai.offences.evidence.left import TAKE_OVER
from rihai.offences.obstacles.models import Obstacle
from rihai.web.handover.actions import LeftOver, Plan, rehearse_hand_over
from rihai.web.handover.returning import undo_hand_over
from tests import factories
from tests.offences.evidence import a_thing, to_colleague
from tests.offences.test_obstacles import an_obstacle
from tests.web.handing_over import AWAY, LEAVES, away, leaving, until


@pytest.fixture
def esha(organisation: Agency) -> User:
    return factories.a_user("esha", Role.CASEWORKER, organisation=organisation)


@pytest.fixture
def office(organisation: Agency) -> User:
    return factories.a_user("office", Role.ADMINISTRATOR, organisation=organisation)


def taking_over() -> list[User | None]:
    return [one.owner for one in Duty.objects.open().filter(rule=TAKE_OVER).select_related("owner")]


def test_whoever_follows_on_the_case_is_asked_for_the_thing_of_a_closed_account(
    case: Case, asha: User, bina: User, esha: User, office: User
) -> None:
    item = a_thing(case, asha)
    deactivate_user(asha, by=office)
    nobody_yet = workers.ask_for_things_of_those_who_left()
    assign_case_owner(case, to=esha, by=bina)

    asked = [workers.ask_for_things_of_those_who_left(), taking_over()]

    assert (nobody_yet, asked) == (0, [1, [esha]])
    actions.hand_over(item, facts=to_colleague(item, esha), by=esha)
    assert taking_over() == []


def test_what_she_owed_about_an_item_is_owed_by_whoever_follows(
    case: Case, asha: User, bina: User, esha: User, office: User
) -> None:
    a_thing(case, asha)
    for gone, heir in ((asha, esha), (esha, bina)):
        deactivate_user(gone, by=office)
        open_periodic_duties()
        Case.objects.filter(pk=case.pk).update(case_owner=heir)
        grant(case, to=heir, compartments=[Compartment.RECORD], basis=Grant.Basis.ASSIGNED, by=bina)
        workers.ask_for_things_of_those_who_left()

    assert taking_over() == [bina]


def test_the_rehearsal_names_the_thing_and_that_it_takes_a_receipt(
    case: Case, asha: User, bina: User, esha: User
) -> None:
    item = a_thing(case, asha)

    outcome = rehearse_hand_over(asha, plan=Plan(AWAY, until(), cases=esha), by=bina)

    (line,) = [one for one in outcome.lines if one.code == item.reference]
    assert (line.to, "receipt" in str(line.problem)) == (esha, True)
    assert taking_over() == []


def test_nobody_leaves_with_a_thing_for_which_nobody_is_there(case: Case, asha: User, dolly: User) -> None:
    a_thing(case, asha)

    outcome = rehearse_hand_over(asha, plan=Plan(LEAVES), by=dolly)

    assert ["thing" in str(one.title).lower() and one.to is None for one in outcome.lines].count(True) == 1
    with pytest.raises(LeftOver):
        leaving(asha, dolly)


def test_she_is_back_and_has_had_it_all_the_time(case: Case, asha: User, bina: User, esha: User) -> None:
    a_thing(case, asha)
    outcome = away(asha, bina, cases=esha)
    asked = taking_over()

    undo_hand_over(outcome.hand_over, by=bina)

    assert (asked, taking_over()) == ([esha], [])


def test_an_obstacle_of_a_case_closes_to_an_author_who_works_there_no_longer(
    case: Case, asha: User, bina: User, esha: User
) -> None:
    obstacle = an_obstacle(asha, case)
    assign_case_owner(case, to=esha, by=bina)
    for user in (asha, esha):
        grant(obstacle, to=user, compartments=[Compartment.RECORD], basis=Grant.Basis.ASSIGNED, by=bina)

    closed = [workers.close_obstacles_to_past_authors(), workers.close_obstacles_to_past_authors()]

    assert closed == [1, 0]
    assert [way_to_read(one, obstacle, "text") for one in (asha, esha)] == [Way.NONE, Way.OWN]


def test_on_no_case_it_stays_with_its_author(asha: User) -> None:
    obstacle = an_obstacle(asha)

    workers.close_obstacles_to_past_authors()

    assert Obstacle.objects.visible_to(asha).filter(pk=obstacle.pk).exists()
