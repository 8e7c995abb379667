"""A text that goes out names no survivor unseen: papers, questions and answers are compared with what is known."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.people.named_in import words_that_name
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalQuestion
from rihai.prosecution.names_typed import MOST_STOPS, STOPPED, SeemsToName, check_names_nobody
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_papers import LETTER, confirm, legal_case, make, no_file_of_another_test, refused, words
from tests.prosecution.test_questions import ASKED, SAID, a_question

__all__ = ["legal_case", "no_file_of_another_test", "refused"]
# The name of the survivor is Meera Testwali.
TOLD = "On 1 June Mira was taken to Pune; more than one man stood there."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TOLD, ("Mira",)),
        ("meera TESTVALI came", ("meera", "TESTVALI")),
        ("मीरा को ले गए", ("मीरा",)),
        ("Mr. and Mrs. X, a moor, more men, the test", ()),
        ("", ()),
    ],
)
def test_a_name_is_known_in_any_spelling_and_script_and_no_common_word_passes_for_one(
    case: Case, text: str, found: tuple[str, ...]
) -> None:
    assert words_that_name(text, [case.person]) == found


def test_code_and_pseudonym_are_known_too(case: Case) -> None:
    code, pseudonym = case.person.code, case.person.pseudonym
    spaced = code.lower().replace("-", " ")

    assert words_that_name(f"{pseudonym}, {code}", [case.person]) == (code, pseudonym)
    assert words_that_name(f"see {spaced} there", [case.person]) == (spaced,)


def test_a_letter_with_her_name_is_made_when_somebody_has_looked_at_each_word(refused: LegalCase, asha: User) -> None:
    confirm(LETTER.needs)

    with pytest.raises(SeemsToName, match="“Mira”"):
        make(refused, asha, text=TOLD)
    with pytest.raises(SeemsToName, match="“Testwali”"):
        make(refused, asha, text=f"{TOLD} Testwali", looked_at=("Mira",))

    assert TOLD in words(make(refused, asha, text=TOLD, looked_at=("Mira",)))


def test_the_addressee_is_looked_at_like_the_text(refused: LegalCase, asha: User) -> None:
    confirm(LETTER.needs)

    with pytest.raises(SeemsToName):
        make(refused, asha, addressee="The father of Meera")


def test_the_page_of_a_paper_asks_about_the_word_keeps_what_was_typed_and_leaves_a_trace(
    refused: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    confirm(LETTER.needs)
    client = signed_in(asha)
    told = {"addressee": "The Superintendent", "survivor": str(refused.survivors.get().uid), "text": TOLD}

    first = send(client, "paper_new", refused.uid, LETTER.code, **told)
    second = send(client, "paper_new", refused.uid, LETTER.code, **told, looked_at="Mira")

    page = first.content.decode()
    assert first.status_code == 422
    assert TOLD in page
    assert re.search(r'name="looked_at"[^>]*value="Mira"', page)
    assert second.status_code == 200
    assert AuditEvent.objects.get(verb=STOPPED).subject_uid == refused.pk


def test_a_question_and_its_answer_name_nobody_unseen(legal_case: LegalCase, asha: User, lata: User) -> None:
    question = a_question(legal_case, asha)

    with pytest.raises(SeemsToName):
        a_question(legal_case, asha, question=f"{ASKED} Meera wants it.")
    with pytest.raises(SeemsToName):
        actions.answer_question(question, answer=f"{SAID} Meera", by=lata)

    assert a_question(legal_case, asha, question="Is Meera a name?", looked_at=("Meera",)).pk
    assert LegalQuestion.objects.filter(answered_at=None).count() == 2


def test_a_question_before_there_is_a_legal_case_is_looked_at_too(case: Case, asha: User, signed_in: SignedIn) -> None:
    answer = send(
        signed_in(asha), "question_of_case", case.uid, topic="fir", urgency="normal", question="Meera asks for a copy."
    )

    assert answer.status_code == 422
    assert "I have looked: this names nobody" in answer.content.decode()


def test_whoever_tries_one_name_after_the_other_is_stopped(legal_case: LegalCase, asha: User) -> None:
    for _ in range(MOST_STOPS):
        with pytest.raises(SeemsToName) as stopped:
            check_names_nobody(legal_case, "Meera", looked_at=(), by=asha)
        stopped.value.after_rollback()

    with pytest.raises(NotPossible, match="Too many names") as last:
        check_names_nobody(legal_case, "Meera", looked_at=(), by=asha)

    assert not isinstance(last.value, SeemsToName)


def test_several_survivors_are_compared_by_as_many_questions_as_one(legal_case: LegalCase, asha: User) -> None:
    with CaptureQueriesContext(connection) as one:
        check_names_nobody(legal_case, "nobody", looked_at=(), by=asha)
    actions.add_survivor(legal_case, case=builders.a_case(asha, 17, "Rani Testkumari"), by=asha)

    with CaptureQueriesContext(connection) as two:
        check_names_nobody(legal_case, "nobody", looked_at=(), by=asha)

    assert len(two) == len(one)
    with pytest.raises(SeemsToName, match="“Rani”"):
        check_names_nobody(legal_case, "Rani", looked_at=(), by=asha)


def test_the_list_of_papers_promises_no_more_than_the_program_does(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    page = text_of(signed_in(asha), "paper_list", legal_case.uid)

    assert "The program writes no name into it" in page
    assert "No name is printed" not in page
