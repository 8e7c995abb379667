"""Who reads the answer to a question: whoever asked while she works there, after her whoever accompanies the survivor.

Not here: to whom a question goes (`asking_lawyers`), or who answers (`permissions`).
"""

from django.db.models import Exists, OuterRef, QuerySet

from rihai.access.actions import grant, revoke
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.cases.erasing.gone import was_erased
from rihai.cases.models import Case
from rihai.cases.permissions import works_on
from rihai.duties.actions import pass_on_duties
from rihai.prosecution.models import LegalCase, LegalQuestion
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.rights.working import lawyers_of, working_on


def survivor_asked_about(legal_case: LegalCase, asker: User) -> Case | None:
    """The only one she may know of; among several nobody can tell, and then nobody follows her as reader.

    Whoever was erased is nobody: what is still asked is about the court, and goes when the court has ended.
    """
    known = known_survivors(legal_case, asker)
    return known[0].case if len(known) == 1 and not was_erased(known[0].case) else None


def let_read(question: LegalQuestion, reader: User, *, by: User) -> None:
    origin = question.legal_case or question.case
    grant(question, to=reader, compartments=(Compartment.RECORD,), basis=Grant.Basis.ASSIGNED, by=by, origin=origin)


def follow_reader(legal_case: LegalCase, user: User, *, by: User) -> None:
    """She left the legal case."""
    questions = legal_case.questions.filter(reader=user).select_related("case__case_owner", "legal_case")
    companions = [one.user for one in working_on(legal_case) if not one.is_lawyer and one.user_id != user.pk]
    for question in questions:
        heir = next((one for one in companions if _accompanies(one, question.case)), None)
        _pass(question, user, heir, by)


def follow_reader_of_case(case: Case, user: User, *, by: User) -> None:
    """She was taken off the survivor's case, and had asked before there was a legal case."""
    owner = case.case_owner
    heir = owner if owner is not None and owner != user and owner.is_active else None
    for question in case.legal_questions.filter(reader=user, legal_case=None).select_related("case"):
        _pass(question, user, heir if heir and heir.has(Permission.LEGAL_RECORD) else None, by)


def stray_readers() -> QuerySet[Grant]:
    """What opens a question to somebody who is neither its reader nor one of those who answer."""
    held = Grant.objects.live().filter(subject_label=LegalQuestion._meta.label_lower, user__isnull=False)
    answers = held.filter(user=OuterRef("user"), subject_uid=OuterRef("subject_uid"))
    is_reader = LegalQuestion.objects.filter(pk=OuterRef("subject_uid"), reader=OuterRef("user"))
    given = held.filter(basis=Grant.Basis.ASSIGNED, compartment=Compartment.RECORD).exclude(Exists(is_reader))
    return given.exclude(Exists(answers.filter(compartment=Compartment.LEGAL_PRIVILEGE)))


def _accompanies(user: User, case: Case | None) -> bool:
    """The named worker may have come this very moment."""
    return case is not None and (case.case_owner_id == user.pk or works_on(user, case))


def _pass(question: LegalQuestion, before: User, to: User | None, by: User) -> None:
    """Where nobody follows, her lawyers know what was answered."""
    revoke(question, of=before, by=by)
    question.reader = to
    question.save(update_fields=["reader"])
    if to is not None:
        let_read(question, to, by=by)
    lawyers = lawyers_of(question.legal_case) if question.legal_case else []
    heir = to or next((one.user for one in lawyers), None)
    if heir is not None:
        pass_on_duties(question, before=before, to=heir, by=by)
    audit.record("legal.question_passed", by=by, subject=question, of=before.uid)
