"""Lawyers from outside advise; who else advises, the house decides. The legal desk gives back what was taken."""

import pytest
from django.http import Http404
from django.urls import reverse

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.owing.part_duties import LAWYER_CHANGED
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_parts import fresh, head, knows, mira

__all__ = ["head", "mira"]

IN_HOUSE, VOLUNTEER, ACCOMPANIES = LegalPart.Part.IN_HOUSE, LegalPart.Part.VOLUNTEER, LegalPart.Part.ACCOMPANIES
GUESTS = [LegalPart.Part.VOLUNTEER, LegalPart.Part.LEGAL_AID]
GIVE_BACK = "Give the part back"


@pytest.mark.parametrize("guest", GUESTS)
def test_a_lawyer_from_outside_neither_ends_nor_names_a_lawyer(
    legal_case: LegalCase, lata: User, mira: User, vijay: User, guest: LegalPart.Part
) -> None:
    actions.add_part(legal_case, user=vijay, part=guest, by=lata)
    vijay = fresh(vijay)

    for user, part in ((mira, IN_HOUSE), (lata, ACCOMPANIES), (vijay, IN_HOUSE)):
        with pytest.raises(Refused):
            actions.add_part(legal_case, user=user, part=part, by=vijay)
    with pytest.raises(Refused):
        actions.end_part(legal_case.parts.get(user=lata), by=vijay)

    assert [knows(one, legal_case) for one in (lata, vijay, mira)] == [True, True, False]


def test_a_volunteer_whom_somebody_called_in_house_stays_a_volunteer(
    legal_case: LegalCase, lata: User, vijay: User
) -> None:
    actions.add_part(legal_case, user=vijay, part=IN_HOUSE, by=lata)

    with pytest.raises(Refused):
        actions.end_part(legal_case.parts.get(user=lata), by=fresh(vijay))

    assert knows(lata, legal_case)


def test_a_lawyer_who_accompanies_does_not_name_herself_the_lawyer(
    legal_case: LegalCase, lata: User, mira: User
) -> None:
    actions.add_part(legal_case, user=mira, part=ACCOMPANIES, by=lata)
    actions.end_part(legal_case.parts.get(user=lata), by=lata)

    with pytest.raises(Refused):
        actions.add_part(legal_case, user=mira, part=IN_HOUSE, by=fresh(mira))


def test_a_volunteer_goes_when_he_wants_to(legal_case: LegalCase, lata: User, vijay: User) -> None:
    actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=lata)

    actions.end_part(legal_case.parts.get(user=vijay), by=fresh(vijay))

    assert not knows(vijay, legal_case)


def test_where_only_a_volunteer_represents_her_the_companion_names_one_of_the_house_and_removes_nobody(
    asha: User, lata: User, vijay: User
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=vijay)
    with pytest.raises(Refused):
        actions.end_part(legal_case.parts.get(user=vijay), by=asha)
    with pytest.raises(Refused):
        actions.add_part(legal_case, user=vijay, part=ACCOMPANIES, by=asha)

    actions.add_part(legal_case, user=lata, part=IN_HOUSE, by=asha)

    assert knows(lata, legal_case)


def test_the_legal_desk_gives_back_a_part_that_somebody_ended_without_opening_the_legal_case(
    legal_case: LegalCase, lata: User, mira: User, head: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=mira, part=IN_HOUSE, by=lata)
    part = legal_case.parts.get(user=lata)
    actions.end_part(part, by=mira)
    assert GIVE_BACK in text_of(signed_in(head), "legal_part", part.uid)

    send(signed_in(head), "legal_part_restore", part.uid)

    assert [knows(one, legal_case) for one in (lata, mira, head)] == [True, True, False]
    assert legal_case.parts.get(user=lata, left_at=None).part == IN_HOUSE
    assert GIVE_BACK not in text_of(signed_in(lata), "legal_part", part.uid)


def test_nobody_else_gives_a_part_back_and_nobody_to_herself(
    legal_case: LegalCase, lata: User, mira: User, vijay: User, asha: User, bina: User, head: User
) -> None:
    actions.add_part(legal_case, user=mira, part=IN_HOUSE, by=lata)
    actions.add_part(legal_case, user=head, part=IN_HOUSE, by=lata)
    part, own = legal_case.parts.get(user=lata), legal_case.parts.get(user=head)
    actions.end_part(part, by=mira)
    actions.end_part(own, by=mira)

    for gone, who in ((part, mira), (part, asha), (own, head)):
        with pytest.raises(Refused):
            actions.restore_part(gone, by=fresh(who))
    for who in (lata, vijay, bina):
        with pytest.raises((Refused, Http404)):
            actions.restore_part(part, by=fresh(who))

    assert not knows(lata, legal_case)


