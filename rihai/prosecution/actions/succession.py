"""The parts of a colleague in legal cases pass to others when she is ill or leaves, and come back.

Whoever arranges it learns of none of them: nobody sees all legal cases, the direction neither. Not here: who takes
other work (`web`), or one part in everyday work (`parts`).
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.checks import check_holds
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.cases.permissions import works_on
from rihai.lib.workflow import NotPossible
from rihai.prosecution.models import LegalCase, LegalPart, LegalQuestion
from rihai.prosecution.owing.part_duties import tell_of_lawyer
from rihai.prosecution.owing.passing import pass_records
from rihai.prosecution.owing.reminders import prepare_again
from rihai.prosecution.rights.joining import join, leave, let_in_worker, pass_all_left
from rihai.prosecution.rights.question_readers import follow_reader_of_case
from rihai.prosecution.rights.taking import seated_desk, who_takes
from rihai.prosecution.rights.working import working_on, works_now
from rihai.prosecution.workflow import LegalStatus


@dataclass(frozen=True)
class Passed:
    """One legal case, who has it now, and in which parts: hers that passed, and the one that the taker had before."""

    legal_case: LegalCase
    to: User | Desk
    parts: list[str]


@transaction.atomic
def hand_over_legal_cases(worker: User, *, to: User, by: User) -> list[Passed]:
    """Her parts pass, as far as the role of the one who takes them allows; the others stay with her."""
    check_holds(by, Permission.DUTY_REASSIGN, verb="legal.part", subject=worker)
    return [_pass(part, to, by) for part in _parts_of(worker) if _may_take(to, part)]


@transaction.atomic
def leave_legal_cases(worker: User, *, by: User) -> list[Passed]:
    """Whoever leaves works on no legal case any more, and none is left without anybody."""
    check_holds(by, Permission.STAFF_RELEASE, verb="legal.part", subject=worker)
    return [_leave(part, by) for part in _parts_of(worker)]


@transaction.atomic
def give_back_legal_case(uid: UUID, *, of: User | Desk, to: User, parts: list[str], by: User) -> None:
    """She is back: her part is hers again, and whoever took it has what she had before."""
    check_holds(by, Permission.DUTY_REASSIGN, verb="legal.part", subject=to)
    legal_case = LegalCase.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=uid)
    hers, before = LegalPart.Part(parts[0]), parts[1]
    if isinstance(of, User):
        current = legal_case.parts.select_related("user").filter(user=of, left_at=None).first()
        if current is None:
            raise NotPossible(_("This colleague does not work on it any more."))
        join(legal_case, to, hers, by=by)
        leave(current, by=by)
        if before:
            join(legal_case, of, LegalPart.Part(before), by=by)
        pass_records(legal_case, before=of, to=to, by=by)
    else:
        join(legal_case, to, hers, by=by)
        pass_records(legal_case, before=of, to=to, by=by)
    prepare_again(legal_case, by=by)
    audit.record("legal.part_added", by=by, subject=legal_case, part=str(hers), of=to.uid)


@transaction.atomic
def end_left_part(part: LegalPart, *, by: User | None) -> LegalCase | None:
    """Her account was closed or her role ended: the part ends too, and what she owes is owed by somebody who is here.

    Where nobody acts (`by` is None), whoever takes it stands as the one who did it. None if that is nobody: then
    whoever works with the survivor next takes it over.
    """
    legal_case = (
        LegalCase.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=part.legal_case_id)
    )
    part = LegalPart.objects.select_related("user", "legal_case__organisation").get(pk=part.pk)
    if part.left_at is not None or works_now(part):
        return None
    if not working_on(legal_case):
        _let_in_workers(legal_case, part.user, by)
    actor = by or who_takes(legal_case)
    if actor is None:
        return None
    leave(part, by=actor)
    pass_all_left(legal_case, before=part.user, by=actor)
    audit.record("legal.part_ended", by=by, subject=legal_case, part=part.part, of=part.user_id)
    if part.is_lawyer:
        tell_of_lawyer(part, by=actor)
    return legal_case


@transaction.atomic
def pass_left_question(question: LegalQuestion, *, by: None) -> LegalQuestion | None:
    """Asked before there was a legal case; whoever works with the survivor now reads the answer."""
    question = LegalQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    case, reader = question.case, question.reader
    if case is None or reader is None or works_on(reader, case):
        return None
    owner = case.case_owner
    follow_reader_of_case(case, reader, by=owner if owner is not None and owner.is_active else reader)
    audit.record("legal.question_passed_on", by=by, subject=question)
    return question


def _parts_of(worker: User) -> list[LegalPart]:
    """Those of closed legal cases too: an appeal may still come. The legal cases are locked."""
    rows = LegalPart.objects.filter(user=worker, left_at=None).exclude(legal_case__status=LegalStatus.MISTAKE)
    parts = list(rows.select_related("user").order_by("legal_case_id"))
    locked = LegalCase.objects.select_for_update(of=("self",)).select_related("organisation")
    for part in parts:
        part.legal_case = locked.get(pk=part.legal_case_id)
    return parts


def _may_take(user: User, part: LegalPart) -> bool:
    return user.has(Permission.LEGAL_WORK if part.is_lawyer else Permission.LEGAL_RECORD)


def _pass(part: LegalPart, to: User, by: User) -> Passed:
    """A lawyer who took over what a companion did stays the lawyer."""
    legal_case, worker = part.legal_case, part.user
    known = legal_case.parts.filter(user=to, left_at=None).first()
    if known is None or (part.is_lawyer and not known.is_lawyer):
        join(legal_case, to, LegalPart.Part(part.part), by=by)
    leave(part, by=by)
    pass_records(legal_case, before=worker, to=to, by=by)
    audit.record("legal.part_ended", by=by, subject=legal_case, part=part.part, of=worker.uid)
    return Passed(legal_case, to, [part.part, known.part if known else ""])


def _leave(part: LegalPart, by: User) -> Passed:
    """To a colleague who has a part, lawyers first; else to whoever works on the survivor's case, or to the desk."""
    legal_case, worker = part.legal_case, part.user
    others = _others(legal_case, worker)
    if not others:
        _let_in_workers(legal_case, worker, by)
        found = _others(legal_case, worker)
    else:
        found = others
    leave(part, by=by)
    desk = None if any(one.is_lawyer for one in found) else seated_desk(legal_case)
    holder = next((one for one in found if one.is_lawyer), next(iter(found), None))
    audit.record("legal.part_ended", by=by, subject=legal_case, part=part.part, of=worker.uid)
    if holder is not None:
        pass_records(legal_case, before=worker, to=holder.user, by=by)
        return Passed(legal_case, holder.user, [part.part, holder.part if others else ""])
    if desk is None:
        raise NotPossible(_("A legal case would be left without anybody. Choose who takes the legal cases."))
    return Passed(legal_case, desk, [part.part, ""])


def _others(legal_case: LegalCase, worker: User) -> list[LegalPart]:
    return [one for one in working_on(legal_case) if one.user_id != worker.pk]


def _let_in_workers(legal_case: LegalCase, worker: User, by: User | None) -> None:
    for row in legal_case.survivors.select_related("case__case_owner"):
        owner = row.case.case_owner
        if owner is not None and owner.pk != worker.pk:
            let_in_worker(legal_case, row.case, by=by or owner)
