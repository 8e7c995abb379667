"""What is owed about questions to a lawyer and about legal aid, and to whom a question goes.

A question goes to the first lawyer of the legal case who is here, else to the legal desk; never to anybody else.
"""

from typing import Final
from uuid import uuid4

from rihai.accounts.models import Desk, User
from rihai.directory.models import Agency
from rihai.duties.actions import open_duty
from rihai.prosecution.models import LegalCase, LegalQuestion
from rihai.prosecution.rights.grants import legal_desk_of
from rihai.prosecution.rights.working import desk_of, lawyers_of

QUESTION: Final = "legal.question"
ANSWER: Final = "legal.answer"
AID: Final = "legal.aid"


def answerer_of(legal_case: LegalCase | None, organisation: Agency, *, asker: User) -> User | Desk | None:
    """Another lawyer, where a lawyer asks."""
    if legal_case is None:
        return legal_desk_of(organisation.uid)
    others = (one.user for one in lawyers_of(legal_case) if one.user_id != asker.pk)
    return next(others, None) or desk_of(legal_case)


def owe(question: LegalQuestion, rule: str, *, to: User | Desk, by: User) -> None:
    open_duty(
        rule,
        subject=question,
        event_uid=uuid4(),
        organisation=question.organisation,
        owner=to if isinstance(to, User) else None,
        desk=to if isinstance(to, Desk) else None,
        detail=question.urgency,
        by=by,
    )