def test_who_left_by_herself_is_not_brought_back_by_the_desk(legal_case: LegalCase, lata: User, head: User) -> None:
    part = legal_case.parts.get(user=lata)
    actions.end_part(part, by=lata)

    with pytest.raises(Refused):
        actions.restore_part(part, by=head)


def test_the_legal_desk_ends_the_last_lawyer_by_naming_another_and_opens_nothing_by_it(
    legal_case: LegalCase, lata: User, mira: User, head: User, signed_in: SignedIn
) -> None:
    part = legal_case.parts.get(user=lata)
    check = actions.check_sections(legal_case, facts={"victim.age_years": 15}, by=lata)
    page = text_of(signed_in(head), "legal_part_end", part.uid)
    assert [f'value="{one.pk}"' in page for one in (mira, head, lata)] == [True, False, False]

    send(signed_in(head), "legal_part_end", part.uid, instead=str(mira.pk))

    assert [knows(one, legal_case) for one in (lata, mira, head)] == [False, True, False]
    assert way_to_read(fresh(head), check, "facts") is Way.NONE
    told = Duty.objects.filter(rule=LAWYER_CHANGED, owner__isnull=False)
    assert {duty.owner for duty in told} >= {lata, mira}


@pytest.mark.parametrize("named", ["nobody", "herself", "the_same", "a_volunteer"])
def test_from_the_desk_nobody_takes_the_place_of_the_last_lawyer_but_another_of_the_house(
    legal_case: LegalCase, lata: User, vijay: User, head: User, named: str
) -> None:
    instead = {"herself": head, "the_same": lata, "a_volunteer": vijay}.get(named)

    with pytest.raises((NotPossible, Refused)):
        actions.end_part(legal_case.parts.get(user=lata), by=head, instead=instead)

    assert [knows(one, legal_case) for one in (lata, vijay, head)] == [True, False, False]


def test_the_desk_does_not_end_one_lawyer_after_the_other(
    legal_case: LegalCase, lata: User, mira: User, head: User
) -> None:
    actions.add_part(legal_case, user=mira, part=IN_HOUSE, by=lata)
    actions.end_part(legal_case.parts.get(user=lata), by=head)

    with pytest.raises(NotPossible):
        actions.end_part(legal_case.parts.get(user=mira), by=head)

    assert [knows(one, legal_case) for one in (lata, mira, head)] == [False, True, False]


def test_of_a_part_that_one_at_the_desk_ended_the_others_there_are_told(
    legal_case: LegalCase, lata: User, mira: User, head: User, legal_desk: Desk, organisation: Agency
) -> None:
    factories.a_user("second_of_law", Role.LAWYER, organisation=organisation, desks=[legal_desk])
    part = legal_case.parts.get(user=lata)

    actions.end_part(part, by=head, instead=mira)

    assert Duty.objects.filter(rule=LAWYER_CHANGED, desk=legal_desk, subject_uid=part.pk).exists()


def test_the_desk_of_another_house_ends_nobody_here(
    legal_case: LegalCase, lata: User, head: User, other_organisation: Agency, signed_in: SignedIn
) -> None:
    desk = factories.a_desk(other_organisation, Desk.Purpose.LEGAL)
    stranger = factories.a_user("stranger", Role.LAWYER, organisation=other_organisation, desks=[desk])
    address = reverse("prosecution:legal_part_end", args=[legal_case.parts.get(user=lata).uid])

    assert [signed_in(one).get(address).status_code for one in (head, stranger)] == [200, 404]


def test_the_desk_leaves_no_legal_case_without_anybody(lata: User, asha: User, head: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata)
    actions.end_part(legal_case.parts.get(user=asha), by=lata)

    with pytest.raises(NotPossible):
        actions.end_part(legal_case.parts.get(user=lata), by=head)


def test_a_volunteer_is_offered_no_way_to_end_or_name_a_lawyer(
    legal_case: LegalCase, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=lata)
    end = reverse("prosecution:legal_part_end", args=[legal_case.parts.get(user=lata).uid])

    assert end not in text_of(signed_in(vijay), "legal_case_detail", legal_case.uid)
    assert reverse("prosecution:legal_case_part", args=[legal_case.uid]) not in text_of(
        signed_in(vijay), "legal_case_detail", legal_case.uid
    )
