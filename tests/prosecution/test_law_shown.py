"""Which law a page shows: of the right country, by the code of its day, in words that stay."""

from datetime import date

from rihai.accounts.models import User
from rihai.prosecution.models import LegalCase
from tests.conftest import SignedIn
from tests.prosecution.builders import text_of
from tests.prosecution.test_accused import accuse, remanded


def test_a_remand_before_the_new_code_is_shown_by_the_code_of_its_day(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    remanded(accuse(legal_case, asha), asha, date(2024, 5, 1))

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    assert "CrPC 167(2)(a)(ii)" in page
    assert "BNSS 187" not in page
