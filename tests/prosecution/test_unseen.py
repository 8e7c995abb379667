"""Whoever may not see is told that, and never that there is nothing: else it would be recorded a second time."""

import pytest
from django.urls import reverse

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalPart
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.claiming import a_claim

UNSEEN = "You see none of this"
NOTHING_CLAIMED = "Nothing is claimed in this legal case yet"
PAGES = [
    ("prosecution:case_legal", "No legal case yet"),
    ("prosecution:claim_case", "Nothing is claimed yet"),
    ("offences:evidence_list", "No evidence yet"),
]


@pytest.mark.parametrize(("page", "nothing"), PAGES)
def test_director_and_supervisor_are_told_that_they_see_none_of_it(
    case: Case, legal_case: LegalCase, asha: User, dolly: User, bina: User, signed_in: SignedIn, page: str, nothing: str
) -> None:
    a_claim(asha, case)
    a_thing(case, asha)

    for reader in (dolly, bina):
        text = signed_in(reader).get(reverse(page, args=[case.uid])).content.decode()
        assert (UNSEEN in text, nothing in text) == (True, False)


@pytest.mark.parametrize(("page", "nothing"), PAGES)
def test_whoever_works_with_the_survivor_reads_that_there_is_nothing_yet(
    case: Case, asha: User, signed_in: SignedIn, page: str, nothing: str
) -> None:
    text = signed_in(asha).get(reverse(page, args=[case.uid])).content.decode()

    assert (UNSEEN in text, nothing in text) == (False, True)


def test_a_companion_of_another_survivor_never_reads_that_nothing_is_claimed(
    case: Case, legal_case: LegalCase, asha: User, ravi: User, lata: User, signed_in: SignedIn
) -> None:
    actions.add_survivor(legal_case, case=builders.a_case(asha, 16), by=asha)
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    a_claim(asha, case, legal_case=legal_case)

    text = text_of(signed_in(ravi), "legal_case_detail", legal_case.uid)

    assert NOTHING_CLAIMED not in text
    assert "You see only what is claimed for survivors whose case you work on." in text


def test_her_lawyer_and_her_companion_read_that_nothing_is_claimed(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    for reader in (asha, lata):
        assert NOTHING_CLAIMED in text_of(signed_in(reader), "legal_case_detail", legal_case.uid)
