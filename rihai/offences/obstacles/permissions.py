"""Who may record an obstacle, take it further, and see the figures. Which obstacles somebody sees: `visible_to()`."""

from django.utils.translation import gettext as _

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.cases.models import Case
from rihai.cases.permissions import works_on
from rihai.offences.obstacles.models import Obstacle


def can_record_obstacle(user: User, case: Case | None = None) -> bool:
    """With a case: whoever works on it."""
    return user.has(Permission.OBSTACLE_RECORD) and (case is None or works_on(user, case))


def check_can_record_obstacle(user: User, case: Case | None = None) -> None:
    if not can_record_obstacle(user, case):
        words = _("Your role does not record obstacles, or you do not work on this case.")
        raise Refused("obstacle.record", case, words=words)


def can_take_further(user: User, obstacle: Obstacle) -> bool:
    """Whoever opens it as her own work: its author, those on the case, the role that answers for misconduct."""
    may = user.has(Permission.OBSTACLE_RECORD) or user.has(Permission.OBSTACLE_HANDLE)
    return may and way_to_read(user, obstacle, "text") is Way.OWN


def check_can_take_further(user: User, obstacle: Obstacle) -> None:
    if not can_take_further(user, obstacle):
        raise Refused("obstacle.record", obstacle, words=_("You do not work with this obstacle."))


def can_see_figures(user: User) -> bool:
    return user.has(Permission.REPORT_IMPACT) or user.has(Permission.OBSTACLE_HANDLE)


def check_can_see_figures(user: User) -> None:
    if not can_see_figures(user):
        raise Refused("obstacle.figures", words=_("Your role does not see these figures."))
