"""A paper says to police and courts what stands on record, about the right station, day, claim and survivor."""

from datetime import date, timedelta

import pytest

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.documents.papers import load_papers
from rihai.prosecution.facts.facts import PaperFacts, RefusalFacts
from rihai.prosecution.models import ClaimWish, LegalCase, PetitionStep, Refusal, SectionDecision
from rihai.prosecution.petition_workflow import PetitionStatus
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.claiming import a_claim, a_wish
from tests.prosecution.test_checks import FACTS
from tests.prosecution.test_papers import LETTER, confirm, legal_case, make, no_file_of_another_test, words
from tests.prosecution.test_petitions import a_closure, a_petition, step

__all__ = ["legal_case", "no_file_of_another_test"]
ASKED, REFUSED = date(2026, 11, 2), date(2026, 11, 3)


def a_refusal(asha: User, ground: Refusal.Ground = Refusal.Ground.LATER, **paper: object) -> LegalCase:
    told: dict[str, object] = {"number": "", "station": builders.a_station("First Road"), "filed_on": ASKED, **paper}
    legal_case = builders.a_legal_case(asha, status=LegalStatus.ASKED, **told)  # type: ignore[arg-type]
    actions.record_refusal(legal_case, facts=RefusalFacts(REFUSED, ground, Refusal.Officer.DUTY, ""), by=asha)
    return legal_case


def test_the_letter_names_the_day_of_asking_the_day_of_the_refusal_and_the_station_that_refused(asha: User) -> None:
    legal_case = a_refusal(asha)
    second = PaperFacts(LegalCase.Kind.FIR, station=builders.a_station("Second Road"), filed_on=ASKED)
    actions.correct_paper(legal_case, facts=second, by=asha)
    confirm(LETTER.needs)

    text = words(make(legal_case, asha))

    assert "On 02.11.2026 information of an offence against the victim was given at First Road." in text
    assert "On 03.11.2026 it was not registered." in text
    assert "Second Road" not in text


def test_a_day_of_asking_that_lies_after_the_refusal_is_none(asha: User) -> None:
    confirm(LETTER.needs)

    text = words(make(a_refusal(asha, filed_on=date(2026, 11, 9)), asha))

    assert "On ________________ information" in text


def test_refused_for_the_area_the_letter_rests_on_the_duty_to_register_anywhere(
    asha: User, signed_in: SignedIn
) -> None:
    legal_case, anywhere = a_refusal(asha, Refusal.Ground.AREA), "clock fir-any-ps"
    confirm(LETTER.needs)

    with pytest.raises(NotPossible, match="zero FIR"):
        make(legal_case, asha)
    assert "zero FIR" in text_of(signed_in(asha), "paper_new", legal_case.uid, LETTER.code)
    confirm([anywhere])

    assert "BNSS 173(1)" in words(make(legal_case, asha))
    assert "BNSS 173(1)" not in words(make(a_refusal(asha), asha))


def test_no_letter_says_of_a_registered_fir_that_it_is_not(asha: User) -> None:
    legal_case = a_refusal(asha)
    actions.move_legal_case(legal_case, to=LegalStatus.REGISTERED, on=None, text="", by=asha)
    confirm(LETTER.needs)

    with pytest.raises(NotPossible, match="registered by now"):
        make(legal_case, asha)


