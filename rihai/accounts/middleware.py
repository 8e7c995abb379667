"""The staff door: nobody passes without an account, a live session and a second factor.

Here: where somebody may go before she has passed, and what every request passes through. Not here:
what a role may do (`permissions.py` of each package) or whom it sees (`rihai.access`).

Deny by default: a page that is not named below is closed to everybody who has not passed.
"""

from collections.abc import Callable
from typing import Any, Final

from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from rihai.accounts.factors import has_factor
from rihai.accounts.models import User
from rihai.accounts.sessions import DEVICE_DUE, Stand, factor_age, remember_device, stand_of
from rihai.accounts.visitor import speak_language_of

# Open to everybody. Each of them shows nothing about anybody.
PUBLIC: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "set_language",
        "web:health",
        "web:offline",
        "web:offline_worker",
        "accounts:enter",
    }
)
# Open to somebody who has typed her password and has no second factor yet.
ENROLMENT: Final = frozenset(
    {
        "accounts:second_factor",
        "accounts:totp_qr",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    }
)
# Requests that change nothing.
ONLY_SHOW: Final = frozenset({"GET", "HEAD"})
NEW_PASSWORD: Final = "accounts:change_password"  # noqa: S105 - the name of a page


class StaffDoor:
    """Stands before every view; see the module."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        view_name = request.resolver_match.view_name if request.resolver_match else ""
        if view_name == "account_logout" and request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        # Only now: the sign-in itself and the enrolment happen inside the view.
        if request.session.get(DEVICE_DUE) and isinstance(request.user, User) and factor_age(request) is not None:
            del request.session[DEVICE_DUE]
            remember_device(request, response, request.user)
        _keep_language(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in PUBLIC:
            return None
        user = request.user
        if not isinstance(user, User):
            return _to_sign_in(request)
        stand = stand_of(request, user)
        if stand is not Stand.LIVE:
            return _sign_out(request, _(stand.value))
        held = _hold(request, user, name)
        if held is None:
            _welcome(request, user)
        return held


def _hold(request: HttpRequest, user: User, name: str) -> HttpResponseBase | None:
    """Where she has to go first, if anywhere."""
    if user.needs_new_password:
        return None if name == NEW_PASSWORD else _redirect(request, reverse(NEW_PASSWORD))
    if factor_age(request) is not None:
        return None
    if has_factor(user):
        # Another session of hers enrolled a factor meanwhile: this one has not shown it.
        return _sign_out(request, _("Sign in again with your second factor."))
    return None if name in ENROLMENT else _redirect(request, reverse("accounts:second_factor"))


def _welcome(request: HttpRequest, user: User) -> None:
    user.remember(only_to_show=request.method in ONLY_SHOW)
    speak_language_of(request, user)


def _keep_language(request: HttpRequest, response: HttpResponseBase) -> None:
    """Pages before the door know her by the browser only."""
    language = translation.get_language() or ""
    is_hers = isinstance(request.user, User) and request.user.language == language
    is_chosen_now = settings.LANGUAGE_COOKIE_NAME in response.cookies
    if is_hers and not is_chosen_now and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Strict",
        )


def _sign_out(request: HttpRequest, words: str) -> HttpResponseBase:
    logout(request, show_message=False)
    messages.info(request, words)
    return _to_sign_in(request)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Back to the same page afterwards, but never to the address of a form that was being sent."""
    query = (
        f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" and not _is_part(request) else ""
    )
    return _redirect(request, reverse("account_login") + query)


def _redirect(request: HttpRequest, url: str) -> HttpResponseBase:
    if _is_part(request):
        # Otherwise the sign-in page would appear inside the part of a page that was asked for.
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _is_part(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
