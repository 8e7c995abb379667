"""A lawyer from outside, who has a list of legal cases, finds nothing else of the house: by no search, list or file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.prosecution import actions
from rihai.prosecution.documents.papers import load_papers
from rihai.prosecution.facts.court_facts import SentenceFacts
from rihai.prosecution.models import AccusedLink, LegalCase, LegalPart, Sentence
from tests.conftest import SignedIn
from tests.house.addresses import MADE_UP, addresses
from tests.offences.evidence import a_thing
from tests.offences.test_obstacles import OFFICER, an_obstacle
from tests.prosecution import builders
from tests.prosecution.builders import send
from tests.prosecution.claiming import a_claim
from tests.prosecution.test_court import a_judgment, a_sheet, an_accused
from tests.prosecution.test_hearings import a_hearing
from tests.prosecution.test_papers import confirm
from tests.prosecution.test_petitions import a_petition
from tests.prosecution.test_protection import WORDS, a_threat
from tests.prosecution.test_questions import ASKED, a_question

NAME, NUMBER, ACCUSED, ACT = "Zarina Testwali", "0777/2026", "Invented Landlord", "Invented Act 9"
PAPER, TYPED = "protest_petition", "Typed and not sent"
OK, FORBIDDEN, NOT_FOUND, NOT_ALLOWED = 200, 403, 404, 405
MADE_UP_UID = str(MADE_UP["UUIDConverter"])


@dataclass(frozen=True)
class Other:
    """A legal case with something of every kind in it, that is not the volunteer's, and every word to know it by."""

    legal_case: LegalCase
    case: Case
    words: frozenset[str]

    def told_in(self, texts: Iterable[str]) -> list[str]:
        return sorted(word for text in texts for word in self.words if word in text)


@pytest.fixture
def other(asha: User, lata: User) -> Other:
    case = builders.a_case(asha, name=NAME)
    legal_case = builders.a_legal_case(asha, case, lawyer=lata, number=NUMBER)
    item, link = a_thing(case, asha), an_accused(legal_case, asha, ACCUSED)
    an_accused(legal_case, asha, "Somebody Else Invented")
    records = [
        legal_case, link, item, a_petition(legal_case, asha), a_threat(legal_case, asha), a_hearing(legal_case, asha),
        a_claim(asha, case, legal_case=legal_case), a_question(legal_case, asha), an_obstacle(asha, case),
        actions.use_evidence(legal_case, item=item, by=asha), a_sentence(legal_case, link, asha),
    ]  # fmt: skip
    person = case.person
    words = {NAME, NUMBER, ACCUSED, ACT, OFFICER, WORDS, ASKED, person.code, person.pseudonym, str(person.pk)}
    words |= {legal_case.reference, item.reference, str(case.pk), *(str(one.pk) for one in records)}
    return Other(legal_case, case, frozenset(words))


def a_sentence(legal_case: LegalCase, link: AccusedLink, by: User) -> Sentence:
    a_sheet(legal_case, by, against=(link.pk,))
    verdict = a_judgment(legal_case, by, link).verdicts.get()
    return actions.record_sentence(verdict, facts=SentenceFacts(Sentence.Kind.TERM, other_section=ACT, years=7), by=by)


@pytest.fixture
def own(asha: User, lata: User, vijay: User) -> LegalCase:
    """The one legal case of the list of the volunteer."""
    legal_case = builders.a_legal_case(asha, lawyer=lata)
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    a_hearing(legal_case, asha)
    return legal_case


def shown(client: Client, *pages: str) -> dict[str, str]:
    """What stands on each of these that answers at all."""
    answers = {page: client.get(page) for page in pages}
    return {page: body_of(answer) for page, answer in answers.items() if answer.status_code == OK}


def body_of(answer: Any) -> str:
    whole: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return whole.decode(errors="replace")


def test_no_page_without_a_record_in_its_address_tells_a_volunteer_of_another_legal_case(
    other: Other, own: LegalCase, asha: User, vijay: User, signed_in: SignedIn
) -> None:
    pages = [one.path for one in addresses() if not one.has_arguments and "logout" not in one.path]

    told = shown(signed_in(vijay), *pages)

    assert own.reference in told[reverse("prosecution:legal_case_list")]
    assert "BEGIN:VEVENT" in told[reverse("duties:calendar_file")]
    assert {page: words for page, text in told.items() if (words := other.told_in([text]))} == {}
    assert other.told_in(shown(signed_in(asha), *pages).values())


def test_the_table_of_claims_counts_for_a_volunteer_what_it_counts_for_a_stranger(
    other: Other, own: LegalCase, asha: User, vijay: User, chand: User, signed_in: SignedIn
) -> None:
    page = reverse("prosecution:claim_funnel_file")

    his, strangers, hers = (shown(signed_in(user), page)[page] for user in (vijay, chand, asha))

    assert (his == strangers, his == hers) == (True, False)


def test_no_address_of_a_record_answers_a_volunteer_who_is_not_in_that_legal_case(
    other: Other, own: LegalCase, vijay: User, signed_in: SignedIn
) -> None:
    client = signed_in(vijay)
    of = {
        "prosecution": other.legal_case.pk,
        "offences": other.case.pk,
        "cases": other.case.pk,
        "people": other.case.person_id,
    }
    asked = [
        one.path.replace(MADE_UP_UID, str(of[room]))
        for one in addresses()
        if (room := one.name.split(":")[0]) in of and MADE_UP_UID in one.path
    ]

    statuses = {page: client.get(page).status_code for page in asked}

    assert other.legal_case.get_absolute_url() in asked
    assert {page: one for page, one in statuses.items() if one not in (FORBIDDEN, NOT_FOUND, NOT_ALLOWED)} == {}


def test_a_volunteer_takes_along_no_sentence_of_another_legal_case(
    other: Other, own: LegalCase, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    his, hers = (send(signed_in(user), "sentence_file") for user in (vijay, lata))

    assert (his.status_code, other.told_in([body_of(his)])) == (OK, [])
    assert other.legal_case.reference in body_of(hers)


def test_a_volunteer_searches_nobody_by_name_and_reads_no_trail(
    other: Other, own: LegalCase, vijay: User, signed_in: SignedIn
) -> None:
    client, search = signed_in(vijay), reverse("people:person_search")

    answers = [client.get(search), client.post(search, {"q": NAME}), client.get(reverse("access:trail"))]

    assert [one.status_code for one in answers] == [FORBIDDEN] * 3
    assert other.told_in(body_of(one) for one in answers) == []


def test_no_draft_of_somebody_else_reaches_a_volunteer(
    other: Other, own: LegalCase, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    confirm(load_papers()[PAPER].needs)
    for legal_case in (other.legal_case, own):
        saved = send(signed_in(lata), "paper_new", legal_case.uid, PAPER, text=TYPED, draft="save")
        assert (saved.status_code, TYPED in body_of(saved)) == (OK, True)

    closed, his, hers = (
        send(signed_in(user), "paper_new", legal_case.uid, PAPER, draft="continue")
        for user, legal_case in ((vijay, other.legal_case), (vijay, own), (lata, own))
    )

    assert closed.status_code == NOT_FOUND
    assert (his.status_code, TYPED in body_of(his), TYPED in body_of(hers)) == (OK, False, True)
