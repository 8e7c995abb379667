"""Charge sheet, judgment and petitions as a lawyer sees them, at a desk and on a phone, the latter in Hindi."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import SentenceFacts
from rihai.prosecution.law.coding import groups
from rihai.prosecution.models import Appeal, Petition, Sentence, Verdict
from rihai.prosecution.petition_workflow import PetitionStatus
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.test_prosecution import look
from tests.browser.watching import submit
from tests.prosecution import builders, test_court, test_petitions
from tests.prosecution.test_checks import a_check

pytestmark = pytest.mark.django_db(transaction=True)
MINIMUM = "BNS 2023 s. 143(4)"
DISMISSED = PetitionStatus.DISMISSED


@pytest.fixture
def lata(organisation: Agency) -> User:
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


@pytest.mark.parametrize(("size", "language"), [(SCREEN, "en"), (PHONE, "hi")], ids=["desk", "phone"])
def test_from_charge_sheet_to_appeal_and_what_answers_a_closure_report(
    visit: NewPage, asha: User, lata: User, size: tuple[int, int], language: str
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",))
    link = test_court.an_accused(legal_case, asha)
    a_check(legal_case, lata)
    test_petitions.a_closure(legal_case, asha, text="Invented words")
    status, filed_on = PetitionStatus.FILED, date(2026, 11, 3)
    protest = test_petitions.a_petition(legal_case, asha, status=status, filed_on=filed_on)
    test_petitions.step(protest, DISMISSED, asha)
    writ, next_on = Petition.Kind.WRIT, date(2026, 12, 5)
    test_petitions.a_petition(legal_case, asha, writ, status=status, filed_on=filed_on, next_on=next_on)
    test_court.a_sheet(legal_case, asha, "itpa-6", against=(link.pk,))
    judgment = test_court.a_judgment(legal_case, asha, link)
    for facts in (
        SentenceFacts(Sentence.Kind.TERM, "bns-143-4", years=7, fine=10_000),
        SentenceFacts(Sentence.Kind.LIFE, other_section="Invented Act 1"),
    ):
        actions.record_sentence(Verdict.objects.get(), facts=facts, by=asha)
    test_court.an_appeal(judgment, asha, Appeal.Side.STATE)
    User.objects.filter(pk=lata.pk).update(language=language)
    page = visit(lata, size)
    with translation.override(language):
        for name, address, told in (
            ("court", "court", (link.accused.code, MINIMUM, "Invented Act 1", Appeal.Side.STATE.label)),
            ("petitions", "petition_list", ("Invented words", Petition.Kind.WRIT.label, DISMISSED.label)),
            ("judgment-new", "judgment_new", (link.accused.code, Verdict.Outcome.CONVICTED.label)),
            ("petition-new", "petition_new", (Petition.Kind.PROTEST.label,)),
            ("court-facts", "check_new", (groups()[0].label,)),
        ):  # fmt: skip
            page.goto(reverse(f"prosecution:{address}", args=[legal_case.uid]))
            for words in told:
                expect(page.locator("main")).to_contain_text(str(words))
            look(page, name, size)
    page.goto(reverse("prosecution:sentence_list"))
    expect(page.locator("main")).to_contain_text(MINIMUM)
    look(page, "sentences", size)
    page.goto(reverse("prosecution:paper_withdraw", args=["sheet", legal_case.charge_sheets.get().pk]))
    look(page, "withdraw", size)
    page.locator("[name=reason]").fill("Of another accused")
    submit(page)
    expect(page.locator("main s")).to_be_visible()
    look(page, "court-withdrawn", size)
