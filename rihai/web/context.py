"""What every page of the staff door shows around its content: where one can go, and whether this is a demonstration."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.lib.catalogues import language
from rihai.web.walk.margin import margin


@dataclass(frozen=True)
class Destination:
    """A page of the main navigation and who has use for it (any of the permissions; none = everybody)."""

    url_name: str
    label: str | Promise
    permissions: frozenset[Permission] = frozenset()

    def is_for(self, user: User) -> bool:
        return not self.permissions or bool(self.permissions & user.permissions)


DESTINATIONS = (
    Destination("web:my_day", _("My day")),
    Destination("intake:alert_list", _("Alerts"), frozenset({Permission.ALERT_RECORD, Permission.ALERT_TRIAGE})),
    Destination(
        "tracing:report_list",
        _("Missing people"),
        frozenset({Permission.ALERT_RECORD, Permission.INQUIRY_WORK, Permission.INQUIRY_SEE_ALL}),
    ),
    Destination("tracing:found_list", _("People found"), frozenset({Permission.FOUND_RECORD})),
    Destination(
        "rescue:inquiry_list",
        _("Inquiries"),
        frozenset({Permission.INQUIRY_WORK, Permission.INQUIRY_SEE_ALL}),
    ),
    Destination(
        "rescue:operation_list",
        _("Operations"),
        frozenset({Permission.OPERATION_PLAN, Permission.OPERATION_START, Permission.INQUIRY_WORK}),
    ),
    Destination(
        "cases:case_list",
        _("Cases"),
        frozenset({Permission.CASE_WORK, Permission.CASE_OPEN, Permission.CASE_SEE_ALL}),
    ),
    Destination("prosecution:legal_case_list", _("Legal cases"), frozenset({Permission.LEGAL_RECORD})),
    Destination(
        "offences:obstacle_list",
        _("Obstacles"),
        frozenset({Permission.OBSTACLE_RECORD, Permission.OBSTACLE_HANDLE}),
    ),
    Destination("prosecution:claim_list", _("Compensation"), frozenset({Permission.LEGAL_RECORD})),
    Destination("people:person_search", _("Find a person"), frozenset({Permission.PERSON_SEARCH})),
    Destination("tracing:planted_list", _("Planted records"), frozenset({Permission.RECORD_PLANT})),
    Destination("duties:duty_list", _("Duties"), frozenset({Permission.DUTY_SEE_ALL})),
    Destination("directory:agency_list", _("Directory")),
    Destination("research:impact", _("Impact"), frozenset({Permission.REPORT_IMPACT})),
    Destination("accounts:user_list", _("Accounts"), frozenset({Permission.ACCOUNT_MANAGE})),
)


@dataclass(frozen=True)
class NavItem:
    label: str | Promise
    url: str
    is_current: bool


def shell(request: HttpRequest) -> dict[str, object]:
    return {
        "demo": settings.DEMO,
        "walk": margin(request),
        "nav_items": _nav(request),
        # A language is among them once enough of it is translated: half the words only confuse.
        "offers_languages": len(settings.LANGUAGES) > 1,
        "language_is_unreviewed": _is_unreviewed(),
    }


def _is_unreviewed() -> bool:
    spoken = language(get_language() or "")
    return spoken is not None and not spoken.is_reviewed


def _nav(request: HttpRequest) -> list[NavItem]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    here = getattr(request.resolver_match, "view_name", "")
    return [
        NavItem(one.label, reverse(one.url_name), one.url_name == here or _same_room(one.url_name, here))
        for one in DESTINATIONS
        if one.is_for(user)
    ]


def _same_room(target: str, here: str) -> bool:
    """Details and forms belong to the list they are reached from: `rescue:operation_…` to the operations."""
    if target == "research:impact":
        return here.startswith("research:")  # all figures, with tabs of their own
    stem = target.removesuffix("_list").removesuffix("_search")
    return stem != target and here.startswith(f"{stem}_")
