"""Refused attempts on pages get into the trail.

Here: the middleware only. It stands last in the list: its hook runs right after the view, when the
transactions of the view have been rolled back, and before anything turns the exception into a page.
"""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from rihai.audit.facts import CODE
from rihai.audit.refusals import Hidden, not_in_the_way, record_refusal
from rihai.audit.subjects import Actor

Answer = Callable[[HttpRequest], HttpResponseBase]


class RefusedAttempts:
    """Records `….refused` for `Refused`, `Hidden` and any other PermissionDenied a view raises."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, PermissionDenied | Hidden):
            with not_in_the_way():
                record_refusal(exception, by=_actor(request), page=_page(request), uids=_uids(request))


def _actor(request: HttpRequest) -> Actor | None:
    user = getattr(request, "user", None)
    return cast("Actor", user) if user is not None and user.is_authenticated else None


def _page(request: HttpRequest) -> str:
    """The name of the page, never its address: an address may carry anything."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name if CODE.fullmatch(name) else "unnamed"


def _uids(request: HttpRequest) -> list[UUID]:
    given = request.resolver_match.kwargs.values() if request.resolver_match else []
    return [value for value in given if isinstance(value, UUID)]
