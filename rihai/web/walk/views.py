"""The page of the walk, switching its margin off and on, and becoming somebody else of the demonstration."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from rihai.accounts.models import Installation
from rihai.accounts.views.entry import is_this_machine
from rihai.accounts.visitor import visitor
from rihai.web.demo.cast import colleague
from rihai.web.demo.facts import network
from rihai.web.walk import choices

STAYS: Final = "X-Walk"


@require_GET
def walk(request: HttpRequest) -> HttpResponse:
    """All five steps and the proof; the margin shows the one that is next."""
    _in_demonstration()
    return render(request, "web/walk.html")


@require_POST
def walk_choose(request: HttpRequest) -> HttpResponse:
    """Off by one click, on again by another; back to where it was clicked, unless a script stays on the page."""
    _in_demonstration()
    choices.choose(by=visitor(request), hide="hide" in request.POST)
    if STAYS in request.headers:
        return HttpResponse(status=204)
    back = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if is_ours else "web:my_day")


@require_POST
def walk_enter(request: HttpRequest, username: str) -> HttpResponse:
    """Go on as somebody else of the printed entrances, by a one-time link made for this moment."""
    _in_demonstration()
    if not is_this_machine(request) or username not in {one.username for one in network().entrances}:
        raise Http404
    return redirect("accounts:enter", choices.token_for(colleague(username)))


def _in_demonstration() -> None:
    if not Installation.is_demonstration():
        raise Http404
