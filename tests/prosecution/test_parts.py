"""Who decides who works on a legal case, who counts as working on it, and that nobody is removed quietly."""

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.access.actions.leaving import end_role
from rihai.access.drafts.models import Draft
from rihai.access.rights import Way, way_to_read
from rihai.access.trail import events_of, lines_of
from rihai.accounts.models import Desk, RoleAssignment, User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Refused
from rihai.cases.actions import add_participant, assign_case_owner, end_participation
from rihai.cases.models import Case, Participant
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.duties.selectors import my_day
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import HearingFacts
from rihai.prosecution.models import Hearing, LegalCase, LegalPart
from rihai.prosecution.owing.part_duties import LAWYER_CHANGED
from rihai.prosecution.owing.reminders import NAME_LAWYER
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of

IN_HOUSE, VOLUNTEER, ACCOMPANIES = LegalPart.Part.IN_HOUSE, LegalPart.Part.VOLUNTEER, LegalPart.Part.ACCOMPANIES


@pytest.fixture
def head(organisation: Agency, legal_desk: Desk) -> User:
    """Sits at the legal desk."""
    return factories.a_user("head_of_law", Role.LAWYER, organisation=organisation, desks=[legal_desk])


@pytest.fixture
def mira(organisation: Agency) -> User:
    """A second in-house lawyer."""
    return factories.a_user("mira", Role.LAWYER, organisation=organisation)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def knows(user: User, legal_case: LegalCase) -> bool:
    return LegalCase.objects.visible_to(fresh(user)).filter(pk=legal_case.pk).exists()


def owed(legal_case: LegalCase) -> set[str]:
    return set(Duty.objects.open().filter(subject_uid=legal_case.pk).values_list("rule", flat=True))


def lose_role(user: User, organisation: Agency) -> None:
    admin = factories.a_user("keeper", Role.ADMINISTRATOR, organisation=organisation)
    end_role(RoleAssignment.objects.get(user=user), by=admin)


def test_no_volunteer_who_accompanies_makes_himself_the_lawyer(legal_case: LegalCase, lata: User, vijay: User) -> None:
    check = actions.check_sections(legal_case, facts={"victim.age_years": 15}, by=lata)
    actions.add_part(legal_case, user=vijay, part=ACCOMPANIES, by=lata)

    with pytest.raises(Refused):
        actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=fresh(vijay))

    assert way_to_read(fresh(vijay), check, "facts") is Way.NONE


def test_while_a_lawyer_works_on_it_a_companion_names_and_removes_no_lawyer(
    legal_case: LegalCase, lata: User, asha: User, vijay: User
) -> None:
    with pytest.raises(Refused):
        actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=asha)
    with pytest.raises(Refused):
        actions.add_part(legal_case, user=lata, part=ACCOMPANIES, by=asha)
    with pytest.raises(Refused):
        actions.end_part(legal_case.parts.get(user=lata), by=asha)

    assert (knows(lata, legal_case), knows(vijay, legal_case)) == (True, False)


def test_where_no_lawyer_works_a_companion_names_one_but_never_herself(asha: User, vijay: User, lata: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata)
    actions.add_part(legal_case, user=vijay, part=ACCOMPANIES, by=lata)
    actions.end_part(legal_case.parts.get(user=lata), by=lata)

    with pytest.raises(Refused):
        actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=fresh(vijay))
    actions.add_part(legal_case, user=lata, part=IN_HOUSE, by=asha)

    assert NAME_LAWYER not in owed(legal_case)


def test_a_companion_lets_in_only_who_works_on_a_survivors_case(
    legal_case: LegalCase, asha: User, ravi: User, lata: User
) -> None:
    with pytest.raises(Refused):
        actions.add_part(legal_case, user=ravi, part=ACCOMPANIES, by=asha)
    assert not knows(ravi, legal_case)

    actions.add_part(legal_case, user=ravi, part=ACCOMPANIES, by=lata)

    assert knows(ravi, legal_case)


