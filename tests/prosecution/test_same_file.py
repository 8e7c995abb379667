"""One file that is used twice in a legal case is one proof and not two: it is said to those who may open both."""

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalPart
from tests import factories
from tests.conftest import SignedIn
from tests.offences.evidence import a_file, a_thing
from tests.prosecution import builders
from tests.prosecution.builders import text_of


def test_one_file_that_is_used_twice_is_said_to_lawyer_and_companion(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    first, again = (a_file(signed_in(asha), case) for _number in range(2))
    for item in (first, again, a_thing(case, asha)):
        actions.use_evidence(legal_case, item=item, by=asha)

    pages = [text_of(signed_in(one), "legal_evidence", legal_case.uid) for one in (asha, lata)]

    assert [page.count("The very same file as") for page in pages] == [2, 2]
    assert all(f"The very same file as {one.reference}" in page for page in pages for one in (first, again))


def test_of_the_evidence_of_another_survivor_a_companion_learns_not_even_that_it_is_the_same(
    legal_case: LegalCase, case: Case, asha: User, lata: User, organisation: Agency, signed_in: SignedIn
) -> None:
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=organisation)
    hers = builders.a_case(esha, 16)
    actions.add_part(legal_case, user=esha, part=LegalPart.Part.ACCOMPANIES, by=lata)
    actions.add_survivor(legal_case, case=hers, by=esha)
    for item in (a_file(signed_in(asha), case), theirs := a_file(signed_in(esha), hers)):
        actions.use_evidence(legal_case, item=item, by=item.recorded_by)

    page = text_of(signed_in(asha), "legal_evidence", legal_case.uid)

    assert theirs.reference not in page
    assert "very same file" not in page
