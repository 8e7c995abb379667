"""Pages from charge sheet to appeal."""

import pytest
from django.urls import reverse

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.people.models import YesNoUnknown
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import SentenceFacts
from rihai.prosecution.law.sentencing import WORDS, Stands
from rihai.prosecution.models import AccusedLink, Judgment, LegalCase, Sentence, Verdict
from rihai.prosecution.selectors.sentences import sentence_report
from tests.conftest import SignedIn
from tests.prosecution.builders import OPEN_TO_ITS_PEOPLE, Doors, a_station, questions, send, text_of
from tests.prosecution.test_checks import a_check
from tests.prosecution.test_court import a_judgment, a_sheet, an_accused, an_appeal

Kind = Sentence.Kind


@pytest.fixture
def link(legal_case: LegalCase, asha: User) -> AccusedLink:
    return an_accused(legal_case, asha)


def test_from_the_pages_to_a_sentence_below_the_minimum(
    legal_case: LegalCase, asha: User, link: AccusedLink, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    send(client, "charge_sheet_new", legal_case.uid, filed_on="2026-06-02", sections="BNS 143(4); Kerala Police Act 1",
         against=[str(link.pk)])  # fmt: skip
    send(client, "judgment_new", legal_case.uid, given_on="2026-11-02", compensation="no",
         **{f"outcome_{link.pk}": "convicted"})  # fmt: skip
    verdict = Verdict.objects.get()
    send(client, "sentence_new", verdict.uid, section="BNS 143(4)", kind="term", years="7", months="6", fine="10000")
    send(client, "appeal_new", verdict.judgment_id, side="victim", filed_on="2026-11-10", number="5/2026")

    page = text_of(client, "court", legal_case.uid)

    assert all(words in page for words in ("Kerala Police Act 1", "Below the minimum", "Minimum: 10 years."))
    assert "7 years, 6 months, fine of 10,000 rupees" in page
    assert "No lawyer has confirmed this." in page
    assert "act before 2 December 2026" in page
    assert "Judgment of 2 November 2026" in text_of(client, "legal_case_detail", legal_case.uid)
    assert Judgment.objects.get().compensation == YesNoUnknown.NO


def test_a_judgment_without_a_word_of_anybody_is_asked_back_and_what_was_typed_stays(
    legal_case: LegalCase, asha: User, link: AccusedLink, signed_in: SignedIn
) -> None:
    answer = send(
        signed_in(asha), "judgment_new", legal_case.uid, given_on="2026-11-02", compensation="no", note="Read"
    )

    assert answer.status_code == 422
    assert "Read" in answer.content.decode()
    assert not Judgment.objects.exists()


def test_two_sections_are_two_lines(legal_case: LegalCase, asha: User, link: AccusedLink, signed_in: SignedIn) -> None:
    a_judgment(legal_case, asha, link)

    answer = send(signed_in(asha), "sentence_new", Verdict.objects.get().uid, section="BNS 143(4), 144(1)", kind="life")

    assert answer.status_code == 422


PAGES = ["court", "charge_sheet_new", "judgment_new", "judgment_copy", "sentence_new", "appeal_new", "appeal_outcome"]


@pytest.mark.parametrize("page", PAGES)
def test_lawyer_and_companion_may_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    legal_case: LegalCase, asha: User, link: AccusedLink, doors: Doors, page: str,
) -> None:  # fmt: skip
    judgment = a_judgment(legal_case, asha, link)
    appeal = an_appeal(judgment, asha)
    uids = {
        "judgment_copy": judgment.uid, "appeal_new": judgment.uid, "appeal_outcome": appeal.uid,
        "sentence_new": judgment.verdicts.get().uid,
    }  # fmt: skip
    address = reverse(f"prosecution:{page}", args=[uids.get(page, legal_case.uid)])

    assert doors(address) == OPEN_TO_ITS_PEOPLE


