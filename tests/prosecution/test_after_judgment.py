"""After a judgment: who looks at an appeal that went against the survivor, and what is asked no longer."""

from datetime import date

import pytest

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.models import AccusedLink, Appeal, LegalCase
from rihai.prosecution.owing.court_duties import APPEAL_LOST
from rihai.prosecution.selectors.court import court_page
from tests.prosecution.test_checks import a_check
from tests.prosecution.test_court import ACQUITTED, CONVICTED, a_judgment, a_sheet, an_accused, an_appeal


@pytest.fixture
def link(legal_case: LegalCase, asha: User) -> AccusedLink:
    return an_accused(legal_case, asha)


@pytest.mark.parametrize(
    ("side", "given", "outcome", "is_owed"),
    [
        (Appeal.Side.ACCUSED, CONVICTED, Appeal.Outcome.ACQUITTED, True),
        (Appeal.Side.VICTIM, ACQUITTED, Appeal.Outcome.UPHELD, True),
        (Appeal.Side.ACCUSED, CONVICTED, Appeal.Outcome.UPHELD, False),
        (Appeal.Side.VICTIM, ACQUITTED, Appeal.Outcome.CONVICTED, False),
    ],
)
def test_an_appeal_that_went_against_her_is_looked_at_by_a_lawyer_until_it_is_withdrawn(
    legal_case: LegalCase, asha: User, lata: User, link: AccusedLink, side: Appeal.Side, given: str,
    outcome: Appeal.Outcome, is_owed: bool,
) -> None:  # fmt: skip
    appeal = an_appeal(a_judgment(legal_case, asha, link, outcome=given), asha, side)

    actions.record_appeal_outcome(appeal, outcome=outcome, on=date(2026, 11, 20), by=asha)
    between = list(Duty.objects.open().filter(rule=APPEAL_LOST).values_list("owner", flat=True))
    actions.withdraw_appeal(appeal, reason="Of another case", by=lata)

    assert between == ([lata.pk] if is_owed else [])
    assert not Duty.objects.open().filter(rule=APPEAL_LOST).exists()


def test_after_the_judgment_nobody_asks_whether_to_alter_the_charge(
    legal_case: LegalCase, asha: User, lata: User, link: AccusedLink
) -> None:
    a_check(legal_case, lata)
    a_sheet(legal_case, asha, "itpa-6")
    before = court_page(legal_case, lata, is_lawyer=True).missing

    a_judgment(legal_case, asha, link)

    legal_case.refresh_from_db()
    assert before is not None
    assert court_page(legal_case, lata, is_lawyer=True).missing is None
