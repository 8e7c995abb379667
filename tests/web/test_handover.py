"""Everything a colleague holds passes on when she is ill or leaves, and nothing is left without anybody."""

import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from rihai.access.actions import reinstate_user
from rihai.access.drafts.actions import Place, keep_draft
from rihai.access.drafts.models import Draft
from rihai.accounts.models import Desk, StaffSession, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.cases.actions import add_participant, propose_closing
from rihai.cases.models import Case, Participant
from rihai.duties.actions import repeat_duty
from rihai.duties.models import Duty, HandOver, Repetition
from rihai.lib.recurrence import Period, Unit
from rihai.rescue.models import Inquiry, Operation
from rihai.web.handover.actions import AlreadyAway, LeftOver, Plan, hand_over_work, rehearse_hand_over
from rihai.web.handover.returning import undo_hand_over
from tests import factories
from tests.cases.builders import a_case, a_person, opens
from tests.conftest import SignedIn
from tests.duties.conftest import a_duty
from tests.people.conftest import let_work
from tests.rescue import builders as rescue
from tests.web.handing_over import AWAY, away, leaving, until


def test_a_case_passes_with_its_duties_and_its_rights(asha: User, bina: User, esha: User) -> None:
    case = a_case(asha)

    outcome = away(asha, bina, cases=esha)

    case.refresh_from_db()
    assert case.case_owner == esha
    assert outcome.left == []
    assert not Duty.objects.open().filter(owner=asha).exists()
    assert Duty.objects.open().get(rule="case.first_talk").owner == esha
    assert opens(esha, case)
    assert not opens(asha, case)
    assert not opens(asha, case.person)


def test_her_part_in_the_case_of_another_passes_too(asha: User, bina: User, dolly: User, esha: User) -> None:
    case = a_case(bina)
    add_participant(case, part=Participant.Part.INTERPRETER, user=asha, by=bina)

    away(asha, bina, cases=esha)

    assert case.participants.get(left_at=None, part="interpreter").user == esha
    assert not Case.objects.visible_to(asha).exists()


def test_the_answer_asked_of_her_is_asked_of_her_successor(asha: User, bina: User, esha: User, dolly: User) -> None:
    case = a_case(bina)
    propose_closing(case, reason="She has what she wanted", ask=asha, by=bina)

    away(asha, dolly, cases=esha)

    case.refresh_from_db()
    assert case.closing_asked_of == esha
    assert Duty.objects.open().get(rule="case.agree_closing").owner == esha


@pytest.mark.parametrize("holder", ["bina", "desk"])
def test_what_comes_again_for_others_about_her_case_stays_theirs(
    cast: dict[str, User], asha: User, dolly: User, esha: User, casework_desk: Desk, holder: str
) -> None:
    case, bina = a_case(asha), cast["bina"]
    add_participant(case, part=Participant.Part.INTERPRETER, user=bina, by=asha)
    held: dict[str, Any] = {"desk": casework_desk} if holder == "desk" else {"owner": bina}
    repeat_duty(
        "case.visit", subject=case, organisation=case.organisation, period=Period(1, Unit.WEEKS), by=bina, **held
    )

    away(asha, dolly, cases=esha)

    for row in (Repetition.objects.get(), Duty.objects.open().get(rule="case.visit")):
        assert (row.owner, row.desk) == (held.get("owner"), held.get("desk"))


def test_one_case_may_go_to_somebody_else(asha: User, bina: User, esha: User) -> None:
    first, second = a_case(asha), a_case(asha, name="Mala Test")

    away(asha, bina, cases=esha, single={second.uid: bina})

    for case, worker in ((first, esha), (second, bina)):
        case.refresh_from_db()
        assert case.case_owner == worker


