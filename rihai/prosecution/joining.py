"""A part in a legal case begins or ends: the row, what it opens, what is owed.

The actions have checked who may, and they write the trail.
Not here: who may (`permissions`), or what each part opens (`grants`).
"""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.duties.actions import pass_on_duties
from rihai.lib.workflow import NotPossible
from rihai.prosecution.belonging import records_of
from rihai.prosecution.grants import let_in, let_out
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.reminders import NAME_LAWYER, holder_of, settle
from rihai.prosecution.workflow import LegalStatus


def join(legal_case: LegalCase, user: User, part: LegalPart.Part, *, by: User) -> LegalPart:
    """A colleague who has a part already keeps it, unless it is another."""
    known = legal_case.parts.filter(user=user, left_at=None).first()
    if known is not None and known.part == part:
        return known
    _check_colleague(legal_case, user, part)
    if known is not None:
        leave(known, by=by)
    before = holder_of(legal_case)
    row = LegalPart.objects.create(legal_case=legal_case, user=user, part=part, added_by=by)
    let_in(row, by=by)
    if row.is_lawyer:
        settle(legal_case, NAME_LAWYER, by=by)
        if before not in (None, user) and holder_of(legal_case) == user:
            pass_on_duties(legal_case, before=before, to=user, by=by, also=records_of(legal_case))
    return row


def join_first(legal_case: LegalCase, user: User, part: LegalPart.Part, *, by: User) -> None:
    """For those who are there when it begins; whoever has a part, such as the lawyer's, keeps that."""
    if not legal_case.parts.filter(user=user, left_at=None).exists():
        join(legal_case, user, part, by=by)


def leave(part: LegalPart, *, by: User) -> None:
    part.left_at, part.left_by = timezone.now(), by
    part.save(update_fields=["left_at", "left_by"])
    let_out(part, by=by)


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
