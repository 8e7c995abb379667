"""Questions to a lawyer as one reader may know of them: her own, and those she answers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.own import open_own
from rihai.access.rights import OWN
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.prosecution.models import LegalCase, LegalQuestion


@dataclass(frozen=True, repr=False)
class QuestionPage:
    """`question` and `answer` are plain or sealed."""

    row: LegalQuestion
    question: Any
    answer: Any


def questions_for(user: User) -> QuerySet[LegalQuestion]:
    """Whoever accompanies a survivor may know of the legal case, and still not of what others asked about it."""
    rows = LegalQuestion.objects.visible_to(user).select_related(
        "legal_case", "case__person", "asked_by", "answered_by"
    )
    mine = Q(reader=user)
    if not (user.has(Permission.LEGAL_WORK) and Compartment.LEGAL_PRIVILEGE in user.compartments):
        return rows.filter(mine)
    held = Grant.objects.live().held_by(user).filter(compartment=Compartment.LEGAL_PRIVILEGE, basis__in=OWN)
    legal_cases = held.filter(subject_label=LegalCase._meta.label_lower).values("subject_uid")
    questions = held.filter(subject_label=LegalQuestion._meta.label_lower).values("subject_uid")
    return rows.filter(mine | Q(legal_case__in=legal_cases) | Q(pk__in=questions))


def open_questions(user: User) -> QuerySet[LegalQuestion]:
    """Those without an answer, the longest waiting first."""
    return questions_for(user).filter(LegalQuestion.WAITS).order_by("asked_at")


def question_page(row: LegalQuestion, user: User) -> QuestionPage:
    opened = open_own((row, ("question", "answer")), by=user)
    return QuestionPage(row, opened.value(row, "question"), opened.value(row, "answer"))
