"""Protections of claims: nothing without the wish, few learn of one, no figure tells of single people."""

from tests.mutation.protection import Protection

TESTS = "tests/prosecution/test_claims.py::"
SHARED = "tests/prosecution/test_claims_shared.py::"
CLAIMING: tuple[Protection, ...] = (
    Protection(
        "nothing is filed without the survivor's wish",
        "rihai/prosecution/claim_rules.py",
        old="    if wish is None or wish.wish != W.WANTS:\n",
        new="    if wish is None:\n",
        tests=(TESTS + "test_against_the_wish_of_a_child_no_guardian_files",),
    ),
    Protection(
        "for a child nothing is filed until somebody who may has agreed",
        "rihai/prosecution/claim_rules.py",
        old=" and wish.guardian not in SPOKEN_FOR:",
        new=" and wish.guardian == G.REFUSES:",
        tests=(TESTS + "test_for_a_child_nothing_is_filed_until_somebody_who_may_has_agreed",),
    ),
    Protection(
        "nobody but the survivor ends a claim",
        "rihai/prosecution/actions/claims.py",
        old="frozenset({ClaimStatus.ASKED, ClaimStatus.WITHDRAWN})",
        new="frozenset({ClaimStatus.ASKED})",
        tests=(TESTS + "test_a_filed_claim_ends_when_the_wish_ends_and_nobody_else_ends_it",),
    ),
    Protection(
        "money that came says where it went",
        "rihai/prosecution/actions/claims.py",
        old="facts.kind == ClaimMoney.Kind.CREDITED and not facts.account:",
        new="False:",
        tests=(TESTS + "test_money_says_where_it_went_and_the_page_is_loud_where_somebody_else_decides",),
    ),
    Protection(
        "whoever accompanies another survivor learns of no claim of this one",
        "rihai/prosecution/rights/grants.py",
        old="    if part.is_lawyer:\n        for claim in",
        new="    if True:\n        for claim in",
        tests=(SHARED + "test_the_lawyers_of_the_legal_case_see_the_claim_and_other_companions_do_not",),
    ),
    Protection(
        "a lawyer claims for nobody whom her legal case is not about",
        "rihai/prosecution/permissions.py",
        old="    return is_about and (can_open_legal_case(",
        new="    return (can_open_legal_case(",
        tests=(SHARED + "test_a_lawyer_begins_a_claim_through_the_legal_case_only",),
    ),
    Protection(
        "no two counts of a funnel tell of few together",
        "rihai/prosecution/funnel.py",
        old="combinations(range(len(reached)), 2)",
        new="zip(range(len(reached)), range(1, len(reached)))",
        tests=("tests/prosecution/test_funnel.py::test_who_sees_figures_only_sees_no_small_count_and_works_none_out",),
    ),
    Protection(
        "who sees no exact counts gets no slice of the claims, whatever the address asks for",
        "rihai/prosecution/selectors/funnel.py",
        old="wanted = wanted if is_exact else Wanted(wanted.whole_house)",
        new="wanted = wanted",
        tests=(
            "tests/prosecution/test_funnel.py"
            "::test_slices_that_subtract_to_one_claim_are_cut_only_for_who_sees_exact_counts",
        ),
    ),
    Protection(
        "no days are told beside a count that is hidden",
        "rihai/prosecution/funnel.py",
        old="if is_between_shown else (None, None)",
        new="if rank else (None, None)",
        tests=(
            "tests/prosecution/test_funnel.py"
            "::test_days_are_told_only_between_counts_that_are_shown_and_never_over_how_many",
        ),
    ),
    Protection(
        "the house's claims are counted for whoever sees its figures only",
        "rihai/prosecution/selectors/funnel.py",
        old="rows = rows if can_see_house(user) else rows.none()",
        new="rows = rows",
        tests=("tests/prosecution/test_funnel.py::test_each_sees_her_own_and_the_house_only_who_sees_its_figures",),
    ),
    Protection(
        "a sum of money that mostly is one person's is hidden from who sees figures only",
        "rihai/disclosure/money.py",
        old=" or max(amounts) > LARGEST_SHARE * total",
        new="",
        tests=("tests/prosecution/test_funnel.py::test_no_sum_is_shown_that_is_mostly_the_award_of_one",),
    ),
    Protection(
        "one award more does not show in a sum of money",
        "rihai/disclosure/money.py",
        old="return rounded(total, step_of(amounts)) or None",
        new="return total",
        tests=("tests/prosecution/test_funnel.py::test_one_award_more_does_not_show_in_the_sum_of_money",),
    ),
    Protection(
        "more money than was ordered counts only once somebody says that it is right",
        "rihai/prosecution/actions/claims.py",
        old="_is_final(facts) and not facts.is_more",
        new="False and not facts.is_more",
        tests=(
            "tests/prosecution/test_claims.py::test_more_than_was_ordered_comes_only_from_whoever_says_that_it_is_right",
        ),
    ),
    Protection(
        "a survivor's sheet quotes only law that a lawyer has confirmed",
        "rihai/prosecution/views/claim_sheet.py",
        old=" if read.may_quote(due.clock)",
        new="",
        tests=(
            "tests/prosecution/test_views_claims.py::"
            "test_the_sheet_bears_no_name_and_of_the_law_only_what_is_confirmed",
        ),
    ),
)
