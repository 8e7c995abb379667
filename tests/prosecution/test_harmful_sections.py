"""A section on the paper that is turned against whoever was trafficked is marked for everybody who works on it."""

import pytest

from rihai.accounts.models import User
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import text_of

MARK = "May harm the survivor: ask the lawyer"


@pytest.mark.parametrize(("section", "times"), [("itpa-8", 1), ("itpa-4", 1), ("bns-143-4", 0)])
def test_companion_and_lawyer_see_which_section_may_harm_her(
    asha: User, lata: User, signed_in: SignedIn, section: str, times: int
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=(section,))

    for reader in (asha, lata):
        assert text_of(signed_in(reader), "legal_case_detail", legal_case.uid).count(MARK) == times
