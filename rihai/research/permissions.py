"""Who may see the reports, who may see small counts in them, and which two people publish a figure."""

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.research.models import Figure


def can_see_impact(user: User) -> bool:
    return user.has(Permission.REPORT_IMPACT)


def check_can_see_impact(user: User) -> None:
    if not can_see_impact(user):
        raise Refused("report.impact", words=_("Your role does not open reports. Ask your director for the figures."))


def can_see_exact(user: User) -> bool:
    """Small counts, and what would give them away."""
    return can_see_impact(user) and user.has(Permission.FIGURE_EXACT)


def check_can_see_exact(user: User) -> None:
    if not can_see_exact(user):
        words = _("Your role does not see counts below ten. Use the figures as they may be passed on.")
        raise Refused("figure.exact", words=words)


def can_propose(user: User) -> bool:
    return can_see_impact(user) and user.has(Permission.FIGURE_PROPOSE)


def check_can_propose(user: User) -> None:
    if not can_propose(user):
        raise Refused(
            "figure.propose", words=_("Your role does not propose figures. Ask your director or data officer.")
        )


def can_set_base_year(user: User) -> bool:
    """Whoever lets figures out of the house, and sees what a change would tell."""
    return can_see_exact(user) and user.has(Permission.FIGURE_APPROVE)


def check_can_set_base_year(user: User) -> None:
    if not can_set_base_year(user):
        raise Refused("figure.base_year", words=_("Your role does not set the first year. Ask your director."))


def can_decide(user: User, figure: Figure) -> bool:
    """Approve, refuse or withdraw it. Whoever proposed a figure never approves it."""
    return user.has(Permission.FIGURE_APPROVE) and figure.proposed_by_id != user.uid


def check_can_decide(user: User, figure: Figure) -> None:
    if not user.has(Permission.FIGURE_APPROVE):
        raise Refused("figure.decide", figure, words=_("Your role does not publish figures. Ask your director."))
    if figure.proposed_by_id == user.uid:
        words = _("You proposed this figure. A second person decides whether it is published.")
        raise Refused("figure.decide", figure, words=words)
