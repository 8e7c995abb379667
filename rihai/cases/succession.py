"""A colleague's parts in a case pass to another: as its worker, as counsellor or lawyer, as the one asked to agree.

Here: one case, for somebody who is ill or leaves, and the way back. Not here: who takes what (`web`), or naming a
worker in everyday work (`actions.assign_case_owner`).
"""

from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.cases.actions import assign_case_owner
from rihai.cases.grants import set_right
from rihai.cases.models import Case, Participant
from rihai.cases.permissions import check_can_assign
from rihai.cases.reminders import AGREE
from rihai.duties.actions import pass_on_duties
from rihai.lib.workflow import NotPossible

WORKER: Final = "worker"
ASKED: Final = "asked_to_close"


@transaction.atomic
def hand_over_case(case: Case, *, of: User, to: User, by: User, only: Collection[str] = ()) -> list[str]:
    """Pass her parts on, or `only` these; returns those that the successor did not have before."""
    case = get_visible(Case.objects.select_for_update(of=("self",)), by, case.uid, "case.assign")
    check_can_assign(by, case)
    _check_successor(to, case)
    passed = []
    if case.case_owner_id == of.uid and _is_meant(WORKER, only):
        case = assign_case_owner(case, to=to, by=by)
        passed.append(WORKER)
    if case.closing_asked_of_id == of.uid and case.closing_proposed_at and _is_meant(ASKED, only):
        _ask_instead(case, of=of, to=to, by=by)
        passed.append(ASKED)
    for part in case.participants.filter(user=of, left_at=None):
        if _is_meant(part.part, only) and _pass_part(part, to=to, by=by):
            passed.append(part.part)
    for user in (of, to):
        set_right(case, user, by=by)
    pass_on_duties(case, before=of, to=to, by=by, but=AGREE)
    audit.record("case.handed_over", by=by, subject=case, of=of.uid, to=to.uid, parts=passed)
    return passed


def _is_meant(part: str, only: Collection[str]) -> bool:
    return not only or part in only


def _check_successor(to: User, case: Case) -> None:
    is_here = to.is_active and to.organisation_id == case.organisation_id
    if not is_here or not to.has(Permission.CASE_WORK):
        raise NotPossible(_("This colleague does not work on cases. Choose somebody whose role allows it."))


def _ask_instead(case: Case, *, of: User, to: User, by: User) -> None:
    """Nobody agrees to her own proposal."""
    if to.uid == case.closing_proposed_by_id or not to.has(Permission.CASE_CLOSE):
        raise NotPossible(_("Somebody asked to close this case. Choose a colleague who may agree to it."))
    Case.objects.filter(pk=case.pk).update(closing_asked_of=to)
    case.closing_asked_of = to
    pass_on_duties(case, before=of, to=to, by=by)


def _pass_part(part: Participant, *, to: User, by: User) -> bool:
    """End hers, and begin the successor's; who found somebody stays who found her."""
    part.left_at, part.left_by = timezone.now(), by
    part.save(update_fields=["left_at", "left_by"])
    if part.part == Participant.Part.FINDER:
        return False
    _row, is_new = Participant.objects.get_or_create(
        case=part.case, part=part.part, user=to, left_at=None, defaults={"added_by": by}
    )
    return is_new
