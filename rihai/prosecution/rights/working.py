"""Who works on a legal case now: a part alone does not say it, for a role may have ended or an account be closed.

Not here: what somebody may do (`permissions`), or how a part begins and ends (`joining`).
"""

from collections.abc import Iterable

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import OWN
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.audit.actions import HasUid, label_of
from rihai.prosecution.models import LegalCase, LegalPart


def at_work(parts: Iterable[LegalPart]) -> list[LegalPart]:
    """Those of them in force whose account is active and holds what the part opens. One query for all of them."""
    here = [one for one in parts if one.left_at is None and one.user.is_active]
    held = Grant.objects.live().filter(
        subject_label=LegalCase._meta.label_lower,
        subject_uid__in={one.legal_case_id for one in here},
        user__in={one.user_id for one in here},
        basis__in=OWN,
    )
    opened = set(held.values_list("user_id", "subject_uid", "compartment")) if here else set()
    return [one for one in here if (one.user_id, one.legal_case_id, _needed(one)) in opened]


def works_now(part: LegalPart) -> bool:
    return bool(at_work([part]))


def working_on(legal_case: LegalCase) -> list[LegalPart]:
    """In the order in which they came."""
    return at_work(legal_case.parts.filter(left_at=None).select_related("user"))


def lawyers_of(legal_case: LegalCase) -> list[LegalPart]:
    return [one for one in working_on(legal_case) if one.is_lawyer]


def desk_of(legal_case: LegalCase) -> Desk | None:
    """The desk that can open it, as the legal desk does while no lawyer works on it."""
    held = Grant.objects.live().filter(
        subject_label=LegalCase._meta.label_lower,
        subject_uid=legal_case.uid,
        compartment=Compartment.LEGAL_PRIVILEGE,
        desk__is_active=True,
    )
    return next((one.desk for one in held.select_related("desk")), None)


def holds_privilege(user: User, record: HasUid) -> bool:
    """A lawyer's role, and a live grant of what passes between lawyer and client on this very record."""
    if not (user.is_active and user.has(Permission.LEGAL_WORK) and Compartment.LEGAL_PRIVILEGE in user.compartments):
        return False
    held = Grant.objects.live().held_by(user)
    return held.filter(
        subject_label=label_of(record),
        subject_uid=record.uid,
        compartment=Compartment.LEGAL_PRIVILEGE,
        basis__in=OWN,
    ).exists()


def _needed(part: LegalPart) -> Compartment:
    return Compartment.LEGAL_PRIVILEGE if part.is_lawyer else Compartment.RECORD
