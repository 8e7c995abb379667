"""What every page of the staff door shows around its content: where one can go, and whether this is a demonstration."""

from dataclasses import dataclass
from typing import Final

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
    """A page of the main navigation and who has use for it (any of the permissions; none = everybody).

    `rooms`: the lists behind one entry; the entry leads to the first of them that is for her.
    """

    url_name: str
    label: str | Promise
    permissions: frozenset[Permission] = frozenset()
    rooms: tuple["Destination", ...] = ()

    def is_for(self, user: User) -> bool:
        return not self.permissions or bool(self.permissions & user.permissions)

    def pages_for(self, user: User) -> tuple["Destination", ...]:
        return tuple(one for one in self.rooms or (self,) if one.is_for(user))


LEGAL: Final = frozenset({Permission.LEGAL_RECORD, Permission.LEGAL_WORK})
POLICE_AND_COURT: Final = (
    Destination("prosecution:legal_case_list", _("Legal cases"), LEGAL),
    Destination("prosecution:claim_list", _("Compensation"), LEGAL),
    Destination(
        "offences:obstacle_list",
        _("Obstacles"),
        frozenset({Permission.OBSTACLE_RECORD, Permission.OBSTACLE_HANDLE}),
    ),
    Destination("prosecution:question_list", _("Questions to a lawyer"), LEGAL),
    Destination("prosecution:law_card_list", _("Law cards"), LEGAL),
    Destination("prosecution:sentence_list", _("Sentences and minimum"), LEGAL),
)
DESTINATIONS: Final = (
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
    Destination("prosecution:legal_case_list", _("Police and court"), rooms=POLICE_AND_COURT),
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
        "nav_rooms": _rooms(request),
        # A language is among them once enough of it is translated: half the words only confuse.
        "offers_languages": len(settings.LANGUAGES) > 1,
        "language_is_unreviewed": _is_unreviewed(),
    }


def _is_unreviewed() -> bool:
    spoken = language(get_language() or "")
    return spoken is not None and not spoken.is_reviewed


def _nav(request: HttpRequest) -> list[NavItem]:
    user, here = _where(request)
    return [
        NavItem(one.label, reverse(pages[0].url_name), _is_here(one, here))
        for one in DESTINATIONS
        if user is not None and (pages := one.pages_for(user))
    ]


def _rooms(request: HttpRequest) -> list[NavItem]:
    """On a list that shares its entry with others: those others, as far as they are for her."""
    user, here = _where(request)
    rooms = next((one.rooms for one in DESTINATIONS if here in {room.url_name for room in one.rooms}), ())
    hers = [one for one in rooms if user is not None and one.is_for(user)]
    return [NavItem(one.label, reverse(one.url_name), one.url_name == here) for one in hers] if len(hers) > 1 else []


def _where(request: HttpRequest) -> tuple[User | None, str]:
    user = getattr(request, "user", None)
    return (user if isinstance(user, User) else None), getattr(request.resolver_match, "view_name", "")


def _is_here(destination: Destination, here: str) -> bool:
    houses = {room.url_name.split(":")[0] for room in destination.rooms}
    return here.split(":")[0] in houses or destination.url_name == here or _same_room(destination.url_name, here)


def _same_room(target: str, here: str) -> bool:
    """Details and forms belong to the list they are reached from: `rescue:operation_…` to the operations."""
    if target == "research:impact":
        return here.startswith("research:")  # all figures, with tabs of their own
    stem = target.removesuffix("_list").removesuffix("_search")
    return stem != target and here.startswith(f"{stem}_")
