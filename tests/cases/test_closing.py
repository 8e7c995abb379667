"""Closing takes a reason and a second person; time alone never closes a case."""

import pytest

from rihai.access.compartments import Compartment
from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit.refusals import Hidden, Refused
from rihai.cases import actions
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case
from rihai.cases.workflow import Status
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible, StepNotAllowed
from tests.cases import builders

WHY = "She lives with her sister and needs nobody's help"


def asked(case: Case, by: User, of: User) -> Case:
    return actions.propose_closing(case, reason=WHY, ask=of, by=by)


def test_a_case_is_closed_by_two(case: Case, asha: User, bina: User) -> None:
    asked(case, asha, bina)
    case.refresh_from_db()
    assert case.status == Status.ACTIVE

    actions.agree_closing(case, by=bina)

    case.refresh_from_db()
    assert (case.status, case.closed_by, case.closing_proposed_by) == (Status.CLOSED, bina, asha)
    assert case.events.filter(kind=EventKind.STATUS).get().detail_label == "Closed"
    assert builders.verbs(case.uid)[-1] == "case.closed"


def test_the_second_person_may_read_why_until_she_has_decided(case: Case, asha: User, bina: User) -> None:
    asked(case, asha, bina)
    case.refresh_from_db()

    assert read((case, ["closing_reason"]), by=bina, why=OwnWork())(case).closing_reason == WHY
    assert builders.opens(bina, case) == {Compartment.RECORD}

    actions.agree_closing(case, by=bina)
    assert not builders.opens(bina, case)


def test_the_second_person_owes_an_answer(case: Case, asha: User, bina: User) -> None:
    asked(case, asha, bina)

    duty = Duty.objects.open().get(rule="case.agree_closing")
    assert (duty.owner, duty.subject_uid) == (bina, case.uid)

    actions.agree_closing(case, by=bina)
    assert not Duty.objects.open().exists()


def test_nobody_closes_a_case_alone(case: Case, asha: User, bina: User) -> None:
    with pytest.raises(NotPossible):
        asked(case, asha, asha)
    asked(case, asha, bina)

    with pytest.raises(Refused):
        actions.agree_closing(case, by=asha)

    case.refresh_from_db()
    assert case.status == Status.ACTIVE


def test_nobody_agrees_to_what_stays_sealed_to_her(case: Case, asha: User, bina: User, dolly: User) -> None:
    asked(case, asha, bina)

    with pytest.raises(Refused):
        actions.agree_closing(case, by=dolly)


def test_nobody_agrees_before_somebody_asked(case: Case, bina: User) -> None:
    with pytest.raises(Refused):
        actions.agree_closing(case, by=bina)


def test_the_second_person_says_that_the_case_goes_on(case: Case, asha: User, bina: User) -> None:
    asked(case, asha, bina)

    actions.decline_closing(case, by=bina)

    case.refresh_from_db()
    assert (case.status, case.closing_proposed_at, case.closing_asked_of) == (Status.ACTIVE, None, None)
    assert not builders.opens(bina, case)
    assert not Duty.objects.open().filter(rule="case.agree_closing").exists()
    assert builders.verbs(case.uid)[-1] == "case.closing_declined"


def test_the_one_who_asked_may_take_it_back_and_others_may_not(case: Case, asha: User, bina: User, dolly: User) -> None:
    asked(case, asha, bina)

    with pytest.raises(Refused):
        actions.decline_closing(case, by=dolly)
    actions.decline_closing(case, by=asha)

    assert asked(case, asha, bina).closing_proposed_at is not None


def test_a_second_request_does_not_overwrite_the_first(case: Case, asha: User, bina: User) -> None:
    asked(case, asha, bina)

    with pytest.raises(Refused):
        actions.propose_closing(case, reason="Something else", ask=bina, by=asha)


def test_only_whoever_knows_the_case_asks_to_close_it(case: Case, asha: User, bina: User, ravi: User) -> None:
    with pytest.raises(Refused):
        asked(case, bina, asha)
    with pytest.raises(Hidden):
        asked(case, ravi, bina)


def test_the_second_person_is_somebody_who_may_close_cases_here(
    case: Case, asha: User, lena: User, chand: User
) -> None:
    for wrong in (lena, chand):
        with pytest.raises(NotPossible):
            asked(case, asha, wrong)


def test_a_case_may_end_as_referred(case: Case, asha: User, bina: User) -> None:
    actions.propose_closing(case, reason=WHY, ask=bina, closing_as=Status.CLOSED_REFERRED, by=asha)
    actions.agree_closing(case, by=bina)

    case.refresh_from_db()
    assert case.status == Status.CLOSED_REFERRED


def test_an_end_that_the_table_does_not_know_is_refused_before_anybody_is_asked(
    case: Case, asha: User, bina: User
) -> None:
    actions.change_status(case, to=Status.DOOR_OPEN, by=asha)

    with pytest.raises(StepNotAllowed):
        actions.propose_closing(case, reason=WHY, ask=bina, closing_as=Status.CLOSED_REFERRED, by=asha)

    assert not Duty.objects.filter(rule="case.agree_closing").exists()


def test_closing_ends_what_was_owed_about_the_case(asha: User, bina: User) -> None:
    case = builders.a_case(asha)
    asked(case, asha, bina)

    actions.agree_closing(case, by=bina)

    assert not Duty.objects.open().exists()


def test_a_closed_case_is_not_asked_about_again(case: Case, asha: User, bina: User) -> None:
    asked(case, asha, bina)
    actions.agree_closing(case, by=bina)

    with pytest.raises(Refused):
        asked(case, asha, bina)


def test_a_closed_case_can_be_taken_up_again(case: Case, asha: User, bina: User) -> None:
    asked(case, asha, bina)
    actions.agree_closing(case, by=bina)

    actions.change_status(case, to=Status.ACTIVE, by=asha)

    case.refresh_from_db()
    assert (case.status, case.closed_at, case.closed_by, case.closing_proposed_at) == (Status.ACTIVE, None, None, None)
    assert [one.detail for one in case.events.filter(kind=EventKind.STATUS).order_by("recorded_at")] == [
        "closed",
        "active",
    ]


def test_changing_the_status_ends_an_open_request(case: Case, asha: User, bina: User) -> None:
    asked(case, asha, bina)

    actions.change_status(case, to=Status.FOLLOW_UP, by=asha)

    with pytest.raises((Refused, Hidden)):
        actions.agree_closing(case, by=bina)
    assert not builders.opens(bina, case)