def test_a_stranger_withdraws_no_sentence(
    legal_case: LegalCase, asha: User, lata: User, chand: User, link: AccusedLink, signed_in: SignedIn
) -> None:
    a_judgment(legal_case, asha, link)
    sentence = actions.record_sentence(Verdict.objects.get(), facts=SentenceFacts(Kind.LIFE, "bns-143-4"), by=asha)

    found = [
        send(signed_in(one), "paper_withdraw", "sentence", sentence.uid, reason="Another section").status_code
        for one in (chand, asha, lata)
    ]
    assert found == [404, 403, 302]


def test_the_page_asks_a_constant_number_of_questions(
    legal_case: LegalCase, asha: User, lata: User, link: AccusedLink, signed_in: SignedIn
) -> None:
    client = signed_in(lata)
    a_check(legal_case, lata)
    a_sheet(legal_case, asha, against=(link.pk,))
    an_appeal(a_judgment(legal_case, asha, link), asha)
    facts = SentenceFacts(Kind.LIFE, "bns-143-4")
    actions.record_sentence(Verdict.objects.get(), facts=facts, by=asha)
    few = questions(client, "court", legal_case.uid)
    for _number in range(3):
        judgment = a_judgment(legal_case, asha, an_accused(legal_case, asha))
        an_appeal(judgment, asha)
        actions.record_sentence(judgment.verdicts.get(), facts=facts, by=asha)

    assert questions(client, "court", legal_case.uid) == few


def sentenced(legal_case: LegalCase, by: User, years: int) -> None:
    judgment = a_judgment(legal_case, by, an_accused(legal_case, by))
    facts = SentenceFacts(Kind.TERM, "bns-143-4", years=years)
    actions.record_sentence(judgment.verdicts.get(), facts=facts, by=by)


def test_the_report_holds_my_legal_cases_alone(
    legal_case: LegalCase, asha: User, vijay: User, signed_in: SignedIn
) -> None:
    sentenced(legal_case, asha, 7)

    mine, his = (text_of(signed_in(one), "sentence_list") for one in (asha, vijay))

    assert legal_case.reference in mine
    assert "Below the minimum" in mine
    assert "No sentence is written down" in his


def test_ones_own_list_is_counted_as_it_is(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    sentenced(legal_case, asha, 7)

    report = sentence_report(asha)

    assert [(words, count) for words, count in report.counts] == [(str(WORDS[Stands.BELOW]), 1)]
    assert "hidden: a small number" not in text_of(signed_in(asha), "sentence_list")


def test_a_second_sentence_for_the_same_section_is_asked_about(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    sentenced(legal_case, asha, 7)
    verdict, client = Verdict.objects.get(), signed_in(asha)
    typed = {"section": "BNS 143(4)", "kind": "term", "years": "10"}

    asked = send(client, "sentence_new", verdict.uid, **typed)

    assert asked.status_code == 422
    assert "stands there already" in asked.content.decode()
    send(client, "sentence_new", verdict.uid, **typed, is_another_count="on")
    assert sorted(Sentence.objects.values_list("years", flat=True)) == [7, 10]


def test_the_file_names_no_accused_and_taking_it_is_kept(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    sentenced(legal_case, asha, 7)

    answer = send(signed_in(asha), "sentence_file").content.decode()

    assert answer.splitlines()[1].startswith(f"{legal_case.reference},2026-11-02,,BNS 2023 s. 143(4),7 years,Below")
    assert "Invented Person" not in answer
    assert AuditEvent.objects.filter(verb="legal.sentences_taken").exists()


def test_no_spreadsheet_runs_the_name_of_a_court(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    sentenced(legal_case, asha, 7)
    Judgment.objects.update(court=a_station("=1+1", "court"))

    answer = send(signed_in(asha), "sentence_file").content.decode()

    assert answer.splitlines()[1].startswith(f"{legal_case.reference},2026-11-02,'=1+1,")


def test_the_report_asks_a_constant_number_of_questions(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    sentenced(legal_case, asha, 7)
    few = questions(client, "sentence_list")
    for years in (8, 9, 12):
        sentenced(legal_case, asha, years)

    assert questions(client, "sentence_list") == few
