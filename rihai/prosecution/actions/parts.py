"""Who works on a legal case: naming a lawyer or a companion, and letting one go.

Not here: what each of them may open (`grants`).
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.prosecution.locks import check_is_no_mistake, lock_legal_case
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, LegalPart
from rihai.prosecution.owing.part_duties import tell_of_lawyer
from rihai.prosecution.owing.passing import pass_records
from rihai.prosecution.part_permissions import (
    check_can_end,
    check_can_name,
    check_can_name_instead,
    check_can_restore,
    must_name_instead,
    sits_over,
)
from rihai.prosecution.permissions import check_can_open_legal_case
from rihai.prosecution.rights.joining import join, leave, pass_to_holder
from rihai.prosecution.rights.working import working_on


@transaction.atomic
def add_part(legal_case: LegalCase, *, user: User, part: LegalPart.Part, by: User) -> LegalPart:
    """Name a lawyer or a companion, or change the part of one. With a lawyer the legal desk steps back."""
    legal_case = lock_legal_case(legal_case, by, "legal.part")
    check_can_name(by, legal_case, user, part)
    known = legal_case.parts.select_related("user").filter(user=user, left_at=None).first()
    row = join(legal_case, user, part, by=by)
    audit.record("legal.part_added", by=by, subject=legal_case, part=str(part), of=user.uid)
    if row.is_lawyer and row != known:
        audit.record("legal.lawyer_named", by=by, subject=user)
        tell_of_lawyer(row, by=by)
    elif known is not None and known.is_lawyer and row != known:
        audit.record("legal.lawyer_ended", by=by, subject=user)
        tell_of_lawyer(known, by=by)
    return row


@transaction.atomic
def end_part(part: LegalPart, *, by: User, instead: User | None = None) -> LegalPart:
    """Somebody leaves a legal case and opens it no longer. The last one names a successor first.

    `instead`: the lawyer whom the legal desk names in the same act where none would be left.
    """
    legal_case = _lock_over(part, by)
    part = legal_case.parts.select_related("user", "legal_case__organisation").get(pk=part.pk)
    check_can_end(by, part)
    if part.left_at is not None:
        return part
    if must_name_instead(by, part):
        _name_instead(part, instead, by)
    if not any(one.pk != part.pk for one in working_on(legal_case)):
        raise NotPossible(_("Nobody else works on this legal case. Name somebody else first."))
    leave(part, by=by)
    pass_to_holder(legal_case, before=part.user, by=by)
    audit.record("legal.part_ended", by=by, subject=legal_case, part=part.part, of=part.user_id)
    if part.is_lawyer:
        audit.record("legal.lawyer_ended", by=by, subject=part.user)
        tell_of_lawyer(part, by=by)
    return part


@transaction.atomic
def restore_part(part: LegalPart, *, by: User) -> LegalPart:
    """The legal desk gives back a lawyer's part that was ended: without it nobody could who does not work on it."""
    legal_case = _lock_over(part, by)
    part = LegalPart.objects.select_related("user", "legal_case").get(pk=part.pk)
    known = legal_case.parts.filter(user=part.user, part=part.part, left_at=None).first()
    if known is not None:
        return known
    check_can_restore(by, part)
    check_is_no_mistake(legal_case)
    return _join_as_lawyer(legal_case, part.user, LegalPart.Part(part.part), by)


@transaction.atomic
def take_over(survivor: LegalCaseSurvivor, *, by: User) -> LegalPart:
    """Nobody works on a legal case any more: whoever works on the survivor's case takes it up."""
    case = get_visible(Case.objects.all(), by, survivor.case_id, "legal.take_over")
    check_can_open_legal_case(by, case)
    legal_case = LegalCase.objects.select_for_update(of=("self",)).get(pk=survivor.legal_case_id)
    if working_on(legal_case):
        raise NotPossible(_("Somebody works on this legal case. Ask to be added."))
    for one in legal_case.parts.filter(left_at=None).select_related("user"):
        leave(one, by=by)
    row = join(legal_case, by, LegalPart.Part.ACCOMPANIES, by=by)
    pass_records(legal_case, to=by, by=by)
    audit.record("legal.taken_over", by=by, subject=legal_case)
    return row


def _name_instead(part: LegalPart, instead: User | None, by: User) -> None:
    if instead is None:
        raise NotPossible(_("No other lawyer works on this legal case. Say who represents the survivor instead."))
    check_can_name_instead(by, part, instead)
    _join_as_lawyer(part.legal_case, instead, LegalPart.Part.IN_HOUSE, by)


def _join_as_lawyer(legal_case: LegalCase, user: User, part: LegalPart.Part, by: User) -> LegalPart:
    row = join(legal_case, user, part, by=by)
    audit.record("legal.part_added", by=by, subject=legal_case, part=row.part, of=user.uid)
    audit.record("legal.lawyer_named", by=by, subject=user)
    tell_of_lawyer(row, by=by)
    return row


def _lock_over(part: LegalPart, by: User) -> LegalCase:
    """The legal desk arranges who works on it without knowing the legal case."""
    if sits_over(by, part):
        return (
            LegalCase.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=part.legal_case_id)
        )
    return lock_legal_case(part.legal_case, by, "legal.part")
