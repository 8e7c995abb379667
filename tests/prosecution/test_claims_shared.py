"""Who knows of a claim, who moves it, and to whom what is owed goes on."""

import pytest

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Refused
from rihai.cases.actions import add_participant, assign_case_owner
from rihai.cases.models import Case, Participant
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.models import Claim, LegalCase, LegalPart
from rihai.prosecution.selectors.claims import claim_page
from rihai.prosecution.workers import pass_on_left_claims
from rihai.prosecution.workflow import ClaimStatus as S
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.claiming import a_claim, move, owed


@pytest.fixture
def claim(asha: User, case: Case) -> Claim:
    """Asked for under the national scheme, for a girl of fifteen."""
    return a_claim(asha, case)


def test_the_lawyers_of_the_legal_case_see_the_claim_and_other_companions_do_not(
    asha: User, ravi: User, lata: User, vijay: User, case: Case, legal_case: LegalCase
) -> None:
    claim = a_claim(asha, case, legal_case=legal_case)
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)

    assert {one for one in (asha, lata, vijay, ravi) if claim in Claim.objects.visible_to(one)} == {asha, lata, vijay}
    assert claim_page(claim, lata).wish is not None

    actions.end_part(legal_case.parts.get(user=vijay, left_at=None), by=lata)
    assert claim not in Claim.objects.visible_to(vijay)


def test_a_claim_without_a_legal_case_is_not_the_lawyers(claim: Claim, legal_case: LegalCase, lata: User) -> None:
    assert claim not in Claim.objects.visible_to(lata)


def test_a_claim_that_came_before_the_fir_is_joined_to_the_legal_case_and_loosed_again(
    asha: User, lata: User, claim: Claim, legal_case: LegalCase
) -> None:
    actions.attach_claim(claim, legal_case=legal_case, by=asha)
    assert claim in Claim.objects.visible_to(lata)

    actions.attach_claim(claim, legal_case=None, by=asha)

    assert claim not in Claim.objects.visible_to(lata)
    assert claim in Claim.objects.visible_to(asha)


def test_a_claim_is_joined_to_no_legal_case_of_somebody_else(asha: User, claim: Claim) -> None:
    with pytest.raises(Refused):
        actions.attach_claim(claim, legal_case=builders.a_legal_case(asha), by=asha)


def test_a_lawyer_begins_a_claim_through_the_legal_case_only(
    lata: User, asha: User, case: Case, legal_case: LegalCase
) -> None:
    with pytest.raises(Refused):
        a_claim(lata, case)
    with pytest.raises(Refused):
        a_claim(lata, builders.a_case(asha), legal_case=legal_case)

    assert move(a_claim(lata, case, legal_case=legal_case), S.FILED, lata).status == S.FILED


def test_what_is_owed_follows_whoever_works_with_the_survivor(asha: User, bina: User, case: Case) -> None:
    heir = factories.a_user("meena", Role.CASEWORKER, organisation=asha.organisation)
    claim = a_claim(asha, case)
    assert pass_on_left_claims() == 0

    assign_case_owner(case, to=heir, by=bina)
    assert [pass_on_left_claims(), pass_on_left_claims()] == [1, 0]

    assert [one.owner for one in owed(claim)] == [heir]


def test_what_a_colleague_was_given_by_hand_stays_there(asha: User, case: Case, claim: Claim) -> None:
    listed = factories.a_user("meena", Role.CASEWORKER, organisation=asha.organisation)
    add_participant(case, part=Participant.Part.CASEWORKER, user=listed, by=asha)
    Duty.objects.filter(subject_uid=claim.pk).update(owner=listed)

    assert pass_on_left_claims() == 0
    assert {one.owner for one in owed(claim)} == {listed}


@pytest.mark.parametrize("who", ["chand", "bina"])
def test_nobody_else_begins_or_moves_a_claim(
    request: pytest.FixtureRequest, claim: Claim, case: Case, who: str
) -> None:
    stranger = request.getfixturevalue(who)

    assert claim not in Claim.objects.visible_to(stranger)
    with pytest.raises(Refused):
        a_claim(stranger, case, "ration")


def test_a_lawyer_from_outside_reads_no_list_of_staff_when_a_wish_is_written_down(
    asha: User, bina: User, lata: User, vijay: User, case: Case, legal_case: LegalCase, signed_in: SignedIn
) -> None:
    claim = a_claim(asha, case, legal_case=legal_case)
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)

    pages = {one: text_of(signed_in(one), "claim_wish", claim.uid) for one in (lata, vijay)}
    offered = {one: page.partition('name="teller"')[2] for one, page in pages.items()}

    assert bina.display_name in offered[lata]
    assert bina.display_name not in offered[vijay]
    assert all(one.display_name in offered[vijay] for one in (asha, vijay))
