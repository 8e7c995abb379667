"""The pages of figures as tabs, in the order in which somebody new to them reads."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("impact", _("Impact")),
    ("indicator_list", _("Indicators")),
    ("figure_list", _("Published figures")),
    ("how_we_count", _("How we count")),
)


@dataclass(frozen=True)
class Tab:
    label: str | Promise
    url: str
    is_current: bool


def tabs(request: HttpRequest) -> list[Tab]:
    here = getattr(request.resolver_match, "url_name", "")
    return [Tab(label, reverse(f"research:{name}"), name == here) for name, label in PAGES]
