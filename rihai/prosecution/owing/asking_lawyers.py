"""What is owed about questions to a lawyer and about legal aid, and to whom a question goes.

A question goes to the first lawyer of the legal case who is here, else to the legal desk; never to anybody else, and
never to whoever asked. Where nobody is left who may answer, whoever reads the answer is told to find somebody.
"""

from typing import Final

from rihai.accounts.models import Desk, User
from rihai.directory.models import Agency
from rihai.duties.actions import cancel_duties, pass_on_duties
from rihai.duties.models import Duty
from rihai.prosecution.models import LegalCase, LegalQuestion
from rihai.prosecution.owing.giving import give
from rihai.prosecution.rights.grants import legal_desk_of
from rihai.prosecution.rights.working import desk_of, lawyers_of

QUESTION: Final = "legal.question"
NO_ANSWERER: Final = "legal.no_answerer"
ANSWER: Final = "legal.answer"
AID: Final = "legal.aid"


def answerer_of(legal_case: LegalCase | None, organisation: Agency, *, asker: User) -> User | Desk | None:
    """Another lawyer, where a lawyer asks."""
    if legal_case is None:
        return legal_desk_of(organisation.uid)
    others = (one.user for one in lawyers_of(legal_case) if one.user_id != asker.pk)
    return next(others, None) or desk_of(legal_case)


def keep_questions(legal_case: LegalCase, *, by: User) -> None:
    """A part began or ended: what waits lies with somebody who may answer it."""
    lawyers, desk = {one.user_id for one in lawyers_of(legal_case)}, desk_of(legal_case)
    waiting = legal_case.questions.filter(LegalQuestion.WAITS).select_related("organisation", "asked_by", "reader")
    for question in waiting:
        rules = (QUESTION, NO_ANSWERER)
        duty = (
            Duty.objects.open().filter(rule__in=rules, subject_uid=question.pk).select_related("owner", "desk").first()
        )
        if duty is None:
            continue
        may_answer = duty.owner_id in lawyers - {question.asked_by_id} if duty.owner else duty.desk == desk
        if duty.rule == NO_ANSWERER or not may_answer:
            _give_anew(question, duty, by)


def _give_anew(question: LegalQuestion, duty: Duty, by: User) -> None:
    to = answerer_of(question.legal_case, question.organisation, asker=question.asked_by)
    if to is not None and duty.rule == QUESTION:
        pass_on_duties(question, before=duty.owner or duty.desk, to=to, by=by)
    elif (to is None) == (duty.rule == QUESTION):
        cancel_duties(duty.rule, subject=question, by=by)
        owe(question, QUESTION if to else NO_ANSWERER, to=to or question.reader or by, by=by)


def owe(question: LegalQuestion, rule: str, *, to: User | Desk, by: User) -> None:
    give(rule, question, to=to, organisation=question.organisation, detail=question.urgency, by=by)
