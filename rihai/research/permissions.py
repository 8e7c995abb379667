"""Who may see the impact report."""

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused


def can_see_impact(user: User) -> bool:
    return user.has(Permission.REPORT_IMPACT)


def check_can_see_impact(user: User) -> None:
    if not can_see_impact(user):
        raise Refused("report.impact", words=_("Your role does not open reports. Ask your director for the figures."))
