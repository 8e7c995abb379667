"""What passed on comes back: on its day, early, or because somebody who left is here again."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from rihai.accounts.models import Desk, RoleAssignment, StaffSession, User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Refused
from rihai.cases.actions import add_participant
from rihai.cases.models import Participant
from rihai.duties.models import Duty, HandOver
from rihai.web.handover.returning import undo_hand_over
from rihai.web.handover.workers import bring_work_back
from tests import factories
from tests.cases.builders import a_case, opens
from tests.web.handing_over import away, leaving


def test_a_leaving_is_undone_as_a_whole(asha: User, dolly: User, esha: User, casework_desk: Desk) -> None:
    case = a_case(asha)
    outcome = leaving(asha, dolly, cases=esha)

    undo_hand_over(outcome.hand_over, by=dolly)

    asha.refresh_from_db()
    case.refresh_from_db()
    assert asha.is_active
    assert asha.roles == {Role.CASEWORKER}
    assert asha.desk_uids == {casework_desk.uid}
    assert case.case_owner == asha
    assert opens(asha, case)
    assert not opens(esha, case)
    assert not StaffSession.objects.filter(user=asha, ended_at=None).exists()


def test_a_leaving_is_not_undone_after_a_day_nor_by_the_supervisor(asha: User, bina: User, dolly: User) -> None:
    outcome = leaving(asha, dolly)

    with pytest.raises(Refused):
        undo_hand_over(outcome.hand_over, by=bina)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False), pytest.raises(Refused):
        undo_hand_over(outcome.hand_over, by=dolly)


def test_after_the_last_day_away_the_work_comes_back_once(asha: User, bina: User, esha: User) -> None:
    case = a_case(asha)
    away(asha, bina, cases=esha)

    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        assert bring_work_back() == 0
    with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
        assert [bring_work_back(), bring_work_back()] == [1, 0]
        assert opens(asha, case)
        assert not opens(esha, case)

    case.refresh_from_db()
    assert case.case_owner == asha
    assert Duty.objects.open().get(rule="case.first_talk").owner == asha


def test_work_comes_back_though_whoever_arranged_it_has_left(
    asha: User, bina: User, dolly: User, esha: User, casework_desk: Desk
) -> None:
    case = a_case(asha)
    kept = away(asha, bina, cases=esha).hand_over
    factories.a_user("usha", Role.SUPERVISOR, organisation=bina.organisation, desks=[casework_desk])
    User.objects.filter(pk=bina.pk).update(is_active=False)

    with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
        assert bring_work_back() == 1

    case.refresh_from_db()
    kept.refresh_from_db()
    assert (case.case_owner, kept.ended_by is None) == (asha, False)


def test_what_cannot_come_back_is_owed_by_the_direction_until_somebody_decides(
    asha: User, bina: User, dolly: User, esha: User
) -> None:
    case = a_case(asha)
    direction = factories.a_desk(asha.organisation, Desk.Purpose.DIRECTION)
    kept = away(asha, bina, cases=esha).hand_over
    RoleAssignment.objects.filter(user=asha).update(ended_at=timezone.now(), ended_by=dolly)

    with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
        assert [bring_work_back(), bring_work_back()] == [0, 0]

    kept.refresh_from_db()
    duty = Duty.objects.open().get(rule="handover.not_back")
    assert (kept.ended_at, duty.desk) == (None, direction)
    assert undo_hand_over(kept, by=bina) == 1
    case.refresh_from_db()
    assert (case.case_owner, Duty.objects.open().filter(pk=duty.pk).exists()) == (esha, False)


def test_whoever_is_away_may_leave_and_an_undone_leaving_leaves_her_away(
    asha: User, bina: User, dolly: User, esha: User
) -> None:
    case = a_case(asha)
    first = away(asha, bina, cases=esha).hand_over

    second = leaving(asha, dolly).hand_over

    asha.refresh_from_db()
    assert not asha.is_active
    assert HandOver.objects.in_force().get() == second
    undo_hand_over(second, by=dolly)
    assert HandOver.objects.in_force().get() == first
    with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
        assert bring_work_back() == 1
    case.refresh_from_db()
    assert case.case_owner == asha


def test_a_part_the_successor_had_before_stays_hers(asha: User, bina: User, esha: User) -> None:
    case = a_case(bina)
    for user in (asha, esha):
        add_participant(case, part=Participant.Part.INTERPRETER, user=user, by=bina)
    outcome = away(asha, bina, cases=esha)

    undo_hand_over(outcome.hand_over, by=bina)

    assert case.participants.filter(left_at=None, part="interpreter", user=esha).exists()


def test_what_passed_on_further_meanwhile_stays_there(asha: User, bina: User, esha: User) -> None:
    case = a_case(asha)
    outcome = away(asha, bina, cases=esha)
    away(esha, bina, cases=bina)

    undo_hand_over(outcome.hand_over, by=bina)

    case.refresh_from_db()
    assert case.case_owner == bina