def test_a_lawyer_who_is_removed_is_told_and_so_is_the_legal_desk(
    legal_case: LegalCase, lata: User, mira: User, head: User, legal_desk: Desk, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=mira, part=IN_HOUSE, by=lata)
    Duty.objects.filter(rule=LAWYER_CHANGED).delete()
    part = legal_case.parts.get(user=lata)

    actions.end_part(part, by=mira)

    told = Duty.objects.filter(rule=LAWYER_CHANGED)
    assert {(duty.owner, duty.desk) for duty in told} == {(lata, None), (None, legal_desk)}
    for one in (lata, head):
        page = text_of(signed_in(one), "legal_part", part.uid)
        assert legal_case.reference in page
        assert "by Mira" in page
    day = my_day(fresh(lata), told[0].opened_at)
    assert LAWYER_CHANGED in {row.duty.rule for row in (*day.today, *day.soon)}


def test_the_row_of_a_part_is_shown_to_nobody_else(
    legal_case: LegalCase, lata: User, dolly: User, chand: User, vijay: User, signed_in: SignedIn
) -> None:
    address = reverse("prosecution:legal_part", args=[legal_case.parts.get(user=lata).uid])

    assert [signed_in(one).get(address).status_code for one in (lata, dolly, chand, vijay)] == [200, 404, 404, 404]


def test_the_trail_says_who_ended_whose_part_as_a_lawyer(
    legal_case: LegalCase, lata: User, mira: User, organisation: Agency
) -> None:
    officer = factories.a_user("officer", Role.DATA_OFFICER, organisation=organisation)
    actions.add_part(legal_case, user=mira, part=IN_HOUSE, by=lata)

    actions.end_part(legal_case.parts.get(user=lata), by=mira)

    lines = {(line.who, line.deed, line.uid) for line in lines_of(list(events_of(officer)), by=officer)}
    assert ("Mira", "Ended a lawyer's part in a legal case", lata.pk) in lines
    assert ("Lata", "Named a lawyer for a legal case", mira.pk) in lines


def test_a_lawyer_who_accompanies_only_leaves_it_without_a_lawyer(
    legal_case: LegalCase, lata: User, head: User
) -> None:
    actions.add_part(legal_case, user=lata, part=ACCOMPANIES, by=lata)

    assert NAME_LAWYER in owed(legal_case)
    assert knows(head, legal_case)


