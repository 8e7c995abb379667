"""What is long to type about a legal case is kept while it is typed, and goes with the part of whoever typed it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from rihai.access.drafts.models import Draft
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import RefusalFacts
from rihai.prosecution.models import LegalCase, Refusal
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.test_checks import FACTS
from tests.prosecution.test_petitions import a_closure
from tests.prosecution.test_protection import a_threat
from tests.prosecution.test_questions import a_question
from tests.web.test_drafts import assert_keeps_drafts


@pytest.mark.parametrize(
    "page",
    ["threat_new", "question_new", "closure_new", "judgment_new", "check_new"],
)
def test_every_long_form_of_a_legal_case_keeps_drafts(
    legal_case: LegalCase, lata: User, signed_in: SignedIn, page: str
) -> None:
    assert_keeps_drafts(signed_in(lata), reverse(f"prosecution:{page}", args=[legal_case.uid]))


def test_what_is_written_about_one_row_of_it_keeps_drafts_too_and_all_go_with_the_part(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    client = signed_in(lata)
    pages = {
        "threat_answer": a_threat(legal_case, asha),
        "question_detail": a_question(legal_case, asha),
        "closure_edit": a_closure(legal_case, asha),
        "check_decide_missing": actions.check_sections(legal_case, facts=FACTS, by=lata),
    }

    for page, row in pages.items():
        assert_keeps_drafts(client, reverse(f"prosecution:{page}", args=[row.pk]))
    assert Draft.objects.filter(user=lata).count() == len(pages)
    actions.end_part(legal_case.parts.get(user=lata), by=lata)

    assert not Draft.objects.filter(user=lata).exists()


def test_a_refusal_an_obstacle_and_a_question_of_a_case_keep_drafts(
    case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, case, lawyer=lata, status=LegalStatus.ASKED)
    client: Client = signed_in(asha)
    facts = RefusalFacts(date(2026, 11, 2), Refusal.Ground.LATER)

    assert_keeps_drafts(client, reverse("prosecution:refusal_new", args=[legal_case.uid]))
    refusal = actions.record_refusal(legal_case, facts=facts, by=asha)
    assert_keeps_drafts(client, reverse("prosecution:refusal_step_new", args=[refusal.pk]))
    assert_keeps_drafts(client, reverse("prosecution:question_of_case", args=[case.uid]))
    assert_keeps_drafts(client, reverse("offences:obstacle_new"))
