"""What a paper says of the law: provision and punishment by the code of the case, and no advice to a lawyer."""

from datetime import date

import pytest

from rihai.accounts.models import User
from rihai.law.clocks_data import Clock
from rihai.law.entries import Remedy
from rihai.law.loading import law_of
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.documents.papers import load_papers, says
from rihai.prosecution.law.law_read import law_read
from rihai.prosecution.law.procedure import code_of, hindrance
from rihai.prosecution.models import SectionDecision
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.test_checks import FACTS
from tests.prosecution.test_papers import confirm, make, no_file_of_another_test, words

__all__ = ["no_file_of_another_test"]

LAW = law_of()
BEFORE, AFTER = date(2024, 3, 6), date(2026, 3, 6)
# What was done before the change of codes, so that its day says nothing of the procedure.
OLD_FACTS = {key: value for key, value in FACTS.items() if not key.startswith("offence")}


@pytest.mark.parametrize("told", sorted({one for paper in load_papers().values() for one in paper.needs}))
def test_no_paper_tells_the_other_side_what_a_lawyer_means_to_do(told: str) -> None:
    entry = LAW.entry(told)
    assert isinstance(entry, Remedy | Clock)

    text = says(entry, None)

    steps = (*entry.steps, entry.forum) if isinstance(entry, Remedy) else ()
    assert not [one for one in steps if one in text]
    assert entry.provision in text


def test_a_section_stands_there_with_its_punishment() -> None:
    assert says(LAW.provisions["ipc-370-4"], "CrPC").endswith("Punishment: RI 10 yrs-life + fine")


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
        (BEFORE, "This goes under the CrPC", True),
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


def test_no_draft_cites_a_code_that_may_not_count(asha: User, lata: User, signed_in: SignedIn) -> None:
    legal_case, why = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",)), "the date of the FIR first"
    confirm([*load_papers()["add_sections"].needs, "provision bns-143-4"])

    with pytest.raises(NotPossible, match=why):
        make(legal_case, lata, "add_sections", sections=("bns-143-4",))

    assert why in text_of(signed_in(lata), "paper_new", legal_case.uid, "add_sections")


def test_what_the_older_code_does_not_have_is_left_to_a_lawyer() -> None:
    assert "This goes on under the CrPC" in hindrance(["remedy witness-protect"], "CrPC", law_read())


@pytest.mark.parametrize(
    ("filed_on", "section", "cited", "never"),
    [(BEFORE, "ipc-370-4", "CrPC 154-173", "BNSS"), (AFTER, "bns-143-4", "BNSS 173-193", "CrPC")],
)
def test_a_draft_cites_the_code_of_its_case(
    asha: User, lata: User, filed_on: date, section: str, cited: str, never: str
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",), filed_on=filed_on)
    confirm([*load_papers()["add_sections"].needs, f"provision {section}"])
    year = filed_on.year - 1
    facts = FACTS | {"offence.date_from": f"{year}-06-01", "offence.date_to": f"{year}-06-01"}
    check = actions.check_sections(legal_case, facts=facts, by=lata)
    actions.decide_section(check, section=section, choice=SectionDecision.Choice.ADD, reason="sold", by=lata)

    text = words(make(legal_case, lata, "add_sections", sections=(section,)))

    assert cited in text
    assert never not in text


@pytest.mark.parametrize("code", ["CrPC", "BNSS"])
@pytest.mark.parametrize("paper", sorted(load_papers()))
def test_no_case_ends_without_a_draft_because_of_its_code(paper: str, code: str) -> None:
    needs = load_papers()[paper].needs

    assert hindrance(needs, code, law_read()) == ""
    assert not [
        one for one in needs if (entry := LAW.entry(one)) and {"CrPC": "BNS", "BNSS": "CrPC"}[code] in says(entry, code)
    ]


@pytest.mark.parametrize(
    ("filed_on", "said"), [(BEFORE, "This goes under the CrPC"), (None, "Nobody has written down which code")]
)
def test_the_code_is_said_before_anybody_codes_a_fact(
    asha: User, lata: User, signed_in: SignedIn, filed_on: date | None, said: str
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",), filed_on=filed_on)

    assert said in text_of(signed_in(lata), "legal_case_detail", legal_case.uid)
    assert said in text_of(signed_in(lata), "check_new", legal_case.uid)


def test_what_names_no_procedure_code_needs_no_date() -> None:
    assert hindrance(["remedy release-adult"], None, law_read()) == ""
