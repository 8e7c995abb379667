"""Things of evidence in the hands of a colleague who goes: somebody on the case is asked to take each over.

The chain says nothing of it until there is a receipt: a thing does not move because an account was closed.
Not here: how it passes on (`custody`).
"""

from collections.abc import Iterator
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from rihai.accounts.models import RoleAssignment, User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.cases.permissions import works_on
from rihai.duties.actions import cancel_duties, open_duty, pass_on_duties
from rihai.duties.models import Duty
from rihai.offences.evidence.models import CustodyStep, EvidenceItem

TAKE_OVER: Final = "evidence.held_by_leaver"


def held_now() -> QuerySet[CustodyStep]:
    """The last steps of things that colleagues have. A file lies in the vault, whoever has a copy."""
    rows = CustodyStep.objects.filter(to=CustodyStep.To.COLLEAGUE, followed_by=None, item__withdrawn_at=None)
    return rows.select_related("item__case__case_owner", "item__organisation", "to_user")


def held_by_past_colleagues() -> QuerySet[CustodyStep]:
    """Whose account was closed, who works for another house, or who has no role here any more."""
    with_role = RoleAssignment.objects.not_ended().values("user")
    return held_now().filter(Q(to_user__is_active=False) | ~Q(to_user__in=with_role))


@transaction.atomic
def ask_to_take_over(step: CustodyStep, *, by: User | None) -> User | None:
    """Once for each step of the chain; the next step ends it. None where nobody else works on the case."""
    item = step.item
    heir = next(_on_the_case(item, step.to_user), None)
    if heir is None:
        return None
    known = Duty.objects.filter(rule=TAKE_OVER, event_uid=step.uid, subject_uid=item.uid)
    if not known.exists():
        open_duty(TAKE_OVER, subject=item, event_uid=step.uid, organisation=item.organisation, owner=heir, by=by)
        audit.record("evidence.asked_back", by=by, subject=item, of=step.to_user_id or item.uid, to=heir.uid)
    return heir


@transaction.atomic
def pass_on_left(item: EvidenceItem, *, by: User | None) -> User | None:
    """What is owed about it by somebody who is gone, or lies at a desk that cannot open it."""
    heir = next(_on_the_case(item, None), None)
    if heir is not None and pass_on_duties(item, to=heir, by=by):
        return heir
    return None


def owed_by_nobody() -> QuerySet[EvidenceItem]:
    left = Duty.objects.open().filter(Q(owner=None) | Q(owner__is_active=False))
    owed = left.filter(subject_label=EvidenceItem._meta.label_lower).values("subject_uid")
    return EvidenceItem.objects.filter(pk__in=owed).select_related("case__case_owner", "organisation")


def stays_with(worker: User, *, by: User) -> None:
    """She is back, and has had it all the time."""
    for step in held_now().filter(to_user=worker):
        cancel_duties(TAKE_OVER, subject=step.item, by=by)


def _on_the_case(item: EvidenceItem, but: User | None) -> Iterator[User]:
    """Its worker first; only who may record the receipt."""
    parts = item.case.participants.filter(left_at=None).select_related("user")
    users = [item.case.case_owner, *(one.user for one in parts)]
    for user in users:
        if user is not None and user != but and user.has(Permission.EVIDENCE_RECORD) and works_on(user, item.case):
            yield user
