"""Screens of claims: the four questions, from telling to the money, what could be asked for, the printed sheet."""

import re

import pytest
from django.urls import reverse
from pytest_django import Settings

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.prosecution import actions
from rihai.prosecution.models import Claim, ClaimWish, LegalCase
from rihai.prosecution.workflow import ClaimStatus as S
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import OPEN_TO_ITS_PEOPLE, Doors, questions, send, text_of
from tests.prosecution.claiming import a_claim, a_wish, latest_of, move, pay

PAGES = ["claim_attach", "claim_detail", "claim_wish", "claim_step", "claim_money", "claim_sheet"]
OF_CASE = ["claim_case", "claim_options"]
WISH = {"on": "2026-03-02", "has_understood": "yes", "wish": "wants", "guardian": "agrees"}
FACTS = {"victim__age_years": "15", "victim__sex": "female", "sexual__penetrative": "yes", "state": "West Bengal"}


@pytest.fixture
def claim(asha: User, case: Case, legal_case: LegalCase) -> Claim:
    return a_claim(asha, case, legal_case=legal_case)


@pytest.mark.parametrize("page", PAGES)
def test_companion_and_lawyer_may_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    claim: Claim, asha: User, doors: Doors, page: str
) -> None:
    address = reverse(f"prosecution:{page}", args=[claim.uid])

    assert doors(address) == OPEN_TO_ITS_PEOPLE


@pytest.mark.parametrize("page", OF_CASE)
def test_the_lawyer_of_the_legal_case_reaches_the_claims_of_the_survivor_and_a_stranger_does_not(
    claim: Claim, case: Case, asha: User, lata: User, vijay: User, chand: User, signed_in: SignedIn, page: str
) -> None:
    address = reverse(f"prosecution:{page}", args=[case.uid])

    statuses = [signed_in(one).get(address).status_code for one in (asha, lata, vijay, chand)]

    assert statuses == [200, 200, 404, 404]


@pytest.mark.parametrize("page", ["claim_undo", "claim_wish", "claim_step", "claim_money"])
def test_a_stranger_changes_nothing(claim: Claim, chand: User, bina: User, signed_in: SignedIn, page: str) -> None:
    uid = latest_of(claim).uid if page == "claim_undo" else claim.uid

    assert [send(signed_in(one), page, uid).status_code for one in (chand, bina)] == [404, 404]


