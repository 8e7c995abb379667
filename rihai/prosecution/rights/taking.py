"""Who takes a legal case of which somebody has to take care now: whoever works on it, else the legal desk.

Not here: how what is owed passes (`owing.passing`).
"""

from rihai.accounts.models import Desk, DeskMembership, User
from rihai.prosecution.models import LegalCase
from rihai.prosecution.rights.grants import legal_desk
from rihai.prosecution.rights.working import working_on


def who_takes(legal_case: LegalCase) -> User | None:
    """Whoever works on it now, else somebody who sits at the legal desk."""
    here = next((one.user for one in working_on(legal_case)), None)
    desk = seated_desk(legal_case)
    if here is not None or desk is None:
        return here
    seats = DeskMembership.objects.in_force().filter(desk=desk, user__is_active=True).select_related("user")
    return next((one.user for one in seats.order_by("joined_at")), None)


def seated_desk(legal_case: LegalCase) -> Desk | None:
    """The legal desk, if somebody sits there; until a lawyer is named it can open the legal case."""
    desk = legal_desk(legal_case)
    if desk is None or not DeskMembership.objects.in_force().filter(desk=desk, user__is_active=True).exists():
        return None
    return desk