def test_what_nobody_was_chosen_for_stays_and_is_listed(asha: User, bina: User, ravi: User) -> None:
    case = a_case(asha)

    outcome = away(asha, bina)

    assert (outcome.left[0].code, bool(outcome.left[0].problem)) == (case.person.code, True)
    case.refresh_from_db()
    assert case.case_owner == asha


def test_somebody_whose_role_does_not_allow_it_takes_nothing(asha: User, bina: User, ravi: User) -> None:
    case = a_case(asha)

    outcome = away(asha, bina, cases=ravi)

    assert case.person.code in [line.code for line in outcome.left]
    assert not opens(ravi, case)


def test_a_duty_passes_only_to_somebody_who_may_know_of_its_record(asha: User, bina: User, esha: User) -> None:
    person = a_person(asha, "Rani")
    for user in (asha, bina):
        let_work(person, user)
    duty = a_duty(person, owner=asha)

    outcome = away(asha, bina, duties=esha)

    duty.refresh_from_db()
    assert duty.owner == asha
    assert [line.to for line in outcome.lines] == [None]


def test_an_inquiry_passes_with_its_people(ravi: User, kiran: User) -> None:
    person = a_person(kiran, "Rani")
    inquiry = rescue.an_inquiry(kiran, ravi, people=[person])

    away(ravi, kiran, inquiries=kiran)

    inquiry.refresh_from_db()
    assert inquiry.officer == kiran
    assert opens(kiran, person)
    assert not opens(ravi, person)
    assert not Inquiry.objects.visible_to(ravi).exists()


def test_a_supervisor_passes_on_only_what_she_may_know_of(ravi: User, kiran: User, bina: User) -> None:
    inquiry = rescue.an_inquiry(kiran, ravi)

    outcome = away(ravi, bina, inquiries=kiran)

    inquiry.refresh_from_db()
    assert (inquiry.officer, outcome.lines) == (ravi, [])


def test_a_place_on_a_list_passes_by_whoever_is_on_it(ravi: User, kiran: User, dolly: User) -> None:
    operation = rescue.an_operation(kiran, ravi)

    away(ravi, kiran, operations=dolly)

    assert Operation.objects.visible_to(dolly).get() == operation
    assert not Operation.objects.visible_to(ravi).exists()


def test_a_leaver_holds_nothing_any_more(
    signed_in: SignedIn, asha: User, dolly: User, esha: User, casework_desk: Desk
) -> None:
    case, client = a_case(asha), signed_in(asha)

    leaving(asha, dolly, cases=esha)

    asha.refresh_from_db()
    assert not asha.is_active
    assert not asha.roles
    assert not asha.desk_uids
    assert not asha.grants.filter(revoked_at=None).exists()
    assert not StaffSession.objects.filter(user=asha, ended_at=None).exists()
    assert client.get("/").status_code == 302
    assert opens(esha, case)
    assert not Duty.objects.open().filter(owner=asha).exists()


def test_what_a_leaver_began_and_never_sent_is_erased(asha: User, dolly: User) -> None:
    keep_draft(Place("cases:event_new", uuid.uuid4()), contents={"text": ["Rani"]}, continues=None, by=asha)

    leaving(asha, dolly)

    assert not Draft.objects.exists()


def test_whoever_is_ill_stays_signed_in_and_opens_nothing_that_passed_on(
    signed_in: SignedIn, asha: User, bina: User, esha: User
) -> None:
    """She may have the phone with her: what she holds no more is closed at once, and her account is hers to end."""
    case, client = a_case(asha), signed_in(asha)
    kept = a_case(asha, name="Mala Test")

    away(asha, bina, cases=esha, single={kept.uid: asha})

    addresses = [reverse("cases:case_detail", args=[one.uid]) for one in (case, kept)]
    assert StaffSession.objects.filter(user=asha, ended_at=None).exists()
    assert [client.get(address).status_code for address in addresses] == [404, 200]


