"""Claims: nothing without the survivor's wish, every state with its day, money that is counted once, nobody forgets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.prosecution import actions
from rihai.prosecution.facts.claim_facts import ClaimFacts
from rihai.prosecution.law.schemes import schemes
from rihai.prosecution.models import Claim, ClaimMoney, ClaimStep, ClaimWish
from rihai.prosecution.selectors.claims import claim_page, claims_listed
from rihai.prosecution.workflow import ClaimStatus as S
from tests.prosecution import builders
from tests.prosecution.claiming import DAY, A, G, W, a_claim, a_wish, latest_of, move, owed, pay


@pytest.fixture
def claim(asha: User, case: Case) -> Claim:
    """Asked for under the national scheme, for a girl of fifteen."""
    return a_claim(asha, case)


def test_a_claim_begins_with_telling_and_goes_on_with_the_wish(claim: Claim) -> None:
    assert [one.status for one in claim.steps.all()] == [S.TOLD, S.ASKED]
    assert (claim.status, claim.since) == (S.ASKED, DAY)
    assert claim.legal_case is None


@pytest.mark.parametrize(("wish", "status"), [(W.LATER, S.TOLD), (W.NO, S.WITHDRAWN)])
def test_whoever_does_not_wish_it_is_not_hurried(asha: User, case: Case, wish: ClaimWish.Wish, status: S) -> None:
    claim = a_claim(asha, case, wish=a_wish(asha, wish))

    assert claim.status == status
    with pytest.raises((NotPossible, StepNotAllowed)):
        move(claim, S.FILED, asha)


@pytest.mark.parametrize("guardian", [G.NOT_NEEDED, G.REFUSES, G.NOBODY])
def test_for_a_child_nothing_is_filed_until_somebody_who_may_has_agreed(
    asha: User, case: Case, guardian: ClaimWish.Guardian
) -> None:
    claim = a_claim(asha, case, wish=a_wish(asha, guardian=guardian))
    with pytest.raises(NotPossible):
        move(claim, S.FILED, asha)

    actions.record_claim_wish(claim, facts=a_wish(asha, guardian=G.APPOINTED), by=asha)

    assert move(claim, S.FILED, asha).status == S.FILED


def test_against_the_wish_of_a_child_no_guardian_files(asha: User, case: Case, claim: Claim) -> None:
    actions.record_claim_wish(claim, facts=a_wish(asha, W.LATER, G.AGREES), by=asha)

    with pytest.raises(NotPossible):
        move(claim, S.FILED, asha)


def test_a_grown_up_needs_nobody(asha: User) -> None:
    claim = a_claim(asha, builders.a_case(asha, 30), wish=a_wish(asha, guardian=G.NOT_NEEDED))

    assert move(claim, S.FILED, asha).status == S.FILED


def test_a_filed_claim_ends_when_the_wish_ends_and_nobody_else_ends_it(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    with pytest.raises(NotPossible):
        move(claim, S.WITHDRAWN, asha)

    actions.record_claim_wish(claim, facts=a_wish(asha, W.NO), by=asha)

    claim.refresh_from_db()
    assert claim.status == S.WITHDRAWN
    assert owed(claim) == []


def test_from_told_to_credited_every_state_keeps_its_day(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha, days=10, amount=700_000)
    move(claim, S.HEARD, asha, days=50)
    move(claim, S.ORDERED, asha, days=90, amount=400_000)
    pay(claim, 100_000, asha)
    pay(claim, 300_000, asha, is_last=True)

    page = claim_page(claim, asha)
    assert claim.status == S.CREDITED
    assert [one.on.day for one in claim.steps.filter(status=S.HEARD)] == [(DAY + timedelta(days=50)).day]
    assert (page.sums.asked, page.sums.ordered, page.sums.credited) == (700_000, 400_000, 400_000)
    assert (page.sums.is_less, page.sums.missing) == (True, 0)
    assert not page.sums.with_more(300_000).is_less
    assert owed(claim) == []


def test_relief_in_the_meantime_is_a_line_of_its_own_and_moves_nothing(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)

    pay(claim, 10_000, asha, is_interim=True)

    page = claim_page(claim, asha)
    assert claim.status == S.FILED
    assert (page.interim.credited, page.sums.credited) == (10_000, None)


def test_an_instalment_before_any_order_is_asked_back(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)

    with pytest.raises(NotPossible, match="order first"):
        pay(claim, 10_000, asha)


def test_money_says_where_it_went_and_the_page_is_loud_where_somebody_else_decides(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    move(claim, S.ORDERED, asha, amount=100_000)
    with pytest.raises(NotPossible):
        pay(claim, 100_000, asha, account="")

    pay(claim, 100_000, asha, account=A.NOT_CONTROLLED)

    assert claim_page(claim, asha).not_in_her_hands


def test_no_column_could_hold_the_number_of_an_account() -> None:
    assert {one.name for one in ClaimMoney._meta.get_fields()} == {
        "uid", "claim", "step", "kind", "amount", "on", "is_interim", "account", "free_on", "recorded_at",
        "recorded_by", "struck_at", "struck_by",
    }  # fmt: skip


def test_a_refusal_has_its_ground_and_is_appealed(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    with pytest.raises(NotPossible):
        move(claim, S.REFUSED, asha)

    move(claim, S.REFUSED, asha, ground=ClaimStep.Ground.NO_FIR)
    assert [one.rule for one in owed(claim)] == ["claim.refused"]

    assert move(claim, S.APPEALED, asha).status == S.APPEALED


def test_each_state_owes_one_duty_to_whoever_accompanies_the_survivor(asha: User, claim: Claim) -> None:
    assert [(one.rule, one.owner) for one in owed(claim)] == [("claim.asked", asha)]

    move(claim, S.FILED, asha)

    assert [(one.rule, one.owner) for one in owed(claim)] == [("claim.filed", asha)]


def test_the_day_of_the_law_comes_before_our_own_period(asha: User, case: Case) -> None:
    of_the_law = a_claim(asha, case, "manodhairya")
    ours = a_claim(asha, case, "ration")

    move(of_the_law, S.FILED, asha)
    move(ours, S.FILED, asha)

    assert (of_the_law.law_due_on, ours.law_due_on) == (DAY + timedelta(days=7), None)
    assert timezone.localdate(owed(of_the_law)[0].due_at) == DAY + timedelta(days=7)
    assert timezone.localdate(owed(ours)[0].due_at) == DAY + timedelta(days=60)


def test_a_claim_that_waits_too_long_is_loud_and_stands_first(asha: User, case: Case) -> None:
    today = timezone.localdate()
    new = a_claim(asha, case, "ration", wish=a_wish(asha, on=today))
    old = a_claim(asha, case, "manodhairya")
    move(old, S.FILED, asha)

    listed = list(claims_listed(asha))

    assert listed == [old, new]
    assert (claim_page(old, asha).aged.is_past_law, claim_page(old, asha).aged.is_late) == (True, True)
    assert (claim_page(new, asha).aged.is_late, claim_page(new, asha).aged.days) == (False, 0)


def test_a_courts_refusal_has_the_clock_of_the_victims_appeal(asha: User, case: Case) -> None:
    claim = a_claim(asha, case, "court_order")
    move(claim, S.FILED, asha)

    move(claim, S.REFUSED, asha, ground=ClaimStep.Ground.NONE)

    assert claim.law_due_on is not None
    assert claim.law_due_on <= DAY + timedelta(days=30)


def test_a_step_by_a_slip_is_struck_out_with_its_money_and_stays_readable(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha, amount=500_000)

    actions.strike_claim_step(latest_of(claim), by=asha)

    claim.refresh_from_db()
    page = claim_page(claim, asha)
    assert (claim.status, page.sums.asked) == (S.ASKED, None)
    assert claim.steps.filter(status=S.FILED, struck_at__isnull=False).exists()
    assert len(page.money) == 1
    assert [one.rule for one in owed(claim)] == ["claim.asked"]


def test_the_telling_itself_is_not_struck_out(asha: User, case: Case) -> None:
    claim = a_claim(asha, case, wish=a_wish(asha, W.LATER))

    with pytest.raises(NotPossible):
        actions.strike_claim_step(latest_of(claim), by=asha)


def test_an_old_page_strikes_no_step_of_a_colleague(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    on_the_page = latest_of(claim)
    move(claim, S.HEARD, asha)

    with pytest.raises(NotPossible, match="not the latest step"):
        actions.strike_claim_step(on_the_page, by=asha)

    assert latest_of(claim).status == S.HEARD


def test_a_wrong_amount_is_struck_out_and_counts_nowhere(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    money = pay(claim, 5_000, asha, is_interim=True)

    actions.strike_money(money, by=asha)

    assert claim_page(claim, asha).interim.credited is None


def test_without_the_money_that_came_it_is_owed_again(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    move(claim, S.ORDERED, asha, amount=9_000)
    first, last = pay(claim, 5_000, asha), pay(claim, 4_000, asha, is_last=True)

    stood = []
    for money in (last, first):
        actions.strike_money(money, by=asha)
        claim.refresh_from_db()
        stood.append((claim.status, [one.rule for one in owed(claim)]))

    assert stood == [(S.PARTLY, ["claim.partly"]), (S.ORDERED, ["claim.ordered"])]


def test_what_another_instalment_brought_too_stays(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    move(claim, S.ORDERED, asha, amount=9_000)
    wrong = pay(claim, 5_000, asha)
    pay(claim, 3_000, asha)

    actions.strike_money(wrong, by=asha)

    claim.refresh_from_db()
    assert claim.status == S.PARTLY


def test_what_was_ordered_and_has_come_is_credited_and_nothing_more_is_owed(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    move(claim, S.ORDERED, asha, amount=9_000)

    pay(claim, 5_000, asha)
    assert claim.status == S.PARTLY
    pay(claim, 4_000, asha)

    assert (claim.status, owed(claim)) == (S.CREDITED, [])


def test_more_than_was_ordered_comes_only_from_whoever_says_that_it_is_right(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    move(claim, S.ORDERED, asha, amount=300_000)

    with pytest.raises(NotPossible, match="Count the zeros"):
        pay(claim, 3_000_000, asha)
    pay(claim, 300_500, asha, is_more=True)

    assert (claim.status, claim_page(claim, asha).sums.credited) == (S.CREDITED, 300_500)


def test_without_an_early_instalment_the_rest_is_owed_again_and_the_later_one_stays(asha: User, claim: Claim) -> None:
    move(claim, S.FILED, asha)
    move(claim, S.ORDERED, asha, amount=9_000)
    early, later = pay(claim, 5_000, asha), pay(claim, 4_000, asha)

    actions.strike_money(early, by=asha)

    claim.refresh_from_db()
    later.refresh_from_db()
    assert (claim.status, [one.rule for one in owed(claim)]) == (S.PARTLY, ["claim.partly"])
    assert (later.struck_at, claim_page(claim, asha).sums.missing) == (None, 5_000)


@pytest.mark.parametrize("understood", ["no", "unknown"])
def test_nothing_is_filed_that_was_not_understood(asha: User, case: Case, understood: str) -> None:
    claim = a_claim(asha, case, wish=a_wish(asha, has_understood=understood))

    with pytest.raises(NotPossible, match="understood"):
        move(claim, S.FILED, asha)


def test_a_day_before_the_step_before_is_asked_back(asha: User, claim: Claim) -> None:
    with pytest.raises(NotPossible):
        move(claim, S.FILED, asha, days=-1)


def test_the_same_scheme_is_not_claimed_twice_at_once(asha: User, case: Case, claim: Claim) -> None:
    with pytest.raises(NotPossible):
        a_claim(asha, case)


def test_another_scheme_has_a_name_of_its_own_and_it_is_sealed(asha: User, case: Case) -> None:
    with pytest.raises(NotPossible):
        a_claim(asha, case, "other")

    claim = actions.begin_claim(case=case, facts=ClaimFacts("other", "Girls of the Hills"), wish=a_wish(asha), by=asha)

    assert "Girls" not in str(Claim.objects.get(pk=claim.pk).scheme_name)
    assert claim_page(claim, asha).scheme_name == "Girls of the Hills"


def test_words_beside_the_rows_are_sealed_and_stay_each_with_its_row(asha: User, case: Case) -> None:
    claim = a_claim(asha, case, wish=a_wish(asha, words="For school"))
    move(claim, S.FILED, asha, text="Number 7/2026")

    words = [one.words for one in claim_page(claim, asha).happened if one.words]

    assert sorted(words) == ["For school", "Number 7/2026"]
    assert "school" not in str(Claim.objects.get(pk=claim.pk).remarks)


def test_every_scheme_of_the_law_that_pays_can_be_claimed_and_ours_bear_no_amounts() -> None:
    codes = schemes()

    assert {"nalsa", "bonded-labour", "pocso-r9", "state", "court_order", "health_insurance", "other"} <= set(codes)
    assert "cvcf" not in codes
    assert not [one for one in codes.values() if not one.is_law and any(char.isdigit() for char in str(one.label))]
