"""Desks and who sits at them.

Here: opening, closing, joining, leaving. What lies on a desk belongs to the packages above.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.checks import check_holds, check_not_for_oneself, locked_desk, locked_user
from rihai.accounts.models import Desk, DeskMembership, User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused


class DeskNameTaken(Exception):
    """The organisation has a desk of this name."""


@transaction.atomic
def open_desk(*, name: str, purpose: Desk.Purpose | str, by: User) -> Desk:
    """A new shared inbox in the organisation of whoever acts."""
    check_holds(by, Permission.DESK_MANAGE, verb="desk.opened")
    try:
        with transaction.atomic():
            desk = Desk.objects.create(organisation=by.organisation, name=name.strip(), purpose=Desk.Purpose(purpose))
    except IntegrityError:
        raise DeskNameTaken(_("There is a desk of this name already. Choose another.")) from None
    audit.record("desk.opened", by=by, subject=desk, purpose=str(desk.purpose))
    return desk


@transaction.atomic
def close_desk(desk: Desk, *, by: User) -> Desk:
    """Nobody sits here any more; what was granted to the desk opens nothing."""
    desk = locked_desk(desk, by=by, verb="desk.closed")
    check_holds(by, Permission.DESK_MANAGE, verb="desk.closed", subject=desk)
    desk.is_active = False
    desk.save(update_fields=["is_active"])
    left = DeskMembership.objects.in_force().filter(desk=desk).update(left_at=timezone.now(), left_by=by)
    audit.record("desk.closed", by=by, subject=desk, left=left)
    return desk


@transaction.atomic
def join_desk(desk: Desk, *, user: User, by: User) -> DeskMembership:
    """Seat somebody at a desk: what lies there becomes her work. Twice is as once."""
    desk = locked_desk(desk, by=by, verb="desk.joined")
    user = locked_user(user, by=by, verb="desk.joined")
    check_holds(by, Permission.DESK_MANAGE, verb="desk.joined", subject=desk)
    check_not_for_oneself(by, user.uid, verb="desk.joined", subject=desk)
    if not (user.is_active and desk.is_active and user.organisation_id == desk.organisation_id):
        raise Refused("desk.joined", desk, words=_("Only active colleagues sit at an open desk."))
    seat, is_new = DeskMembership.objects.get_or_create(user=user, desk=desk, left_at=None, defaults={"joined_by": by})
    if is_new:
        audit.record("desk.joined", by=by, subject=desk, user=user.uid)
    return seat


@transaction.atomic
def leave_desk(desk: Desk, *, user: User, by: User) -> None:
    """End somebody's seat at a desk."""
    desk = locked_desk(desk, by=by, verb="desk.left")
    check_holds(by, Permission.DESK_MANAGE, verb="desk.left", subject=desk)
    seats = DeskMembership.objects.in_force().filter(desk=desk, user=user)
    if seats.update(left_at=timezone.now(), left_by=by):
        audit.record("desk.left", by=by, subject=desk, user=user.uid)