def test_nobody_leaves_while_something_would_be_nobodys(asha: User, dolly: User) -> None:
    case = a_case(asha)

    with pytest.raises(LeftOver):
        leaving(asha, dolly)

    case.refresh_from_db()
    asha.refresh_from_db()
    assert (case.case_owner, asha.is_active) == (asha, True)
    assert not HandOver.objects.exists()


def test_single_duties_of_a_leaver_go_to_the_desks(asha: User, dolly: User, casework_desk: Desk) -> None:
    person = a_person(asha, "Rani")
    let_work(person, asha)
    duty = a_duty(person, owner=asha)

    leaving(asha, dolly)

    duty.refresh_from_db()
    assert (duty.owner, duty.desk) == (None, casework_desk)


def test_an_operation_the_director_does_not_know_of_stays_unknown_and_is_not_orphaned(
    ravi: User, kiran: User, dolly: User
) -> None:
    operation = rescue.an_operation(kiran, ravi)
    rescue.told(operation, rescue.a_unit(), kiran)
    Duty.objects.filter(rule="operation.answer").update(owner=ravi)

    outcome = leaving(ravi, dolly)

    assert operation.reference not in [line.code for line in outcome.lines]
    assert not Operation.objects.visible_to(dolly).exists()
    assert Duty.objects.get(rule="operation.answer").owner == kiran


def test_where_nobody_would_be_left_to_lead_it_the_coordinator_has_to_know(
    kiran: User, ravi: User, dolly: User, rescue_desk: Desk
) -> None:
    operation = rescue.an_operation(kiran, ravi)
    second = factories.a_user("usha", Role.RESCUE_COORDINATOR, organisation=kiran.organisation, desks=[rescue_desk])

    leaving(kiran, dolly)

    assert Operation.objects.visible_to(second).get() == operation
    assert not Operation.objects.visible_to(dolly).exists()


def test_whoever_is_away_is_handed_over_once_and_told_until_when(asha: User, bina: User, esha: User) -> None:
    away(asha, bina, cases=esha)
    a_case(asha)

    for step in (hand_over_work, rehearse_hand_over):
        with pytest.raises(AlreadyAway, match=date_format(until())):
            step(asha, plan=Plan(AWAY, until(), cases=esha), by=bina)


def test_somebody_who_was_let_go_long_ago_and_is_here_again_can_be_handed_over(
    asha: User, bina: User, dolly: User
) -> None:
    old = leaving(asha, dolly).hand_over
    reinstate_user(asha, at=old.made_at, by=dolly)

    outcome = away(asha, bina)

    assert HandOver.objects.in_force().get() == outcome.hand_over


def test_looking_first_changes_nothing(asha: User, bina: User, esha: User) -> None:
    case = a_case(asha)
    events = AuditEvent.objects.count()

    outcome = rehearse_hand_over(asha, plan=Plan(AWAY, until(), cases=esha), by=bina)

    case.refresh_from_db()
    assert [line.to for line in outcome.lines] == [esha]
    assert case.case_owner == asha
    assert not HandOver.objects.exists()
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("name", ["asha", "bina"])
def test_only_the_director_lets_somebody_go(cast: dict[str, User], ravi: User, name: str) -> None:
    with pytest.raises(Refused):
        leaving(ravi, cast[name])


def test_nobody_lets_herself_go(dolly: User) -> None:
    with pytest.raises(Refused):
        leaving(dolly, dolly)


def test_nobody_hands_over_the_work_of_strangers(bina: User, chand: User) -> None:
    with pytest.raises(Hidden):
        away(chand, bina)


def test_every_step_is_in_the_trail(asha: User, bina: User, esha: User) -> None:
    a_case(asha)

    outcome = away(asha, bina, cases=esha)
    undo_hand_over(outcome.hand_over, by=bina)

    for verb in ("handover.made", "case.handed_over", "access.granted", "access.revoked", "handover.undone"):
        assert AuditEvent.objects.filter(verb=verb, actor_uid=bina.uid).exists(), verb