def test_no_protest_is_drafted_against_a_report_on_which_the_court_has_ruled(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    confirm(load_papers()["protest_petition"].needs)
    a_closure(legal_case, asha)
    assert make(legal_case, lata, "protest_petition")
    petition = a_petition(
        legal_case, asha, status=PetitionStatus.FILED, filed_on=date(2026, 11, 3), next_on=date(2026, 12, 3)
    )
    step(petition, PetitionStatus.ALLOWED, asha, result=PetitionStep.Result.COGNISANCE)

    with pytest.raises(NotPossible, match="has ruled"):
        make(legal_case, lata, "protest_petition")


def test_of_two_closure_reports_the_petition_names_the_one_that_was_chosen(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    confirm(load_papers()["protest_petition"].needs)
    first = a_closure(legal_case, asha)
    alone = words(make(legal_case, lata, "protest_petition"))
    later = a_closure(legal_case, asha, filed_on=first.filed_on + timedelta(days=3))
    page = legal_case.uid, "protest_petition"
    told = {"addressee": "The Magistrate", "text": "Left out", "survivor": legal_case.survivors.get().pk}

    unsaid = send(signed_in(lata), "paper_new", *page, **told)
    said = send(signed_in(lata), "paper_new", *page, **told, closure=later.pk)

    assert unsaid.status_code == 422
    assert f"objects to the final report of {first.filed_on:%d.%m.%Y} in FIR" in alone
    assert f"objects to the final report of {later.filed_on:%d.%m.%Y} in FIR" in words(said.content)
    with pytest.raises(NotPossible, match="which closure report"):
        make(legal_case, lata, "protest_petition")


def test_two_closure_reports_of_one_day_are_told_apart_in_the_list_and_on_paper(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    confirm(load_papers()["protest_petition"].needs)
    first, second = a_closure(legal_case, asha), a_closure(legal_case, asha, number=" 45/26 ")

    page = text_of(signed_in(lata), "paper_new", legal_case.uid, "protest_petition")
    unnumbered, numbered = (words(make(legal_case, lata, "protest_petition", closure=one)) for one in (first, second))

    assert "(report 1 of 2 of that day)" in page
    assert "(report 2 of 2 of that day)" in page
    assert "final report no. ________________ of 02.11.2026 (report 1 of 2 of that day in the" in unnumbered
    assert "final report no. 45/26 of 02.11.2026 in FIR" in numbered


def test_without_an_fir_no_paper_says_that_there_is_one(case: Case, asha: User, lata: User) -> None:
    legal_case = builders.a_legal_case(asha, case, status=LegalStatus.ASKED, lawyer=lata, number="")
    a_claim(asha, case, legal_case=legal_case)
    for paper in ("add_sections", "compensation"):
        confirm(load_papers()[paper].needs)

    with pytest.raises(NotPossible, match="No FIR is on record"):
        make(legal_case, lata, "add_sections", sections=("bns-143-4",))
    text = words(make(legal_case, asha, "compensation"))

    assert "no FIR is registered yet" in text
    assert "copy of the FIR" not in text


@pytest.mark.parametrize(("age", "account"), [(15, "until the applicant is of age"), (30, "alone controls")])
def test_the_account_is_asked_for_by_the_age_of_the_applicant(asha: User, age: int, account: str) -> None:
    case = builders.a_case(asha, age)
    legal_case = builders.a_legal_case(asha, case, filed_on=ASKED)
    guardian = ClaimWish.Guardian.AGREES
    a_claim(asha, case, legal_case=legal_case, wish=a_wish(asha, guardian=guardian))
    confirm(load_papers()["compensation"].needs)

    assert account in words(make(legal_case, asha, "compensation"))


def test_a_wish_for_one_scheme_makes_no_paper_for_another(
    legal_case: LegalCase, case: Case, asha: User, signed_in: SignedIn
) -> None:
    wanted = a_claim(asha, case, legal_case=legal_case)
    other = a_claim(asha, case, "manodhairya", wish=a_wish(asha, ClaimWish.Wish.LATER), legal_case=legal_case)
    confirm(load_papers()["compensation"].needs)

    with pytest.raises(NotPossible, match="Choose one of the claims"):
        make(legal_case, asha, "compensation")
    with pytest.raises(NotPossible, match="wish"):
        make(legal_case, asha, "compensation", claim=other)

    assert "NALSA" in words(make(legal_case, asha, "compensation", claim=wanted))
    page = text_of(signed_in(asha), "paper_new", legal_case.uid, "compensation")
    assert f'value="{wanted.pk}"' in page
    assert f'value="{other.pk}"' in page


def test_of_two_survivors_none_is_chosen_beforehand_and_the_paper_leaves_her_number_open(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    actions.add_survivor(legal_case, case=builders.a_case(asha, 17), by=asha)
    survivor = legal_case.survivors.first()
    confirm(LETTER.needs)
    confirm(load_papers()["protest_petition"].needs)
    a_closure(legal_case, asha)
    client, told = signed_in(lata), {"addressee": "The Magistrate", "text": "What was left out"}

    page = text_of(client, "paper_new", legal_case.uid, "protest_petition")
    unsaid = send(client, "paper_new", legal_case.uid, "protest_petition", **told)

    assert "checked" not in page
    assert unsaid.status_code == 422
    assert "victim no. ________________ in FIR 0123/2026" in words(
        make(legal_case, lata, "protest_petition", survivor=survivor)
    )


@pytest.mark.parametrize("section", ["itpa-8", "bns-98"])
def test_no_section_comes_into_a_paper_on_which_no_lawyer_decided(
    legal_case: LegalCase, lata: User, section: str
) -> None:
    check = actions.check_sections(legal_case, facts=FACTS, by=lata)
    for choice in (SectionDecision.Choice.ADD, SectionDecision.Choice.KEEP):
        actions.decide_section(check, section="bns-98", choice=choice, reason="looked at again", by=lata)
    confirm([*load_papers()["add_sections"].needs, f"provision {section}"])

    with pytest.raises(NotPossible, match="Only sections that a lawyer decided"):
        make(legal_case, lata, "add_sections", sections=(section,))


def test_a_section_that_cannot_stand_in_the_paper_yet_has_no_box(
    asha: User, case: Case, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, case, lawyer=lata, sections=("itpa-6",), filed_on=ASKED)
    check = actions.check_sections(legal_case, facts=FACTS, by=lata)
    for section in ("bns-143-4", "bns-98"):
        actions.decide_section(check, section=section, choice=SectionDecision.Choice.ADD, reason="bought", by=lata)
    confirm([*load_papers()["add_sections"].needs, "provision bns-143-4"])

    page = text_of(signed_in(lata), "paper_new", legal_case.uid, "add_sections")

    assert 'value="bns-143-4"' in page
    assert 'value="bns-98"' not in page
    assert "One section cannot stand in the draft yet" in page
    assert "BNS 2023 s. 98" in page
