"""A colleague has withdrawn the paper while a page was open: it is said, and what was typed stays on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import SentenceFacts
from rihai.prosecution.facts.petition_facts import ClosureFacts
from rihai.prosecution.models import Appeal, ClosureReport, Judgment, LegalCase, Sentence
from tests.conftest import SignedIn
from tests.prosecution.builders import send
from tests.prosecution.test_court import ACQUITTED, a_judgment, a_sheet, an_accused, an_appeal, to_court
from tests.prosecution.test_petitions import a_closure

WHY, DAY = "Written down for another matter", date(2026, 11, 20)


@dataclass
class Withdrawn:
    """Papers as a page or an act had read them before a colleague withdrew them."""

    judgment: Judgment
    appeal: Appeal
    closure: ClosureReport
    verdict: Any


@pytest.fixture
def withdrawn(legal_case: LegalCase, lata: User) -> Withdrawn:
    link = an_accused(legal_case, lata)
    closure = a_closure(legal_case, lata)
    to_court(legal_case, lata)
    kept = a_judgment(legal_case, lata, link, outcome=ACQUITTED)
    appeal = an_appeal(kept, lata)
    wrong = a_judgment(legal_case, lata, link)
    verdict = wrong.verdicts.select_related("judgment__legal_case").get()
    actions.withdraw_appeal(Appeal.objects.get(), reason=WHY, by=lata)
    actions.withdraw_judgment(Judgment.objects.get(pk=wrong.pk), reason=WHY, by=lata)
    actions.withdraw_closure(ClosureReport.objects.get(), reason=WHY, by=lata)
    return Withdrawn(wrong, appeal, closure, verdict)


ACTS: dict[str, Callable[[Withdrawn, User], object]] = {
    "copy": lambda gone, by: actions.record_judgment_copy(gone.judgment, on=DAY, by=by),
    "sentence": lambda gone, by: actions.record_sentence(
        gone.verdict, facts=SentenceFacts(Sentence.Kind.TERM, "bns-143-4", years=10), by=by
    ),
    "appeal": lambda gone, by: an_appeal(gone.judgment, by),
    "outcome": lambda gone, by: actions.record_appeal_outcome(
        gone.appeal, outcome=Appeal.Outcome.UPHELD, on=DAY, by=by
    ),
    "closure": lambda gone, by: actions.correct_closure(
        gone.closure, facts=ClosureFacts(DAY, ClosureReport.Ground.UNTRUE), by=by
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_nobody_goes_on_with_a_paper_that_was_withdrawn_in_the_same_moment(
    lata: User, withdrawn: Withdrawn, name: str
) -> None:
    with pytest.raises(NotPossible, match="withdrawn already"):
        ACTS[name](withdrawn, lata)

    assert not Sentence.objects.exists()
    assert not Appeal.objects.exists()


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("judgment_copy", {"on": "2026-11-05"}),
        ("sentence_new", {"section": "A typed section", "kind": "life"}),
        ("appeal_new", {"side": "victim", "filed_on": "2026-11-10", "number": "A typed section"}),
        ("appeal_outcome", {"outcome": "upheld", "on": "2026-11-20"}),
        ("closure_edit", {"filed_on": "2026-11-02", "ground": "untrue", "text": "A typed section"}),
    ],
)
def test_a_page_from_before_says_it_and_keeps_what_was_typed(
    lata: User, withdrawn: Withdrawn, signed_in: SignedIn, page: str, typed: dict[str, str]
) -> None:
    client = signed_in(lata)
    rows = {"sentence_new": withdrawn.verdict, "appeal_outcome": withdrawn.appeal, "closure_edit": withdrawn.closure}
    uid = rows.get(page, withdrawn.judgment).pk
    refused = AuditEvent.objects.filter(verb__endswith="refused").count()

    opened = client.get(reverse(f"prosecution:{page}", args=[uid]))
    sent = send(client, page, uid, **typed)

    assert (opened.status_code, sent.status_code) == (302, 422)
    assert ["withdrawn already" in str(one) for one in get_messages(opened.wsgi_request)] == [True]
    body = sent.content.decode()
    assert "withdrawn already" in body
    assert "A typed section" in body or "A typed section" not in typed.values()
    assert AuditEvent.objects.filter(verb__endswith="refused").count() == refused


def test_whoever_withdraws_it_a_second_time_is_told_and_not_taken_for_an_intruder(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    sheet, client = a_sheet(legal_case, lata), signed_in(lata)
    actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)
    address = reverse("prosecution:paper_withdraw", args=["sheet", sheet.uid])

    opened = client.get(address)
    sent = send(client, "paper_withdraw", "sheet", sheet.uid, reason=WHY)

    assert opened.headers["Location"] == reverse("prosecution:court", args=[legal_case.uid])
    assert (sent.status_code, "withdrawn already" in sent.content.decode()) == (422, True)
    assert not AuditEvent.objects.filter(verb="legal.withdraw.refused").exists()
