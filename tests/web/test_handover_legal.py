"""Legal cases pass on with the rest of somebody's work, and nobody who arranges it learns of one."""

from uuid import uuid4

import pytest
from django.urls import reverse

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, DeskMembership, User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Refused
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.actions.succession import hand_over_legal_cases, leave_legal_cases
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.permissions import can_advise, can_record
from rihai.web.handover.actions import LeftOver
from rihai.web.handover.returning import undo_hand_over
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.web.handing_over import away, leaving, until


@pytest.fixture
def lata(asha: User) -> User:
    return factories.a_user("lata", Role.LAWYER, organisation=asha.organisation)


@pytest.fixture
def mira(asha: User) -> User:
    """A second lawyer."""
    return factories.a_user("mira", Role.LAWYER, organisation=asha.organisation)


@pytest.fixture
def legal_case(asha: User, lata: User) -> LegalCase:
    return builders.a_legal_case(asha, lawyer=lata)


def seated(user: User) -> Desk:
    """A legal desk with somebody at it."""
    desk = factories.a_desk(user.organisation, Desk.Purpose.LEGAL)
    DeskMembership.objects.create(desk=desk, user=user, joined_by=user)
    return desk


def parts(legal_case: LegalCase) -> set[tuple[str, str]]:
    return set(legal_case.parts.filter(left_at=None).values_list("user__username", "part"))


def test_a_lawyer_who_is_away_gives_her_part_her_rights_and_her_duties(
    legal_case: LegalCase, lata: User, mira: User, bina: User
) -> None:
    outcome = away(lata, bina, legal=mira)

    assert parts(legal_case) == {("asha", "accompanies"), ("mira", "in_house")}
    assert [can_advise(one, legal_case) for one in (lata, mira)] == [False, True]
    owners = {duty.owner for duty in Duty.objects.open().filter(subject_uid=legal_case.pk)}
    assert owners == {mira}
    assert [(line.title, line.code) for line in outcome.lines] == [("Legal cases", "")]


def test_what_was_handed_over_comes_back_and_the_substitute_has_what_she_had(
    legal_case: LegalCase, asha: User, lata: User, mira: User, bina: User
) -> None:
    actions.add_part(legal_case, user=mira, part=LegalPart.Part.ACCOMPANIES, by=lata)
    outcome = away(lata, bina, legal=mira)
    assert can_advise(mira, legal_case)

    assert undo_hand_over(outcome.hand_over, by=bina) == 0

    assert parts(legal_case) == {("asha", "accompanies"), ("lata", "in_house"), ("mira", "accompanies")}
    assert [can_advise(one, legal_case) for one in (lata, mira)] == [True, False]


def test_a_colleague_who_is_no_lawyer_takes_no_lawyers_part(
    legal_case: LegalCase, lata: User, bina: User, esha: User
) -> None:
    away(lata, bina, legal=esha)

    assert ("lata", "in_house") in parts(legal_case)
    assert not can_record(esha, legal_case)


def test_a_lawyer_who_leaves_is_followed_by_the_desk_and_whoever_stays_is_asked_to_name_one(
    legal_case: LegalCase, lata: User, mira: User, asha: User, dolly: User
) -> None:
    desk = seated(mira)

    leaving(lata, dolly)

    assert parts(legal_case) == {("asha", "accompanies")}
    assert way_to_read(mira, legal_case, "number") is Way.OWN
    duty = Duty.objects.open().get(rule="legal.name_lawyer", subject_uid=legal_case.pk)
    assert (duty.owner, duty.desk) == (None, desk)
    assert not Duty.objects.open().filter(owner=lata).exists()


def test_whoever_takes_the_survivors_case_follows_her_companion_on_the_legal_case(
    legal_case: LegalCase, asha: User, lata: User, dolly: User, esha: User
) -> None:
    leaving(lata, dolly)

    leaving(asha, dolly, cases=esha)

    assert parts(legal_case) == {("esha", "accompanies")}
    assert can_record(esha, legal_case)


def test_nobody_leaves_while_a_legal_case_would_be_nobodys(asha: User, lata: User, dolly: User, esha: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata)
    actions.end_part(legal_case.parts.get(user=asha), by=lata)
    leaving(asha, dolly, cases=esha)
    User.objects.filter(pk=esha.pk).update(is_active=False)

    with pytest.raises(LeftOver):
        leaving(lata, dolly)

    lata.refresh_from_db()
    assert lata.is_active
    assert ("lata", "in_house") in parts(legal_case)


def test_a_leaving_is_undone_with_the_legal_cases(
    legal_case: LegalCase, asha: User, lata: User, mira: User, dolly: User
) -> None:
    seated(mira)
    actions.end_part(legal_case.parts.get(user=asha), by=lata)
    outcome = leaving(lata, dolly)
    assert not LegalCase.objects.visible_to(lata).exists()

    undo_hand_over(outcome.hand_over, by=dolly)

    lata.refresh_from_db()
    assert ("lata", "in_house") in parts(legal_case)
    assert can_advise(lata, legal_case)


def test_only_whoever_leads_passes_legal_cases_on(legal_case: LegalCase, lata: User, mira: User, bina: User) -> None:
    with pytest.raises(Refused):
        hand_over_legal_cases(lata, to=mira, by=mira)
    with pytest.raises(Refused):
        leave_legal_cases(lata, by=bina)


def test_the_page_asks_who_takes_them_and_shows_none(
    legal_case: LegalCase, lata: User, mira: User, bina: User, signed_in: SignedIn
) -> None:
    page = signed_in(bina).get(reverse("web:handover_new", args=[lata.pk])).content.decode()

    assert "Who takes the legal cases, if there are any?" in page
    assert str(mira.pk) in page
    assert legal_case.reference not in page


def test_whoever_arranges_that_a_lawyer_is_away_says_what_becomes_of_her_hearings(
    legal_case: LegalCase, lata: User, bina: User, signed_in: SignedIn
) -> None:
    """Also that they stay is said, on the page and in what became of everything."""
    client, address = signed_in(bina), reverse("web:handover_new", args=[lata.pk])
    told = {"why": "away", "until": until().isoformat(), "form_token": str(uuid4())}

    silent = client.post(address, told)
    chosen = client.post(address, {**told, "legal": "stays"})

    assert "Say who takes the legal cases" in silent.content.decode()
    assert "Say who takes the legal cases" not in chosen.content.decode()
    assert "so do their hearings" in chosen.content.decode()
    assert [line.title for line in away(lata, bina).left if not line.code] == ["Legal cases"]
