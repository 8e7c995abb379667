"""How far claims come: each counts once at every stage, small counts stay hidden, money ordered against credited."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.disclosure.policy import SUPPRESSION_THRESHOLD
from rihai.prosecution import actions
from rihai.prosecution.claim_rules import STAGES
from rihai.prosecution.forms.funnel import FunnelForm
from rihai.prosecution.funnel import Funnel, Path, funnel_of
from rihai.prosecution.law.schemes import schemes
from rihai.prosecution.models import ClaimStep
from rihai.prosecution.selectors.funnel import Wanted, counted_claims, funnel, is_exact_for
from rihai.prosecution.workflow import ClaimStatus as S
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution.builders import text_of
from tests.prosecution.claiming import DAY, a_claim, a_wish, move, pay

MONEY = ("rupees_ordered", "rupees_credited", "rupees_missing")
HOUSE = Wanted(whole_house=True)


def seen(user: User, wanted: Wanted = Wanted()) -> Funnel:  # noqa: B008 - frozen
    return funnel(user, wanted, is_exact=is_exact_for(user, wanted))


def a_path(rank: int, *, days: int = 10, **money: int) -> Path:
    return Path({str(STAGES[one]): DAY + timedelta(days=days * one) for one in range(rank + 1)}, **money)


def counts(paths: list[Path], *, is_exact: bool = True) -> list[int | None]:
    return [one.count for one in funnel_of(paths, is_exact=is_exact).stages]


def test_a_claim_counts_at_every_stage_it_reached() -> None:
    assert counts([a_path(0), a_path(2), a_path(5)]) == [3, 2, 2, 1, 1, 1]


def test_what_was_refused_or_is_on_appeal_keeps_how_far_it_came() -> None:
    refused = Path({"told": DAY, "asked": DAY, "filed": DAY, "refused": DAY})
    after_an_order = Path({"told": DAY, "ordered": DAY, "appealed": DAY})

    assert counts([refused, after_an_order]) == [2, 2, 2, 1, 1, 0]


def test_a_part_of_the_money_counts_as_credited() -> None:
    assert counts([Path({"told": DAY, "ordered": DAY, "partly": DAY})])[-1] == 1


def test_days_between_stages_are_the_median_over_claims_that_have_both() -> None:
    found = funnel_of([a_path(2, days=10), a_path(2, days=30), a_path(2, days=50), a_path(0)], is_exact=True)

    filed = found.stages[2]
    assert (filed.middle, filed.measured) == (30, 3)
    assert found.stages[3].middle is None


def test_bars_are_as_long_as_their_share_and_the_longest_fills_the_drawing() -> None:
    found = funnel_of([a_path(0), a_path(0), a_path(5), a_path(5)], is_exact=True)

    assert [one.width for one in found.stages] == [found.width] + [found.width / 2] * 5


def test_nothing_is_drawn_of_nothing() -> None:
    found = funnel_of([], is_exact=True)

    assert (found.is_empty, found.is_drawn) == (True, False)


# Nine stopped: hiding the next count alone leaves one further on that tells the same.
@example([1] * 9 + [len(STAGES) - 1] * 20)
@given(st.lists(st.integers(min_value=0, max_value=len(STAGES) - 1), max_size=60))
def test_who_sees_figures_only_sees_no_small_count_and_works_none_out(ranks: list[int]) -> None:
    true = counts([a_path(rank) for rank in ranks])
    shown = counts([a_path(rank) for rank in ranks], is_exact=False)

    printed = [(at, count) for at, count in enumerate(shown) if count is not None]
    assert all(count >= SUPPRESSION_THRESHOLD and count == true[at] for at, count in printed)
    for (_before, before), (_after, after) in pairwise(printed):
        assert before == after or before - after >= SUPPRESSION_THRESHOLD


def test_days_are_told_only_between_counts_that_are_shown_and_never_over_how_many() -> None:
    one_count_hidden = funnel_of([a_path(0)] * 8 + [a_path(1)] * 22, is_exact=False)
    both_shown = funnel_of([a_path(0)] * 20 + [a_path(1)] * 22, is_exact=False)

    assert [one.count for one in one_count_hidden.stages[:2]] == [30, None]
    assert (one_count_hidden.stages[1].middle, one_count_hidden.stages[1].measured) == (None, None)
    assert (both_shown.stages[1].middle, both_shown.stages[1].measured) == (10, None)


def test_money_of_few_is_hidden_from_who_sees_figures_only() -> None:
    few = [a_path(5, ordered=400_000, credited=100_000)] * 3
    many = few * 4

    assert (funnel_of(few, is_exact=True).ordered, funnel_of(few, is_exact=False).ordered) == (1_200_000, None)
    assert funnel_of(many, is_exact=False).credited == 1_000_000


def test_one_award_more_does_not_show_in_the_sum_of_money() -> None:
    before = [a_path(4, ordered=300_000 + 5_000 * one) for one in range(10)]
    after = [*before, a_path(4, ordered=777_777)]

    shown = [funnel_of(paths, is_exact=False).ordered for paths in (before, after)]

    assert shown == [3_000_000, 4_000_000]
    assert [funnel_of(paths, is_exact=True).ordered for paths in (before, after)] == [3_225_000, 4_002_777]


def test_no_sum_is_shown_that_is_mostly_the_award_of_one() -> None:
    alike = [a_path(4, ordered=500_000)] * 10
    one_large = [*alike, a_path(4, ordered=2_500_000)]

    found = funnel_of(one_large, is_exact=False)

    assert funnel_of(alike, is_exact=False).ordered == 5_000_000
    assert (found.ordered, found.has_hidden) == (None, True)


def test_more_in_one_claim_does_not_hide_what_is_missing_in_another() -> None:
    found = funnel_of(
        [a_path(5, ordered=300_000, credited=600_000), a_path(4, ordered=300_000)],
        is_exact=True,
    )

    assert (found.ordered, found.credited, found.missing) == (600_000, 600_000, 300_000)


@pytest.mark.django_db
def test_the_funnel_moves_with_the_claim_and_forgets_what_was_struck_out(asha: User, case: Case) -> None:
    claim = a_claim(asha, case)
    assert [one.count for one in seen(asha).stages] == [1, 1, 0, 0, 0, 0]

    move(claim, S.FILED, asha)
    move(claim, S.ORDERED, asha, amount=400_000)
    money = pay(claim, 100_000, asha)
    found = seen(asha)
    assert [one.count for one in found.stages] == [1, 1, 1, 1, 1, 1]
    assert (found.ordered, found.credited) == (400_000, 100_000)

    actions.strike_money(money, by=asha)
    found = seen(asha)
    assert [one.count for one in found.stages] == [1, 1, 1, 1, 1, 0]
    assert found.credited == 0


@pytest.mark.django_db
def test_year_and_scheme_choose_and_mistakes_count_nowhere(asha: User, case: Case) -> None:
    a_claim(asha, case, wish=a_wish(asha, on=date(2025, 5, 1)))
    a_claim(asha, case, "ration")
    move(a_claim(asha, case, "housing"), S.MISTAKE, asha)

    def told(wanted: Wanted) -> int | None:
        return seen(asha, wanted).total

    assert told(Wanted()) == 2
    assert (told(Wanted(year=2025)), told(Wanted(scheme="ration")), told(Wanted(scheme="housing"))) == (1, 1, 0)


@pytest.mark.django_db
def test_each_sees_her_own_and_the_house_only_who_sees_its_figures(
    asha: User, dolly: User, organisation: Agency, case: Case, chand: User
) -> None:
    researcher = factories.a_user("rima", Role.RESEARCHER, organisation=organisation)
    for scheme in ("nalsa", "ration"):
        a_claim(asha, case, scheme)

    assert (seen(asha).total, seen(chand).total) == (2, 0)
    assert not counted_claims(asha, HOUSE).exists()
    assert seen(dolly, HOUSE).total == 2
    assert seen(researcher, HOUSE).total is None


@pytest.mark.django_db
def test_slices_that_subtract_to_one_claim_are_cut_only_for_who_sees_exact_counts(
    asha: User, dolly: User, organisation: Agency, case: Case, signed_in: SignedIn
) -> None:
    researcher = factories.a_user("rima", Role.RESEARCHER, organisation=organisation)
    for scheme in sorted(schemes())[:SUPPRESSION_THRESHOLD]:
        a_claim(asha, case, scheme)
    a_claim(asha, case, "nalsa", wish=a_wish(asha, on=date(2025, 5, 1)))
    slice_wanted = {"whose": "house", "year": "2026"}

    page = signed_in(researcher).get(reverse("prosecution:claim_funnel"), slice_wanted).content.decode()
    rows = signed_in(dolly).get(reverse("prosecution:claim_funnel_file"), slice_wanted).content.decode().splitlines()

    assert [seen(researcher, Wanted(True, year=one)).total for one in (2026, None)] == [SUPPRESSION_THRESHOLD + 1] * 2
    assert seen(dolly, Wanted(True, year=2026)).total == SUPPRESSION_THRESHOLD
    assert 'name="scheme"' not in page
    assert 'name="year"' not in page
    assert "All years and schemes are counted together" in page
    assert rows[1].startswith(f"told,{SUPPRESSION_THRESHOLD + 1},")


@pytest.mark.django_db
def test_every_scheme_can_be_chosen_whether_or_not_there_is_a_claim(dolly: User) -> None:
    offered = FunnelForm({"whose": "house"}, user=dolly).fields["scheme"].choices  # type: ignore[attr-defined]  # a choice field

    assert {code for code, _label in offered} == {"", *schemes()}


@pytest.mark.django_db
def test_the_file_holds_what_the_page_shows(asha: User, case: Case, signed_in: SignedIn) -> None:
    a_claim(asha, case)
    client = signed_in(asha)

    rows = text_of(client, "claim_funnel_file").splitlines()

    assert rows[0].startswith("stage,claims,is_hidden")
    assert rows[1].startswith("told,1,False")
    assert [row.split(",")[0] for row in rows[1:]] == [*map(str, STAGES), *MONEY]
    assert 'role="img"' in text_of(client, "claim_funnel")


@pytest.mark.django_db
def test_the_file_of_the_house_is_fit_to_be_passed_on_and_both_looks_are_recorded(
    asha: User, dolly: User, case: Case, signed_in: SignedIn
) -> None:
    a_claim(asha, case)
    client, house = signed_in(dolly), {"whose": "house"}

    page = client.get(reverse("prosecution:claim_funnel"), house).content.decode()
    rows = client.get(reverse("prosecution:claim_funnel_file"), house).content.decode().splitlines()

    assert "hidden, not zero" not in page
    assert rows[1].startswith("told,,True")
    assert set(AuditEvent.objects.filter(verb__startswith="funnel.").values_list("verb", flat=True)) == {
        "funnel.opened",
        "funnel.exported",
    }


@pytest.mark.django_db
def test_without_claims_the_page_says_when_there_will_be_some(asha: User, signed_in: SignedIn) -> None:
    assert "No claims to count yet" in text_of(signed_in(asha), "claim_funnel")
    assert "<svg viewBox" not in text_of(signed_in(asha), "claim_funnel")
    assert not ClaimStep.objects.exists()
