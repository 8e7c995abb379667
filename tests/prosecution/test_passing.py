"""A part changes hands, and with it no day in court of another survivor: one legal case about two of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.duties.actions import complete_duty
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.actions.succession import give_back_legal_case, hand_over_legal_cases, leave_legal_cases
from rihai.prosecution.facts.facts import HearingFacts
from rihai.prosecution.models import Hearing, LegalCase, LegalPart
from rihai.prosecution.owing.closure_duties import CLOSURE_HEARING
from rihai.prosecution.rights.joining import leave
from tests import factories
from tests.prosecution import builders
from tests.prosecution.test_petitions import a_closure

ACCOMPANIES = LegalPart.Part.ACCOMPANIES


@pytest.fixture
def vera(organisation: Agency) -> User:
    """Accompanies the second survivor, and not the first."""
    return factories.a_user("vera", Role.CASEWORKER, organisation=organisation)


@pytest.fixture
def head(organisation: Agency) -> User:
    return factories.a_user("head_of_house", Role.DIRECTOR, organisation=organisation)


@pytest.fixture
def her_case(vera: User) -> Case:
    return builders.a_case(vera, 16)


@pytest.fixture
def hearing(legal_case: LegalCase, her_case: Case, vera: User, lata: User) -> Hearing:
    """At which Vera's survivor speaks; Asha accompanies the other one."""
    actions.add_part(legal_case, user=vera, part=ACCOMPANIES, by=lata)
    row = actions.add_survivor(legal_case, case=her_case, by=vera)
    at = timezone.now() + timedelta(days=20)
    return actions.plan_hearing(legal_case, facts=HearingFacts(at, Hearing.Purpose.SURVIVOR, None, row), by=lata)


def close_account(user: User) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])


def holders(hearing: Hearing) -> set[User | Desk | None]:
    return {one.owner or one.desk for one in Duty.objects.open().filter(subject_uid=hearing.pk)}


def the_lawyer_ends_her_part(hearing: Hearing, lata: User, _vera: User, _head: User) -> None:
    actions.end_part(hearing.legal_case.parts.get(user=lata, left_at=None), by=lata)


def the_lawyer_leaves_the_house(_hearing: Hearing, lata: User, _vera: User, head: User) -> None:
    leave_legal_cases(lata, by=head)


@pytest.mark.parametrize("act", [the_lawyer_ends_her_part, the_lawyer_leaves_the_house])
def test_without_a_lawyer_her_day_is_owed_by_her_companion(
    act: Callable[[Hearing, User, User, User], None], hearing: Hearing, lata: User, vera: User, head: User
) -> None:
    act(hearing, lata, vera, head)

    assert holders(hearing) == {vera}


@pytest.mark.parametrize("act", [the_lawyer_ends_her_part, the_lawyer_leaves_the_house])
def test_where_nobody_may_know_her_day_goes_to_no_companion_of_another_one(
    act: Callable[[Hearing, User, User, User], None], hearing: Hearing, asha: User, lata: User, vera: User, head: User
) -> None:
    close_account(vera)

    act(hearing, lata, vera, head)

    assert asha not in holders(hearing)


def test_the_next_lawyer_takes_what_nobody_could(hearing: Hearing, asha: User, lata: User, vera: User) -> None:
    close_account(vera)
    actions.end_part(hearing.legal_case.parts.get(user=lata, left_at=None), by=lata)
    mira = factories.a_user("mira", Role.LAWYER, organisation=hearing.legal_case.organisation)

    actions.add_part(hearing.legal_case, user=mira, part=LegalPart.Part.IN_HOUSE, by=asha)

    assert holders(hearing) == {mira}


def test_whoever_takes_over_for_one_survivor_takes_no_day_of_the_other(
    hearing: Hearing, legal_case: LegalCase, case: Case, asha: User, lata: User, vera: User
) -> None:
    leave(legal_case.parts.get(user=asha, left_at=None), by=asha)
    for gone in (lata, vera):
        close_account(gone)

    actions.take_over(legal_case.survivors.get(case=case), by=asha)

    assert asha not in holders(hearing)


def test_handing_over_and_giving_back_take_no_day_along(
    hearing: Hearing, legal_case: LegalCase, case: Case, asha: User, lata: User, vera: User, head: User
) -> None:
    row = legal_case.survivors.get(case=case)
    facts = HearingFacts(timezone.now() + timedelta(days=9), Hearing.Purpose.SURVIVOR, None, row)
    ashas = actions.plan_hearing(legal_case, facts=facts, by=lata)
    Duty.objects.filter(subject_uid=ashas.pk).update(owner=asha)

    hand_over_legal_cases(vera, to=asha, by=head)
    handed = holders(hearing)
    give_back_legal_case(legal_case.uid, of=asha, to=vera, parts=[ACCOMPANIES, ACCOMPANIES], by=head)

    assert (handed, holders(ashas)) == ({lata}, {asha})


def test_preparing_her_comes_back_to_whoever_accompanies_her(
    hearing: Hearing, legal_case: LegalCase, asha: User, lata: User, vera: User, head: User
) -> None:
    before = {one.rule: one.owner for one in Duty.objects.open().filter(subject_uid=hearing.pk)}
    hand_over_legal_cases(vera, to=asha, by=head)

    give_back_legal_case(legal_case.uid, of=asha, to=vera, parts=[ACCOMPANIES, ACCOMPANIES], by=head)

    assert before["legal.prepare"] == vera
    assert {one.rule: one.owner for one in Duty.objects.open().filter(subject_uid=hearing.pk)} == before


def who_goes(legal_case: LegalCase) -> list[User | None]:
    rows = Duty.objects.open().filter(rule=CLOSURE_HEARING, subject_uid=legal_case.pk).select_related("owner")
    return [one.owner for one in rows.order_by("owner__username")]


def test_a_companion_who_leaves_hands_no_day_to_a_lawyer_who_has_it_already(
    legal_case: LegalCase, asha: User, lata: User, head: User
) -> None:
    a_closure(legal_case, lata, hearing_on=timezone.localdate() + timedelta(days=18))
    before = who_goes(legal_case)

    leave_legal_cases(asha, by=head)
    left = who_goes(legal_case)
    give_back_legal_case(legal_case.uid, of=lata, to=asha, parts=[ACCOMPANIES, LegalPart.Part.IN_HOUSE], by=head)

    assert (before, left, who_goes(legal_case)) == ([asha, lata], [lata], [asha, lata])


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_day_that_the_lawyer_ticked_off_does_not_come_to_her_from_a_companion(
    legal_case: LegalCase, asha: User, lata: User, head: User, by_hand: bool
) -> None:
    a_closure(legal_case, lata, hearing_on=timezone.localdate() + timedelta(days=18))
    if by_hand:
        complete_duty(Duty.objects.open().get(rule=CLOSURE_HEARING, owner=lata), by=lata)

    hand_over_legal_cases(asha, to=lata, by=head)

    assert who_goes(legal_case) == ([] if by_hand else [lata])
