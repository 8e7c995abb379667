"""Asking a lawyer, answering, reading the answer, and taking a question back.

Not here: to whom a question goes (`asking_lawyers`).
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.erasing.gone import was_erased
from rihai.cases.models import Case
from rihai.duties.actions import cancel_duties, complete_duties
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.locks import lock_legal_case, needed
from rihai.prosecution.models import LegalCase, LegalQuestion
from rihai.prosecution.names_typed import check_names_nobody
from rihai.prosecution.owing.asking_lawyers import ANSWER, NO_ANSWERER, QUESTION, answerer_of, owe
from rihai.prosecution.permissions import (
    check_can_answer,
    check_can_open_legal_case,
    check_can_record,
    check_can_take_back,
)
from rihai.prosecution.rights.question_readers import let_read, survivor_asked_about
from rihai.prosecution.rights.working import holds_privilege

LAWYERS = (Compartment.RECORD, Compartment.LEGAL_PRIVILEGE)


@transaction.atomic
def ask_lawyer(
    about: LegalCase | Case,
    *,
    topic: LegalQuestion.Topic,
    urgency: LegalQuestion.Urgency,
    question: str,
    looked_at: Iterable[str] = (),
    by: User,
) -> LegalQuestion:
    """From now on a lawyer owes an answer. Without a lawyer and without a legal desk nobody would: that is said."""
    legal_case, case = _checked(about, by)
    text = normalise_lines(needed(question, _("Write down what you want to know.")))
    check_names_nobody(about, text, looked_at=looked_at, by=by)
    lawyer = answerer_of(legal_case, by.organisation, asker=by)
    if lawyer is None and legal_case is not None and holds_privilege(by, legal_case):
        raise NotPossible(_("Nobody else can answer it: no other lawyer works on this legal case. Add one first."))
    if lawyer is None:
        raise NotPossible(_("There is no lawyer and no legal desk. Name a lawyer first, or ask for a legal desk."))
    row = LegalQuestion(
        organisation=by.organisation,
        data_key=about.data_key,
        legal_case=legal_case,
        case=case,
        topic=topic,
        urgency=urgency,
        question=text,
        asked_by=by,
        reader=by,
    )
    row.save()
    let_read(row, by, by=by)
    if legal_case is None:
        grant(row, to=lawyer, compartments=LAWYERS, basis=Grant.Basis.DESK, by=by)
    owe(row, QUESTION, to=lawyer, by=by)
    audit.record("legal.question_asked", by=by, subject=row, topic=str(topic))
    return row


@transaction.atomic
def answer_question(question: LegalQuestion, *, answer: str, looked_at: Iterable[str] = (), by: User) -> LegalQuestion:
    """Answering again writes the whole answer anew, and it is to be read anew; no duty says what it is."""
    question = _locked(question, by, "legal.answer")
    check_can_answer(by, question)
    if question.withdrawn_at is not None:
        raise NotPossible(_("The question was taken back."))
    _check_not_erased(question)
    text = normalise_lines(needed(answer, _("Write down the answer.")))
    if (about := question.legal_case or question.case) is not None:
        check_names_nobody(about, text, looked_at=looked_at, by=by)
    question.answer = text
    question.answered_at, question.answered_by = timezone.now(), by
    question.read_at = question.read_by = None
    question.save(update_fields=["answer", "answered_at", "answered_by", "read_at", "read_by"])
    complete_duties(QUESTION, subject=question, by=by)
    cancel_duties(NO_ANSWERER, subject=question, by=by)
    complete_duties(ANSWER, subject=question, by=by)
    owe(question, ANSWER, to=question.reader or by, by=by)
    audit.record("legal.question_answered", by=by, subject=question)
    return question


@transaction.atomic
def mark_answer_read(question: LegalQuestion, *, by: User) -> LegalQuestion:
    question = _locked(question, by, "legal.answer")
    check_can_take_back(by, question)
    if question.answered_at is None:
        raise NotPossible(_("There is no answer yet."))
    question.read_at, question.read_by = timezone.now(), by
    question.save(update_fields=["read_at", "read_by"])
    complete_duties(ANSWER, subject=question, by=by)
    audit.record("legal.answer_read", by=by, subject=question)
    return question


@transaction.atomic
def withdraw_question(question: LegalQuestion, *, by: User) -> LegalQuestion:
    """It is not needed any more. What was asked stays sealed as it was."""
    question = _locked(question, by, "legal.answer")
    check_can_take_back(by, question)
    _check_not_erased(question)
    if not question.is_open:
        raise NotPossible(_("It was answered already."))
    question.withdrawn_at, question.withdrawn_by = timezone.now(), by
    question.save(update_fields=["withdrawn_at", "withdrawn_by"])
    cancel_duties(None, subject=question, by=by)
    audit.record("legal.question_withdrawn", by=by, subject=question)
    return question


def _check_not_erased(question: LegalQuestion) -> None:
    """Also in the hour before what was written is taken out."""
    text, case = question.question, question.case
    if text is None or text.is_erased or (case is not None and was_erased(case)):
        raise NotPossible(_("What was asked was erased with the survivor. Nothing is written about it any more."))


def _checked(about: LegalCase | Case, by: User) -> tuple[LegalCase | None, Case | None]:
    if isinstance(about, LegalCase):
        legal_case = lock_legal_case(about, by, "legal.question")
        check_can_record(by, legal_case)
        return legal_case, survivor_asked_about(legal_case, by)
    case = get_visible(Case.objects.select_for_update(of=("self",)), by, about.uid, "legal.question")
    check_can_open_legal_case(by, case)
    return None, case


def _locked(question: LegalQuestion, by: User, verb: str) -> LegalQuestion:
    rows = LegalQuestion.objects.select_for_update(of=("self",)).select_related(
        "legal_case", "case__person", "asked_by", "reader", "organisation"
    )
    return get_visible(rows, by, question.uid, verb)
