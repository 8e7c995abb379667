"""What a paper says of the law: provision and punishment by the code of the case, and no advice to a lawyer."""

from datetime import date

import pytest

from rihai.accounts.models import User
from rihai.law.clocks_data import Clock
from rihai.law.entries import Remedy
from rihai.law.loading import law_of
from rihai.prosecution import actions
from rihai.prosecution.papers import load_papers, says
from rihai.prosecution.procedure import code_of
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.test_checks import FACTS

LAW = law_of()
BEFORE, AFTER = date(2024, 3, 6), date(2026, 3, 6)
# What was done before the change of codes, so that its day says nothing of the procedure.
OLD_FACTS = {key: value for key, value in FACTS.items() if not key.startswith("offence")}


@pytest.mark.parametrize("told", sorted({one for paper in load_papers().values() for one in paper.needs}))
def test_no_paper_tells_the_other_side_what_a_lawyer_means_to_do(told: str) -> None:
    entry = LAW.entry(told)
    assert isinstance(entry, Remedy | Clock)

    text = says(entry)

    steps = (*entry.steps, entry.forum) if isinstance(entry, Remedy) else ()
    assert not [one for one in steps if one in text]
    assert entry.provision in text


def test_a_section_stands_there_with_its_punishment() -> None:
    assert says(LAW.provisions["ipc-370-4"]).endswith("Punishment: RI 10 yrs-life + fine")


@pytest.mark.parametrize(
    ("filed_on", "told", "code"),
    [
        (BEFORE, {}, "CrPC"),
        (AFTER, {}, "BNSS"),
        (None, {}, None),
        (None, {"procedure_code": "CrPC"}, "CrPC"),
        (AFTER, {"procedure_code": "CrPC"}, None),
        (None, {"no such fact": 1}, None),
    ],
)
def test_the_day_of_the_fir_decides_the_procedure_code(
    asha: User, filed_on: date | None, told: dict[str, str], code: str | None
) -> None:
    assert code_of(builders.a_legal_case(asha, filed_on=filed_on), told) == code


@pytest.mark.parametrize(
    ("filed_on", "said", "marks"),
    [
        (BEFORE, "it goes on under the CrPC", True),
        (AFTER, "This goes under the BNSS", False),
        (None, "Nobody has written down which code", False),
    ],
)
def test_a_check_says_which_code_counts_and_what_names_the_other_only(
    asha: User, lata: User, signed_in: SignedIn, filed_on: date | None, said: str, marks: bool
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",), filed_on=filed_on)
    check = actions.check_sections(legal_case, facts=OLD_FACTS, by=lata)

    page = text_of(signed_in(lata), "check_detail", check.uid)

    assert said in page
    assert ("What stands in the CrPC is not in the data" in page) == marks
