"""The one-time way into a demonstration: routed only there, and only for this very machine."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from rihai.accounts import actions
from rihai.accounts.sessions import count_factor_as_shown

# What a proxy adds: behind one, every visitor would seem to come from this machine.
PROXIED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in with both factors counted as shown."""
    if not is_this_machine(request):
        raise Http404
    user = actions.use_entry_link(token, by=None)
    if user is None:
        return render(request, "accounts/entry_spent.html", status=410)
    adapter = get_adapter(request)
    if request.user.is_authenticated:
        adapter.logout(request)
    adapter.login(request, user)
    count_factor_as_shown(request, kind="entry")
    return redirect("web:my_day")


def is_this_machine(request: HttpRequest) -> bool:
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback and not any(request.META.get(name) for name in PROXIED)
