"""A part in a legal case begins or ends: the row, what it opens, what is owed.

The actions have checked who may, and they write the trail.
Not here: who may (`permissions`), or what each part opens (`grants`).
"""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.drafts.actions import drop_drafts
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.owing.asking_lawyers import keep_questions
from rihai.prosecution.owing.belonging import written_about
from rihai.prosecution.owing.closure_duties import remind_of_hearings
from rihai.prosecution.owing.passing import blind_desks, pass_left_over, pass_records
from rihai.prosecution.owing.reminders import NAME_LAWYER, holder_of, remind, remind_of_check, settle
from rihai.prosecution.rights.grants import let_in, let_in_desk, let_out
from rihai.prosecution.rights.question_readers import follow_reader
from rihai.prosecution.rights.working import lawyers_of
from rihai.prosecution.workflow import LegalStatus


def join(legal_case: LegalCase, user: User, part: LegalPart.Part, *, by: User) -> LegalPart:
    """A colleague who has a part already keeps it, unless it is another."""
    known = legal_case.parts.filter(user=user, left_at=None).first()
    if known is not None and known.part == part:
        return known
    _check_colleague(legal_case, user, part)
    before = holder_of(legal_case)
    if known is not None:
        _end(known, by=by)
    row = LegalPart.objects.create(legal_case=legal_case, user=user, part=part, added_by=by)
    let_in(row, by=by)
    after_parts_changed(legal_case, by=by)
    if row.is_lawyer and before != user and holder_of(legal_case) == user:
        if before is not None:
            pass_records(legal_case, before=before, to=user, by=by)
        pass_left_over(legal_case, to=user, by=by)
    remind_of_hearings(legal_case, by=by)
    return row


def join_first(legal_case: LegalCase, user: User, part: LegalPart.Part, *, by: User) -> None:
    """For those who are there when it begins; whoever has a part, such as the lawyer's, keeps that."""
    if not legal_case.parts.filter(user=user, left_at=None).exists():
        join(legal_case, user, part, by=by)


def let_in_worker(legal_case: LegalCase, case: Case, *, by: User) -> None:
    """Whoever accompanies the survivor follows her legal case."""
    worker = case.case_owner
    if worker is not None and worker.is_active and worker.has(Permission.LEGAL_RECORD):
        join_first(legal_case, worker, LegalPart.Part.ACCOMPANIES, by=by)


def part_of(lawyer: User) -> LegalPart.Part:
    """By her role: what she is called decides who trusts her with what."""
    is_volunteer = Role.VOLUNTEER_LAWYER in lawyer.roles and Role.LAWYER not in lawyer.roles
    return LegalPart.Part.VOLUNTEER if is_volunteer else LegalPart.Part.IN_HOUSE


def leave(part: LegalPart, *, by: User) -> None:
    _end(part, by=by)
    follow_reader(part.legal_case, part.user, by=by)
    after_parts_changed(part.legal_case, by=by)


def pass_to_holder(legal_case: LegalCase, *, before: User, by: User) -> None:
    """What is owed by whoever left passes to her lawyer, else to the desk that can open it, else to a companion."""
    to = holder_of(legal_case)
    if to is not None:
        pass_records(legal_case, before=before, to=to, by=by)


def pass_all_left(legal_case: LegalCase, *, before: User, by: User) -> None:
    """What she owes, and what was put meanwhile at a desk that cannot open it."""
    to = holder_of(legal_case)
    if to is not None:
        pass_records(legal_case, before=before, to=to, by=by)
        for desk in blind_desks(legal_case):
            pass_records(legal_case, before=desk, to=to, by=by)


def after_parts_changed(legal_case: LegalCase, *, by: User) -> None:
    """While no lawyer works on it the legal desk can open it, and somebody owes that one is named."""
    if lawyers_of(legal_case):
        settle(legal_case, NAME_LAWYER, by=by)
    else:
        let_in_desk(legal_case, by=by)
        _ask_for_lawyer(legal_case, by)
    remind_of_check(legal_case, by=by)
    keep_questions(legal_case, by=by)


def _ask_for_lawyer(legal_case: LegalCase, by: User) -> None:
    is_owed = Duty.objects.open().filter(rule=NAME_LAWYER, subject_uid=legal_case.uid).exists()
    if not is_owed and not legal_case.is_over and holder_of(legal_case) is not None:
        remind(legal_case, NAME_LAWYER, by=by)


def _end(part: LegalPart, *, by: User) -> None:
    part.left_at, part.left_by = timezone.now(), by
    part.save(update_fields=["left_at", "left_by"])
    let_out(part, by=by)
    drop_drafts(part.user, about=written_about(part.legal_case), by=by)


def is_still_with(uid: UUID, holder: User | Desk) -> bool:
    """Whether the one who took it has it: a desk as long as no lawyer is named."""
    parts = LegalPart.objects.filter(legal_case=uid, left_at=None).exclude(legal_case__status=LegalStatus.MISTAKE)
    if isinstance(holder, User):
        return parts.filter(user=holder).exists()
    return not parts.exclude(part=LegalPart.Part.ACCOMPANIES).exists()


def _check_colleague(legal_case: LegalCase, user: User, part: LegalPart.Part) -> None:
    wanted = Permission.LEGAL_RECORD if part == LegalPart.Part.ACCOMPANIES else Permission.LEGAL_WORK
    is_here = user.is_active and user.organisation_id == legal_case.organisation_id
    if not is_here or not user.has(wanted):
        raise NotPossible(_("This colleague cannot take this part. Choose somebody whose role allows it."))
