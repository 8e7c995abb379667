"""Sensitive acts ask for the second factor again, if it was shown some time ago."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from rihai.accounts.models import Installation
from rihai.accounts.sessions import factor_age

# To open the page, and to send what was typed on it.
OPEN_WITHIN: Final = 5 * 60
SEND_WITHIN: Final = 20 * 60

View = Callable[..., HttpResponseBase]


def fresh_factor(view: View) -> View:
    """Only with a second factor shown in the last minutes. Stands on the page and on its form alike.

    What was typed is never parked in the session meanwhile: it may be about a person. So the page
    asks before anything is typed, and leaves time for typing.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        age = factor_age(request)
        limit = OPEN_WITHIN if request.method == "GET" else SEND_WITHIN
        if age is not None and age <= limit:
            return view(request, *args, **kwargs)
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        if not ways and Installation.is_demonstration():
            # Whoever came in by a one-time link of the demonstration has no factor to show again.
            return view(request, *args, **kwargs)
        if not ways:
            raise PermissionDenied(_("Set up a second factor first: this step asks for it again."))
        return redirect(f"{ways[0]['url']}?{urlencode({'next': request.path})}")

    return asked
