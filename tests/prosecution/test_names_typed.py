"""A text that goes out names no survivor unseen: papers, questions and answers are compared with what is known."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.people.named_in import words_that_name
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalPart, LegalQuestion
from rihai.prosecution.names_typed import (
    MOST_STOPS,
    STOPPED,
    SeemsToName,
    TooManyNames,
    check_names_nobody,
    compares_all_names,
)
from tests import factories
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
        ("Miras, Meeratestwali, TestvaliMira", ("Miras", "Meeratestwali", "TestvaliMira")),
        ("Mr. and Mrs. X, a moor, more men, the test", ()),
        ("Mandi, Mumbai, Mars, the mores, tests, a survivor's lawyers", ()),
        ("", ()),
    ],
)
def test_a_name_is_known_in_any_spelling_and_script_and_no_common_word_passes_for_one(
    case: Case, asha: User, text: str, found: tuple[str, ...]
) -> None:
    assert words_that_name(text, [case.person], by=asha) == found


@pytest.mark.parametrize(
    "word",
    [
        "Meeraji",
        "Mirajee",
        "मीराजी",
        "মীরাদি",
        "Miradevi",
        "MEERABAI",
        "Meerakumari",
        "Meera-kumari",
        "Meera's",
        "Meeraben",
        "मीराबेन",
        "Meeratai",
        "मीराताई",
        "Meeramma",
        "Meerakka",
        "Meerabano",
        "Meerakhatun",
        "मीराख़ातून",
        "মীরাবেগম",
    ],
)
def test_what_is_written_behind_a_name_hides_it_not(case: Case, asha: User, word: str) -> None:
    assert words_that_name(f"{word} came", [case.person], by=asha)


def test_code_and_pseudonym_are_known_too(case: Case, asha: User) -> None:
    code, pseudonym = case.person.code, case.person.pseudonym
    spaced = code.lower().replace("-", " ")

    assert words_that_name(f"{pseudonym}, {code}", [case.person], by=asha) == (code, pseudonym)
    assert words_that_name(f"see {spaced} there", [case.person], by=asha) == (spaced,)


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


def test_a_question_and_its_answer_name_nobody_unseen(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    question = a_question(legal_case, asha)

    with pytest.raises(SeemsToName):
        a_question(legal_case, asha, question=f"{ASKED} Meera wants it.")
    with pytest.raises(SeemsToName):
        actions.answer_question(question, answer=f"{SAID} {case.person.pseudonym}", by=lata)

    assert a_question(legal_case, asha, question="Is Meera a name?", looked_at=("Meera",)).pk
    assert LegalQuestion.objects.filter(answered_at=None).count() == 2


@pytest.mark.parametrize("typed", ["Meera Testwali", "Anita Sharma"])
def test_a_lawyer_who_opens_no_name_is_told_none_and_reads_her_text_once_more(
    legal_case: LegalCase, lata: User, vijay: User, signed_in: SignedIn, typed: str
) -> None:
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    client, told = signed_in(vijay), {"topic": "fir", "urgency": "normal", "question": typed}

    first = send(client, "question_new", legal_case.uid, **told)
    second = send(client, "question_new", legal_case.uid, **told, looked_at_all="on")

    page = first.content.decode()
    assert (first.status_code, second.status_code) == (422, 302)
    assert typed in page
    assert "seems to name" not in page
    assert not AuditEvent.objects.filter(verb=STOPPED).exists()


def test_whoever_types_where_every_name_is_compared_is_not_asked_for_a_second_look(
    legal_case: LegalCase, asha: User, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    asked = "it names no survivor"

    assert asked not in text_of(signed_in(asha), "question_new", legal_case.uid)
    assert asked not in text_of(signed_in(lata), "question_new", legal_case.uid)
    assert asked in text_of(signed_in(vijay), "question_new", legal_case.uid)


def test_a_lawyer_of_the_house_is_stopped_by_a_name_she_may_not_open_and_not_told_which_word_it_is(
    legal_case: LegalCase, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    client, told = signed_in(lata), {"topic": "fir", "urgency": "normal", "question": TOLD}

    first = send(client, "question_new", legal_case.uid, **told)
    page = first.content.decode()
    (looked,) = re.findall(r'name="looked_at"[^>]*value="([^"]+)"', page)
    changed = send(client, "question_new", legal_case.uid, **{**told, "question": f"{TOLD} Meera"}, looked_at=looked)
    second = send(client, "question_new", legal_case.uid, **told, looked_at=looked)

    assert (first.status_code, changed.status_code, second.status_code) == (422, 422, 302)
    assert "This seems to name a survivor." in page
    assert "“Mira”" not in page
    assert "Mira" not in looked
    assert AuditEvent.objects.filter(verb=STOPPED, subject_uid=legal_case.pk).count() == 2


def test_a_lawyer_of_the_house_is_compared_only_where_she_works_and_as_one_of_the_house(
    legal_case: LegalCase, lata: User, vijay: User, organisation: Agency
) -> None:
    head = factories.a_user("another", Role.LAWYER, organisation=organisation)
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    actions.add_part(legal_case, user=head, part=LegalPart.Part.LEGAL_AID, by=lata)

    for guest in (vijay, head):
        check_names_nobody(legal_case, "Meera", looked_at=(), by=guest)

    with pytest.raises(SeemsToName):
        check_names_nobody(legal_case, "Meera", looked_at=(), by=lata)


def test_a_companion_is_told_nothing_of_another_survivor(
    legal_case: LegalCase, lata: User, organisation: Agency
) -> None:
    vera = factories.a_user("vera", Role.CASEWORKER, organisation=organisation)
    actions.add_part(legal_case, user=vera, part=LegalPart.Part.ACCOMPANIES, by=lata)
    actions.add_survivor(legal_case, case=builders.a_case(vera, 16, "Rani Testkumari"), by=vera)
    other = legal_case.survivors.exclude(case__case_owner=vera).get().case.person

    check_names_nobody(legal_case, f"Meera Testwali, {other.code}, {other.pseudonym}", looked_at=(), by=vera)

    assert compares_all_names(legal_case, vera)
    with pytest.raises(SeemsToName, match="“Rani”"):
        check_names_nobody(legal_case, "Rani", looked_at=(), by=vera)


def test_the_legal_desk_is_told_nothing_of_a_survivor_whose_case_it_does_not_know(
    case: Case, asha: User, legal_desk: Desk, organisation: Agency
) -> None:
    head = factories.a_user("head_of_law", Role.LAWYER, organisation=organisation, desks=[legal_desk])
    question = a_question(case, asha)

    answered = actions.answer_question(question, answer=f"Meera, {case.person.code}", by=head)

    assert answered.answered_by == head
    assert not compares_all_names(case, head)


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

    for text in ("Meera", "Anita"):
        with pytest.raises(TooManyNames) as last:
            check_names_nobody(legal_case, text, looked_at=(), by=asha)
        last.value.after_rollback()

    assert AuditEvent.objects.filter(verb="legal.names_refused", subject_uid=legal_case.pk).count() == 2


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
