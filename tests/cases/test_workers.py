"""Who works on a case: handing over, taking part, leaving, and what each of them may open."""

import pytest
from django.http import Http404

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.accounts.models import Desk, User
from rihai.audit.refusals import Hidden, Refused
from rihai.cases import actions
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, Participant
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from tests import factories
from tests.cases import builders

Part = Participant.Part
WORKER = {Compartment.RECORD, Compartment.IDENTITY, Compartment.HOME_LOCATION, Compartment.MEDICAL}


def test_handing_over_ends_the_predecessor_s_access_at_once(case: Case, asha: User, bina: User, meera: User) -> None:
    actions.assign_case_owner(case, to=meera, by=bina)

    case.refresh_from_db()
    assert case.case_owner == meera
    assert builders.opens(meera, case) == builders.opens(meera, case.person) == WORKER
    assert not builders.opens(asha, case)
    assert not builders.opens(asha, case.person)
    assert not Case.objects.visible_to(asha).exists()


def test_the_timeline_keeps_who_worked_with_her(case: Case, bina: User, meera: User) -> None:
    actions.assign_case_owner(case, to=meera, by=bina)

    assert case.events.filter(kind=EventKind.WORKER).count() == 2
    assert builders.verbs(case.uid).count("case.assigned") == 2


def test_naming_the_same_worker_again_changes_nothing(case: Case, asha: User, bina: User) -> None:
    before = builders.verbs()

    actions.assign_case_owner(case, to=asha, by=bina)

    assert builders.verbs() == before


def test_what_was_owed_passes_to_the_new_worker(asha: User, bina: User, meera: User) -> None:
    case = builders.a_case(asha)

    actions.assign_case_owner(case, to=meera, by=bina)

    assert Duty.objects.open().get(subject_uid=case.uid, rule="case.first_talk").owner == meera


def test_the_worker_herself_may_hand_over(case: Case, asha: User, meera: User) -> None:
    assert actions.assign_case_owner(case, to=meera, by=asha).case_owner == meera


def test_a_colleague_without_the_permission_may_not_assign(case: Case, asha: User, lena: User) -> None:
    actions.add_participant(case, part=Part.COUNSELLOR, user=lena, by=asha)

    with pytest.raises(Refused):
        actions.assign_case_owner(case, to=lena, by=lena)


def test_a_stranger_is_told_that_there_is_no_such_case(case: Case, chand: User, meera: User) -> None:
    for stranger in (chand, meera):
        with pytest.raises(Hidden):
            actions.assign_case_owner(case, to=stranger, by=stranger)
        with pytest.raises(Http404):
            actions.add_participant(case, part=Part.LAWYER, user=stranger, by=stranger)

    case.refresh_from_db()
    assert case.case_owner is not None


def test_nobody_of_another_organisation_or_without_the_role_becomes_the_worker(
    case: Case, bina: User, chand: User, ravi: User
) -> None:
    for wrong in (chand, ravi):
        with pytest.raises(NotPossible):
            actions.assign_case_owner(case, to=wrong, by=bina)


@pytest.mark.parametrize(
    ("part", "opened"),
    [
        (Part.CASEWORKER, WORKER),
        (Part.COUNSELLOR, {Compartment.RECORD, Compartment.IDENTITY, Compartment.COUNSELLING}),
        (Part.LAWYER, {Compartment.RECORD, Compartment.IDENTITY, Compartment.LEGAL_PRIVILEGE}),
        (Part.INTERPRETER, {Compartment.RECORD}),
    ],
)
def test_each_part_opens_what_it_needs(case: Case, asha: User, lena: User, part: Part, opened: set[str]) -> None:
    participant = actions.add_participant(case, part=part, user=lena, by=asha)

    assert builders.opens(lena, case) == opened
    assert builders.opens(lena, case.person) == opened
    assert participant.added_by == asha
    assert "case.participant_added" in builders.verbs(case.uid)


def test_adding_the_same_part_twice_adds_it_once(case: Case, asha: User, lena: User) -> None:
    first = actions.add_participant(case, part=Part.COUNSELLOR, user=lena, by=asha)

    assert actions.add_participant(case, part=Part.COUNSELLOR, user=lena, by=asha) == first
    assert case.participants.count() == 1


def test_a_body_outside_is_named_and_is_shown_nothing(case: Case, asha: User) -> None:
    shelter = factories.an_agency("A shelter", is_member=False)

    participant = actions.add_participant(case, part=Part.SHELTER, agency=shelter, by=asha)

    assert participant.agency == shelter
    assert not Case.objects.visible_to(factories.a_user("x", organisation=shelter)).exists()


def test_nobody_of_another_organisation_takes_part(case: Case, asha: User, chand: User) -> None:
    with pytest.raises(NotPossible):
        actions.add_participant(case, part=Part.LAWYER, user=chand, by=asha)


def test_whoever_leaves_can_open_nothing_any_more(case: Case, asha: User, lena: User) -> None:
    participant = actions.add_participant(case, part=Part.COUNSELLOR, user=lena, by=asha)

    actions.end_participation(participant, by=asha)

    participant.refresh_from_db()
    assert participant.left_by == asha
    assert not builders.opens(lena, case)
    assert not builders.opens(lena, case.person)
    assert "case.participant_left" in builders.verbs(case.uid)


def test_leaving_one_of_two_parts_keeps_what_the_other_opens(case: Case, asha: User, lena: User) -> None:
    counsellor = actions.add_participant(case, part=Part.COUNSELLOR, user=lena, by=asha)
    actions.add_participant(case, part=Part.INTERPRETER, user=lena, by=asha)

    actions.end_participation(counsellor, by=asha)

    assert builders.opens(lena, case) == {Compartment.RECORD}


def test_a_worker_who_was_listed_too_keeps_that_part_when_she_hands_over(
    case: Case, asha: User, bina: User, meera: User
) -> None:
    actions.add_participant(case, part=Part.INTERPRETER, user=asha, by=asha)

    actions.assign_case_owner(case, to=meera, by=bina)

    assert builders.opens(asha, case) == {Compartment.RECORD}


def test_leaving_twice_is_leaving_once(case: Case, asha: User, lena: User) -> None:
    participant = actions.add_participant(case, part=Part.COUNSELLOR, user=lena, by=asha)
    left = actions.end_participation(participant, by=asha).left_at

    assert actions.end_participation(participant, by=asha).left_at == left
    assert builders.verbs(case.uid).count("case.participant_left") == 1


def test_the_worker_takes_whoever_found_her_off_the_case(asha: User, ravi: User) -> None:
    case = builders.a_case(asha, by=ravi)

    actions.end_participation(case.participants.get(), by=asha)

    assert not Case.objects.visible_to(ravi).exists()


def test_seeing_a_case_by_its_code_is_not_working_on_it(case: Case, bina: User, lena: User) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_participant(case, part=Part.COUNSELLOR, user=lena, by=bina)

    assert refused.value.verb == "case.work"


def test_grants_through_a_desk_count_as_work(
    case: Case, asha: User, organisation: Agency, casework_desk: Desk, meera: User
) -> None:
    colleague = factories.a_user("uma", *meera.roles, organisation=organisation, desks=[casework_desk])
    grant(case, to=casework_desk, compartments=[Compartment.RECORD], basis="desk", by=asha)

    assert builders.an_event(case, colleague).recorded_by == colleague
