"""A house in Kathmandu, or where nothing is held at all: nothing Indian stands on its pages as its own law."""

import re
from datetime import date

import pytest
from django.test import Client

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.survivor_facts import DetentionFacts
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.models import Claim, Detention, LegalCase, Petition
from rihai.prosecution.owing.survivor_owed import CUSTODY_ENDS
from rihai.prosecution.petition_workflow import PetitionStatus
from rihai.prosecution.selectors.claims import claim_page
from rihai.prosecution.workflow import ClaimStatus
from tests.conftest import SignedIn
from tests.offences.evidence import a_file
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.claiming import a_claim, move
from tests.prosecution.test_court_days import a_plan
from tests.prosecution.test_hearings import a_hearing
from tests.prosecution.test_petitions import a_closure, a_petition, step

NOT_WRITTEN = "is not written out here yet"
# Acts, courts' codes, bodies, schemes and numbers of India.
INDIAN = (
    "BNSS", "BNS 2023", "CrPC", "IPC 1860", "ITPA", "POCSO", "JJ Act", "BSA", "Evidence Act", "NALSA", "DLSA",
    "District Legal Services", "Right to Information", "Witness Protection Scheme", "Ayushman", "112",
)  # fmt: skip


@pytest.fixture(params=["Nepal", "Bangladesh", "Oman"])
def house(request: pytest.FixtureRequest, organisation: Agency) -> Agency:
    """The house of the cast, in another country from the first day."""
    organisation.country = request.param
    organisation.save()
    return organisation


@pytest.fixture
def abroad(house: Agency, asha: User, lata: User, case: Case) -> LegalCase:
    return builders.a_legal_case(asha, case, lawyer=lata, sections=(), number="17/2083")


def indian(page: str) -> list[str]:
    """What a page says of India in words of their own: a code or a token that was drawn may hold any letters."""
    return [words for words in INDIAN if re.search(rf"(?<![\w-]){words}(?![\w-])", page)]


def empty(client: Client, page: str, *parts: object) -> str:
    """The page says of which country the law is missing, and names nothing of India."""
    text = text_of(client, page, *parts)
    assert NOT_WRITTEN in text
    assert indian(text) == []
    return text


def test_what_could_be_asked_for_is_not_answered_from_the_schemes_of_india(
    abroad: LegalCase, case: Case, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)

    empty(client, "claim_options", case.uid)
    page = empty(client, "claim_case", case.uid)

    assert "Compensation ordered by a court" in page
    with pytest.raises(NotPossible, match="Indian law does not count"):
        a_claim(asha, case, "nalsa")


def test_a_claim_has_no_clock_and_no_step_of_indian_law(
    abroad: LegalCase, case: Case, asha: User, signed_in: SignedIn
) -> None:
    claim = a_claim(asha, case, "court_order", legal_case=abroad)
    move(claim, ClaimStatus.FILED, asha)
    move(claim, ClaimStatus.REFUSED, asha, days=9, ground="other")

    page = empty(signed_in(asha), "claim_detail", claim.uid)

    found = claim_page(Claim.objects.get(pk=claim.pk), asha)
    assert (found.dues, found.appeal, found.remedy) == ((), None, None)
    assert "Ask for the refusal and its reason in writing." in page


def test_a_survivor_whose_case_runs_in_india_can_ask_there(
    abroad: LegalCase, case: Case, asha: User, signed_in: SignedIn
) -> None:
    station = builders.a_station()
    Agency.objects.filter(pk=station.pk).update(country="", state="Maharashtra")
    LegalCase.objects.filter(pk=abroad.pk).update(station=station)

    page = text_of(signed_in(asha), "claim_options", case.uid)

    assert NOT_WRITTEN not in page
    assert a_claim(asha, case, "nalsa").scheme == "nalsa"


def test_petitions_and_closure_reports_name_no_step_and_no_day(
    abroad: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    a_closure(abroad, asha)
    petition = a_petition(abroad, asha, Petition.Kind.OPPOSE_BAIL)
    step(petition, PetitionStatus.FILED, asha)
    step(petition, PetitionStatus.DISMISSED, asha)

    empty(signed_in(asha), "petition_list", abroad.uid)


def test_custody_has_no_longest_day_and_no_remedy_of_india(house: Agency, asha: User, signed_in: SignedIn) -> None:
    abroad = builders.a_legal_case(asha, builders.a_case(asha, 24), sections=())
    facts = DetentionFacts(
        basis=Detention.Basis.SAFE_CUSTODY, began_on=date(2026, 11, 2), wish=Detention.Wish.NOT_ASKED
    )
    actions.record_detention(abroad.survivors.get(), facts=facts, by=asha)

    page = empty(signed_in(asha), "around", abroad.uid)

    assert "Appeal or writ" not in page
    assert not Duty.objects.filter(rule=CUSTODY_ENDS).exists()


def test_protection_and_the_day_in_court_stay_practice(abroad: LegalCase, asha: User, signed_in: SignedIn) -> None:
    plan, client = a_plan(a_hearing(abroad, asha), asha), signed_in(asha)

    empty(client, "protection", abroad.uid)
    empty(client, "court_day", plan.uid)

    assert "112" not in text_of(client, "court_day_sheet", plan.uid)


def test_evidence_has_its_facts_and_no_certificate_of_india(
    abroad: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    link = actions.use_evidence(abroad, item=a_file(signed_in(asha), case), by=asha)
    client = signed_in(lata)

    empty(client, "legal_evidence", abroad.uid)
    assert "Facts of the file" in empty(client, "legal_evidence_certificate", link.uid)


def test_no_draft_and_no_card_is_offered(abroad: LegalCase, asha: User, lata: User, signed_in: SignedIn) -> None:
    client = signed_in(lata)

    empty(client, "paper_list", abroad.uid)
    empty(client, "paper_new", abroad.uid, "protest_petition")
    empty(client, "court", abroad.uid)
    empty(client, "law_card_list")
    empty(client, "law_card", "fir_refused")


def test_what_is_listed_of_the_law_of_nepal_stands_there_by_name_with_what_it_rests_on(
    organisation: Agency, asha: User, signed_in: SignedIn
) -> None:
    organisation.country = "Nepal"
    organisation.save()

    page = text_of(signed_in(asha), "law_card_list")

    assert "Selling or buying a person" in page
    assert "No lawyer has confirmed this." in page
    assert "20 yrs" not in page
    assert law_for(organisation).law.country == "nepal"