def test_from_the_case_to_the_money_by_the_pages(case: Case, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    assert "Compensation and schemes" in text_of(client, "case_legal", case.uid)

    chosen = client.post(reverse("prosecution:claim_case", args=[case.uid]), {"scheme": "nalsa"})
    typed = {**WISH, "teller": str(asha.pk), "heads": ["nalsa-rape"]}
    begun = send(client, "claim_new", case.uid, "nalsa", **typed)
    claim = Claim.objects.get()
    assert chosen["Location"] == reverse("prosecution:claim_new", args=[case.uid, "nalsa"])
    assert begun["Location"] == claim.get_absolute_url()
    send(client, "claim_step", claim.uid, to="filed", on="2026-03-10", amount="700000", text="Number 7/2026")
    send(client, "claim_step", claim.uid, to="ordered", on="2026-05-10", amount="400000")
    came = {"kind": "credited", "amount": "100000", "account": "deposit", "free_on": "2029-01-01"}
    send(client, "claim_money", claim.uid, on="2026-06-10", **came)
    page = text_of(client, "claim_detail", claim.uid)

    claim.refresh_from_db()
    assert claim.status == S.PARTLY
    for words in ("₹\xa03,00,000 of what was ordered", "Number 7/2026", "does not decide alone", "Less was ordered"):
        assert words in page
    assert "No lawyer has confirmed this." in page


def test_a_child_without_anybody_who_agrees_is_told_so_and_what_was_typed_stays(
    case: Case, asha: User, signed_in: SignedIn
) -> None:
    claim = a_claim(asha, case, wish=a_wish(asha, guardian=ClaimWish.Guardian.NOBODY))

    answer = send(signed_in(asha), "claim_step", claim.uid, to="filed", on="2026-03-10", text="Number 7/2026")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "may be a child" in page
    assert "Number 7/2026" in page


def test_money_that_came_says_where_it_went(claim: Claim, asha: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(asha), "claim_money", claim.uid, kind="credited", amount="5000", on="2026-06-10")

    assert answer.status_code == 422
    assert "Say where the money went" in answer.content.decode()
    assert "5000" in answer.content.decode()


def test_more_than_was_ordered_is_asked_about_before_it_counts(claim: Claim, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    move(claim, S.FILED, asha)
    move(claim, S.ORDERED, asha, amount=300_000)
    typed = {"kind": "credited", "amount": "500000", "account": "own", "on": "2026-06-10"}
    first = text_of(client, "claim_money", claim.uid)

    asked = send(client, "claim_money", claim.uid, **typed)
    said = send(client, "claim_money", claim.uid, is_more="on", **typed)

    assert "is_more" not in first
    assert (asked.status_code, said.status_code) == (422, 302)
    assert "Count the zeros" in asked.content.decode()
    assert 'name="is_more"' in asked.content.decode()
    assert claim.money.filter(kind="credited").count() == 1


def test_a_step_asks_only_what_belongs_to_it_and_after_a_refusal_names_the_appeal_first(
    claim: Claim, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    asked_for = text_of(client, "claim_step", claim.uid)
    filed = text_of(client, "claim_step", move(claim, S.FILED, asha).uid)
    refused = text_of(client, "claim_step", move(claim, S.REFUSED, asha, ground="late").uid)

    assert 'name="ground"' not in asked_for
    assert re.search(r'data-show-when="to" data-show-for="refused".*?name="ground"', filed, re.DOTALL)
    assert 'name="ground"' not in refused
    assert refused.index('value="appealed"') < refused.index('value="filed"')


def test_it_is_joined_to_a_legal_case_from_its_page(
    case: Case, legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    claim = a_claim(asha, case, "ration")
    assert signed_in(lata).get(claim.get_absolute_url()).status_code == 404

    send(signed_in(asha), "claim_attach", claim.uid, legal_case=str(legal_case.pk))

    assert signed_in(lata).get(claim.get_absolute_url()).status_code == 200


def test_a_slip_and_a_wrong_amount_are_struck_out_by_one_button_each(
    claim: Claim, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    move(claim, S.FILED, asha)
    money = pay(claim, 7_000, asha, is_interim=True)

    send(client, "claim_money_strike", money.uid)
    shown = reverse("prosecution:claim_undo", args=[latest_of(claim).uid])
    assert shown in text_of(client, "claim_detail", claim.uid)
    send(client, "claim_undo", latest_of(claim).uid)

    claim.refresh_from_db()
    money.refresh_from_db()
    assert (claim.status, money.struck_at is not None) == (S.ASKED, True)
    assert "struck out" in text_of(client, "claim_detail", claim.uid)


def test_what_could_be_asked_for_names_heads_amounts_and_standing_and_promises_nothing(
    case: Case, asha: User, signed_in: SignedIn
) -> None:
    answer = signed_in(asha).post(reverse("prosecution:claim_options", args=[case.uid]), FACTS)

    page = answer.content.decode()
    for words in ("Never a promise", "NALSA Compensation Scheme", "₹\xa06,00,000 to ₹\xa010,50,000", "fits the facts"):
        assert words in page
    assert page.count("No lawyer has confirmed this.") > 5
    assert reverse("prosecution:claim_new", args=[case.uid, "nalsa"]) in page
    assert not Claim.objects.exists()


def test_it_begins_with_the_facts_of_the_lawyers_last_check_and_companions_do_not_see_them(
    case: Case, legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    actions.check_sections(legal_case, facts={"victim.age_years": 15, "labour.bonded_suspected": True}, by=lata)

    assert "Rehabilitation of Bonded Labourer" in text_of(signed_in(lata), "claim_options", case.uid)
    assert "Rehabilitation of Bonded Labourer" not in text_of(signed_in(asha), "claim_options", case.uid)


def test_facts_that_cannot_all_be_so_are_asked_back(case: Case, asha: User, signed_in: SignedIn) -> None:
    contradiction = {"offence__date_from": "2025-06-01", "offence__date_to": "2025-05-01"}

    answer = signed_in(asha).post(reverse("prosecution:claim_options", args=[case.uid]), contradiction)

    assert answer.status_code == 422


def test_the_sheet_bears_no_name_and_of_the_law_only_what_is_confirmed(
    case: Case, asha: User, signed_in: SignedIn
) -> None:
    claim = move(a_claim(asha, case, "manodhairya"), S.FILED, asha, amount=300_000)

    page = text_of(signed_in(asha), "claim_sheet", claim.uid)

    assert "Nobody may take a share" in page
    assert "₹\xa03,00,000" in page
    assert "By law it should go on" not in page
    assert "Meera" not in page


def test_the_sheet_speaks_the_survivors_language(
    claim: Claim, asha: User, signed_in: SignedIn, settings: Settings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("hi", "हिन्दी")]
    address = reverse("prosecution:claim_sheet", args=[claim.uid])

    assert 'lang="hi"' in signed_in(asha).get(address, {"lang": "hi"}).content.decode()


def test_the_list_filters_and_shows_codes_only(claim: Claim, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    address = reverse("prosecution:claim_list")

    assert claim.case.person.code in client.get(address).content.decode()
    assert claim.case.person.code in client.get(address, {"kind": "compensation", "status": "asked"}).content.decode()
    assert "No claims here" in client.get(address, {"status": "credited"}).content.decode()
    assert "Meera" not in client.get(address).content.decode()


def test_the_legal_case_says_how_its_claims_stand(claim: Claim, lata: User, signed_in: SignedIn) -> None:
    page = text_of(signed_in(lata), "legal_case_detail", claim.legal_case_id)

    assert claim.get_absolute_url() in page


def test_lists_and_pages_ask_a_constant_number_of_questions(
    claim: Claim, case: Case, legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    pages: list[tuple[str, list[object]]] = [
        ("claim_list", []), ("claim_case", [case.uid]), ("claim_funnel", []), ("legal_case_detail", [legal_case.uid]),
        ("claim_detail", [claim.uid]),
    ]  # fmt: skip
    few = [questions(client, page, *parts) for page, parts in pages]
    for scheme in ("ration", "pocso-r9", "court_order"):
        a_claim(asha, case, scheme, legal_case=legal_case)
        a_claim(asha, builders.a_case(asha), scheme)
    move(claim, S.FILED, asha, amount=10)
    pay(claim, 10, asha, is_interim=True)

    assert [questions(client, page, *parts) for page, parts in pages] == few
