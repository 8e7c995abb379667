"""Whoever asked does not inherit her own question: it goes to somebody who may answer it, or she learns of it."""

import pytest

from rihai.accounts.models import Desk, User
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalPart, LegalQuestion
from rihai.prosecution.owing.asking_lawyers import NO_ANSWERER, QUESTION
from rihai.prosecution.permissions import can_answer
from tests.prosecution.test_questions import SAID, a_question

VOLUNTEER = LegalPart.Part.VOLUNTEER


def owed(question: LegalQuestion) -> list[tuple[str, User | Desk | None]]:
    return [(one.rule, one.owner or one.desk) for one in Duty.objects.open().filter(subject_uid=question.pk)]


@pytest.fixture
def question(legal_case: LegalCase, lata: User, vijay: User) -> LegalQuestion:
    """Lata asks, and the only other lawyer leaves."""
    part = actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=lata)
    row = a_question(legal_case, lata)
    assert owed(row) == [(QUESTION, vijay)]
    actions.end_part(part, by=lata)
    return row


def test_a_lawyer_whose_only_colleague_leaves_is_told_that_nobody_answers(question: LegalQuestion, lata: User) -> None:
    assert not can_answer(lata, question)
    assert owed(question) == [(NO_ANSWERER, lata)]


def test_the_next_lawyer_owes_the_answer(
    question: LegalQuestion, legal_case: LegalCase, lata: User, vijay: User
) -> None:
    actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=lata)
    to_whom = owed(question)
    actions.answer_question(question, answer=SAID, by=vijay)

    assert (to_whom, QUESTION in dict(owed(question))) == ([(QUESTION, vijay)], False)


def test_a_question_that_nobody_could_answer_is_taken_back_and_nothing_is_owed(
    question: LegalQuestion, lata: User
) -> None:
    actions.withdraw_question(question, by=lata)

    assert owed(question) == []


def test_what_somebody_else_asked_goes_to_the_lawyer_who_stays(
    legal_case: LegalCase, asha: User, lata: User, vijay: User
) -> None:
    asked = a_question(legal_case, asha)
    actions.add_part(legal_case, user=vijay, part=VOLUNTEER, by=lata)

    actions.end_part(legal_case.parts.get(user=lata, left_at=None), by=lata)

    assert owed(asked) == [(QUESTION, vijay)]