def test_a_lawyer_whose_account_is_closed_represents_nobody(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    User.objects.filter(pk=lata.pk).update(is_active=False)

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    assert "Nobody represents the survivor yet" in page
    assert "cannot open it any more" in page


def test_what_a_lawyer_without_her_role_left_behind_is_taken_over(
    legal_case: LegalCase, asha: User, lata: User, organisation: Agency
) -> None:
    actions.end_part(legal_case.parts.get(user=asha), by=lata)
    lose_role(lata, organisation)
    assert not knows(lata, legal_case)

    actions.take_over(legal_case.survivors.get(), by=asha)

    assert knows(asha, legal_case)
    assert {duty.owner for duty in Duty.objects.open().filter(subject_uid=legal_case.pk)} == {asha}
    assert Duty.objects.open().filter(subject_uid=legal_case.pk, rule=NAME_LAWYER).count() == 1


def test_with_a_lawyer_every_desk_steps_back_whichever_is_the_legal_desk_by_now(
    asha: User, lata: User, head: User, organisation: Agency
) -> None:
    legal_case = builders.a_legal_case(asha)
    assert knows(head, legal_case)
    Desk.objects.create(organisation=organisation, name="AAA law", purpose=Desk.Purpose.LEGAL)

    actions.add_part(legal_case, user=lata, part=IN_HOUSE, by=asha)

    check = actions.check_sections(legal_case, facts={"victim.age_years": 15}, by=lata)
    assert not knows(head, legal_case)
    assert way_to_read(fresh(head), check, "facts") is Way.NONE


@pytest.mark.parametrize(("told", "part"), [(None, VOLUNTEER), (LegalPart.Part.LEGAL_AID, LegalPart.Part.LEGAL_AID)])
def test_a_lawyer_named_at_the_beginning_is_called_what_she_is(
    case: Case, asha: User, vijay: User, signed_in: SignedIn, told: LegalPart.Part | None, part: LegalPart.Part
) -> None:
    send(
        signed_in(asha), "legal_case_new", case.uid, kind="fir", status="asked", lawyer=str(vijay.pk),
        lawyer_part=told or "",
    )  # fmt: skip

    assert LegalPart.objects.get(user=vijay).part == part


def test_what_a_lawyer_began_to_write_goes_with_her_part(
    legal_case: LegalCase, lata: User, asha: User, signed_in: SignedIn
) -> None:
    send(signed_in(lata), "check_new", legal_case.uid, draft="save", victim__hiv="yes")
    assert Draft.objects.filter(user=lata).exists()

    actions.end_part(legal_case.parts.get(user=lata), by=lata)

    assert not Draft.objects.filter(user=lata).exists()


def test_whoever_is_taken_off_the_survivors_case_leaves_the_legal_case_and_the_new_worker_comes(
    legal_case: LegalCase, case: Case, asha: User, lata: User, bina: User, organisation: Agency
) -> None:
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=organisation)
    hearing = actions.plan_hearing(legal_case, facts=HearingFacts(timezone.now(), Hearing.Purpose.BAIL), by=asha)
    Duty.objects.filter(subject_uid=hearing.pk).update(owner=asha)

    assign_case_owner(case, to=esha, by=bina)

    assert [knows(one, legal_case) for one in (asha, esha, lata)] == [False, True, True]
    assert Duty.objects.get(subject_uid=hearing.pk).owner == lata


def test_a_legal_case_without_a_lawyer_is_never_left_alone_when_the_worker_changes(
    case: Case, asha: User, bina: User, organisation: Agency
) -> None:
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=organisation)
    legal_case = builders.a_legal_case(asha, case)

    assign_case_owner(case, to=esha, by=bina)

    assert {duty.owner for duty in Duty.objects.open().filter(subject_uid=legal_case.pk)} == {esha}


def test_whoever_still_works_with_another_survivor_of_it_stays(
    legal_case: LegalCase, case: Case, asha: User, bina: User, organisation: Agency
) -> None:
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=organisation)
    actions.add_survivor(legal_case, case=builders.a_case(asha, 16), by=asha)

    assign_case_owner(case, to=esha, by=bina)

    assert [knows(one, legal_case) for one in (asha, esha)] == [True, True]


def test_a_listed_colleague_who_leaves_the_survivors_case_leaves_the_legal_case(
    legal_case: LegalCase, case: Case, asha: User, ravi: User
) -> None:
    listed = add_participant(case, part=Participant.Part.CASEWORKER, user=ravi, by=asha)
    actions.add_part(legal_case, user=ravi, part=ACCOMPANIES, by=asha)
    assert knows(ravi, legal_case)

    end_participation(listed, by=asha)

    assert not knows(ravi, legal_case)


def test_a_companion_is_offered_no_lawyers_part_while_a_lawyer_works(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    page = text_of(signed_in(asha), "legal_case_part", legal_case.uid)

    assert "Volunteer lawyer" not in page
    assert str(asha.pk) not in page
    detail = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert reverse("prosecution:legal_part_end", args=[legal_case.parts.get(user=lata).uid]) not in detail


def test_a_companion_finds_her_legal_cases_in_the_menu(
    legal_case: LegalCase, asha: User, dolly: User, signed_in: SignedIn
) -> None:
    address = f'href="{reverse("prosecution:legal_case_list")}"'

    assert [address in signed_in(one).get("/").content.decode() for one in (asha, dolly)] == [True, False]
